"""The page of an article on the screen."""

from textual.content import Content
from textual.geometry import Size
from textual.selection import Selection

from bot.chat.fitted import FittedText
from bot.chat.reader.page import Page


class PageText(FittedText):
    """Shows a page, of which only those lines are drawn that are on the screen."""

    def __init__(self) -> None:
        """Shows nothing as yet."""
        super().__init__()
        self._page: Page | None = None

    def show(self, page: Page) -> None:
        """Shows this page."""
        self._page = page
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  # Textual passes it
        """Returns the width of the container."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Returns the number of lines at this width."""
        return self._page.height(width) if self._page else 0

    def line_at(self, y: int, width: int) -> Content | None:
        """Returns one line of the page, or None below its end."""
        return self._page.line(y, width) if self._page else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Returns the selected text without the page's margin."""
        width = self.size.width
        if not self._page or not width:
            return None
        margin, lines = self._page.margin, []
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else self._page.height(width) - 1
        for y in range(first, last + 1):
            line, span = self._page.line(y, width), selection.get_span(y)
            if line is not None and span is not None:
                start, end = span
                lines.append(line.plain[max(margin, start) : end if end >= 0 else None].rstrip())
        return "\n".join(lines), "\n"
