"""The table of questions: what came of each, and which of them are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message

from bot.chat.content import plain
from bot.coverage.review.lines import Lines, moving
from bot.coverage.values import Outcome

Filter = Literal["all", "failures", "weak", "not found", "unlabelled"]
FILTERS: dict[Filter, Callable[[Outcome], bool]] = {
    "all": lambda outcome: True,  # noqa: ARG005
    "failures": lambda outcome: outcome.passed is False or outcome.label == "outdated",
    "weak": lambda outcome: outcome.state == "weak",
    "not found": lambda outcome: outcome.state == "not_found",
    "unlabelled": lambda outcome: outcome.label == "unlabelled",
}
STATES = {"answered": "answered", "weak": "weak", "not_found": "not found", "courtesy": "small talk"}
LABELS = {"answerable": "a passage", "unanswerable": "none", "unlabelled": "–", "outdated": "outdated"}
RESULTS = {True: ("pass", "$success"), False: ("FAIL", "bold $error"), None: ("–", "$foreground 60%")}
_WIDTHS = (6, 10, 9)  # the result, the state, what is expected
_NAMES = ("Result", "Answer", "Expected", "Question")
_CHOSEN = "bold $background on $accent"
_CHOSEN_ELSEWHERE = "on $panel"


class Listing(Lines):
    """The questions, one a line, of which one is chosen."""

    fixed = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving("listing", "Go up", "Go down", "Go to the first", "Go to the last"),
        Binding(
            "enter", "enter", "Passages", show=False, tooltip="Go to the passages of the answer", id="listing.enter"
        ),
    ]

    @dataclass
    class Moved(Message):
        """Another question is chosen, or none."""

        outcome: Outcome | None

    @dataclass
    class Entered(Message):
        """The passages of the chosen question are wanted."""

    def __init__(self, *, id: str) -> None:
        """Starts empty."""
        super().__init__(id=id)
        self.border_subtitle = Content("Enter: passages")
        self._none = ""
        self._shown: tuple[Outcome, ...] = ()
        self._chosen = 0

    @property
    def chosen(self) -> Outcome | None:
        """What came of the question that is chosen."""
        return self._shown[self._chosen] if self._shown else None

    def show(self, outcomes: Sequence[Outcome], id: str = "") -> None:
        """Shows these in place of those before; chooses the one with the id, or else keeps the place."""
        self._shown = tuple(outcomes)
        self._none = "  No question is of this kind."
        places = [place for place, outcome in enumerate(self._shown) if outcome.row.id == id]
        self._chosen = places[0] if places else max(0, min(self._chosen, len(self._shown) - 1))
        self.redraw()
        self._reached()

    def count(self, width: int) -> int:  # noqa: ARG002
        """Returns how many questions are shown, and one line that says so where there are none."""
        return len(self._shown) or 1

    def line(self, number: int, width: int) -> Content:
        """Returns a question with what came of it, in columns."""
        if number < 0:
            return _columns([Content(name) for name in _NAMES], width).stylize("bold $foreground 75%")
        if not self._shown:
            return Content(self._none).stylize("$foreground 65%")
        outcome = self._shown[number]
        result, style = RESULTS[outcome.passed]
        cells = [
            Content(result).stylize(style) if result else Content(),
            Content(STATES[outcome.state]),
            Content(LABELS[outcome.label]),
            plain(outcome.row.question.replace("\n", " ")),
        ]
        if number != self._chosen:
            return _columns(cells, width)
        cells = [Content(cell.plain) for cell in cells] if self.has_focus else cells
        shown = _columns(cells, width, "▸ ")
        padded = shown.pad_right(max(0, width - shown.cell_length))
        return padded.stylize_before(_CHOSEN if self.has_focus else _CHOSEN_ELSEWHERE)

    def on_focus(self) -> None:
        """Highlights what is chosen."""
        self.refresh()

    def on_blur(self) -> None:
        """Keeps what is chosen, with less weight."""
        self.refresh()

    def on_resize(self) -> None:
        """Keeps what is chosen on the screen."""
        self.redraw()
        self.reveal(self._chosen)

    def on_click(self, event: Click) -> None:
        """Chooses what was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y >= self.fixed:
            self.action_move(offset.y - self.fixed + round(self.scroll_offset.y) - self._chosen)

    def action_move(self, steps: int) -> None:
        """Chooses a question further up or down."""
        place = max(0, min(self._chosen + steps, len(self._shown) - 1))
        if place != self._chosen:
            self._chosen = place
            self._reached()

    def action_page(self, direction: int) -> None:
        """Chooses a question a page away."""
        self.action_move(direction * max(1, self.room.height - 1))

    def action_enter(self) -> None:
        """Asks for the passages."""
        if self._shown:
            self.post_message(self.Entered())

    def _reached(self) -> None:
        self.refresh()
        self.reveal(self._chosen)
        self.post_message(self.Moved(self.chosen))


def _columns(cells: Sequence[Content], width: int, mark: str = "  ") -> Content:
    parts = [Content(mark)]
    for cell, wide in zip(cells, _WIDTHS, strict=False):
        parts += [cell.pad_right(max(0, wide - cell.cell_length)), Content("  ")]
    return Content("").join([*parts, cells[-1]]).truncate(width, ellipsis=True)
