"""The margin of an article's page, in which the passages of an answer are marked and numbered."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from bot.article import LineRange
from bot.chat.reader.blocks import Part

_BAR, _BAR_OPENED = ("│ ", "$foreground 50%"), ("▌ ", "$accent")


class Mark(NamedTuple):
    """A passage to be marked: the number of its card (0: it has none), and its lines in the file."""

    number: int
    lines: LineRange


class Margin:
    """Marks parts of the page by a bar, the opened passage by a thicker one, and numbers where a passage begins."""

    def __init__(self, parts: Sequence[Part], marks: Sequence[Mark], opened: Mark | None) -> None:
        """`opened` need not be one of the marks."""
        self.marks = tuple(marks)
        self.opened = opened
        self._digits = max((len(str(mark.number)) for mark in marks if mark.number), default=0)
        self.width = self._digits + len(_BAR[0])
        self._labels: dict[int, str] = {}
        self._barred: dict[int, bool] = {}
        for mark in [*marks, *([opened] if opened else [])]:
            inside = parts_at(parts, mark.lines)
            if mark.number and inside and (inside[0] not in self._labels or mark == opened):
                self._labels[inside[0]] = str(mark.number)
            for part in inside:
                self._barred[part] = self._barred.get(part, False) or mark == opened

    def is_opened(self, part: int) -> bool:
        """Says whether a part belongs to the opened passage."""
        return self._barred.get(part, False)

    def label(self, part: int) -> str:
        """Returns the number of the passage that begins with this part; "" if none does."""
        return self._labels.get(part, "")

    def content(self, part: int, label: str = "") -> Content:
        """Returns what stands before a line of a part."""
        if part not in self._barred:
            return Content(" " * self.width)
        return Content.assemble(
            (label.rjust(self._digits), "bold $accent"), _BAR_OPENED if self._barred[part] else _BAR
        )


def parts_at(parts: Sequence[Part], lines: LineRange) -> list[int]:
    """Returns the parts that stand for any of these lines of the file."""
    first, last = lines
    return [number for number, part in enumerate(parts) if part.lines[0] <= last and first <= part.lines[1]]
