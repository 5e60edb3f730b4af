"""A page that scrolls, and keeps its place when its lines are broken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.events import Click
from textual.geometry import Size
from textual.layout import DockArrangeResult
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from bot.article import LineRange
from bot.chat.reader.page import Page, Place
from bot.chat.reader.pageview import PageText
from bot.finding import Hit

if TYPE_CHECKING:
    from bot.chat.reader.findline import FindLine

_TOP = Place(0)


class ScrolledPage(VerticalScroll):
    """Shows a page and brings its parts into view; what can be done with them is for others to say."""

    def __init__(self, *, id: str | None = None) -> None:
        """Starts without a page."""
        self._text = PageText()
        super().__init__(self._text, id=id)
        self.find_line: FindLine | None = None
        self.page: Page | None = None
        self.laid_width = 0
        self._laid_height = 0
        self._wanted: LineRange | None = None
        self._fresh = False
        self._place: Place | None = _TOP  # None: the opened passage
        self._row = 0

    def show_page(self, page: Page, lines: LineRange | None) -> None:
        """Shows a page, at these lines of its file or at its beginning."""
        self.page = page
        self._wanted, self._fresh = lines, True
        self._text.show(page)

    async def open_find_line(self) -> FindLine:
        """Returns the line in which words to find are typed; it is made when it is first needed."""
        from bot.chat.reader.findline import FindLine

        if self.find_line is None:
            self.find_line = FindLine()
            await self.mount(self.find_line)
        return self.find_line

    def redraw(self) -> None:
        """Draws the lines on the screen again."""
        self._text.refresh()

    def go(self, lines: LineRange) -> None:
        """Scrolls to these lines of the file, unless all of them are on the screen."""
        if self._fresh:
            self._wanted = lines
        elif self.page and self.laid_width and (span := self.page.span(lines, self.laid_width)):
            first, room = self.seen
            if not first <= span[0] <= span[0] + span[1] <= first + room:
                self._scroll(self._top_for(self.page, lines, self.laid_width, self._room))

    def go_to_part(self, part: int) -> None:
        """Scrolls so that a part stands at the top."""
        if self.page:
            self._scroll(self.page.line_of(Place(part), self.laid_width))

    def go_to_hit(self, hit: Hit) -> None:
        """Scrolls to what was found, unless it is on the screen."""
        if self.page and self.laid_width:
            y = self.page.line_of_hit(hit, self.laid_width)
            first, count = self.seen
            if not first <= y < first + count:
                self._scroll(y - count // 3)

    @property
    def seen(self) -> tuple[int, int]:
        """The first line on the screen, and how many there is room for."""
        return round(self.scroll_y), self._room

    @property
    def first_seen_part(self) -> int:
        """The part at the top of the screen."""
        return self.page.place(round(self.scroll_y), self.laid_width).part if self.page and self.laid_width else 0

    @property
    def opened_span(self) -> tuple[int, int] | None:
        """The first line and the number of lines of the opened passage."""
        opened = self.page.opened if self.page else None
        return self.page.span(opened.lines, self.laid_width) if self.page and opened and self.laid_width else None

    @property
    def is_opened_visible(self) -> bool:
        """Says whether the first line of the opened passage is on the screen."""
        first, count = self.seen
        return (span := self.opened_span) is not None and first <= span[0] < first + count

    @property
    def current_heading(self) -> int:
        """The part of the heading under which the opened passage stands, or what is at the top if it is not seen."""
        if not self.page or not self.laid_width:
            return 0
        y = self.opened_span[0] if self.opened_span and self.is_opened_visible else round(self.scroll_y)
        part = self.page.place(y, self.laid_width).part
        return max((number for number, _ in self.page.headings() if number <= part), default=0)

    def clicked_line(self, event: Click) -> int | None:
        """Returns the line of the page that was clicked."""
        place = event.screen_offset
        if self.find_line and self.find_line.display and self.find_line.region.contains_point(place):
            return None
        return place.y - self._text.region.y if self._text.region.contains_point(place) else None

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Places the page; scrolling in the same go paints it once, at its place."""
        result = super().arrange(size, optimal)
        width = next((place.region.width for place in result.placements if place.widget is self._text), 0)
        moved = (width, size.height) != (self.laid_width, self._laid_height)
        if self.page and width and not optimal and (self._fresh or moved):
            y = self._target(self.page, width, size.height)
            self._fresh, self._wanted = False, None
            self.laid_width, self._laid_height = width, size.height
            self._set_scroll(max(0, min(y, result.total_region.bottom - size.height)))
        return result

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remembers the place to which somebody scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self._remember(round(new_value))

    @property
    def _room(self) -> int:
        return max(1, self._laid_height - (1 if self.find_line and self.find_line.display else 0))

    def _target(self, page: Page, width: int, height: int) -> int:
        if not self._fresh:
            span = page.span(page.opened.lines, width) if page.opened and self._place is None else None
            y = span[0] if span else page.line_of(self._place or _TOP, width)
            return y - max(0, min(self._row, height - 1))
        return self._top_for(page, self._wanted, width, height) if self._wanted else 0

    def _top_for(self, page: Page, lines: LineRange, width: int, room: int) -> int:
        """The line at the top of the screen when these lines are to be read: what leads them in is seen, if it fits."""
        if (span := page.span(lines, width)) is None:
            return 0
        first, tall = span
        top = first - max(0, room - tall) // 3
        return min([top, *(line for line in page.led_in(lines, width) if first + tall - line <= room)])

    def _set_scroll(self, y: int) -> None:
        self.set_reactive(Widget.scroll_y, float(y))
        self.set_reactive(Widget.scroll_target_y, float(y))
        self.vertical_scrollbar.set_reactive(ScrollBar.position, float(y))
        self._remember(y)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=max(0, y), animate=False, immediate=True)

    def _remember(self, y: int) -> None:
        """What is to stay where it is: the opened passage while it is seen, or else the line at the top."""
        if not self.page or not self.laid_width or self._fresh:
            return
        span = self.opened_span
        if span and y <= span[0] < y + self._room:
            self._place, self._row = None, span[0] - y
        else:
            self._place, self._row = self.page.place(y, self.laid_width), 0
