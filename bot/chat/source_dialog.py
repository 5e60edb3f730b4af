"""Where a source number leads: to its entry in the article's list, and to every passage that cites it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from bot.article import Passage
from bot.chat.cards import WITHIN
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Fitted, hanging
from bot.chat.messages import SourcesAsked
from bot.conversation.wording import citations_of, heading_words, numbered, place_words
from bot.showing import printable

if TYPE_CHECKING:
    from bot.conversation.sources import Cited
    from bot.library import Library

_LONGEST = 160  # characters of a passage that are shown to recognise it


class Listing(ModalScreen[int | None]):
    """Something to read, and below it a list to choose from. Gives back the place in the list that was chosen."""

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close", key_display="esc", tooltip="Close this", id="listing.close"),
        Binding("j", "move(1)", "Down", show=False, tooltip="Next line", id="listing.down"),
        Binding("k", "move(-1)", "Up", show=False, tooltip="Line before", id="listing.up"),
    ]

    def __init__(self, title: str, told: Sequence[Content], options: Sequence[Content | Fitted], chosen: str) -> None:
        """`chosen` is what happens with the chosen one, in words."""
        super().__init__(classes="over")
        self._title = title
        self._told = told
        self._options = options
        self._then = chosen

    def compose(self) -> ComposeResult:
        """Shows what is told and the list."""
        with Vertical(classes="dialog list") as dialog:
            dialog.border_title = plain(self._title)
            dialog.border_subtitle = Content(f"Enter {self._then} · Esc closes" if self._options else "Esc closes")
            told = [Option(line, disabled=True) for line in self._told]
            yield OptionList(*told, *map(Option, self._options), markup=False, compact=True)

    def on_mount(self) -> None:
        """Highlights the first of the list."""
        self.query_one(OptionList).action_first()

    def action_move(self, step: int) -> None:
        """Highlights the line below or above."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index - len(self._told))


def open_sources(
    screen: Screen[None], library: Library | None, asked: SourcesAsked, open_passage: Callable[[Passage], None]
) -> None:
    """Shows where a number leads; where several are asked for, to choose one first.

    `open_passage` is called with the passage that is chosen in the end, if one is.
    """
    from bot.conversation.sources import source_of

    numbers = dict.fromkeys(asked.numbers)
    found = [cited for number in numbers if library and (cited := source_of(library, asked.article, number))]
    if not found:
        screen.notify("Nothing is known of this source.", markup=False)
    elif len(found) == 1:
        _open(screen, found[0], open_passage)
    else:
        listing = Listing("Sources", [], [choice_content(cited) for cited in found], "opens the source")
        screen.app.push_screen(
            listing, lambda place: _open(screen, found[place], open_passage) if place is not None else None
        )


def _open(screen: Screen[None], cited: Cited, open_passage: Callable[[Passage], None]) -> None:
    passages = cited.passages
    listing = Listing(
        f"Source [{cited.number}]", told_of(cited), [passage_line(passage) for passage in passages], "opens the passage"
    )
    screen.app.push_screen(listing, lambda place: open_passage(passages[place]) if place is not None else None)


def told_of(cited: Cited) -> list[Content]:
    """Returns the source's entry, or that the article has none, and what the list below it is."""
    if cited.entry:
        told = plain(cited.entry.text)
    elif cited.article.sources:
        told = Content(f"The article's list of sources has no number {cited.number}.")
    else:
        told = Content(f"The article has no list of sources, so it does not say what [{cited.number}] is.")
    count = len(cited.passages)
    below = f"Cited in {_counted(count)}:" if count else "No passage cites it."
    return [told, Content(), Content(below).stylize("bold")]


def choice_content(cited: Cited) -> Fitted:
    """Returns a number with what it leads to: the entry, or how many passages cite it."""
    entry = plain(cited.entry.text) if cited.entry else Content(f"not listed, cited in {_counted(len(cited.passages))}")
    return hanging(f"[{cited.number}]  ", entry)


def passage_line(passage: Passage) -> Content:
    """Returns a passage's heading and place, and below them its beginning."""
    if passage.kind == "table-row" and passage.cells:
        text = " · ".join(filter(None, map(printable, passage.cells[0])))
    else:
        text, offsets = numbered(passage.text, citations_of(passage))
        text = text[offsets[passage.context] :]
    quoted = " ".join(text.split())
    if len(quoted) > _LONGEST:
        quoted = quoted[:_LONGEST].rsplit(" ", 1)[0] + " …"
    head = Content.assemble(plain(heading_words(passage, WITHIN), "bold"), plain(f" · {place_words(passage)}", ASIDE))
    return Content("\n").join([head, Content(quoted)])


def _counted(count: int) -> str:
    return "one passage" if count == 1 else f"{count} passages"
