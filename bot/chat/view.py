"""The questions and answers so far, and what of them is on the screen."""

from textual import on
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.layout import DockArrangeResult
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from bot.chat.choices import Choices


class ConversationView(VerticalScroll, can_focus=False):
    """Scrolls the conversation. What it holds stands at its top until somebody scrolls."""

    def __init__(self, *, id: str | None = None) -> None:
        """Holds nothing."""
        super().__init__(id=id)
        self._held: Widget | None = None

    def hold(self, child: Widget | None) -> None:
        """Keeps a child at the top, also when the lines are broken anew; the last one may leave empty lines below."""
        for earlier in self.children:
            if earlier is not child and earlier.styles.has_rule("min_height"):
                earlier.styles.min_height = None
        if child is not None:
            child.styles.min_height = "100%"
        self._held = child

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Places the children; scrolling in the same go paints a new answer once, not twice."""
        result = super().arrange(size, optimal)
        for placement in reversed(result.placements):
            if placement.widget is self._held:
                last = result.total_region.bottom - size.height
                y = max(0, min(placement.region.y, last))
                self.set_reactive(Widget.scroll_y, float(y))
                self.set_reactive(Widget.scroll_target_y, float(y))
                self.vertical_scrollbar.set_reactive(ScrollBar.position, float(y))
                break
        return result

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lets go of what is held: somebody scrolls."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._held = None

    @on(Choices.Reached)
    def _bring_into_view(self, event: Choices.Reached) -> None:
        event.stop()
        self.call_after_refresh(self._show_choice, event.choices, event.region)

    def _show_choice(self, choices: Choices, region: Region) -> None:
        place = choices.region.offset - self.scrollable_content_region.offset + self.scroll_offset
        self.scroll_to_region(region.translate(place), animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keeps the highlight on the screen when the lines are broken anew."""
        focused = self.screen.focused
        if self._held is None and isinstance(focused, Choices) and self in focused.ancestors:
            focused.reach()
