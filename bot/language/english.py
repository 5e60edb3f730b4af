"""General English: which words it has, and how much saying one tells.

The word list with its counts comes with pyspellchecker (film and television subtitles: spoken, everyday English).
"""

import math
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.cache.kept import kept
from bot.cache.tables import Content, Tables
from bot.language import stems
from bot.language.nearby import NEAR, in_memory, near_table
from bot.language.terms import generic_words

_LIST = "spellchecker/resources/en.json.gz"
# Information, in nats, at which a word begins to tell something, and from which it tells as much as any.
# "husband" stands at 8.9, "dose" at 12.0, a drug's name above 14.
_FIRST, _FULL = 6.5, 11.5
_OF_ART = 600  # a word counted less often than this is a term of some trade
_SAID = 1000  # the stems of words counted as often as this are kept
COMMON = 300  # English words counted less often than this are not what a typing error meant


@cache
def counts() -> Mapping[str, int]:
    """Returns the counts of English words in lower case; it takes about a tenth of a second the first time."""
    tables = _kept()
    return _read() if tables is None else _Counts(tables)


def prepare() -> None:
    """Lets the stems of common words be looked up where they are kept, before there is a question."""
    _kept()


def _read() -> Mapping[str, int]:
    from spellchecker import SpellChecker

    dictionary: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return dictionary


class _Counts(Mapping[str, int]):
    """The counts in their tables: to look one up does not read the others."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __getitem__(self, word: str) -> int:
        count: int | None = self._tables.get("counts", word)
        if count is None:
            raise KeyError(word)
        return count

    def get(self, word: str, default: Any = None) -> Any:
        """Returns the count of a word, or the default."""
        count = self._tables.get("counts", word)
        return default if count is None else count

    def __iter__(self) -> Iterator[str]:
        return (word for word, _ in self._tables.items("counts"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def items(self) -> Any:
        """Returns all words with their counts."""
        return dict(self._tables.items("counts")).items()


@cache
def _kept() -> Tables | None:
    """The counts, and the stems of the commoner words, in the cache; None where there is none."""
    try:
        tables = kept("english", [_counted()], ("language",), _made, ("Stemmer",))
    except OSError:
        return None  # a version that keeps it elsewhere
    if tables is not None:
        stems.remember(lambda word: tables.get("stems", word))
    return tables


def _counted() -> Path:
    """The file of counts; raises `OSError` where the library is not to be found."""
    for folder in map(Path, sys.path):
        if (path := folder / _LIST).is_file():
            return path
    raise FileNotFoundError(_LIST)


def _made() -> Content:
    read = dict(_read())
    common = {word: stems.stem(word) for word, count in read.items() if count >= _SAID}
    facts, generic = {"total": sum(read.values())}, dict.fromkeys(sorted(_generic_terms()), 1)
    return {"counts": read, "stems": common, "generic": generic, "facts": facts, NEAR: near_table(_meant(read))}


@cache
def _generic_terms() -> frozenset[str]:
    return frozenset(map(stems.stem, generic_words()))


def _meant(read: Mapping[str, int]) -> Iterator[str]:
    return (word for word, count in read.items() if count >= COMMON)


@cache
def near_english() -> Tables:
    """Returns the English words that a typing error may have meant, as `bot.language.nearby` takes them."""
    tables = _kept()
    return in_memory(_meant(counts())) if tables is None else tables


@cache
def _total() -> int:
    tables = _kept()
    total: int = sum(counts().values()) if tables is None else tables.get("facts", "total")
    return total


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


def is_generic(term: str) -> bool:
    """Tells whether a term, as `stems.stem` makes it, is that of a word of which medical talk is full."""
    tables = _kept()
    return term in _generic_terms() if tables is None else tables.get("generic", term) is not None


def is_term_of_art(word: str) -> bool:
    """Tells whether a lower-case word is one that hardly anybody says outside its trade ("nodule", "colchicine")."""
    return counts().get(word, 0) < _OF_ART and word.isalnum() and not word.isdigit() and len(word) > 3
