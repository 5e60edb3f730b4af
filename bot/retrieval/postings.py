"""An inverted index for large libraries: rank_bm25's own BM25+ scores, without a look at passages that hold no term.

`rank_bm25.BM25Plus` (its formula stands in `bot.retrieval.index`) goes over every passage for every term of a query.
Here each term has the list of the passages that hold it (J. Zobel and A. Moffat 2006, "Inverted files for text search
engines"), and the few passages that may be among the best are scored as that library would, to the last bit.
It is numpy's work, and is imported only where a library is large.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from bot.retrieval import postings_concepts
from bot.retrieval.postings_build import build
from bot.retrieval.postings_exact import Covered, Weighted
from bot.retrieval.postings_levels import Levels
from bot.retrieval.postings_list import Ids, PostingList
from bot.retrieval.postings_rank import top
from bot.retrieval.postings_small import POSTINGS, Rows, scores_of, top_of_few
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Doubles, Pool


class Postings:
    """A BM25+ index over passages given as sequences of terms; passages are named by their number, from 0.

    One index may be used by several threads at once. Whatever reads a list for the first time raises `Damaged`
    (`bot.cache.tables`) where the file is not what was written.
    """

    def __init__(self, store: Store) -> None:
        """Takes the pieces; use `of` or `open`."""
        self._store = store
        self._pool = Pool(store.head.passages)
        self._rows = Rows(store)
        self._levels = Levels(store)

    @classmethod
    def of(
        cls,
        documents: Iterable[Sequence[str]],
        *,
        key: str = "",
        k1: float = 1.5,
        b: float = 0.75,
        delta: float = 1.0,
    ) -> Self:
        """Indexes documents in memory, each looked at once; a document may be empty, and so may the whole.

        `key` names what they were made of; `open` asks for it.
        """
        return cls(build(documents, key, k1, b, delta))

    @classmethod
    def open(cls, folder: Path, key: str) -> Self:
        """Opens what was saved in a folder under a key.

        Raises `OSError` where there is nothing to read, and `Damaged` where it is cut off, damaged or of another key.
        """
        return cls(Store.open(folder, key))

    def save(self, folder: Path) -> None:
        """Writes the index into a folder that is there, not all at once; raises `OSError`."""
        self._store.save(folder)

    def __len__(self) -> int:
        """The number of passages."""
        return self._store.head.passages

    def __contains__(self, term: str) -> bool:
        """Tells whether any passage holds the term."""
        return self._store.record(term) is not None

    def terms(self) -> Iterator[str]:
        """Yields every term once, in no order that means anything."""
        return self._store.terms()

    def document_frequency(self, term: str) -> int:
        """Returns the number of passages that hold the term."""
        record = self._store.record(term)
        return record[1] if record else 0

    def idf(self, term: str) -> float:
        """Returns ln((N + 1) / df), 0.0 for an unknown term."""
        found = self._store.find(term)
        return found.idf if found else 0.0

    def scores(self, term: str) -> tuple[Ids, Doubles]:
        """Returns the passages that hold a term, ascending, and what it adds to each, as `Index.scores` has it."""
        found = self._store.find(term)
        if found is None:
            return np.zeros(0, np.int32), np.zeros(0)
        return found.passages, scores_of(self._store, found)

    def score_vector(self, terms: Iterable[str]) -> Doubles:
        """Returns `BM25Plus.get_scores(terms)`: one score for each passage; a term counts as often as it stands there.

        A passage gets idf * delta for every known term, whether it holds it or not.
        """
        total = np.zeros(len(self))
        for found in self._found(terms):
            row = np.full(len(self), found.idf * self._store.head.delta)
            row[found.passages] = scores_of(self._store, found)
            total += row
        return total

    def top(self, terms: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Returns the k best passages that hold any of the terms, with their score in `score_vector`.

        Best first, ties in the order of the passages; fewer where fewer hold a term.
        """
        if k < 1:
            return []
        terms = list(terms)
        if self._levels.fit and (quick := self._levels.top(terms, k)) is not None:
            return quick
        find = self._store.find
        if self._rows.fit:
            known = [(term, one) for term in terms if (one := find(term)) is not None]
            return self._rows.top(known, k) if known else []
        lists = [one for term in terms if (one := find(term)) is not None]
        if not lists:
            return []
        scratch = self._pool.take()
        if sum([one.frequency for one in lists]) <= POSTINGS and len(set(lists)) == len(lists):
            best = top_of_few(self._store, scratch, lists, k)
        else:
            best = top(self._store, scratch, lists, k)
        self._pool.give_back(scratch)
        return best

    def holds(self, terms: Sequence[str]) -> bool:
        """Tells whether some passage holds all of the terms; False for no terms."""
        return postings_concepts.held(self._store, terms)

    def covering(
        self, concepts: Sequence[Sequence[Weighted]], k: int, weights: Sequence[float] | None = None
    ) -> Covered:
        """Returns the k best passages for concepts as `bot.retrieval.search` ranks them, of equal ones the first.

        A concept is its alternatives: the terms that a passage must hold, all of them, and a weight. In a passage it
        counts by the best of these, an alternative by its most telling term, and its score times its weight times
        that of the concept (`weights`; 1.0 where none are given) is added up.
        """
        counting = [1.0] * len(concepts) if weights is None else weights
        scratch = self._pool.take()
        found = postings_concepts.best(self._store, scratch, concepts, counting, k)
        self._pool.give_back(scratch)
        return found

    def _found(self, terms: Iterable[str]) -> list[PostingList]:
        return [found for term in terms if (found := self._store.find(term)) is not None]
