"""Reverse coverage: an article seen from its passages, by the questions that reach them.

A whole table says nothing besides its rows: it is not counted itself, and where it is shown, its rows are reached.
"""

import math
from collections.abc import Iterator, Sequence

from bot.article import Passage
from bot.conversation.inquiry import inquire
from bot.conversation.ranking import rank
from bot.coverage.metrics import question_of
from bot.coverage.naming import found_in
from bot.coverage.suggest import telling
from bot.coverage.values import Found, Outcome, Reached, Reverse
from bot.library import Library

SHOWN = 3  # the places in an answer that reach a passage
BUSY_SHARE, BUSY_FAIR, BUSY_LEAST = 0.1, 3.0, 5  # see `_busy_from`
OWN_WORDS = 6  # of a passage, that have to find it
LOOKED_AT = 2_000  # passages asked for by their own words; of a larger corpus as many, evenly spaced


def reverse(outcomes: Sequence[Outcome], library: Library) -> Reverse:
    """Returns which passages the questions of a run reached, and which passages stand out."""
    shown = [outcome for outcome in outcomes if outcome.found and outcome.state in ("answered", "weak")]
    first: dict[str, dict[str, str]] = {}  # by passage: of each question that it is first for, the first row's id
    for outcome in shown:
        first.setdefault(outcome.found[0].id, {}).setdefault(question_of(outcome), outcome.row.id)
    limit = _busy_from(len({question_of(outcome) for outcome in shown}), len(library.passages))
    often = sorted((p for p in library.passages if p.id in first), key=lambda p: -len(first[p.id]))
    return Reverse(
        sections=tuple(_sections(library, _reached(shown, library))),
        busy=tuple((found_in(p), len(first[p.id])) for p in often if len(first[p.id]) >= limit),
        shared=tuple((found_in(p), tuple(first[p.id].values())) for p in often if len(first[p.id]) > 1),
        hidden=hidden(library),
    )


def hidden(library: Library) -> tuple[Found, ...]:
    """Returns the passages that a question made of their own most telling words does not bring first."""
    asked = [(number, passage) for number, passage in enumerate(library.passages) if passage.kind != "table"]
    step = max(1, math.ceil(len(asked) / LOOKED_AT))
    return tuple(found_in(passage) for number, passage in asked[::step] if not _finds_itself(number, passage, library))


def _finds_itself(number: int, passage: Passage, library: Library) -> bool:
    hits = rank(library, inquire(" ".join(telling(passage, library, OWN_WORDS)), library))
    return bool(hits) and hits[0].passage == number


def _busy_from(questions: int, passages: int) -> int:
    """The number of questions from which a passage that is first for them is busy: a tenth of all that show a passage
    and three times a passage's fair part, but at least five.
    """
    return max(BUSY_LEAST, math.ceil(BUSY_SHARE * questions), math.ceil(BUSY_FAIR * questions / max(1, passages)))


def _reached(shown: Sequence[Outcome], library: Library) -> frozenset[str]:
    """The ids of the passages among the first few of some question."""
    reached = {found.id for outcome in shown for found in outcome.found[:SHOWN]}
    tables = {(p.article, p.heading, p.lines) for p in library.passages if p.kind == "table" and p.id in reached}
    rows = (p for p in library.passages if p.kind == "table-row")
    return frozenset(reached | {row.id for row in rows if any(_is_row_of(row, table) for table in tables)})


def _is_row_of(row: Passage, table: tuple[str, tuple[str, ...], tuple[int, int]]) -> bool:
    article, heading, lines = table
    return (row.article, row.heading) == (article, heading) and lines[0] <= row.lines[0] <= lines[1]


def _sections(library: Library, reached: frozenset[str]) -> Iterator[Reached]:
    """The sections that have passages of their own, in reading order."""
    sections: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
    for passage in library.passages:
        if passage.kind != "table":
            sections.setdefault((passage.article, passage.heading), []).append(passage)
    for (article, heading), passages in sections.items():
        unreached = tuple(found_in(passage) for passage in passages if passage.id not in reached)
        yield Reached(article, heading, len(passages), len(passages) - len(unreached), unreached)
