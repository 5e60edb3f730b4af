"""A PDF without tags as HTML: headings by the size of their letters, paragraphs and lists by where lines stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adding.htmlblocks import DOUBT
from bot.adding.pdfchars import Char, Known, Line, html_of, lines_in_order
from bot.adding.pdflayout import Placed, in_order
from bot.adding.pdftables import is_inside, ruled_tables, unruled_table
from bot.reading.sources import is_source_heading

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BULLET = re.compile(r"\s*([•‣·●▪◦○■□➢✓✔∙⁃\uf0b7\uf0a7\uf0d8\uf0fc]|[-–—*](?=\s)|o(?=\s))\s*")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)](?:\s+(?=\S)|(?=[^\W\d_]))")
_LARGER, _HEADING_WORDS = 1.08, 24
_MOST_NOTES = 20  # lines on a page
_SIZES = "Headings were told by the size and weight of their letters: check them and their levels."
_COLUMNS = "Page {} was read in {} columns, one after the other."
_NOTE = re.compile(r"(\d{1,2})\s*(?=[^\W\d_]|[\"“‘'(])")
_FOOTNOTE = "A paragraph in small letters at the foot of page {} was taken for footnote {}."
_UNTOLD = "Footnote {} on page {} is a paragraph at the end: its number is also that of a source, so check who cites it."
_GAPS = "There are wide gaps in it: it may be part of a table without lines."
_CONTINUED = "The table goes on over the end of a page."


@dataclass(slots=True)
class Flow:
    """A document as HTML; the marks of its lists, which are no text, are in `labels`."""

    html: str = ""
    labels: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """A block being put together: `kind` is a tag, or "table" with its rows in `html`."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    html: str = ""
    columns: int = 0
    page: int = 0
    number: int | None = None
    indent: float = 0.0
    right: float = 0.0
    continued: bool = False


def flow(pages: Sequence[Page], chars: Sequence[Char], known: Known) -> Flow:
    """Returns the pages as HTML, in reading order."""
    made = Flow()
    by_page: dict[int, list[Char]] = {}
    for char in chars:
        by_page.setdefault(char["page_number"], []).append(char)
    sizes = Counter(round(char["size"] * 2) / 2 for char in chars if char["text"].strip())
    builder = _Builder(known, sizes.most_common(1)[0][0], made)
    for page in pages:
        own = by_page.get(page.page_number, [])
        tables = ruled_tables(page, own, known)
        loose = [char for char in own if not any(is_inside(char, box) for box, _, _ in tables)]
        segments = lines_in_order(loose, widest=1.2)
        segments.extend(_drawn_bullets(page, segments, builder.body))
        marks = {}
        for box, html, columns in tables:
            mark = Line([_stand_in(box, page.page_number, builder.body)])
            marks[id(mark.chars[0])] = (html, columns)
            segments.append(mark)
        placed, columns = in_order(segments)
        if columns > 1:
            made.doubts.append(_COLUMNS.format(page.page_number, columns))
        builder.page(placed, marks, float(page.height))
    made.html = builder.html()
    if builder.headings:
        made.doubts.append(_SIZES)
    return made


def _drawn_bullets(page: Page, segments: Sequence[Line], body: float) -> list[Line]:
    """Returns a bullet for each small shape that is drawn right before a line."""
    made = []
    for shape in [*page.curves, *page.rects]:
        wide, high = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if not (0.15 * body < wide < 0.8 * body and 0.6 < wide / max(high, 0.01) < 1.7):
            continue
        level = (shape["top"] + shape["bottom"]) / 2
        for line in segments:
            if line.top < level < line.bottom and 0 < line.x0 - shape["x1"] < 2.5 * body:
                box = (shape["x0"], line.bottom - line.size, shape["x1"], line.bottom)
                made.append(Line([_stand_in(box, page.page_number, line.size) | {"text": "•"}]))
                break
    return made


def _stand_in(box: tuple[float, float, float, float], page: int, size: float) -> Char:
    return {
        "text": "\ue000", "x0": box[0], "top": box[1], "x1": box[2], "bottom": box[3], "size": size, "fontname": "",
        "page_number": page,
    }  # fmt: skip


