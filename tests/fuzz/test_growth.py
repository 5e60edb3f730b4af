"""A quick slice of `python -m tests.fuzz growth`: traps that were found, and one of each kind, at small sizes."""

import pytest

from tests.fuzz.growth import Growth, measured
from tests.fuzz.traps import Trap, traps

_FLOOR = 0.002  # seconds of CPU at n
# What took the square of its size, or more, before it was mended.
FOUND = (
    "citations: closing marks", "citations: closing quotes", "webtext: closing marks", "csv: 'a\\n'", "tsv: '\\n'",
    "tokens: 'x ray '", "tokens: 'red [2, 7]. '",
)  # fmt: skip
ALIKE = (
    "markdown: '['", "markdown: '_a*b'", "markdown: a long table", "markdown: many headings", "markdown: nested quotes",
    "webtext: a flattened table", "webtext: contents", "csv: '\"'", "jsonl: '{\"a\":'", "faq-markdown: '*a'",
    "faq-text: '1. a\\n'", "transcript: transcript", "tokens: '1 '", "tokens: \"' \"",
)  # fmt: skip


def named(names: tuple[str, ...]) -> list[Trap]:
    known = {f"{trap.reader}: {trap.text}": trap for trap in traps()}
    return [known[name] for name in names]


def name_of(trap: Trap) -> str:
    return f"{trap.reader}: {trap.text}"


@pytest.mark.parametrize("trap", named(FOUND), ids=name_of)
def test_what_took_the_square_of_its_size_does_no_more(trap: Trap) -> None:
    found = measured(trap, _FLOOR, 4_000, 64_000)
    assert not found.is_too_fast, found


@pytest.mark.parametrize("trap", named(ALIKE), ids=name_of)
def test_time_grows_no_faster_than_n_log_n(trap: Trap) -> None:
    found = measured(trap, _FLOOR, 500, 64_000)
    assert not found.is_too_fast, found


def test_what_takes_the_square_of_its_size_is_seen() -> None:
    def square(text: str) -> int:
        return sum(one == other for one in text for other in text)

    found = measured(Trap("a", "b", lambda size: "a" * size, square), _FLOOR, 250, 64_000, short=0.1)
    assert found.is_too_fast, found


def test_a_growth_is_told_by_its_first_and_last_time() -> None:
    assert not Growth("", 1000, (0.1, 0.2, 0.4, 0.9), 1).is_too_fast
    assert Growth("", 1000, (0.1, 0.4, 1.6, 6.4), 1).is_too_fast
