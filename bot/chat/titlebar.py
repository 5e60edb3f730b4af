"""The line at the top: which articles answer. A click on it chooses another."""

from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from bot.chat.content import plain


class TitleBar(Static):
    """Names the articles, in one line."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """The title was clicked."""

    def tell(self, words: str) -> None:
        """Shows these words."""
        self.update(plain(words))

    def on_click(self, event: Click) -> None:
        """Lets it be known."""
        event.stop()
        self.post_message(self.Pressed())
