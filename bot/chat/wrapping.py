"""Where lines break: as Textual breaks them, but quick enough for thousands of paragraphs."""

import re

from rich.cells import cell_len
from textual.content import Content

# Characters that are one cell wide each, in whatever company they stand.
_NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2022\u2026\u2030-\u2033\u2264\u2265]*")
_WORD = re.compile(r"[^ ]+ *| +")


def breaks(text: str, width: int) -> list[int]:
    """Returns the offsets at which a line of text is cut so that each piece fits the width, spaces at its end aside.

    Lines end after a space where they can. A character that takes no cell of its own stays with the one before it.
    """
    return _narrow_breaks(text, width) if _NARROW.fullmatch(text) else _measured_breaks(text, width)


def height(text: str, width: int) -> int:
    """Returns how many lines a text takes at this width; an empty one takes none."""
    return sum(len(breaks(line, width)) + 1 for line in text.split("\n")) if text else 0


def wrapped(content: Content, width: int) -> list[Content]:
    """Returns a content as lines of at most this width, as many as `height` says."""
    if not content:
        return []
    lines = content.split("\n", allow_blank=True) if "\n" in content.plain else [content]
    return [_trimmed(piece) for line in lines for piece in line.divide(breaks(line.plain, width))]


def _trimmed(line: Content) -> Content:
    return line.rstrip(" ") if line.plain.endswith(" ") else line


def _narrow_breaks(text: str, width: int) -> list[int]:
    cuts: list[int] = []
    start, length = 0, len(text)
    while length - start > width:
        space = text.rfind(" ", start, start + width + 1)
        end = space + 1 if space > start else start + width
        while end < length and text[end] == " ":
            end += 1
        if end == length:
            break
        cuts.append(end)
        start = end
    return cuts


def _measured_breaks(text: str, width: int) -> list[int]:
    cuts: list[int] = []
    used = 0
    for found in _WORD.finditer(text):
        start, word = found.start(), found.group()
        cells = cell_len(word.rstrip(" "))
        if used + cells > width and used:
            cuts.append(start)
            used = 0
        while cells > width and (kept := _fitting(word, width)) < len(word):
            start, word = start + kept, word[kept:]
            cuts.append(start)
            cells = cell_len(word.rstrip(" "))
        used += cell_len(word)
    return cuts


def _fitting(word: str, width: int) -> int:
    """How many characters of a word fit; at least one, with all that belongs to it."""
    kept = 0
    while kept < len(word):
        end = kept + 1
        while end < len(word) and cell_len(word[end]) == 0:
            end += 1
        if kept and cell_len(word[:end]) > width:
            break
        kept = end
    return kept
