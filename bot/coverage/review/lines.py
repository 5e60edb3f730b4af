"""Many lines, of which only those on the screen are drawn."""

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual


def moving(name: str, before: str, after: str, first: str, last: str) -> list[BindingType]:
    """Returns the keys that move through lines, for a widget with `action_move(steps)` and `action_page(direction)`.

    `name` begins their ids; the others are what the help says of them.
    """
    return [
        Binding("up,k", "move(-1)", "Previous", show=False, tooltip=before, id=f"{name}.previous"),
        Binding("down,j", "move(1)", "Next", show=False, tooltip=after, id=f"{name}.next"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="Go up one page", id=f"{name}.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="Go down one page", id=f"{name}.page_down"),
        Binding("home,g", "move(-1000000)", "First", show=False, tooltip=first, id=f"{name}.first"),
        Binding("end,G", "move(1000000)", "Last", show=False, tooltip=last, id=f"{name}.last"),
    ]


class Lines(ScrollView, can_focus=True):
    """Shows as many lines as `count` says, each made by `line` when it is needed; the first `fixed` never scroll."""

    fixed = 0

    def count(self, width: int) -> int:
        """Returns how many lines there are at this width, without the fixed ones."""
        raise NotImplementedError

    def line(self, number: int, width: int) -> Content:
        """Returns a line, no longer than the width; the fixed ones have the numbers below 0."""
        raise NotImplementedError

    @property
    def room(self) -> Size:
        """The columns and the lines that there is room for, without the fixed ones."""
        size = self.scrollable_content_region.size
        return Size(size.width, max(0, size.height - self.fixed))

    def redraw(self) -> None:
        """Counts the lines anew and draws those on the screen."""
        width = self.room.width
        self.virtual_size = Size(width, self.count(width) + self.fixed) if width else Size(0, 0)
        self.refresh()

    def on_resize(self) -> None:
        """Breaks the lines anew."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Draws one line of the screen."""
        width = self.room.width
        number = y - self.fixed if y < self.fixed else y - self.fixed + round(self.scroll_offset.y)
        if not width or number >= self.count(width):
            return Strip.blank(width, self.visual_style.rich_style)
        content = self.line(number, width)
        return Visual.to_strips(self, content, width, 1, self.visual_style, apply_selection=False)[0]

    def reveal(self, first: int, height: int = 1, *, above: float = 0.0) -> None:
        """Scrolls so that these lines are on the screen, or at least the first of them.

        `above` is the share of the room that is left above them; 0.0 leaves what is on the screen where it is.
        """
        top, room = round(self.scroll_offset.y), self.room.height
        if above:
            top = first - round(max(0, room - height) * above)
        elif first + height > top + room:
            top = first + height - room
        self.scroll_to(y=max(0, min(top, first)), animate=False, immediate=True)
