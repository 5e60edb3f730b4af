"""The screens that lie over the review: a synonym, what changed, leaving, help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from bot.chat import dialogs
from bot.chat.content import ASIDE, plain
from bot.chat.dialogs import Dialog
from bot.chat.fitted import Fitted, FittedText, hanging, stacked
from bot.coverage.values import Change, Comparison

CHANGES: dict[Change, str] = {
    "pass_to_fail": "Worse now",
    "fail_to_pass": "Better now",
    "new": "New",
    "removed": "Gone",
    "changed_passage": "Another passage comes first",
}
_HELP = Path(__file__).with_name("help.md")


@dataclass(frozen=True, slots=True)
class Synonym:
    """What was written: the patients' word, what the article says for it, the file ("": the one beside the corpus)."""

    word: str
    expressions: tuple[str, ...]
    file: str = ""


class AddSynonym(ModalScreen[Synonym | None]):
    """Asks for a synonym."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", key_display="esc", tooltip="Add nothing", id="synonym.cancel"),
    ]

    def __init__(self, word: str, expressions: Sequence[str], where: str, file: str = "") -> None:
        """Fills the fields; a `file` is asked for only where one is given; `where` says where the line goes."""
        super().__init__()
        self._word, self._expressions, self._where, self._file = word, ", ".join(expressions), where, file

    def compose(self) -> ComposeResult:
        """Shows the fields."""
        with Vertical(classes="dialog form") as dialog:
            dialog.border_title = Content("Add a synonym")
            dialog.border_subtitle = Content("Enter goes on and adds · Esc cancels")
            yield Static("Patients say", markup=False)
            yield Input(self._word, id="word", compact=True)
            yield Static("The article says (several: with commas between)", markup=False)
            yield Input(self._expressions, id="expressions", compact=True)
            if self._file:
                yield Static("Your file of synonyms", markup=False)
                yield Input(self._file, id="file", compact=True)
            yield Static(plain(self._where, ASIDE), id="where")

    def on_mount(self) -> None:
        """Begins with the first field that is empty."""
        fields = list(self.query(Input))
        next((field for field in fields if not field.value), fields[-1]).focus()

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Input))
        empty = next((field for field in fields if not field.value.strip()), None)
        if empty is not None:
            empty.focus()
        elif event.input is not fields[-1]:
            fields[fields.index(event.input) + 1].focus()
        else:
            word, expressions, *rest = (field.value.strip() for field in fields)
            said = tuple(filter(None, (part.strip() for part in expressions.split(","))))
            if said:
                self.dismiss(Synonym(word, said, *rest))


class Changes(Dialog):
    """What a synonym changed, everywhere in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Take it back", tooltip="Take the synonym out again", id="changes.undo"),
    ]

    def __init__(self, comparison: Comparison, undo: Callable[[], None]) -> None:
        """Shows the differences, those that became worse first; `undo` takes the synonym back."""
        super().__init__()
        self._comparison, self._undo = comparison, undo

    def compose(self) -> ComposeResult:
        """Shows the differences as a list."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = Content("What the synonym changed")
            dialog.border_subtitle = Content("Esc keeps it · u takes it back")
            yield FittedText(changes(self._comparison))

    def action_undo(self) -> None:
        """Closes, and has the synonym taken back."""
        self.dismiss()
        self._undo()


class Leave(ModalScreen[Literal["save", "discard"] | None]):
    """Asks what becomes of labels that are not saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w,s", "dismiss('save')", "Save", key_display="w", tooltip="Save, then leave", id="leave.save"),
        Binding("d", "dismiss('discard')", "Discard", tooltip="Leave without saving", id="leave.discard"),
        Binding("escape", "dismiss(None)", "Stay", key_display="esc", tooltip="Do not leave", id="leave.stay"),
    ]

    def __init__(self, labels: int) -> None:
        """`labels` is how many are not saved."""
        super().__init__()
        self._labels = labels

    def compose(self) -> ComposeResult:
        """Asks."""
        many = "1 label is" if self._labels == 1 else f"{self._labels} labels are"
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Leave?")
            yield Static(f"{many} not saved.\n", markup=False)
            for key, what in (("w", "save and leave"), ("d", "leave without saving"), ("Esc", "stay")):
                yield Static(Content.assemble((f"{key:4}", "bold $accent"), what))


class Help(dialogs.Help):
    """What the review is for, and every key."""

    text_file = _HELP


def changes(comparison: Comparison) -> Fitted:
    """Returns the differences in groups, each question with what it was and what it is."""
    parts: list[Content | Fitted] = []
    kind = None
    for difference in comparison.differences:
        if difference.change != kind:
            kind = difference.change
            count = sum(other.change == kind for other in comparison.differences)
            parts += [Content()] * bool(parts) + [Content(f"{CHANGES[kind]}: {count}").stylize("bold $accent")]
        parts.append(hanging("▪ ", plain(difference.question, "bold")))
        parts.append(hanging("  ", plain(f"before: {difference.before}", ASIDE)))
        parts.append(hanging("  ", plain(f"now: {difference.now}")))
    return stacked(parts)
