"""The line at the bottom of the article in which words to find are typed."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Input, Static

from bot.chat.content import plain
from bot.chat.messages import HitWanted, SearchLeft, WordsKept, WordsTyped
from bot.reading.characters import clean

_KEEP, _LEAVE, _NEXT, _PREVIOUS = "enter", "escape", "down", "up"


class FindWords(Input):
    """The words; its keys act in the order of typing, which bindings alone would not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_KEEP, "keep", "To the text", tooltip="Keep the matches and go back to the text", id="find.keep"),
        Binding(_NEXT, "step(1)", "Next match", key_display="↓", tooltip="Go to the next match", id="find.next"),
        Binding(
            _PREVIOUS, "step(-1)", "Previous", key_display="↑", tooltip="Go to the match before", id="find.previous"
        ),
        Binding(_LEAVE, "leave", "End search", key_display="esc", tooltip="End the search, stay here", id="find.leave"),
    ]

    def action_keep(self) -> None:
        """Keeps the hits and goes back to the text."""
        self.post_message(WordsKept(self.value))

    def action_leave(self) -> None:
        """Ends the search."""
        self.post_message(SearchLeft())

    def action_step(self, step: Literal[-1, 1]) -> None:
        """Goes to the next hit or the one before."""
        self.post_message(HitWanted(step))

    async def _on_key(self, event: Key) -> None:
        actions: dict[str, Callable[[], None]] = {
            _KEEP: self.action_keep,
            _LEAVE: self.action_leave,
            _NEXT: lambda: self.action_step(1),
            _PREVIOUS: lambda: self.action_step(-1),
        }
        if event.key in actions:
            event.stop()
            event.prevent_default()
            actions[event.key]()

    def _on_paste(self, event: Paste) -> None:
        event.text = " ".join(clean(event.text).split())  # Input's own keeps only the first line


class FindLine(Horizontal):
    """Takes the words and says how many hits there are. It is made when it is first needed."""

    def compose(self) -> ComposeResult:
        """Shows the sign, the words and what was found."""
        yield Static("/", classes="sign")
        yield FindWords(placeholder="Find in the article", compact=True, select_on_focus=True)
        yield Static(classes="found")

    @property
    def words(self) -> str:
        """What is typed now."""
        return self.query_one(FindWords).value

    def enter(self) -> None:
        """Takes the focus; what was typed before can be typed over."""
        self.display = True
        self.query_one(FindWords).focus(scroll_visible=False)

    def add(self, text: str) -> None:
        """Adds what was typed before the line had the focus."""
        words = self.query_one(FindWords)
        words.value += text
        words.cursor_position = len(words.value)

    def say(self, found: str) -> None:
        """Shows what was found."""
        self.query_one(".found", Static).update(plain(found) if found else Content())

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(WordsTyped(event.value))
