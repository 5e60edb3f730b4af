"""The questions that went wrong, one block each, for a person to read."""

from collections.abc import Iterable, Iterator

from tests.quality.outcomes import CITEBOT, Outcome


def listing(outcomes: Iterable[Outcome]) -> str:
    """Returns the missed questions: what went wrong, the question, what was first and what was expected."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome))


def problems(outcome: Outcome) -> list[str]:
    """Returns what is wrong with an outcome, in words; empty when nothing is."""
    found = []
    if outcome.answerable and outcome.ranks[CITEBOT] != 1:
        rank = outcome.ranks[CITEBOT]
        found.append(f"rank {rank}" if rank else "not shown")
    if outcome.answerable and outcome.state != "answered":
        found.append(f"false refusal ({outcome.state})")
    if outcome.answerable is False and outcome.state == "answered":
        found.append("false answer")
    if outcome.wanted_notice and outcome.notice != outcome.wanted_notice:
        found.append(f"no notice of {outcome.wanted_notice}")
    if outcome.notice and not outcome.wanted_notice:
        found.append(f"false alarm of {outcome.notice}")
    return found


def _lines(outcome: Outcome) -> Iterator[str]:
    wrong = problems(outcome)
    if not wrong:
        return
    yield f"{outcome.id}  {outcome.group}, {outcome.style}: {', '.join(wrong)}"
    yield f"    asked     {outcome.question}"
    if outcome.first:
        yield f"    first     {outcome.first}"
    if outcome.expected:
        yield f"    expected  {outcome.expected}"
