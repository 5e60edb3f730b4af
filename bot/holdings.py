"""What a small library holds beside its index, worked out of its passages or read from the tables that were kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from bot.article import Article, Heading, Offsets, Passage
from bot.cache.tables import Tables
from bot.language.terms import Token, content, terms, tokenize
from bot.retrieval.index import Index
from bot.retrieval.listing import Listing, listings
from bot.retrieval.passageterms import is_summary

ORDERS = "orders"  # the table of the terms of each passage, in order
_LONG = 50_000  # characters of a passage whose order is looked at


class Holdings:
    """Gives what `bot.shelf.shelf.Shelf` gives of a large library."""

    def __init__(
        self, articles: Sequence[Article], passages: Sequence[Passage], index: Index, tables: Tables | None = None
    ) -> None:
        """Takes what a library is made of, and its tables where they were kept."""
        self._articles, self._passages, self._index, self._tables = articles, passages, index, tables

    def _fact(self, name: str) -> Any:
        return self._tables.get("facts", name) if self._tables else None

    @cached_property
    def names(self) -> Sequence[frozenset[str]]:
        """The terms by which each passage is named."""
        if (known := self._fact("names")) is not None:
            return tuple(map(frozenset, known))
        return tuple(map(names_of, self._passages))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The terms that half of the passages hold."""
        if (known := self._fact("subjects")) is not None:
            return frozenset(known)
        half, index = len(self._passages) / 2, self._index
        return frozenset(term for term in index.vocabulary if index.document_frequency(term) > half)

    @cached_property
    def lists(self) -> tuple[Listing, ...]:
        """The lists of the articles: what their tables list, and by which words one asks for it."""
        if (known := self._fact("lists")) is not None:
            return tuple(
                Listing(n, frozenset(called), tuple(map(frozenset, items)), told) for n, called, items, told in known
            )
        return tuple(listings(self._passages))

    @cached_property
    def called(self) -> frozenset[str]:
        """The terms by which lists are called."""
        return frozenset(term for listing in self.lists for term in listing.called)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the articles, in lower case."""
        if (known := self._fact("words")) is not None:
            return frozenset(known)
        return frozenset(token.word for passage in self._passages for token in tokens_of(passage))

    @cached_property
    def by_name(self) -> Mapping[str, Article]:
        """The articles by name."""
        return {article.name: article for article in self._articles}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the articles by name."""
        return {article.name: article.title for article in self._articles}

    @cached_property
    def outlines(self) -> Mapping[str, Sequence[Heading]]:
        """The headings of the articles by name."""
        return {article.name: article.outline for article in self._articles}

    @cached_property
    def _spans(self) -> dict[str, range]:
        found: dict[str, range] = {}
        for number, passage in enumerate(self._passages):
            found[passage.article] = range(found.get(passage.article, range(number, 0)).start, number + 1)
        return found

    def numbers_of(self, article: str) -> range:
        """Returns the numbers of an article's passages."""
        return self._spans.get(article, range(0))

    def passages_of(self, article: str) -> list[Passage]:
        """Returns the passages of an article, in order."""
        return [self._passages[number] for number in self.numbers_of(article)]

    def lists_of(self, article: str) -> list[Listing]:
        """Returns the lists of an article."""
        span = self.numbers_of(article)
        return [one for one in self.lists if one.passage in span]

    def is_named(self, wanted: Sequence[str]) -> bool:
        """Tells whether some passage is named by all of these terms."""
        return any(all(term in names for term in wanted) for names in self.names)

    @cached_property
    def headings(self) -> frozenset[frozenset[str]]:
        """The terms of the headings that have neither others nor a list under them, without the corpus' own subject:
        they name things, not sorts.
        """
        sorts = {one.heading[:depth] for one in self._passages for depth in range(1, len(one.heading) + bool(one.row))}
        called = {one.heading[-1] for one in self._passages if one.heading not in sorts}
        return frozenset(heading_terms(heading) - self.subjects for heading in called)

    def order_of(self, number: int) -> Sequence[str]:
        """Returns the content terms of a passage, in order; of a very long one, those of its beginning."""
        known = self._tables.get(ORDERS, str(number)) if self._tables else None
        return order_of(self._passages[number]) if known is None else known.split(" ")

    def citing(self, number: int) -> list[int]:
        """Returns the numbers of the passages that cite a source of that number, ascending."""
        return [place for place, passage in enumerate(self._passages) if number in passage.citations]


_JOINED = re.compile(r"\s(?:and|&)\s|/")


def names_of(passage: Passage) -> frozenset[str]:
    """Returns the terms by which a passage is named: those of its last heading and of its row's or item's label.

    Under "Physical and Surgical Approaches", an item "Surgical Excision" is no physical one.
    """
    heading = frozenset() if is_summary(passage) else heading_terms(passage.heading[-1])
    if not passage.row:
        return heading
    label = frozenset(terms(passage.row))
    sides = [heading_terms(side) for side in _JOINED.split(passage.heading[-1])]
    others = [side for side in sides if side.isdisjoint(label)] if len(sides) == 2 else []
    return (heading - others[0] if len(others) == 1 else heading) | label


@lru_cache(maxsize=4096)
def heading_terms(heading: str) -> frozenset[str]:
    """Returns the terms of a heading or title: many passages stand under each."""
    return frozenset(terms(heading))


def order_of(passage: Passage) -> list[str]:
    """Returns the content terms of a passage's text, in order; of a very long one, those of its beginning."""
    return terms(*_beginning(passage))


def tokens_in(passage: Passage) -> list[Token]:
    """Returns the content words of a passage's text, in order; of a very long one, those of its beginning."""
    return content(tokenize(*_beginning(passage)))


def _beginning(passage: Passage) -> tuple[str, list[Offsets]]:
    return passage.text[:_LONG], [span for span in passage.citation_spans if span[1] <= _LONG]


def tokens_of(passage: Passage) -> Iterator[Token]:
    """Yields the words of a passage and of its headings."""
    yield from tokenize(passage.text, passage.citation_spans)
    for part in passage.heading:
        yield from tokenize(part)
