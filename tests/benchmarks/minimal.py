"""The least that a chat in Textual can be: a text area, a footer, and a place where what was sent is shown again.

It is what Citebot's chat is measured against: the time that no chat in Textual gets below.
"""

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Footer, Static, TextArea

PLACEHOLDER = "Type something here"
ANSWER = "This was sent: "


class Line(TextArea):
    """A text area that sends with Enter."""

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            view = self.app.query_one(VerticalScroll)
            await view.mount(Static(ANSWER + self.text, markup=False))
            self.text = ""
            view.scroll_end(animate=False)


class Minimal(App[None]):
    """A text area and a footer."""

    AUTO_FOCUS = "Line"
    CSS = "Line { height: 3; }"

    def compose(self) -> ComposeResult:
        """Puts the parts together."""
        yield VerticalScroll(can_focus=False)
        yield Line(placeholder=PLACEHOLDER)
        yield Footer()


if __name__ == "__main__":
    Minimal().run()
