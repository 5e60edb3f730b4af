"""Words parted by their length, and by that of how they sound: what is near a word has about its length.

An edit changes the length by one at most, so that all others need not be looked at, nor even be loaded.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from bot.cache.tables import InMemory, Tables
from bot.language.rules import Rules

NEAR = "near"  # the table in which the words stand

# How a word sounds, roughly: what people write for it when they have only heard it.
_SOUNDS = Rules(
    [
        (r"ph", "f"),
        (r"^(?:x)", "z"),
        (r"(?:sch|sc)(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"c?qu?|ck|ch(?=[^aeiouy])|c(?!h)", "k"),
        (r"ch", "k"),
        (r"th", "t"),
        (r"rh", "r"),
        (r"gh(?=t|$)", ""),
        (r"y", "i"),
        (r"z", "s"),
        (r"ae|oe|ea|ee", "e"),
        (r"(.)\1", r"\1"),
        (r"(?<=..)e$", ""),
    ]
)


def sound(word: str) -> str:
    """Returns a rough phonetic form of a lower-case word ("calciphylaxis" and "kalsifilaksis" are near)."""
    return _SOUNDS.apply(word)


class Heard(NamedTuple):
    """Words, and how each of them sounds."""

    words: list[str]
    sounds: list[str]


def near_table(words: Iterable[str]) -> dict[str, Any]:
    """Returns the entries of a table of words: those that are three letters long or longer, and letters only.

    "spelled 7": the words of seven letters; "heard 7": the words whose sound has seven, and their sounds.
    """
    spelled: dict[int, list[str]] = {}
    heard: dict[int, list[tuple[str, str]]] = {}
    for word in sorted({word for word in words if len(word) > 2 and word.isalpha()}):
        spelled.setdefault(len(word), []).append(word)
        if sounds := sound(word):
            heard.setdefault(len(sounds), []).append((word, sounds))
    table: dict[str, Any] = {f"spelled {length}": " ".join(found) for length, found in spelled.items()}
    return table | {f"heard {length}": [*map(" ".join, zip(*found, strict=True))] for length, found in heard.items()}


class Nearby:
    """Finds the words of some collections that are about as long as a word."""

    def __init__(self, tables: Collection[Tables]) -> None:
        """Takes what holds a table as `near_table` makes it, each."""
        self._tables = tables
        self.spelled = lru_cache(maxsize=16)(self._spelled)
        self.heard = lru_cache(maxsize=16)(self._heard)

    def _found(self, name: str, lengths: range) -> Iterator[Any]:
        for tables in self._tables:
            for length in lengths:
                if (found := tables.get(NEAR, f"{name} {length}")) is not None:
                    yield found

    def _spelled(self, lengths: range) -> list[str]:
        """Returns the words whose lengths are among these; some may stand there twice."""
        return [word for found in self._found("spelled", lengths) for word in found.split()]

    def _heard(self, lengths: range) -> Heard:
        """Returns the words whose sounds have these lengths; some may stand there twice."""
        heard = Heard([], [])
        for words, sounds in self._found("heard", lengths):
            heard.words.extend(words.split())
            heard.sounds.extend(sounds.split())
        return heard


def in_memory(words: Iterable[str]) -> Tables:
    """Returns words as tables that `Nearby` takes."""
    return InMemory({NEAR: near_table(words)})
