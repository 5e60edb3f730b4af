"""The baselines: rank_bm25 as people use it, without anything that Citebot adds."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

Variant = Literal["okapi", "plus"]

# Small on purpose: articles, pronouns, prepositions, question words and auxiliaries.
STOP_WORDS = frozenset(
    word
    for line in """
    a about am an and are as at be been being but by can could did do does for from had has have he her him his how i
    if in into is it its me my no not of on or our she should so such than that the their them then there these they
    this to us was we were what when where which who whom whose why will with would you your
    """.splitlines()
    for word in line.split()
)


def terms(text: str) -> list[str]:
    """Returns the stems of the words of `text` that are not stop words, in order."""
    return [_stem(word) for word in re.findall("[a-z0-9]+", text.lower()) if word not in STOP_WORDS]


@cache
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stem(word)
    return stemmed


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


class Baseline:
    """rank_bm25 with its own settings over `texts`; ties in the order of the texts."""

    def __init__(self, texts: Sequence[str], variant: Variant) -> None:
        from rank_bm25 import BM25Okapi, BM25Plus

        self._index = (BM25Okapi if variant == "okapi" else BM25Plus)([terms(text) for text in texts])

    def rank(self, question: str, depth: int) -> list[int]:
        """Returns the positions of the best `depth` texts, best first. Something always comes back."""
        scores = [float(score) for score in self._index.get_scores(terms(question))]
        return sorted(range(len(scores)), key=lambda position: (-scores[position], position))[:depth]
