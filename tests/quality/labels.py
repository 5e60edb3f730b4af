"""Gold labels: the passages that a fair judge accepts, named by heading, kind and row, and how they are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.article import Passage

KINDS = {
    "intro": "paragraph",
    "paragraph": "paragraph",
    "bullet": "list-item",
    "list-item": "list-item",
    "table-row": "table-row",
}


class LabelError(Exception):
    """A question set that cannot be measured with; the message lists everything that is wrong with it."""

    def __init__(self, place: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([f"{place}: {len(self.problems)} problem(s)", *(f"  {p}" for p in self.problems)]))


@dataclass(frozen=True, slots=True)
class Gold:
    """One accepted passage: its heading, its kind, and its row or opening words ("" for none)."""

    section: str
    kind: str
    row: str = ""

    def __str__(self) -> str:
        return " / ".join(part for part in (self.section, self.kind, self.row) if part)


def key(passage: Passage) -> str:
    """Returns what tells a passage from every other of the corpus."""
    return f"{passage.article}#{passage.id}"


def describe(passage: Passage) -> str:
    """Returns the passage as a person would name it, in the manner of a gold label."""
    return " / ".join(part for part in (passage.heading[-1], passage.kind, passage.row or "") if part)


def matches(gold: Gold, passage: Passage) -> bool:
    """Says whether the label names this passage. A whole table is named by no label."""
    if passage.kind != KINDS.get(gold.kind) or folded(passage.heading[-1]) != folded(gold.section):
        return False
    if passage.kind == "paragraph":
        return True
    if passage.row is not None and folded(passage.row) == folded(gold.row):
        return True
    # Items without a label of their own are named by their opening words.
    own_text = folded(passage.text[passage.context :])
    return passage.kind == "list-item" and bool(gold.row) and own_text.startswith(folded(gold.row))


def in_table(gold: Gold, passage: Passage) -> bool:
    """Says whether the label names a row of this whole table."""
    if passage.kind != "table" or gold.kind != "table-row" or folded(passage.heading[-1]) != folded(gold.section):
        return False
    return any(cells and folded(cells[0]) == folded(gold.row) for cells in passage.cells)


def find(gold: Gold, passages: Sequence[Passage]) -> frozenset[str]:
    """Returns the keys of the passages that the label names; empty when it names none."""
    return frozenset(key(passage) for passage in passages if matches(gold, passage))


@cache
def folded(text: str) -> str:
    """Returns the text for comparison: case, white space, curly quotes and a closing colon do not count."""
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(": ")