class _Builder:
    """Puts lines together to blocks."""

    def __init__(self, known: Known, body: float, flow: Flow) -> None:
        self.body = body
        self.headings: set[tuple[float, bool]] = set()
        self._known = known
        self._flow = flow
        self._parts: list[_Part] = []
        self._notes: list[_Part] = []
        self._has_sources = False

    def page(self, placed: Sequence[Placed], marks: dict[int, tuple[str, int]], height: float) -> None:
        """Adds the lines of a page."""
        at, end = 0, self._notes_at(placed, height)
        for one in placed[end:]:
            self._note(one.line)
        placed = placed[:end]
        while at < len(placed):
            line = placed[at].line
            if id(line.chars[0]) in marks:
                self._table(*marks[id(line.chars[0])], line.page)
            elif line.gaps and not _BULLET.match(line.text) and not _NUMBER.match(line.text):
                html, taken = unruled_table([one.line for one in placed[at : at + 200]], self._known)
                if taken:
                    self._table(html, 0, line.page)
                    at += taken
                    continue
                self._line(placed[at])
            else:
                self._line(placed[at])
            at += 1

    def _table(self, html: str, columns: int, page: int) -> None:
        last = self._parts[-1] if self._parts else None
        if columns and last and last.kind == "table" and last.columns == columns and last.page == page - 1:
            first, end, rows = html.partition("</tr>")
            if last.html.startswith(first):  # a header that is repeated
                self._flow.labels.append(re.sub(r"<[^>]*>", " ", first))
            else:
                rows = first + end + rows
            last.html, last.page, last.continued = last.html + rows, page, True
        else:
            self._parts.append(_Part("table", html=html, columns=columns, page=page))

    def _line(self, placed: Placed) -> None:
        line = placed.line
        last = self._parts[-1] if self._parts else None
        if self._is_heading(line, placed):
            look = (line.size, line.bold)
            if last and last.kind == "h" and (last.lines[-1].size, last.lines[-1].bold) == look and _near(last, line, 1.7):
                last.lines.append(line)
            else:
                self.headings.add(look)
                self._parts.append(_Part("h", [line], page=line.page))
        elif mark := _BULLET.match(line.text) or _NUMBER.match(line.text):
            number = int(mark[1]) if mark[1].isdigit() else None
            self._flow.labels.append(mark[1])
            rest = _after(line, len(mark.group().strip()))
            indent = line.x0
            self._parts.append(_Part("li", [rest] if rest else [], number=number, indent=indent, right=placed.right))
        elif last and last.kind in ("li", "p") and self._continues(last, placed):
            last.lines.append(line)
        else:
            self._parts.append(_Part("p", [line], page=line.page, right=placed.right, indent=line.x0))

    def _is_heading(self, line: Line, placed: Placed) -> bool:
        text = line.text
        if len(text.split()) > _HEADING_WORDS or not any(letter.isalpha() for letter in text):
            return False
        if line.size > _LARGER * self.body:
            return True
        narrow = line.x1 - placed.left < 0.9 * (placed.right - placed.left)
        mark = _BULLET.match(text) or text[-1] in ".,;:!"
        return line.bold and line.size > 0.95 * self.body and narrow and not mark

    def _continues(self, last: _Part, placed: Placed) -> bool:
        """Returns whether a line goes on with a paragraph or an item."""
        line = placed.line
        if not last.lines:
            return True
        before = last.lines[-1]
        if re.match(r"\[\d{1,3}\]\s", line.text):
            return False
        ended = bool(re.search(r"[.!?:][\"”’)\]\d]*$", before.text))
        if before.page != line.page or line.top < before.top:  # the next page, or the next column
            same = abs(line.size - before.size) < 0.6
            return same and not ended and (line.text[:1].islower() or not before.text[-1:].isalpha())
        if not _near(last, line, 1.75) or abs(line.size - before.size) > 0.15 * self.body:
            return False
        if last.kind == "li":
            return line.x0 >= last.lines[0].x0 - 3 or (line.x0 > last.indent + 3 and not ended)
        short = before.x1 < last.right - 0.2 * (last.right - placed.left)
        moved = line.x0 - before.x0 > 0.8 * self.body and len(last.lines) > 1
        return not (ended and short) and not moved

    def _notes_at(self, placed: Sequence[Placed], height: float) -> int:
        """Returns where the footnotes of a page start: small lines at its foot, the first with a number."""
        start = len(placed)
        while start and placed[start - 1].line.size < 0.92 * self.body and placed[start - 1].line.top > 0.5 * height:
            start -= 1
        while start < len(placed) and not _NOTE.match(placed[start].line.text):
            start += 1
        return start if start and len(placed) - start <= _MOST_NOTES else len(placed)

    def _note(self, line: Line) -> None:
        mark = _NOTE.match(line.text)
        if not mark:
            self._notes[-1].lines.append(line)
        elif rest := _after(line, len(mark[1])):
            self._notes.append(_Part("note", [rest], page=line.page, number=int(mark[1])))

    def html(self) -> str:
        """Returns everything as HTML."""
        levels = self._levels()
        heads = [" ".join(line.text for line in part.lines) for part in self._parts if part.kind in "hp"]
        self._has_sources = any(map(is_source_heading, heads))
        pieces = []
        at = 0
        while at < len(self._parts):
            part = self._parts[at]
            text = self._linked(html_of(part.lines, self._known) if part.kind != "table" else part.html, part)
            if part.kind == "h":
                level = levels[part.lines[0].size, part.lines[0].bold]
                pieces.append(f"<h{level}>{re.sub('</?b>', '', text)}</h{level}>")
            elif part.kind == "table":
                doubt = f' {DOUBT}="{_CONTINUED}"' if part.continued else ""
                pieces.append(text if text.startswith("<table") else f"<table{doubt}>{text}</table>")
            elif part.kind == "li":
                end = at
                while end < len(self._parts) and self._parts[end].kind == "li":
                    end += 1
                pieces.append(self._list(self._parts[at:end]))
                at = end
                continue
            else:
                doubt = f' {DOUBT}="{_GAPS}"' if any(line.gaps for line in part.lines) else ""
                pieces.append(f"<p{doubt}>{text}</p>")
            at += 1
        return "".join(pieces) + self._noted()

    def _list(self, items: Sequence[_Part]) -> str:
        """Returns items as lists within each other, by where their marks stand."""
        made: list[str] = []
        open_: list[tuple[float, str]] = []
        for item in items:
            tag = "ul" if item.number is None else "ol"
            while open_ and item.indent < open_[-1][0] - 3:
                made.append(f"</li></{open_.pop()[1]}>")
            if open_ and item.indent <= open_[-1][0] + 3:
                made.append("</li>" if open_[-1][1] == tag else f"</li></{open_.pop()[1]}>")
            if not open_ or item.indent > open_[-1][0] + 3:
                open_.append((item.indent, tag))
                made.append(f"<{tag}>")
            value = f' value="{item.number}"' if item.number is not None else ""
            made.append(f"<li{value}>{self._linked(html_of(item.lines, self._known), item)}")
        made.extend(f"</li></{tag}>" for _, tag in reversed(open_))
        return "".join(made)

    def _noted(self) -> str:
        """Returns the footnotes: each a place that its number in the text leads to, where there are no other numbers."""
        made = []
        for place, note in enumerate(self._notes, 1):
            text = html_of(note.lines, self._known)
            if self._has_sources:
                self._flow.doubts.append(_UNTOLD.format(note.number, note.page))
                made.append(f'<p id="footnote-{place}">{note.number} {text}</p>')
            else:
                self._flow.labels.append(str(note.number))
                self._flow.doubts.append(_FOOTNOTE.format(note.page, note.number))
                made.append(f'<p id="footnote-{place}">{text}</p>')
        return "".join(made)

    def _linked(self, text: str, part: _Part) -> str:
        """Returns a text whose raised numbers lead to the footnotes of their page."""
        pages = {line.page for line in part.lines} or {part.page}
        for place, note in enumerate([] if self._has_sources else self._notes, 1):
            if note.page in pages:
                text = text.replace(f"<sup>{note.number}</sup>", f'<sup><a href="#footnote-{place}">{note.number}</a></sup>')
        return text

    def _levels(self) -> dict[tuple[float, bool], int]:
        """Returns the levels of headings by their look: the larger the higher; the first is the title, if alone."""
        looks = sorted(self.headings, key=lambda look: (-look[0], not look[1]))
        heads = [(part.lines[0].size, part.lines[0].bold) for part in self._parts if part.kind == "h"]
        first = 1 if looks and heads.count(looks[0]) == 1 and heads[0] == looks[0] else 2
        return {look: min(6, first + place) for place, look in enumerate(looks)}


def _near(last: _Part, line: Line, most: float) -> bool:
    """Returns whether a line stands right below the last of a block, on the same page."""
    before = last.lines[-1]
    pitch = line.bottom - before.bottom
    return before.page == line.page and 0 < pitch < most * max(before.size, line.size)


def _after(line: Line, length: int) -> Line | None:
    """Returns a line without as many characters of text at its start."""
    chars = list(line.chars)
    while chars and length > 0:
        length -= len(chars.pop(0)["text"].strip())
    while chars and not chars[0]["text"].strip():
        chars.pop(0)
    return Line(chars) if chars else None
