"""The line at the bottom in which questions are written."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from bot.reading.characters import clean
from bot.showing import printable

_SEND = ("enter",)
TO_PASSAGES = ("ctrl+up", "tab")
_NEWLINE = ("shift+enter", "ctrl+j", "alt+enter")
_COLOURS = "citebot"


class _Colours(TextAreaTheme):
    """The colours of the style sheet, looked up when something about the prompt has changed: not for every painting."""

    _of: object = None  # what the prompt was like when they were looked up

    def apply_css(self, text_area: TextArea) -> None:
        """Takes over the colours of the prompt."""
        now = (text_area.visual_style, text_area.pseudo_classes, text_area.classes)
        if self._of != now:
            super().apply_css(text_area)
            self._of = now


class Prompt(TextArea):
    """A text area that sends with Enter and remembers what was sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(_SEND), "send", "Send", tooltip="Ask this question", id="prompt.send"),
        Binding(
            ",".join(_NEWLINE),
            "newline",
            "New line",
            show=False,
            key_display="^j",
            tooltip="Start a new line in the question",
            id="prompt.newline",
        ),
        Binding(
            ",".join(TO_PASSAGES),
            "screen.enter_answer",
            "Passages",
            key_display="tab",
            tooltip="Move to the passages of the latest answer",
            id="prompt.passages",
        ),
        Binding(
            "pageup", "screen.page(-1)", "Scroll up", show=False, tooltip="Scroll up one page", id="prompt.page_up"
        ),
        Binding(
            "pagedown",
            "screen.page(1)",
            "Scroll down",
            show=False,
            tooltip="Scroll down one page",
            id="prompt.page_down",
        ),
    ]

    @dataclass(eq=False)
    class Sent(Message):
        """A question was sent."""

        text: str

    @dataclass(eq=False)
    class Left(Message):
        """The passages are to be gone to, now that all keys before have had their effect."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        """`placeholder` may be any text: it is shown as it is."""
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            placeholder=Content(printable(placeholder)),
            id=id,
        )
        self.register_theme(_Colours(_COLOURS))
        self.theme = _COLOURS
        self._sent: list[str] = []
        self._place = 0
        self._draft = ""

    def remember(self, text: str) -> None:
        """Adds a question to those that Up brings back."""
        if text not in self._sent[-1:]:
            self._sent.append(text)
        self._place = len(self._sent)
        self._draft = ""

    def action_send(self) -> None:
        """Sends what is written, if anything is; it is for the receiver to have it remembered."""
        if text := self.text.strip():
            self.text = ""
            self.screen.post_message(self.Sent(text))  # past what stands between: the prompt is not painted alone

    def leave(self) -> None:
        """Has it known that the passages are to be gone to, after all that was typed here."""
        self.call_later(self.post_message, self.Left())

    def action_newline(self) -> None:
        """Starts a new line."""
        self.insert("\n")
        self.scroll_cursor_visible()

    def action_cursor_up(self, select: bool = False) -> None:
        """Moves up a line, or to the question before when there is none above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self._recall(self._place - 1)
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Moves down a line, or to the next question when there is none below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self._recall(self._place + 1)
        else:
            super().action_cursor_down(select)

    def _recall(self, place: int) -> None:
        if not 0 <= place <= len(self._sent) or place == self._place:
            return
        if self._place == len(self._sent):
            self._draft = self.text
        self._place = place
        self.text = self._draft if place == len(self._sent) else self._sent[place]
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        # In the order of typing: a binding would be run by the app, and could overtake letters that came before.
        if event.key in _SEND + _NEWLINE:
            event.stop()
            event.prevent_default()
            if event.key in _SEND:
                self.action_send()
            else:
                self.action_newline()

    def _on_paste(self, event: Paste) -> None:  # type: ignore[override]  # TextArea's own runs after this one
        event.text = clean(event.text).replace("\t", "    ")
