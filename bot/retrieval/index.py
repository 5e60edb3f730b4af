"""The BM25 index: rank_bm25 behind one door, with its traps closed.

BM25+ (Y. Lv and C. Zhai 2011, "Lower-bounding term frequency normalization") in rank_bm25's form:

    score(d) = sum over terms t of  idf(t) * (delta + tf * (k1 + 1) / (k1 * (1 - b + b * |d| / avgdl) + tf)),
    idf(t)   = ln((N + 1) / df(t))

The library adds idf * delta to every passage, matched or not; here only passages that hold a term get a score,
so "matched" means shared terms. An empty corpus, which divides by zero there, is an index that matches nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Self

from bot.cache.tables import InMemory, Tables
from bot.retrieval.query import Concept, Hit

_NOTHING: Mapping[int, float] = MappingProxyType({})


class Index:
    """A BM25+ index over passages given as lists of terms; passages are named by their number, from 0."""

    def __init__(
        self, documents: Sequence[Sequence[str]], *, k1: float = 1.5, b: float = 0.75, delta: float = 1.0
    ) -> None:
        """Indexes the documents; a document may be empty, and so may the whole."""
        self._read_from(InMemory({"": _postings(documents, k1, b, delta)}), "")

    def _read_from(self, tables: Tables, name: str) -> None:
        self._tables, self._name = tables, name
        self._scores: dict[str, Mapping[int, float]] = {}

    @classmethod
    def kept(cls, tables: Tables, name: str) -> Self:
        """Returns the index whose `table` was kept under this name."""
        index = cls([])
        index._read_from(tables, name)
        return index

    @property
    def table(self) -> dict[str, Any]:
        """The postings as JSON has them: by term, its idf, the passages that hold it, and what it adds to each."""
        return dict(self._tables.items(self._name))

    def _found(self, term: str) -> Any:
        return self._tables.get(self._name, term)

    def __contains__(self, term: str) -> bool:
        """Tells whether any passage holds the term."""
        return self._found(term) is not None

    def knows(self, terms: Iterable[str]) -> bool:
        """Tells whether each of the terms is held by some passage."""
        return all(term in self for term in terms)

    def holds(self, terms: Iterable[str]) -> bool:
        """Tells whether some passage holds all of the terms."""
        postings = sorted((self.scores(term).keys() for term in terms), key=len)
        return bool(postings) and bool(set(postings[0]).intersection(*postings[1:]))

    @property
    def vocabulary(self) -> frozenset[str]:
        """All terms of the index."""
        return frozenset(term for term, _ in self._tables.items(self._name))

    def document_frequency(self, term: str) -> int:
        """Returns the number of passages that hold the term."""
        return len(self.scores(term))

    def idf(self, term: str) -> float:
        """Returns ln((N + 1) / df): above 0 for every known term, larger for a rarer one, 0.0 for an unknown one."""
        found = self._found(term)
        return float(found[0]) if found else 0.0

    def scores(self, term: str) -> Mapping[int, float]:
        """Returns what one term adds to each passage that holds it: {passage number: score above 0}."""
        scores = self._scores.get(term)
        if scores is None:
            found = self._found(term)
            if found is None:
                return _NOTHING
            scores = self._scores[term] = dict(zip(found[1], found[2], strict=True))
        return scores

    def best(self, concepts: Sequence[Concept], among: Iterable[int] | None = None) -> list[Hit] | None:  # noqa: ARG002
        """Returns the best passages for a query, best first, where the index can tell without a look at all of them;
        None where it cannot. `among` are passages to be looked at instead.
        """
        return None


def _postings(documents: Sequence[Sequence[str]], k1: float, b: float, delta: float) -> dict[str, Any]:
    """The scores of `BM25Plus.get_scores` for one term, of the passages that hold it: its own numbers, put together in
    its own order of operations, so that they are the same to the last bit.
    """
    holding: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for term in dict.fromkeys(document):
            holding.setdefault(term, []).append(number)
    if not holding:
        return {}
    from rank_bm25 import BM25Plus

    engine = BM25Plus(documents, k1=k1, b=b, delta=delta)
    lengths = [k1 * (1 - b + b * length / engine.avgdl) for length in engine.doc_len]
    frequencies: list[dict[str, int]] = engine.doc_freqs
    table = {}
    for term, numbers in holding.items():
        idf = float(engine.idf[term])
        counts = ((number, frequencies[number][term]) for number in numbers)
        scores = [idf * (delta + (tf * (k1 + 1)) / (lengths[number] + tf)) for number, tf in counts]
        table[term] = [idf, numbers, scores]
    return table
