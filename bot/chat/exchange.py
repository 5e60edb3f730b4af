"""One question and its answer, as they stand in the conversation."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from bot.article import Article
from bot.chat.cards import NOTICES, PassageCard, Suggestions, searched_content, state_content
from bot.chat.content import ASIDE, plain
from bot.conversation.answer import Answer


class Exchange(Vertical):
    """A question; then what is being done about it; then its answer."""

    def __init__(self, question: str) -> None:
        """Until the answer is there, "Searching…" stands below the question."""
        super().__init__()
        self.question = question
        self._below: list[Widget] = []
        self.wait_for("Searching…")

    def compose(self) -> ComposeResult:
        """Shows the question, and what is known below it."""
        yield Static(Content.assemble(("You asked  ", ASIDE), plain(self.question, "bold")), classes="question")
        yield from self._below

    def wait_for(self, what: str) -> None:
        """Says below the question what is being waited for; only before it is on the screen."""
        self._below = [Static(Content(what).stylize(ASIDE), classes="status")]

    async def show(self, answer: Answer, articles: Mapping[str, Article]) -> None:
        """Puts the answer below the question."""
        await self._put(answer_widgets(answer, articles))

    async def fail(self, message: str, hint: str = "") -> None:
        """Says below the question that there is no answer, and why."""
        await self._put([problem(message, hint)])

    async def _put(self, widgets: list[Widget]) -> None:
        before, self._below = self._below, widgets
        if self.is_attached:
            with self.app.batch_update():
                for widget in before:
                    await widget.remove()
                await self.mount_all(widgets)


def problem(message: str, hint: str = "") -> Static:
    """Returns a message about something that went wrong, and what to do about it."""
    lines = [Content("Problem").stylize("bold"), plain(message)]
    return Static(Content("\n").join([*lines, plain(hint)] if hint else lines), classes="problem")


def answer_widgets(answer: Answer, articles: Mapping[str, Article]) -> list[Widget]:
    """Returns an answer's widgets: the notice first, the state and what was searched, the passages, suggestions."""
    widgets: list[Widget] = []
    message = plain(answer.message)
    if answer.notice:
        label = Content(NOTICES[answer.notice]).stylize("bold")
        widgets.append(Static(Content("\n").join([label, message]), classes=f"notice -{answer.notice}"))
        message = Content()
    head: list[Content] = [part for part in (state_content(answer), message, searched_content(answer)) if part]
    if head:
        widgets.append(Static(Content("\n").join(head), classes=f"state -{answer.state}"))
    for number, quote in enumerate(answer.quotes, start=1):
        article = articles.get(quote.passage.article)
        widgets.append(PassageCard(quote, number, article, name_article=len(articles) > 1))
    if answer.suggestions:
        words = "You could ask" if answer.state != "courtesy" else "Questions to start with"
        widgets += [Static(Content(words).stylize(ASIDE), classes="label"), Suggestions(answer.suggestions)]
    return widgets
