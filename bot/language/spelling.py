"""Spelling: the nearest known word for one that nobody knows.

A word that English, the lexicon or the corpus has is never bent into another. Distance is optimal string alignment
(one step for a swap of neighbours), on the spelling and on a rough phonetic form of it, whichever is nearer.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Protocol, runtime_checkable

from bot.cache.tables import Tables
from bot.language.english import COMMON, counts, is_english, near_english
from bot.language.nearby import Nearby, in_memory, sound
from bot.language.rules import lines_of
from bot.language.stems import one_spelling
from bot.language.terms import stop_words

_SOUND_PENALTY = 0.6
_LIKELIHOOD = 0.12  # what a tenfold commoner English word is preferred by, in steps, is about a quarter
_FIRST_LETTER = 0.5  # people rarely mistake a first letter,
_DROPPED = 0.2  # and more often leave a letter out than add one
_LONGEST = 40  # letters of a word that anybody misspells
_NEAREST = 40  # words that are weighed against each other
_CORPUS_BONUS, _LEXICON_BONUS = 0.9, 0.6


@cache
def shorthand() -> Mapping[str, str]:
    """Returns what people write in chats, and what it stands for ("wat": "what")."""
    pairs = (line.partition(" = ") for line in lines_of("shorthand.txt"))
    return {written: meant for written, _, meant in pairs}


def _singulars(word: str) -> Iterator[str]:
    """What a plural may be the plural of."""
    for plural, singular in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(plural) and not word.endswith(("ss", "ys")) and len(word) > len(plural) + 4:
            yield word.removesuffix(plural) + singular


@runtime_checkable
class Ordered(Protocol):
    """Words that are kept in order, so that those with one beginning are found without a look at all of them."""

    def starting(self, beginning: str) -> Iterable[str]:
        """Returns the words that begin so."""


class Speller:
    """Corrects words towards the words of a corpus, of the lexicon and of English, in this order of preference."""

    def __init__(self, corpus: Collection[str], lexicon: Collection[str] = (), near: Sequence[Tables] = ()) -> None:
        """Takes the words of the corpus and of the lexicon, in lower case.

        `near`: the same words as `bot.language.nearby` has them, where they are kept.
        """
        self._corpus_words, self._lexicon, self._kept = corpus, lexicon, near
        self._remembered = lru_cache(maxsize=4096)(self._correct)

    def correct(self, word: str) -> str | None:
        """Returns what a lower-case word was meant to be ("alot" -> "a lot"), or None when it is known or beyond us."""
        return self._remembered(word) if len(word) <= _LONGEST else None

    def known(self, word: str) -> bool:
        """Tells whether a lower-case word needs no correction."""
        return (
            len(word) < 3
            or not word.isascii()
            or not word.isalpha()
            or word in self._corpus_words
            or word in self._lexicon
            or word in stop_words()
            or any(form in self._corpus_words or form in self._lexicon for form in _singulars(word))
            or is_english(word)
            or is_english(one_spelling(word))
            or is_english(re.sub(r"our", "or", word))
        )

    def _correct(self, word: str) -> str | None:
        if self.known(word):
            return self._swapped(word) if any(char.isdigit() for char in word) else None
        return self._split(word) or self._nearest(word) or self._completed(word)

    def _swapped(self, word: str) -> str | None:
        """A name with figures in it ("GALTN3") is the one of the corpus with two neighbours swapped: any other change
        makes another name of it.
        """
        if word in self._corpus_words or len(word) < 4:
            return None
        swaps = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)}
        swaps = {swap for swap in swaps if swap in self._corpus_words}
        return min(swaps) if len(swaps) == 1 else None

    def _split(self, word: str) -> str | None:
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            if min(len(left), len(right)) > 3 and left in self._corpus_words and right in self._corpus_words:
                return f"{left} {right}"
            if left == "a" and counts().get(right, 0) > 100_000:
                return f"{left} {right}"
        return None

    def _nearest(self, word: str) -> str | None:
        limit = 1 if len(word) < 7 else 2 if len(word) < 10 else 3
        words = self._nearby.spelled(_around(word, limit))
        sounds, cutoff = sound(word), 1 if limit < 3 else 2
        heard = self._nearby.heard(_around(sounds, cutoff))
        found = _nearest(word, words, words, limit)
        found += [
            (steps + _SOUND_PENALTY, alike) for steps, alike in _nearest(sounds, heard.sounds, heard.words, cutoff)
        ]
        best: tuple[float, str] | None = None
        for distance, candidate in found:
            if distance > limit - 0.5 and limit > 1 and not self._is_own(candidate) and len(word) < 9:
                continue  # a name that nobody knows is not bent into an everyday word
            cost = distance - self._preference(candidate)
            cost += _FIRST_LETTER * (candidate[0] != word[0]) - _DROPPED * (len(candidate) > len(word))
            if best is None or (cost, candidate) < best:
                best = (cost, candidate)
        return best[1] if best else None

    def _preference(self, candidate: str) -> float:
        if candidate in self._corpus_words:
            return _CORPUS_BONUS
        if candidate in self._lexicon:
            return _LEXICON_BONUS
        return _LIKELIHOOD * math.log(1 + counts().get(candidate, 0) / COMMON)

    def _completed(self, word: str) -> str | None:
        """A word broken off ("sclero") stands for the one the corpus goes on with."""
        if len(word) < 5:
            return None
        words = self._corpus_words
        begun = words.starting(word) if isinstance(words, Ordered) else (one for one in words if one.startswith(word))
        longer = sorted(begun)
        return min(longer, key=len) if longer else None

    def _is_own(self, word: str) -> bool:
        return word in self._corpus_words or word in self._lexicon

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby([near_english(), *(self._kept or map(in_memory, (self._corpus_words, self._lexicon)))])


def _nearest(key: str, keys: list[str], words: list[str], most: int) -> list[tuple[float, str]]:
    """The words whose keys differ from a key by so many steps at most, with the steps: of many, the nearest."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(key, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
    return sorted({(float(steps), words[place]) for _, steps, place in found})[:_NEAREST]


def _around(word: str, limit: int) -> range:
    """The lengths of what differs from a word by so many steps at most."""
    return range(len(word) - limit, len(word) + limit + 1)
