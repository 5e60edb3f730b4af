"""What an answer is made of on the screen: its head, a card for each passage, and suggestions."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from bot.article import Article, Passage
from bot.chat.content import ASIDE, citations_of, clean, numbered, passage_content, plain
from bot.chat.fitted import Fitted, FittedText, stacked
from bot.chat.tables import quoted_row, quoted_table
from bot.conversation.answer import Answer, Quote

DISCLAIMER = "General information, not medical advice"
NOTICES = {"emergency": "URGENT", "personal_advice": "PLEASE NOTE"}


def heading_of(passage: Passage) -> str:
    """Returns the passage's headings as one line: "Symptoms of Calcinosis › Pain and Tenderness"."""
    return clean(" › ".join(passage.heading))


def place_of(passage: Passage) -> str:
    """Returns where the passage stands in its file: "line 31" or "lines 31–34"."""
    first, last = passage.lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def state_content(answer: Answer) -> Content:
    """Returns the state of an answer in words; what its message says already is not said twice."""
    match answer.state:
        case "answered":
            return Content("Answered from the article").stylize("bold")
        case "weak":
            told = "" if answer.notice else answer.message
            new = not all(word in told for word in answer.missing)
            missing = f" — the article does not cover: {', '.join(answer.missing)}" if new else ""
            return plain(f"Closest passages{missing}", "bold")
        case "not_found":
            return Content("Not found in this article").stylize("bold")
        case _:
            return Content()


def searched_content(answer: Answer) -> Content:
    """Returns what was searched: the words, how they were read, what was added to them."""
    notes = [f"“{correction.written}” read as “{correction.read_as}”" for correction in answer.corrections]
    notes += [f"“{synonym.word}” also as {', '.join(synonym.added)}" for synonym in answer.synonyms]
    if answer.carried_over:
        notes.append(f"from your earlier question: {', '.join(answer.carried_over)}")
    told = not notes and answer.searched_for in answer.message
    return Content() if told else plain(" · ".join([f"Searched for: {answer.searched_for}", *notes]), ASIDE)


def copied_text(quote: Quote, article: Article | None) -> str:
    """Returns what is copied of a passage: its text, where it stands, and the sources that it cites."""
    passage = quote.passage
    text, _ = numbered(clean(passage.text), citations_of(passage))
    title = clean(article.title) if article else clean(passage.article)
    lines = [text, "", f"— {title}: {heading_of(passage)}, {place_of(passage)}"]
    if article:
        cited = {source.number: source.text for source in article.sources if source.number in passage.citations}
        lines += [f"[{number}] {clean(cited[number])}" for number in passage.citations if number in cited]
    return "\n".join([*lines, DISCLAIMER])


class PassageCard(FittedText, can_focus=True):
    """One quoted passage, with its heading, its place and its citations."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="Read the passage where it stands", id="card.open"),
        Binding("y,c", "copy", "Copy", key_display="y", tooltip="Copy the passage with its citations", id="card.copy"),
        Binding("w,ctrl+w", "why", "Why", key_display="w", tooltip="Why this passage was chosen", id="card.why"),
        Binding("up,k,ctrl+up", "app.focus_previous", "Previous", show=False, tooltip="Go up", id="card.previous"),
        Binding("down,j,ctrl+down", "app.focus_next", "Next", show=False, tooltip="Go down", id="card.next"),
        Binding("escape", "screen.focus_prompt", "Back", tooltip="Back to the question line", id="card.leave"),
        Binding("pageup", "screen.page(-1)", "Scroll up", show=False, tooltip="Scroll up one page", id="card.page_up"),
        Binding(
            "pagedown", "screen.page(1)", "Scroll down", show=False, tooltip="Scroll down one page", id="card.page_down"
        ),
    ]

    @dataclass
    class Opened(Message):
        """The passage is to be shown in its article."""

        card: "PassageCard"

    @dataclass
    class Copied(Message):
        """The passage is to be copied."""

        text: str

    @dataclass
    class Questioned(Message):
        """Somebody wants to know why the passage was chosen."""

        quote: Quote

    def __init__(self, quote: Quote, number: int, article: Article | None, *, name_article: bool = False) -> None:
        """`number` counts the answer's passages; `name_article` says whether the place names the article."""
        self.quote = quote
        self.article = article
        super().__init__(self._laid_out(number, name_article))

    def action_open(self) -> None:
        """Asks for the article at this passage."""
        self.post_message(self.Opened(self))

    def action_copy(self) -> None:
        """Asks for the passage to be copied."""
        self.post_message(self.Copied(copied_text(self.quote, self.article)))

    def action_why(self) -> None:
        """Asks why this passage."""
        self.post_message(self.Questioned(self.quote))

    def on_click(self, event: Click) -> None:
        """Opens the passage, unless the mouse was used to select text."""
        if not self.screen.get_selected_text():
            event.stop()
            self.action_open()

    def _laid_out(self, number: int, name_article: bool) -> Fitted | Content:
        passage = self.quote.passage
        source = f"{self.article.title}, " if name_article and self.article else ""
        heading = Content.assemble(
            (f"{number}  ", "$accent"),
            plain(heading_of(passage), "bold $accent"),
            plain(f" · {source}{place_of(passage)}", ASIDE),
        )
        if passage.kind == "table" and passage.cells:
            return stacked([heading, quoted_table(self.quote, self.article)])
        body = quoted_row(self.quote) if passage.kind == "table-row" and passage.cells else passage_content(self.quote)
        return Content("\n").join([heading, body])


class Suggestions(OptionList):
    """Questions that can be asked by choosing them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Ask this", tooltip="Ask the highlighted question", id="suggestions.ask"),
        Binding("escape", "screen.focus_prompt", "Back", tooltip="Back to the question line", id="suggestions.leave"),
    ]

    @dataclass
    class Chosen(Message):
        """A suggested question was chosen."""

        text: str

    def __init__(self, questions: tuple[str, ...]) -> None:
        """The questions, in the order in which they are offered."""
        self._questions = questions
        options = [Option(Content.assemble(("› ", "$accent"), clean(question))) for question in questions]
        super().__init__(*options, markup=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Passes on the question itself, as it was suggested."""
        event.stop()
        self.post_message(self.Chosen(self._questions[event.option_index]))
