"""The characters of a PDF put together: words, lines, raised numbers, words parted at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from statistics import median
from typing import Any

Char = dict[str, Any]  # as pdfplumber gives it
Known = Callable[[str], bool]

_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_HYPHENS = "-\u2010\u00ad"
_PARTED = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_WORD_GAP = 0.17  # of the size of the letters; a space is 0.25 or more
_SMALLER = 0.9


@dataclass(slots=True)
class Piece:
    """Letters of one look."""

    text: str
    bold: bool = False
    raised: bool = False


@dataclass(slots=True)
class Line:
    """Characters on one line, in reading order."""

    chars: list[Char]
    gaps: list[float] = field(default_factory=list)  # where wide gaps end

    @property
    def page(self) -> int:
        """The page, counted from 1."""
        return int(self.chars[0]["page_number"])

    @property
    def x0(self) -> float:
        """The left end, in points."""
        return float(min(char["x0"] for char in self.chars))

    @property
    def x1(self) -> float:
        """The right end."""
        return float(max(char["x1"] for char in self.chars))

    @property
    def top(self) -> float:
        """The upper end, from the top of the page."""
        return float(min(char["top"] for char in self.chars))

    @property
    def bottom(self) -> float:
        """The lower end of the letters of the line's own size."""
        size = self.size
        return float(median(char["bottom"] for char in self.chars if char["size"] >= _SMALLER * size))

    @property
    def size(self) -> float:
        """The size of most of the letters; of the digits only where there are no letters, as those may be raised."""
        tests: tuple[Callable[[str], object], ...] = (str.isalpha, str.strip)
        for counts in tests:
            sizes: Counter[float] = Counter(round(char["size"] * 2) / 2 for char in self.chars if counts(char["text"]))
            if sizes:
                return sizes.most_common(1)[0][0]
        return float(self.chars[0]["size"])

    @property
    def bold(self) -> bool:
        """Whether all letters are bold."""
        return all(_BOLD.search(char["fontname"]) for char in self.chars if char["text"].strip())

    @property
    def text(self) -> str:
        """The letters, with spaces."""
        return "".join(piece.text for piece in self.pieces()).strip()

    def pieces(self) -> list[Piece]:
        """The letters by their look, with a space wherever the line has room for one."""
        size, bottom = self.size, self.bottom
        made: list[Piece] = []
        end: float | None = None
        for char in self.chars:
            text = char["text"]
            raised = char["size"] < _SMALLER * size and char["bottom"] < bottom - 0.08 * size and bool(text.strip())
            look = Piece(text, bool(_BOLD.search(char["fontname"])), raised)
            gap = end is not None and char["x0"] - end > _WORD_GAP * size
            if gap and made and not made[-1].text.endswith(" ") and text.strip():
                made[-1].text += " "
            if (made and (made[-1].bold, made[-1].raised) == (look.bold, look.raised)) or (made and not text.strip()):
                made[-1].text += text
            else:
                made.append(look)
            end = char["x1"]
        return made


def lines_in_order(chars: Iterable[Char], widest: float | None = None) -> list[Line]:
    """Returns the lines of characters that come in reading order; a gap wider than `widest` sizes ends one, too."""
    lines: list[Line] = []
    line: list[Char] = []
    for char in chars:
        if line and not _goes_on(line, char, widest):
            lines.append(Line(line))
            line = []
        line.append(char)
    if line:
        lines.append(Line(line))
    return [found for found in lines if any(char["text"].strip() for char in found.chars)]


def _goes_on(line: Sequence[Char], char: Char, widest: float | None) -> bool:
    last = line[-1]
    if char["page_number"] != last["page_number"]:
        return False
    size = max(float(last["size"]), float(char["size"]), 1.0)
    overlap = min(last["bottom"], char["bottom"]) - max(last["top"], char["top"])
    if overlap < 0.4 * min(last["bottom"] - last["top"], char["bottom"] - char["top"]):
        return False
    gap = char["x0"] - last["x1"]
    return bool(gap > -size and (widest is None or gap < widest * size))


def html_of(lines: Sequence[Line], known: Known) -> str:
    """Returns lines as one text in HTML: raised and bold marked, words parted at the end of a line joined."""
    pieces: list[Piece] = []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += sum(char["text"].isalpha() for char in line.chars)
    least = _SMALLER * sizes.most_common(1)[0][0] if sizes.total() else 0.0
    for line in lines:
        own = [Piece(piece.text, piece.bold, piece.raised) for piece in line.pieces()]
        if pieces and least and line.size < least and not any(letter.isalpha() for letter in line.text):
            own = [Piece(line.text, raised=True)]  # raised numbers that begin a line
        if pieces and own:
            _join(pieces, own, known)
        pieces.extend(own)
    return "".join(_marked(piece) for piece in pieces)


def _join(pieces: list[Piece], own: list[Piece], known: Known) -> None:
    """Takes the hyphen off the end of a line where it only parts a word, else adds a space."""
    pieces[-1].text = pieces[-1].text.rstrip()
    parted = _PARTED.search(pieces[-1].text)
    rest = re.match(r"[^\W\d_]+", own[0].text.lstrip())
    if not parted or not rest or not rest[0][0].islower():
        hyphen = pieces[-1].text.endswith(("-", "–", "/")) and not pieces[-1].text.endswith((" -", " –", " /"))
        pieces[-1].text += "" if hyphen and rest else " "
        return
    own[0].text = own[0].text.lstrip()
    if pieces[-1].text.endswith("\u00ad") or (known(f"{parted[1]}{rest[0]}") and not known(f"{parted[1]}-{rest[0]}")):
        pieces[-1].text = pieces[-1].text[:-1]


def _marked(piece: Piece) -> str:
    text = escape(piece.text.replace("\u00ad", ""))
    if not text.strip():
        return text
    if piece.bold:
        text = f"<b>{text}</b>"
    return f"<sup>{text}</sup>" if piece.raised else text


def vocabulary(lines: Iterable[Line]) -> Known:
    """Returns a test for words that stand in lines as they are, or that are English."""
    seen = {word for line in lines for word in _whole_words(line.text)}

    def known(word: str) -> bool:
        from bot.language.english import is_english

        return word.casefold() in seen or ("-" not in word and is_english(word.casefold()))

    return known


def _whole_words(text: str) -> Iterator[str]:
    yield from (word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", text))
