"""The lists of an article: what its tables list, and by which words one asks for it."""

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from bot.article import Passage
from bot.language.terms import terms

WHOLE = 0.5  # the share of a list's items that a passage must name to stand for the list


class Listing(NamedTuple):
    """A table as a list: its passage's number, the terms it is called by, and those that tell its items apart.

    `told` is the number of the passage that names most of the items in running words, None where none names enough.
    """

    passage: int
    called: frozenset[str]
    items: tuple[frozenset[str], ...]
    told: int | None = None


def listings(passages: Sequence[Passage], terms_in: Callable[[int], Set[str]] | None = None) -> Iterator[Listing]:
    """Yields the lists among the passages, in their order; passages of one article stand together.

    `terms_in` gives the terms of a passage's text by its number, where they are at hand.
    """
    texts: dict[int, Set[str]] = {}
    found = terms_in or (lambda number: frozenset(terms(passages[number].text)))
    for number, passage in enumerate(passages):
        if passage.kind == "table":
            beside = [n for n, one in enumerate(passages) if one.article == passage.article and one.kind != "table"]
            texts.update((n, found(n)) for n in beside if n not in texts)
            items = _items(passage)
            shares = {n: sum(item <= texts[n] for item in items) / len(items) if items else 0.0 for n in beside}
            best = max(beside, key=shares.__getitem__, default=None)
            told = best if best is not None and shares[best] >= WHOLE else None
            yield Listing(number, frozenset(_called(passage)), items, told)


def _called(table: Passage) -> list[str]:
    caption = (
        table.text.rpartition("\n")[2] if not table.cells or len(table.text.split("\n")) > len(table.cells) + 1 else ""
    )
    return terms(f"{table.heading[-1]} \n {table.columns[0] if table.columns else ''} \n {caption}")


def _items(table: Passage) -> tuple[frozenset[str], ...]:
    labels = [frozenset(terms(cells[0])) for cells in table.cells if cells]
    shared = frozenset.intersection(*labels) if labels else frozenset()
    return tuple(label - shared for label in labels if label - shared)
