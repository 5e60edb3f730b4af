"""The lists of an article: what its tables list, and by which words one asks for it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.article import Passage
from bot.language.terms import terms


class Listing(NamedTuple):
    """A table as a list: its passage's number, the terms it is called by, and those that tell its items apart."""

    passage: int
    called: frozenset[str]
    items: tuple[frozenset[str], ...]


def listings(passages: Sequence[Passage]) -> Iterator[Listing]:
    """Yields the lists among the passages, in their order."""
    for number, passage in enumerate(passages):
        if passage.kind == "table":
            yield Listing(number, frozenset(_called(passage)), _items(passage))


def _called(table: Passage) -> list[str]:
    caption = (
        table.text.rpartition("\n")[2] if not table.cells or len(table.text.split("\n")) > len(table.cells) + 1 else ""
    )
    return terms(f"{table.heading[-1]} \n {table.columns[0] if table.columns else ''} \n {caption}")


def _items(table: Passage) -> tuple[frozenset[str], ...]:
    labels = [frozenset(terms(cells[0])) for cells in table.cells if cells]
    shared = frozenset.intersection(*labels) if labels else frozenset()
    return tuple(label - shared for label in labels if label - shared)
