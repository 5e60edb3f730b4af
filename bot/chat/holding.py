"""A scrolling view that keeps its place: what was asked last, or what stands at the top, whatever the width becomes."""

from bisect import bisect_right
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.layout import DockArrangeResult
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from bot.chat.choices import Choices
from bot.chat.repeated import Bar, ground_lines


class _Place(NamedTuple):
    """What stands at the top: a child, the part of its text, and how many lines into that part."""

    child: Choices
    part: int
    line: int


class HoldingScroll(VerticalScroll, can_focus=False):
    """What it holds stands at its top until somebody scrolls; then the part that was scrolled to stays there."""

    def __init__(self, *, id: str | None = None) -> None:
        """Holds nothing."""
        super().__init__(id=id)
        self._held: Choices | None = None
        self._place: _Place | None = None
        self._width = 0

    @property
    def holds(self) -> bool:
        """Says whether nobody has scrolled away from what is held."""
        return self._held is not None

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar beside the text."""
        bar = super().vertical_scrollbar
        bar.__class__ = Bar  # Textual makes it, and with every answer would paint all of its lines
        return bar

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints the ground, which is nearly all covered."""
        return ground_lines(self, crop)

    def hold(self, child: Choices | None) -> None:
        """Keeps a child at the top, also when the lines are broken anew; the last one may leave empty lines below."""
        for earlier in self.children:
            if earlier is not child and earlier.styles.has_rule("min_height"):
                earlier.styles.min_height = None
        if child is not None:
            child.styles.min_height = "100%"
        self._held = child
        self._place = None

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Places the children; scrolling in the same go paints a new answer once, not twice."""
        result = super().arrange(size, optimal)
        anew = self._width not in (0, size.width)
        self._width = size.width
        place = _Place(self._held, 0, 0) if self._held else self._place if anew else None
        for placement in reversed(result.placements) if place else ():
            if place and placement.widget is place.child:
                y = placement.region.y
                if not self._held:
                    y += _line_of(place, placement.region.width)
                self._jump(max(0, min(y, result.total_region.bottom - size.height)))
                break
        return result

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lets go of what is held: somebody scrolls."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._held = None
            self._place = self._place_at(round(new_value))

    def _jump(self, y: int) -> None:
        self.set_reactive(Widget.scroll_y, float(y))
        self.set_reactive(Widget.scroll_target_y, float(y))
        self.vertical_scrollbar.set_reactive(ScrollBar.position, float(y))

    def _place_at(self, y: int) -> _Place | None:
        for child in self.children:
            if child.virtual_region.bottom > y and isinstance(child, Choices):
                line = y - child.virtual_region.y
                starts = child.starts(child.size.width)
                part = max(0, bisect_right(starts, line) - 1)
                return _Place(child, part, line - starts[part] if starts else 0)
        return None


def _line_of(place: _Place, width: int) -> int:
    """The line of the child at which the place is, when the child is this wide."""
    starts = place.child.starts(width)
    if place.part >= len(starts):
        return 0
    following = starts[place.part + 1] if place.part + 1 < len(starts) else place.child.lines_at(width)
    return min(starts[place.part] + place.line, max(starts[place.part], following - 1))
