"""General English: which words it has, and how much saying one tells.

The word list with its counts comes with pyspellchecker (film and television subtitles: spoken, everyday English).
"""

import math
from collections.abc import Mapping
from functools import cache

# Information, in nats, at which a word begins to tell something, and from which it tells as much as any.
# "husband" stands at 8.9, "dose" at 12.0, a drug's name above 14.
_FIRST, _FULL = 6.5, 11.5
_OF_ART = 600  # a word counted less often than this is a term of some trade


@cache
def counts() -> Mapping[str, int]:
    """Returns the counts of English words in lower case; it takes about a tenth of a second the first time."""
    from spellchecker import SpellChecker

    dictionary: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return dictionary


@cache
def _total() -> int:
    return sum(counts().values())


def is_english(word: str) -> bool:
    """Tells whether a lower-case word is in the list."""
    return word in counts()


def information(word: str) -> float:
    """Returns how telling a word is in general, in [0, 1]: -ln of its share of English, scaled.

    0.0 for words that every conversation has, 1.0 for terms of art and for words that English does not know.
    """
    count = counts().get(word, 0)
    if not count:
        return 1.0
    nats = math.log(_total() / count)
    return min(1.0, max(0.0, (nats - _FIRST) / (_FULL - _FIRST)))


def is_term_of_art(word: str) -> bool:
    """Tells whether a lower-case word is one that hardly anybody says outside its trade ("nodule", "colchicine")."""
    return counts().get(word, 0) < _OF_ART and word.isalnum() and not word.isdigit() and len(word) > 3
