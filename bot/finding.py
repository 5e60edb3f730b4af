"""Finds words in texts as people type them: in any case, with or without accents, hyphens and curly quotes."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

MOST = 2000  # more hits than anybody walks through
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("ʼ"): "'", ord("“"): '"', ord("”"): '"'}
_ALIKE = str.maketrans({**_DASHES, **_QUOTES})
_BETWEEN = re.compile(r"[\s-]+")


class Hit(NamedTuple):
    """Where the words were found: in which part, in which of its texts, and at which offsets."""

    part: int
    text: int
    start: int
    end: int


class Finder:
    """Searches texts that do not change; how they are folded is remembered from one search to the next."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """`texts` are those of each part, as they are shown."""
        self._folded = [
            (part, number, *folded(text)) for part, several in enumerate(texts) for number, text in enumerate(several)
        ]

    def find(self, words: str) -> list[Hit]:
        """Returns every place of the words, in order, or the first `MOST`; none for no words."""
        hits: list[Hit] = []
        if (pattern := _pattern(words)) is None:
            return hits
        for part, number, text, offsets in self._folded:
            for found in pattern.finditer(text):
                start, end = found.span()
                if offsets:
                    start, end = offsets[start], max(offsets[end], offsets[end - 1] + 1)
                hits.append(Hit(part, number, start, end))
            if len(hits) > MOST:
                return hits[:MOST]
        return hits


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Returns where each of the words stands in a text, wherever it does; nowhere unless each of them does."""
    finder = Finder([[text]])
    hits = [finder.find(word) for word in words.split()]
    return [(hit.start, hit.end) for each in hits for hit in each] if hits and all(hits) else []


def folded(text: str) -> tuple[str, list[int]]:
    """Returns a text as it is compared, and the offset in `text` of each of its characters and of its end.

    No offsets: they are the same.
    """
    if text.isascii():
        return text.lower(), []
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        plain = _plain(char)
        pieces.append(plain)
        offsets.extend([offset] * len(plain))
    return "".join(pieces), [*offsets, len(text)]


@lru_cache(4096)  # a text of another language has few characters, each of them often
def _plain(char: str) -> str:
    pieces = unicodedata.normalize("NFKD", char.translate(_ALIKE).casefold())
    return "".join(piece for piece in pieces if unicodedata.category(piece) not in ("Mn", "Cf"))


@lru_cache(32)  # the same words are looked for in one text after another
def _pattern(words: str) -> re.Pattern[str] | None:
    """A hyphen of the text may be typed or not, or as a space; what is typed with a hyphen may be one word or two."""
    typed, _ = folded(words.strip())
    if not typed:
        return None
    if not _BETWEEN.sub("", typed):
        return re.compile(re.escape(typed))
    pieces = []
    position = 0
    for gap in _BETWEEN.finditer(typed):
        pieces += [_letters(typed[position : gap.start()]), r"[\s-]*" if "-" in gap.group() else r"(?:\s+|-)"]
        position = gap.end()
    return re.compile("".join([*pieces, _letters(typed[position:])]))


def _letters(word: str) -> str:
    return "-?".join(map(re.escape, word))
