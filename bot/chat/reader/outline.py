"""The headings of an article, to choose one."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Fitted, hanging
from bot.chat.reader.blocks import CHAPTER, Heading
from bot.chat.reader.page import Page
from bot.finding import Finder

_FRAME = 6  # lines of the dialog that are no headings
_DEEPEST = 5  # the level from which on headings are indented no further
_HERE, _ELSEWHERE = "● ", "  "


class Outline(ModalScreen[int | None]):
    """Lists headings; what is typed narrows the list. Gives back the part of the page that was chosen."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", key_display="esc", tooltip="Stay where you are", id="outline.close"),
        Binding("enter", "choose", "Go there", tooltip="Go to the highlighted heading", id="outline.choose"),
        Binding("down", "move('cursor_down')", "Down", show=False, tooltip="Next heading", id="outline.down"),
        Binding("up", "move('cursor_up')", "Up", show=False, tooltip="Heading before", id="outline.up"),
        Binding(
            "pagedown", "move('page_down')", "Page down", show=False, tooltip="A page down", id="outline.page_down"
        ),
        Binding("pageup", "move('page_up')", "Page up", show=False, tooltip="A page up", id="outline.page_up"),
    ]

    def __init__(self, page: Page, current: int) -> None:
        """`current` is the part of the heading under which the reader is."""
        super().__init__(classes="over")
        self._page = page
        self._current = current
        self._headings = page.headings()
        self._finder = Finder([[heading.title] for _, heading in self._headings])

    def compose(self) -> ComposeResult:
        """Shows the line to type in and the headings."""
        with Vertical(classes="dialog list tall") as dialog:
            dialog.border_title = Content("Outline")
            dialog.border_subtitle = Content("Enter goes there · Esc closes")
            yield Input(placeholder="Type to find a heading", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static("No heading has these words.", classes="none", markup=False)

    def on_mount(self) -> None:
        """Lists all headings, the current one highlighted."""
        self.query_one(".dialog").styles.max_height = len(self._headings) + _FRAME
        self._list("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_choose()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))

    def action_choose(self) -> None:
        """Goes to the highlighted heading."""
        self.query_one(OptionList).action_select()

    def action_move(self, how: str) -> None:
        """Moves the highlight, wherever the focus is."""
        headings = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "cursor_down": headings.action_cursor_down,
            "cursor_up": headings.action_cursor_up,
            "page_down": headings.action_page_down,
            "page_up": headings.action_page_up,
        }
        moves[how]()

    def _list(self, words: str) -> None:
        options = self.query_one(OptionList)
        found = {hit.part for hit in self._finder.find(words)} if words.strip() else set(range(len(self._headings)))
        shown = [self._headings[number] for number in sorted(found)]
        numbers = passages_under(self._page)
        options.clear_options()
        options.add_options(
            Option(entry(heading, part == self._current, numbers.get(part, [])), id=str(part))
            for part, heading in shown
        )
        places = [part for part, _ in shown]
        options.highlighted = (places.index(self._current) if self._current in places else 0) if places else None
        options.display = bool(places)
        self.query_one(".none").display = not places


def entry(heading: Heading, current: bool, numbers: list[int]) -> Fitted:
    """Returns a line of the list: indented by level, the current one marked, with the answer's passages under it."""
    marker = (_HERE if current else _ELSEWHERE) + "  " * max(0, min(heading.level, _DEEPEST) - 1)
    title = plain(" ".join(heading.title.split()), "bold" if heading.level <= CHAPTER else "")
    found = f"  passage{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}" if numbers else ""
    return hanging(marker, Content.assemble(title, (found, ASIDE)))


def passages_under(page: Page) -> dict[int, list[int]]:
    """Returns for each heading's part the numbers of the answer's passages right under it."""
    headings = [number for number, _ in page.headings()]
    found: dict[int, list[int]] = {}
    for mark in page.marks:
        if parts := page.parts_at(mark.lines):
            heading = max((number for number in headings if number <= parts[0]), default=0)
            found.setdefault(heading, []).append(mark.number)
    return found
