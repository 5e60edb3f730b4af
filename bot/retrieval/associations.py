"""What the words of a question have to do with, when no expression of the lexicon stands in it as such.

The lexicon serves as an association thesaurus (Y. Qiu and H. P. Frei 1993, "Concept based query expansion"): each of
its expressions that the corpus uses is a document made of all the words by which people say it, and BM25 ranks these
documents for the words of the question. "Can't hold her needles or work a zip" has words of many expressions for
"hand function", though none of them as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.language.lexicon import Lexicon
from bot.language.stems import stem
from bot.language.terms import stop_words
from bot.retrieval.index import Index

_K1, _B = 1.2, 0.5
SUPPORT = 2  # words of a question that must point to an expression: a single word may mean anything


@dataclass(frozen=True, slots=True)
class Related:
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
        self._named: dict[tuple[str, ...], str] = {}
        said: dict[tuple[str, ...], list[str]] = {}
        for path, expansion in lexicon.pairs():
            goal = expansion.terms
            if index.knows(goal) and min(map(index.document_frequency, goal)) <= most:
                self._named.setdefault(goal, expansion.words)
                said.setdefault(goal, []).extend(term for term in dict.fromkeys(path) if term not in _stop_terms())
        self._goals = list(said)
        self._index = Index(list(said.values()), k1=_K1, b=_B, delta=0.0)

    def related(self, terms: Iterable[str]) -> list[Related]:
        """Returns the expressions that at least `SUPPORT` of the terms point to, best first, ties in lexicon order."""
        scores: dict[int, float] = {}
        support: dict[int, set[str]] = {}
        for term in dict.fromkeys(terms):
            for number, score in self._index.scores(term).items():
                scores[number] = scores.get(number, 0.0) + score
                support.setdefault(number, set()).add(term)
        enough = [number for number in scores if len(support[number]) >= SUPPORT]
        goals = self._goals
        return [
            Related(goals[number], self._named[goals[number]], scores[number], frozenset(support[number]))
            for number in sorted(enough, key=lambda number: (-scores[number], number))
        ]


@cache
def _stop_terms() -> frozenset[str]:
    return frozenset(map(stem, stop_words()))
