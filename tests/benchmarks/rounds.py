"""Measuring in rounds: everything that is compared runs once a round, one after the other.

A ratio is taken inside a round and its median over all rounds, so that a machine that is busy for a while
slows both sides of it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Round = Mapping[str, float]  # the name of a figure -> seconds
Action = Callable[[], Round]


class BenchmarkError(Exception):
    """A figure could not be measured; the text says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured under one name: the seconds of every round, and the ratios to the peer, round by round."""

    name: str
    seconds: tuple[float, ...]
    ratios: tuple[float, ...] = ()

    @property
    def ratio(self) -> float | None:
        """The median ratio to the peer; None without a peer."""
        return median(self.ratios) if self.ratios else None


def seconds(work: Callable[[], object]) -> float:
    """Returns how long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def timed(name: str, work: Callable[[], object]) -> Action:
    """Returns an action that runs `work` once and gives its time under `name`."""
    return lambda: {name: seconds(work)}


def measure(actions: Sequence[Action], runs: int, warm_up: int = 1) -> list[Round]:
    """Runs the actions in turn, `runs` times over, and returns the figures of each round; the warm-up is left out."""
    rounds = [_round(actions) for _ in range(warm_up + runs)]
    return rounds[warm_up:]


def _round(actions: Sequence[Action]) -> Round:
    figures: dict[str, float] = {}
    for action in actions:
        figures |= action()
    return figures


def figure(rounds: Sequence[Round], name: str, peer: str = "") -> Figure:
    """Returns what the rounds say under `name`, next to `peer` where one is named."""
    ratios = tuple(one[name] / one[peer] for one in rounds) if peer else ()
    return Figure(name, tuple(one[name] for one in rounds), ratios)


def figures(rounds: Sequence[Round], peer: str = "") -> list[Figure]:
    """Returns all figures of the rounds in their order, each next to the same peer."""
    return [figure(rounds, name, peer) for name in rounds[0]] if rounds else []
