"""Lines of a PDF put together to headings, paragraphs, items, tables and footnotes."""

import re
from collections.abc import Mapping, Sequence

from bot.adding.pdfchars import Known, Line
from bot.adding.pdflayout import Placed
from bot.adding.pdfparts import Flow, Part
from bot.adding.pdftables import unruled_table

_BULLET = re.compile(r"\s*([•‣·●▪◦○■□➢✓✔∙⁃\uf0b7\uf0a7\uf0d8\uf0fc]|[-–—*](?=\s)|o(?=\s))\s*")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)](?:\s+(?=\S)|(?=[^\W\d_]))")
_NOTE = re.compile(r"(\d{1,2})\s*(?=[^\W\d_]|[\"“‘'(])")
_LARGER, _HEADING_WORDS = 1.08, 24
_MOST_NOTES = 20  # lines on a page
_MOST_ROWS = 200


class Builder:
    """Puts lines together to blocks."""

    def __init__(self, known: Known, body: float, flow: Flow) -> None:
        self.body = body
        self._known = known
        self._flow = flow
        self.parts: list[Part] = []
        self.notes: list[Part] = []

    def page(self, placed: Sequence[Placed], marks: Mapping[int, tuple[str, int]], height: float) -> None:
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
                html, taken = unruled_table([one.line for one in placed[at : at + _MOST_ROWS]], self._known)
                if taken:
                    self._table(html, 0, line.page)
                    at += taken
                    continue
                self._line(placed[at])
            else:
                self._line(placed[at])
            at += 1

    def _table(self, html: str, columns: int, page: int) -> None:
        last = self.parts[-1] if self.parts else None
        if columns and last and last.kind == "table" and last.columns == columns and last.page == page - 1:
            first, end, rows = html.partition("</tr>")
            if last.html.startswith(first):  # a header that is repeated
                self._flow.labels.append(re.sub(r"<[^>]*>", " ", first))
            else:
                rows = first + end + rows
            last.html, last.page, last.continued = last.html + rows, page, True
        else:
            self.parts.append(Part("table", html=html, columns=columns, page=page))

    def _line(self, placed: Placed) -> None:
        line = placed.line
        last = self.parts[-1] if self.parts else None
        if self._is_heading(line, placed):
            if last and last.kind == "h" and _is_alike(last.lines[-1], line) and _is_near(last, line, 1.7):
                last.lines.append(line)
            else:
                self.parts.append(Part("h", [line], page=line.page))
        elif (mark := _BULLET.match(line.text) or _NUMBER.match(line.text)) and not self._wraps(mark[1], last, placed):
            number = int(mark[1]) if mark[1].isdigit() else None
            self._flow.labels.append(mark[1])
            rest = _after(line, len(mark.group().strip()))
            indent = line.x0
            self.parts.append(Part("li", [rest] if rest else [], number=number, indent=indent, right=placed.right))
        elif last and last.kind in ("li", "p") and self._continues(last, placed):
            last.lines.append(line)
        else:
            self.parts.append(Part("p", [line], page=line.page, right=placed.right, indent=line.x0))

    def _wraps(self, mark: str, last: Part | None, placed: Placed) -> bool:
        """Returns whether a number at the start of a line only got there because the line before was full."""
        if not mark.isdigit() or int(mark) == 1 or last is None or last.kind not in ("li", "p"):
            return False
        return int(mark) != (last.number or 0) + 1 and self._continues(last, placed)

    def _is_heading(self, line: Line, placed: Placed) -> bool:
        text = line.text
        if len(text.split()) > _HEADING_WORDS or not any(letter.isalpha() for letter in text):
            return False
        if line.size > _LARGER * self.body:
            return True
        narrow = line.x1 - placed.left < 0.9 * (placed.right - placed.left)
        mark = _BULLET.match(text) or text[-1] in ".,;:!"
        return line.bold and line.size > 0.95 * self.body and narrow and not mark

    def _continues(self, last: Part, placed: Placed) -> bool:
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
        if not _is_near(last, line, 1.75) or abs(line.size - before.size) > 0.15 * self.body:
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
            self.notes[-1].lines.append(line)
        elif rest := _after(line, len(mark[1])):
            self.notes.append(Part("note", [rest], page=line.page, number=int(mark[1])))


def _is_alike(one: Line, other: Line) -> bool:
    return (one.size, one.bold) == (other.size, other.bold)


def _is_near(last: Part, line: Line, most: float) -> bool:
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
