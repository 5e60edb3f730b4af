"""One question and its answer, as they stand in the conversation."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from bot.article import Article
from bot.chat.cards import passage_card, searched_content, state_content
from bot.chat.choices import Choices, Part
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import filled
from bot.conversation.answer import Answer
from bot.conversation.wording import NOTICES, message_words

_NOTICE = {"emergency": "on $error 30%", "personal_advice": "on $warning 25%"}


class Exchange(Vertical):
    """A question; then what is being done about it; then its answer."""

    def __init__(self, question: str) -> None:
        """Until the answer is there, "Searching…" stands below the question."""
        super().__init__()
        self.question = question
        self._asked = Part(filled(Content.assemble(("You asked  ", ASIDE), plain(question, "bold")), "on $panel"))
        self._text = Choices()
        self.wait_for("Searching…")

    def compose(self) -> ComposeResult:
        """Shows the question, and what is known below it."""
        yield self._text

    def wait_for(self, what: str) -> None:
        """Says below the question what is being waited for."""
        self._text.show([self._asked, Part(Content(what).stylize(ASIDE))])

    def show(self, answer: Answer, articles: Mapping[str, Article]) -> None:
        """Puts the answer below the question."""
        self._text.add_class("state")
        self._text.show([self._asked, *answer_parts(answer, articles)])

    def fail(self, message: str, hint: str = "") -> None:
        """Says below the question that there is no answer, and why."""
        self._text.show([self._asked, problem(message, hint)])


def problem(message: str, hint: str = "") -> Part:
    """Returns a message about something that went wrong, and what to do about it."""
    return _block("Problem", "\n".join(filter(None, (message, hint))), "on $error 30%")


def _block(label: str, text: str, style: str) -> Part:
    return Part(filled(Content("\n").join([Content(label).stylize("bold reverse"), plain(text, "bold")]), style))


def answer_parts(answer: Answer, articles: Mapping[str, Article]) -> list[Part]:
    """Returns what an answer shows: the notice first, the state and what was searched, the passages, suggestions."""
    parts: list[Part] = []
    if answer.notice:
        parts.append(_block(NOTICES[answer.notice], answer.notice_text, _NOTICE[answer.notice]))
    head = (state_content(answer), plain(message_words(answer)), searched_content(answer))
    parts += [Part(text, above=int(text is head[0] and bool(answer.notice))) for text in head if text]
    for number, quote in enumerate(answer.quotes, start=1):
        article = articles.get(quote.passage.article)
        parts.append(Part(passage_card(quote, number, article, name_article=len(articles) > 1), above=1))
    return [*parts, *suggested("You could ask", answer.suggestions)]


def suggested(heading: str, questions: tuple[str, ...]) -> list[Part]:
    """Returns questions that can be chosen, below a heading; nothing when there are none."""
    return [Part(Content(heading).stylize(ASIDE), above=1), *map(Part, questions)] if questions else []
