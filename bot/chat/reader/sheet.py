"""How the parts of an article's page are drawn: their margin, what was found in them, and the opened passage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from textual.content import Content

from bot.chat.reader.blocks import Part
from bot.chat.reader.margin import Margin, Mark
from bot.finding import Hit

HIT, CURRENT = "bold underline $warning", "bold reverse $warning"
_OPENED = "on $surface"


class Sheet:
    """Draws parts, each with the margin on its left; those that are drawn are remembered while the width is the same.

    A width is that of the page with its margin.
    """

    def __init__(self, parts: Sequence[Part], marks: Sequence[Mark], opened: Mark | None) -> None:
        """`opened` is marked more strongly than the others; it need not be one of them."""
        self._parts = parts
        self.margin = Margin(parts, marks, opened)
        self._hits: dict[int, list[tuple[Hit, str]]] = {}
        self._drawn: tuple[int, dict[int, list[Content]]] = (0, {})

    def open(self, opened: Mark | None) -> None:
        """Marks another passage as the opened one."""
        self.margin = Margin(self._parts, self.margin.marks, opened)
        self._drawn = (0, {})

    def highlight(self, hits: Iterable[Hit], current: Hit | None) -> None:
        """Highlights what was found, the current hit more strongly."""
        found: dict[int, list[tuple[Hit, str]]] = defaultdict(list)
        for hit in hits:
            found[hit.part].append((hit, CURRENT if hit == current else HIT))
        self._hits = dict(found)
        self._drawn = (0, {})

    def room(self, width: int) -> int:
        """Returns the width that is left beside the margin."""
        return max(1, width - self.margin.width)

    def lines_of(self, number: int, width: int) -> list[Content]:
        """Returns the lines of a part."""
        if self._drawn[0] != width:
            self._drawn = (width, {})
        drawn = self._drawn[1]
        if number not in drawn:
            drawn[number] = self._draw(number, width)
        return drawn[number]

    def row_of_current(self, number: int, width: int) -> int:
        """Returns on which line of a part the current hit begins."""
        rows = enumerate(self.lines_of(number, width))
        return next((row for row, line in rows if any(span.style == CURRENT for span in line.spans)), 0)

    def _draw(self, number: int, width: int) -> list[Content]:
        part, room = self._parts[number], self.room(width)
        texts = list(part.texts())
        for hit, style in self._hits.get(number, []):
            texts[hit.text] = texts[hit.text].stylize(style, hit.start, hit.end)
        label = self.margin.label(number)
        if not label and number and not self._parts[number - 1].height(room):  # the names of a table shown as blocks
            label = self.margin.label(number - 1)
        drawn = enumerate(part.drawn(texts, room))
        lines = [Content.assemble(self.margin.content(number, "" if row else label), line) for row, line in drawn]
        if not self.margin.is_opened(number):
            return lines
        return [line.pad_right(max(0, width - line.cell_length)).stylize_before(_OPENED) for line in lines]
