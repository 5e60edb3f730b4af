"""How time and memory grow with hostile input: each trap at n, 2n, 4n and 8n characters.

n is the first size at which a trap takes long enough to be measured. CPU time at 8n may be `MOST` times that at n:
n log n gives about 10, the square 64. Each reader's traps run in a process of their own, ended where one hangs.
"""

import gc
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from functools import _lru_cache_wrapper
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from tests.fuzz.traps import Trap, traps

MOST = 20.0  # times the CPU time at n that the CPU time at 8n may be
FLOOR = 0.005  # seconds of CPU at n
FIRST, LARGEST = 1_000, 2_000_000  # characters at n
SHORT = 2.0  # seconds
_LOADED = 100  # entries of tables that hold what was loaded once, at the most
HANG = 120  # seconds for one trap


class Growth(NamedTuple):
    """How a trap grew: its first size, CPU seconds at this and at 2, 4, 8 times as much, and megabytes at the peak."""

    trap: str
    size: int
    seconds: tuple[float, ...]
    megabytes: int

    @property
    def times(self) -> float:
        """How many times the first CPU time the last one is."""
        return self.seconds[-1] / max(self.seconds[0], 0.002)

    @property
    def is_too_fast(self) -> bool:
        """Tells whether it grows faster than n log n."""
        return self.times > MOST


def cpu(trap: Trap, size: int, remembered: Sequence["_lru_cache_wrapper[Any]"], rounds: int = 1) -> float:
    """Returns the CPU time that a trap takes at a size: the least of some rounds.

    The tables of `remembered` are emptied before each: a text that was met takes no time.
    """
    text = trap.make(size)
    took = []
    for _ in range(rounds):
        for table in remembered:
            table.cache_clear()
        started = time.process_time()
        trap.run(text)
        took.append(time.process_time() - started)
    return min(took)


def _tables() -> "list[_lru_cache_wrapper[Any]]":
    """Returns the tables of what was read before."""
    found = (one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper))
    return [table for table in found if (table.cache_parameters()["maxsize"] or 0) > _LOADED]


def measured(
    trap: Trap, floor: float = FLOOR, first: int = FIRST, largest: int = LARGEST, short: float = SHORT
) -> Growth:
    """Returns how a trap grows.

    Where it seems to grow too fast, it is measured again more often, and then with more text if it took less than
    `short`: a step from one way of reading to another is no growth.
    """
    size = first
    trap.run(trap.make(size))  # what is loaded once is not to be timed
    remembered = _tables()
    while cpu(trap, size, remembered) < floor and size < largest:
        size *= 2
    found = Growth("", 0, (0.0, 1000.0), 0)
    for rounds, more in ((1, 1), (3, 1), (2, 4), (2, 4)):
        if not found.is_too_fast:
            break
        size *= more if found.seconds[-1] < short else 1
        seconds = tuple(cpu(trap, size * times, remembered, rounds) for times in (1, 2, 4, 8))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        again = Growth(f"{trap.reader}: {trap.text}", size, seconds, peak)
        found = min(found, again, key=lambda growth: growth.times)
    return found


def report(only: str) -> int:
    """Measures all traps whose names hold a text, prints them, and returns 1 where one grows too fast, else 0."""
    print(f"{'trap':44}{'n':>10}{'  CPU seconds at n, 2n, 4n, 8n':34}{'times':>7}{'peak MB':>9}")
    bad = 0
    for _, group in groupby(traps(), key=lambda trap: trap.reader):
        chosen = [trap for trap in group if only in f"{trap.reader}: {trap.text}"]
        while chosen:
            done = 0
            for found in _apart(chosen):
                done += 1
                bad += found.is_too_fast
                _say(found)
            if done < len(chosen):
                print(
                    f"{chosen[done].reader}: {chosen[done].text:40} HANGS: not done in {HANG} s, or ended", flush=True
                )
                bad += 1
            chosen = chosen[done + 1 :]
    print(f"{bad} grow faster than n log n (more than {MOST:.0f} times the time for 8 times the text), or hang")
    return 1 if bad else 0


def _say(found: Growth) -> None:
    seconds = "".join(f"{one:8.3f}" for one in found.seconds)
    mark = "  GROWS" if found.is_too_fast else ""
    print(f"{found.trap[:43]:44}{found.size:10,}{seconds:>34}{found.times:7.1f}{found.megabytes:9,}{mark}", flush=True)


def _apart(chosen: list[Trap]) -> Iterator[Growth]:
    """Yields how traps grow, measured in a process that is ended where one of them hangs."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(chosen, there))
    process.start()
    there.close()
    try:
        for _ in chosen:
            if not here.poll(HANG):
                return
            try:
                yield here.recv()
            except EOFError:
                return
    finally:
        process.kill()
        process.join()


def _measure(chosen: list[Trap], to: Connection) -> None:
    sys.stderr = open("/dev/null", "w")  # noqa: PTH123, SIM115  # what a killed process says last
    for trap in chosen:
        to.send(measured(trap))
