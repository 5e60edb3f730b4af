"""The screens that lie over the conversation: help, and why a passage was chosen."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from bot.article import Article
from bot.chat.cards import WITHIN
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Columns, Fitted, FittedText, stacked
from bot.chat.opening import origin
from bot.conversation.answer import Quote
from bot.conversation.wording import ORIGINS, heading_words

_HELP = Path(__file__).with_name("help.md")
_BAR = 10


class Dialog(ModalScreen[None]):
    """Something to read and to close again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close", key_display="esc", tooltip="Close this", id="dialog.close"),
    ]
    AUTO_FOCUS = "VerticalScroll"


class Help(Dialog):
    """What Citebot does, and every key; another screen's help names its own file."""

    text_file: ClassVar[Path] = _HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "dismiss", "Close", show=False, tooltip="Close this", id="help.close"),
    ]

    def compose(self) -> ComposeResult:
        """Shows the help text."""
        from textual.widgets import Markdown  # its parser is not needed before

        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Content("Help")
            dialog.border_subtitle = Content("↑ ↓ scroll · Esc closes")
            yield Markdown(self.text_file.read_text(encoding="utf-8"), open_links=False)


class NameDialog(ModalScreen[str | None]):
    """Asks for a name; gives None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", key_display="esc", tooltip="Leave this", id="name.leave"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, title: str, about: str, name: str = "", problem: str = "") -> None:
        """`about` says what the name is for, `name` what stands there first, `problem` what was wrong with it."""
        super().__init__(classes="over")
        self._about = about
        self._name_first = name
        self._problem = problem
        self._heading = title

    def compose(self) -> ComposeResult:
        """Shows a line to write in."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._heading)
            dialog.border_subtitle = Content("Enter: go on · Esc: leave")
            yield Static(self._about, markup=False)
            yield Static(plain(self._problem, "bold $warning"), classes="problem")
            yield Input(self._name_first, placeholder="a name", select_on_focus=False)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if name := event.value.strip():
            self.dismiss(name)

    def action_leave(self) -> None:
        """Gives nothing."""
        self.dismiss(None)


class Picker(ModalScreen[tuple[str, ...] | None]):
    """Asks which articles are to answer: gives the name of one, no names for all, None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3", "leave", "Cancel", key_display="esc", tooltip="Leave this", id="picker.leave"),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, articles: Sequence[Article], chosen: Sequence[Article]) -> None:
        """`chosen` are those that answer now; none, if all do."""
        super().__init__(classes="over")
        self._articles = tuple(articles)
        self._chosen = tuple(chosen)

    def compose(self) -> ComposeResult:
        """Lists the articles, with those marked that answer now."""
        with Vertical(classes="dialog list") as dialog:
            dialog.border_title = Content("Which article should answer?")
            dialog.border_subtitle = Content("Enter: choose · Esc: leave")
            listing = OptionList(*self._options(), markup=False, compact=True)
            if len(self._chosen) == 1:
                listing.highlighted = self._articles.index(self._chosen[0]) + 1
            yield listing

    def _options(self) -> list[Content]:
        every = _option(f"All {len(self._articles)} articles", "", marked=not self._chosen)
        return [
            every,
            *(
                _option(article.title, " · ".join(origin(article)), marked=article in self._chosen)
                for article in self._articles
            ),
        ]

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = event.option_index
        self.dismiss((self._articles[place - 1].name,) if place else ())

    def action_leave(self) -> None:
        """Changes nothing."""
        self.dismiss(None)


def _option(name: str, details: str, *, marked: bool) -> Content:
    told = plain(f"\n  {details}", ASIDE) if details else Content()
    return Content.assemble("● " if marked else "  ", plain(name), told)


class Why(Dialog):
    """Which words brought a passage up, where they came from, and their shares."""

    def __init__(self, quote: Quote) -> None:
        """The quote holds the words and what each contributed."""
        super().__init__()
        self._quote = quote

    def compose(self) -> ComposeResult:
        """Shows the words as a table."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Content("Why this passage")
            dialog.border_subtitle = Content("Esc closes")
            yield Static(plain(heading_words(self._quote.passage, WITHIN), "bold $accent"))
            yield FittedText(explanation(self._quote), classes="explanation")


def explanation(quote: Quote) -> Fitted:
    """Returns the words that count for a passage, the weightiest first."""
    contributions = sorted(quote.contributions, key=lambda contribution: -contribution.score)
    total = sum(contribution.score for contribution in contributions if contribution.score > 0)
    if not contributions or total <= 0:
        return stacked([Content("No single word decided: the passage was found by its heading or its place.")])
    names = [Content("Word"), Content("From"), Content("Share")]
    rows = []
    for contribution in contributions:
        share = max(0.0, contribution.score) / total
        bar = "█" * round(share * _BAR)
        rows.append(
            [
                plain(contribution.word, "bold"),
                Content(ORIGINS[contribution.origin]),
                Content.assemble(f"{share:4.0%} ", (bar, "$accent")),
            ]
        )
    columns = Columns(names, rows)
    note = Content("A rare word of the article counts for more than one that stands everywhere.").stylize(ASIDE)
    return stacked([columns.header(), *(columns.row(row) for row in rows), note])
