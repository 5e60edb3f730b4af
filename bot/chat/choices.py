"""A text with passages and questions in it that can be gone to with the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from bot.chat.cards import PassageCard, copied_text
from bot.chat.content import plain
from bot.chat.fitted import Fitted, FittedText, hanging, lines_of
from bot.conversation.answer import Quote

Choice = PassageCard | str  # a passage, or a question that can be asked
_CHOSEN = "bold $background on $accent"
_BAR, _BAR_CHOSEN = ("│ ", "$foreground 25%"), ("▌ ", "$accent")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: what it shows or offers to choose, and the empty lines above it."""

    shown: Content | Fitted | Choice
    above: int = 0


class Choices(FittedText, can_focus=True):
    """One widget for all the parts: a widget each would cost a millisecond or two each until it is on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Read the passage where it stands", id="card.open"),
        Binding("enter", "ask", "Ask this", tooltip="Ask the highlighted question", id="suggestions.ask"),
        Binding("y,c", "copy", "Copy", key_display="y", tooltip="Copy the passage with its citations", id="card.copy"),
        Binding("w,ctrl+w", "why", "Why", key_display="w", tooltip="Why this passage was chosen", id="card.why"),
        Binding("up,k,ctrl+up", "move(-1)", "Previous", show=False, tooltip="Go up", id="card.previous"),
        Binding("down,j,ctrl+down", "move(1)", "Next", show=False, tooltip="Go down", id="card.next"),
        Binding("escape", "screen.focus_prompt", "Back", tooltip="Back to the question line", id="card.leave"),
        Binding("pageup", "screen.page(-1)", "Scroll up", show=False, tooltip="Scroll up one page", id="card.page_up"),
        Binding(
            "pagedown", "screen.page(1)", "Scroll down", show=False, tooltip="Scroll down one page", id="card.page_down"
        ),
    ]

    @dataclass
    class Opened(Message):
        """The passage is to be shown in its article."""

        choices: "Choices"
        card: PassageCard

    @dataclass
    class Copied(Message):
        """The passage is to be copied."""

        text: str

    @dataclass
    class Questioned(Message):
        """Somebody wants to know why the passage was chosen."""

        quote: Quote

    @dataclass
    class Asked(Message):
        """The question is to be asked."""

        text: str

    @dataclass
    class Reached(Message):
        """The highlight came to this region of the widget, which is to be on the screen."""

        choices: "Choices"
        region: Region

    @dataclass
    class Left(Message):
        """The highlight is to go to the choices above (-1) or below (1)."""

        choices: "Choices"
        direction: Literal[-1, 1]

    def __init__(self, parts: Sequence[Part] = (), *, classes: str = "") -> None:
        """Shows the parts from top to bottom."""
        super().__init__(classes=classes)
        self.choices: tuple[Choice, ...] = ()
        self._parts: tuple[Part, ...] = ()
        self._chosen = 0
        self._kept = False
        self._rows: list[tuple[int, int]] = []
        self.show(parts)

    @property
    def chosen(self) -> Choice | None:
        """What is highlighted while this has the focus."""
        return self.choices[self._chosen] if self.choices else None

    def show(self, parts: Sequence[Part]) -> None:
        """Shows these parts in place of those before."""
        self._parts = tuple(parts)
        self.choices = tuple(part.shown for part in parts if isinstance(part.shown, PassageCard | str))
        self.can_focus = bool(self.choices)
        self._chosen = 0
        self.update(Fitted(self._laid_out))

    def enter(self, *, last: bool = False) -> None:
        """Takes the focus, at the first choice or the last."""
        self._chosen = len(self.choices) - 1 if last else 0
        self.focus(scroll_visible=False)
        self.reach()

    def keep(self, kept: bool) -> None:
        """Shows what is highlighted, without the focus too, or no longer: the passage that the article is open at."""
        self._kept = kept
        self._redraw()

    def on_focus(self) -> None:
        """Shows what is highlighted."""
        self._redraw()

    def on_blur(self) -> None:
        """Highlights nothing, or what is kept."""
        self._redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offers for a passage what can be done with passages, and for a question to ask it."""
        if action in ("open", "copy", "why"):
            return isinstance(self.chosen, PassageCard)
        return action != "ask" or isinstance(self.chosen, str)

    def action_open(self) -> None:
        """Asks for the article at the passage."""
        if isinstance(card := self.chosen, PassageCard):
            self.post_message(self.Opened(self, card))

    def action_copy(self) -> None:
        """Asks for the passage to be copied."""
        if isinstance(card := self.chosen, PassageCard):
            self.post_message(self.Copied(copied_text(card.quote, card.article)))

    def action_why(self) -> None:
        """Asks why this passage."""
        if isinstance(card := self.chosen, PassageCard):
            self.post_message(self.Questioned(card.quote))

    def action_ask(self) -> None:
        """Asks the question."""
        if isinstance(question := self.chosen, str):
            self.post_message(self.Asked(question))

    def action_move(self, step: Literal[-1, 1]) -> None:
        """Highlights the choice above or below."""
        if 0 <= self._chosen + step < len(self.choices):
            self._chosen += step
            self.reach()
        else:
            self.post_message(self.Left(self, step))

    def on_click(self, event: Click) -> None:
        """Opens or asks what was clicked, unless the mouse was used to select text."""
        for number, (first, height) in enumerate(self._rows):
            if first <= event.y < first + height and not self.screen.get_selected_text():
                event.stop()
                self._chosen = number
                self.reach()
                if isinstance(self.chosen, str):
                    self.action_ask()
                else:
                    self.action_open()

    def reach(self) -> None:
        """Shows what is highlighted, and asks for it to be on the screen."""
        self._redraw()
        self.refresh_bindings()
        if self._rows:
            rows = self._rows[self._chosen :][:1]
            if isinstance(self.chosen, str):  # all questions, as they are one list
                rows = [row for row, choice in zip(self._rows, self.choices, strict=True) if isinstance(choice, str)]
            (first, _), (last, height) = rows[0], rows[-1]
            self.post_message(self.Reached(self, Region(0, first, self.size.width, last + height - first)))

    def _redraw(self) -> None:
        self.update(Fitted(self._laid_out), layout=False)

    def _laid_out(self, width: int) -> list[Content]:
        lines: list[Content] = []
        rows: list[tuple[int, int]] = []
        for part in self._parts:
            lines += [Content()] * part.above
            if isinstance(part.shown, PassageCard | str):
                chosen = (self.has_focus or self._kept) and len(rows) == self._chosen
                drawn = _drawn(part.shown, width, chosen=chosen)
                rows.append((len(lines), len(drawn)))
                lines += drawn
            else:
                lines += lines_of(part.shown, width)
        self._rows = rows
        return lines


def _drawn(choice: Choice, width: int, *, chosen: bool) -> list[Content]:
    if isinstance(choice, str):
        return hanging("▸ " if chosen else "› ", plain(choice, _CHOSEN if chosen else "")).lines(width)
    bar = _BAR_CHOSEN if chosen else _BAR
    lines = [Content.assemble(bar, line) for line in choice.shown.lines(max(1, width - 2))]
    if not chosen:
        return lines
    return [line.pad_right(max(0, width - line.cell_length)).stylize_before("on $surface") for line in lines]
