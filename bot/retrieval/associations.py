"""What the words of a question have to do with, when no expression of the lexicon stands in it as such.

The lexicon serves as an association thesaurus (Y. Qiu and H. P. Frei 1993, "Concept based query expansion"): each of
its expressions that the corpus uses is a document made of all the words by which people say it, and BM25 ranks these
documents for the words of the question. "Can't hold her needles or work a zip" has words of many expressions for
"hand function", though none of them as a whole.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, Self

from bot.cache.tables import InMemory, Tables
from bot.language.lexicon import Lexicon
from bot.language.stems import stem
from bot.language.terms import stop_words
from bot.retrieval.index import Index

_K1, _B = 1.2, 0.5
_GOALS, _POINTING = "goals", "pointing"
SUPPORT = 2  # words of a question that must point to an expression: a single word may mean anything


class Related(NamedTuple):
    """An expression that a question has to do with: its terms, as shown, its BM25 score, the terms that point to it."""

    terms: tuple[str, ...]
    words: str
    score: float
    support: frozenset[str]


class Associations:
    """Finds the expressions of a lexicon that the words of a question point to."""

    def __init__(self, lexicon: Lexicon, index: Index, most: float) -> None:
        """Takes the expressions that the index knows; those are left out whose terms all stand in more than `most`
        passages.
        """
        named: dict[tuple[str, ...], str] = {}
        said: dict[tuple[str, ...], list[str]] = {}
        for path, expansion in lexicon.pairs():
            goal = expansion.terms
            if index.knows(goal) and min(map(index.document_frequency, goal)) <= most:
                named.setdefault(goal, expansion.words)
                said.setdefault(goal, []).extend(term for term in dict.fromkeys(path) if term not in _stop_terms())
        goals = {str(number): [list(goal), named[goal]] for number, goal in enumerate(said)}
        pointing = Index(list(said.values()), k1=_K1, b=_B, delta=0.0).table
        self._read_from(InMemory({_GOALS: goals, _POINTING: pointing}))

    def _read_from(self, tables: Tables) -> None:
        self._tables, self._index = tables, Index.kept(tables, _POINTING)

    @classmethod
    def kept(cls, tables: Tables) -> Self:
        """Returns the associations whose `tables` were kept."""
        associations = cls(Lexicon(), Index([]), 0)
        associations._read_from(tables)
        return associations

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """What was found, as JSON has it: the expressions by number, and the index of the terms that point to them."""
        return {name: dict(self._tables.items(name)) for name in (_GOALS, _POINTING)}

    def related(self, terms: Iterable[str]) -> list[Related]:
        """Returns the expressions that at least `SUPPORT` of the terms point to, best first, ties in lexicon order."""
        scores: dict[int, float] = {}
        support: dict[int, set[str]] = {}
        for term in dict.fromkeys(terms):
            for number, score in self._index.scores(term).items():
                scores[number] = scores.get(number, 0.0) + score
                support.setdefault(number, set()).add(term)
        enough = [number for number in scores if len(support[number]) >= SUPPORT]
        return [
            self._related(number, scores[number], frozenset(support[number]))
            for number in sorted(enough, key=lambda number: (-scores[number], number))
        ]

    def _related(self, number: int, score: float, support: frozenset[str]) -> Related:
        goal, words = self._tables.get(_GOALS, str(number))
        return Related(tuple(goal), words, score, support)


@cache
def _stop_terms() -> frozenset[str]:
    return frozenset(map(stem, stop_words()))
