"""One question and its answer, as they stand in the conversation."""

from collections.abc import Mapping

from textual.content import Content

from bot.article import Article
from bot.chat.cards import passage_card, searched_content, state_content
from bot.chat.choices import Choices
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import Fitted, filled
from bot.chat.messages import Copied
from bot.chat.parts import Part, block, problem, suggested
from bot.conversation.answer import Answer
from bot.conversation.titles import titles_in
from bot.conversation.wording import NOTICES, message_words

_GROUND = "on $panel"
_MOST_LINES = 6  # of a question: its answer is to be on the same screen
_NOTICE = {"emergency": "on $error 30%", "personal_advice": "on $warning 25%"}


class Exchange(Choices):
    """A question; then what is being done about it; then its answer."""

    def __init__(self, question: str) -> None:
        """Until the answer is there, "Searching…" stands below the question."""
        super().__init__()
        self.question = question
        self.answer: Answer | None = None
        self._articles: Mapping[str, Article] = {}
        self._asked = Part(_asked(question))
        self.wait_for("Searching…")

    def wait_for(self, what: str) -> None:
        """Says below the question what is being waited for."""
        self.show([self._asked, Part(Content(what).stylize(ASIDE))])

    def reply(self, answer: Answer, articles: Mapping[str, Article]) -> None:
        """Puts the answer below the question; `articles` are those that answers come from, by name."""
        self.answer, self._articles = answer, articles
        self.show([self._asked, *answer_parts(answer, articles)])

    def fail(self, message: str, hint: str = "") -> None:
        """Says below the question that there is no answer, and why."""
        self.show([self._asked, problem(message, hint)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to copy the answer as soon as there is one."""
        return self.answer is not None if action == "copy_all" else super().check_action(action, parameters)

    def action_copy_all(self) -> None:
        """Asks for the question and its answer to be copied, if there is one."""
        from bot.keeping.copying import answer_text

        if self.answer:
            self.post_message(Copied(answer_text(self.answer, self._articles), "The answer"))


def _asked(question: str) -> Fitted:
    whole = filled(Content.assemble(("You asked  ", ASIDE), plain(question, "bold")), _GROUND)

    def build(width: int) -> list[Content]:
        lines = whole.lines(width)
        if len(lines) <= _MOST_LINES:
            return lines
        rest = f"… and {len(lines) - _MOST_LINES} more lines (Up brings the question back)"
        return [*lines[:_MOST_LINES], *filled(Content(rest).stylize(ASIDE), _GROUND).lines(width)]

    return Fitted(build)


def answer_parts(answer: Answer, articles: Mapping[str, Article]) -> list[Part]:
    """Returns what an answer shows: the notice first, the state and what was searched, the passages, suggestions."""
    parts: list[Part] = []
    if answer.notice:
        parts.append(block(NOTICES[answer.notice], answer.notice_text, _NOTICE[answer.notice]))
    head = (state_content(answer), plain(message_words(answer)), searched_content(answer))
    parts += [Part(text, above=int(text is head[0] and bool(answer.notice))) for text in head if text]
    titles = titles_in(answer, articles)
    begun: set[int] = set()
    for number, quote in enumerate(answer.quotes, start=1):
        name = quote.passage.article
        # The best passage for each question of the message is shown whole.
        card = passage_card(
            quote, number, articles.get(name), title=titles.get(name, ""), whole=quote.part not in begun
        )
        begun.add(quote.part)
        parts.append(Part(card, above=1))
    return [*parts, *suggested("You could ask", answer.suggestions)]
