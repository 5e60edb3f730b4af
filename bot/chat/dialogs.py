"""The screens that lie over the conversation: help, and why a passage was chosen."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from bot.chat.cards import WITHIN
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Columns, Fitted, FittedText, stacked
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
            dialog.border_subtitle = Content("Esc closes")
            yield Markdown(self.text_file.read_text(encoding="utf-8"), open_links=False)


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
