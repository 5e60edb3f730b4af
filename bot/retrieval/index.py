"""The BM25 index: rank_bm25 behind one door, with its traps closed.

BM25+ (Y. Lv and C. Zhai 2011, "Lower-bounding term frequency normalization") in rank_bm25's form:

    score(d) = sum over terms t of  idf(t) * (delta + tf * (k1 + 1) / (k1 * (1 - b + b * |d| / avgdl) + tf)),
    idf(t)   = ln((N + 1) / df(t))

The library adds idf * delta to every passage, matched or not; here only passages that hold a term get a score,
so "matched" means shared terms. An empty corpus, which divides by zero there, is an index that matches nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

_NOTHING: Mapping[int, float] = MappingProxyType({})


class Index:
    """A BM25+ index over passages given as lists of terms; passages are named by their number, from 0."""

    def __init__(
        self, documents: Sequence[Sequence[str]], *, k1: float = 1.5, b: float = 0.75, delta: float = 1.0
    ) -> None:
        """Indexes the documents; a document may be empty, and so may the whole."""
        self._engine = None
        self._postings: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            for term in dict.fromkeys(document):
                self._postings.setdefault(term, []).append(number)
        if self._postings:
            from rank_bm25 import BM25Plus

            self._engine = BM25Plus(documents, k1=k1, b=b, delta=delta)
        self._scores: dict[str, Mapping[int, float]] = {}

    def __contains__(self, term: str) -> bool:
        """Tells whether any passage holds the term."""
        return term in self._postings

    def knows(self, terms: Iterable[str]) -> bool:
        """Tells whether each of the terms is held by some passage."""
        return all(term in self._postings for term in terms)

    def holds(self, terms: Iterable[str]) -> bool:
        """Tells whether some passage holds all of the terms."""
        postings = sorted((self._postings.get(term, []) for term in terms), key=len)
        return bool(postings) and bool(set(postings[0]).intersection(*postings[1:]))

    @property
    def vocabulary(self) -> frozenset[str]:
        """All terms of the index."""
        return frozenset(self._postings)

    def document_frequency(self, term: str) -> int:
        """Returns the number of passages that hold the term."""
        return len(self._postings.get(term, ()))

    def idf(self, term: str) -> float:
        """Returns ln((N + 1) / df): above 0 for every known term, larger for a rarer one, 0.0 for an unknown one."""
        if self._engine is None or term not in self._postings:
            return 0.0
        return float(self._engine.idf[term])

    def scores(self, term: str) -> Mapping[int, float]:
        """Returns what one term adds to each passage that holds it: {passage number: score above 0}."""
        if self._engine is None or term not in self._postings:
            return _NOTHING
        found = self._scores.get(term)
        if found is None:
            weights = self._engine.get_scores([term])
            found = {number: float(weights[number]) for number in self._postings[term]}
            self._scores[term] = found
        return found
