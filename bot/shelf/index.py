"""The index of a large library: what `bot.retrieval.index.Index` tells, read from postings."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from types import MappingProxyType
from typing import Any

from bot.retrieval.index import Index
from bot.retrieval.query import Concept, Hit
from bot.retrieval.scoring import candidates, hits, numbers, scored
from bot.shelf.opened import Opened
from bot.shelf.shelf import Shelf

BEST = 400  # passages that are looked at for a question, at the most: those of the best BM25+ scores
_MOST = 100_000  # terms that are remembered by their frequency, and sets of terms by whether they stand together


class LargeIndex(Index):
    """The index over the passages of a large library."""

    def __init__(self, shelf: Shelf) -> None:
        """Takes the library."""
        self._shelf = shelf
        self._frequencies: dict[str, int] = {}
        self._held: dict[tuple[str, ...], bool] = {}

    @property
    def table(self) -> dict[str, Any]:
        """What makes a small index again; a large one has no such table."""
        raise TypeError("a large index is kept by its library")

    def __contains__(self, term: str) -> bool:
        """Tells whether any passage holds the term."""
        return self.document_frequency(term) > 0

    def knows(self, terms: Iterable[str]) -> bool:
        """Tells whether each of the terms is held by some passage."""
        return all(term in self for term in terms)

    def holds(self, terms: Iterable[str]) -> bool:
        """Tells whether some passage holds all of the terms."""
        wanted = tuple(terms)
        if len(wanted) == 1:
            return wanted[0] in self
        found = self._held.get(wanted)
        if found is None:
            if len(self._held) >= _MOST:
                self._held = {}
            found = self._held[wanted] = self._shelf.read(lambda one: one.postings.holds(wanted))
        return found

    @property
    def vocabulary(self) -> frozenset[str]:
        """All terms of the index."""
        return self._shelf.read(lambda one: frozenset(one.postings.terms()))

    def document_frequency(self, term: str) -> int:
        """Returns the number of passages that hold the term."""
        found = self._frequencies.get(term)
        if found is None:
            found = self._shelf.read(lambda one: one.postings.document_frequency(term))
            if not found:
                return 0  # there is no end to what may be typed
            if len(self._frequencies) >= _MOST:
                self._frequencies = {}
            self._frequencies[term] = found
        return found

    def idf(self, term: str) -> float:
        """Returns ln((N + 1) / df), 0.0 for an unknown term."""
        frequency = self.document_frequency(term)
        return log((self._shelf.read_rows(lambda one: one.passages) + 1) / frequency) if frequency else 0.0

    def scores(self, term: str) -> Mapping[int, float]:
        """Returns what one term adds to each passage that holds it: {passage number: score above 0}."""
        passages, scores = self._shelf.read(lambda one: one.postings.scores(term))
        return MappingProxyType(dict(zip(passages.tolist(), scores.tolist(), strict=True)))

    def best(self, concepts: Sequence[Concept], among: Iterable[int] | None = None) -> list[Hit]:
        """Returns the best passages, or those `among` these, that share a term with a query, best first."""

        def look(one: Opened) -> list[Hit]:
            if among is None:
                found = candidates(one.postings, concepts, BEST)
            else:
                found = scored(one.store, concepts, numbers(among))
            return hits(found, concepts, range(len(found.passages)))

        return sorted(self._shelf.read(look), key=lambda hit: (-hit.score, hit.passage))
