"""An empty Textual app with the widgets that Citebot's chat has, as the library makes them, laid out in the same way.

It is what the chat's first frame is measured against: what is more than its time is Citebot's own doing.
"""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static, TextArea

PLACEHOLDER = "Type something here"


class Empty(App[None]):
    """A title, texts above a prompt, a page beside them that is hidden, and lines below, two of them hidden."""

    AUTO_FOCUS = "TextArea"
    CSS = """
    #title, #keys { height: 1; }
    #texts { height: 1fr; }
    #ask { height: 3; }
    #sign { width: 2; }
    #page, .hidden { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Puts the parts together."""
        yield Static("A title", id="title", markup=False)
        with Horizontal():
            with Vertical():
                with VerticalScroll(id="texts", can_focus=False):
                    yield Static("Some words to begin with", markup=False)
                with Horizontal(id="ask"):
                    yield Static("›", id="sign")
                    yield TextArea(placeholder=PLACEHOLDER)
            with VerticalScroll(id="page"):
                yield Static(markup=False)
        yield Static("A line", classes="hidden", markup=False)
        yield Static("Keys", id="keys", markup=False)
        yield Static("Too small", classes="hidden", markup=False)


if __name__ == "__main__":
    Empty().run()
