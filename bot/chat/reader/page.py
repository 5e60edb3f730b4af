"""An article as a page: what stands on each of its lines, at any width. Only the lines that are looked at are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from bot.article import Article, LineRange
from bot.chat.content import SOURCE
from bot.chat.reader.blocks import Cells, Heading, Part, parts_of
from bot.chat.reader.margin import Mark, parts_at
from bot.chat.reader.sheet import Sheet
from bot.finding import Hit

_KEPT = 2  # widths whose heights are remembered


class Place(NamedTuple):
    """A place on the page at any width: a part, and how far down in it, from 0 to 1."""

    part: int
    share: float = 0.0


class Heights:
    """The line at which each part begins, its empty lines included; the last widths are remembered."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Measures nothing before it is asked for."""
        self._parts = parts
        self._known: dict[int, tuple[list[int], int]] = {}

    def at(self, width: int) -> tuple[list[int], int]:
        """Returns where each part begins, and the number of all lines, at this width without the margin."""
        if width not in self._known:
            tops, total = [], 0
            for part in self._parts:
                tops.append(total)
                total += part.above + part.height(width)
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[width] = (tops, total)
        return self._known[width]


class Page:
    """An article laid out; lines count from 0, and a width is that of the page with its margin."""

    def __init__(
        self, article: Article, marks: Sequence[Mark] = (), opened: Mark | None = None, *, like: Page | None = None
    ) -> None:
        """`opened` is marked more strongly than the others; it need not be one of them.

        What was laid out for a page of the same article, `like` this one, is used again.
        """
        self.article = article
        same = like is not None and like.article is article
        self.parts: tuple[Part, ...] = like.parts if like and same else tuple(parts_of(article))
        self._heights: Heights = like._heights if like and same else Heights(self.parts)
        self._sheet = Sheet(self.parts, marks, opened)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The passages that are marked and numbered."""
        return self._sheet.margin.marks

    @property
    def opened(self) -> Mark | None:
        """The passage that is marked as opened."""
        return self._sheet.margin.opened

    def open(self, opened: Mark | None) -> None:
        """Marks another passage as the opened one."""
        self._sheet.open(opened)

    def highlight(self, hits: Iterable[Hit], current: Hit | None) -> None:
        """Highlights what was found, the current hit more strongly."""
        self._sheet.highlight(hits, current)

    def parts_at(self, lines: LineRange) -> list[int]:
        """Returns the parts that stand for any of these lines of the file."""
        return parts_at(self.parts, lines)

    @property
    def margin(self) -> int:
        """The width of the margin."""
        return self._sheet.margin.width

    def height(self, width: int) -> int:
        """Returns the number of lines at this width."""
        return self._tops(width)[1] if width > 0 else 0

    def line(self, y: int, width: int) -> Content | None:
        """Returns a line, or None below the page."""
        if not 0 <= y < self.height(width):
            return None
        number, row = self._part_on(y, width)
        if row < 0:
            return Content()
        lines = self._sheet.lines_of(number, width)
        return lines[row] if row < len(lines) else Content()

    def place(self, y: int, width: int) -> Place:
        """Returns the place of a line."""
        number, row = self._part_on(y, width)
        tall = max(1, self.parts[number].height(self._sheet.room(width)))
        return Place(number, row / tall if row >= 0 else float(row))

    def line_of(self, place: Place, width: int) -> int:
        """Returns the line of a place; lines above a part, which do not depend on the width, have shares below 0."""
        part = self.parts[place.part]
        start = self._tops(width)[0][place.part] + part.above
        return start + (
            round(place.share * part.height(self._sheet.room(width))) if place.share > 0 else int(place.share)
        )

    def span(self, lines: LineRange, width: int) -> tuple[int, int] | None:
        """Returns the first line and the number of lines of what stands for these lines of the file."""
        inside = self.parts_at(lines)
        if not inside:
            return None
        tops, room = self._tops(width)[0], self._sheet.room(width)
        first, last = inside[0], inside[-1]
        start = tops[first] + self.parts[first].above
        return start, max(1, tops[last] + self.parts[last].above + self.parts[last].height(room) - start)

    def led_in(self, lines: LineRange, width: int) -> list[int]:
        """Returns the lines of what leads in these lines of the file: their heading, and the names of their table."""
        inside = self.parts_at(lines)
        above = range(inside[0], -1, -1) if inside else ()
        heading = next((number for number in above if isinstance(self.parts[number], Heading)), None)
        names = next((number for number in above if not isinstance(self.parts[number], Cells)), None)
        return [self.line_of(Place(number), width) for number in (heading, names) if number is not None]

    def line_of_hit(self, hit: Hit, width: int) -> int:
        """Returns the line on which the current hit begins."""
        return self.line_of(Place(hit.part), width) + self._sheet.row_of_current(hit.part, width)

    def sources(self, first: int, count: int, width: int) -> tuple[int, ...]:
        """Returns the numbers of the sources that are cited on these lines, each once, in order."""
        found: dict[int, None] = {}
        for y in range(first, first + count):
            for span in line.spans if (line := self.line(y, width)) else []:
                number = span.style.meta.get(SOURCE) if isinstance(span.style, Style) else None
                if isinstance(number, int):
                    found[number] = None
        return tuple(found)

    def mark_at(self, y: int, width: int) -> Mark | None:
        """Returns the passage that is marked on a line; where there are several, the shortest."""
        number, row = self._part_on(y, width)
        lines = self.parts[number].lines
        inside = [mark for mark in self.marks if mark.lines[0] <= lines[1] and lines[0] <= mark.lines[1]]
        return min(inside, key=lambda mark: mark.lines[1] - mark.lines[0]) if inside and row >= 0 else None

    def headings(self) -> list[tuple[int, Heading]]:
        """Returns the headings and which parts they are, the title first."""
        return [(number, part) for number, part in enumerate(self.parts) if isinstance(part, Heading)]

    def _tops(self, width: int) -> tuple[list[int], int]:
        return self._heights.at(self._sheet.room(width))

    def _part_on(self, y: int, width: int) -> tuple[int, int]:
        tops, _ = self._tops(width)
        number = max(0, bisect_right(tops, y) - 1)
        return number, y - tops[number] - self.parts[number].above
