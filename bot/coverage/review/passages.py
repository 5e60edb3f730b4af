"""What came of a question: its state, why it failed, what to do, and the passages, one of which is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from bot.article import Article, Passage
from bot.chat.cards import PassageCard, passage_card
from bot.chat.choices import Choices
from bot.chat.content import ASIDE, plain
from bot.chat.fitted import hanging, stacked
from bot.chat.messages import Left, Reached
from bot.chat.parts import Part
from bot.conversation.answer import Quote
from bot.conversation.wording import NOTICES, STATES
from bot.coverage.values import Failure, Outcome

FAILURES: dict[Failure, str] = {
    "not_in_article": "Not in the article",
    "missed": "In the article, but missed",
    "below_line": "Found, but below the line",
    "outdated": "The expectation is outdated",
    "out_of_scope": "Out of scope",
    "false_answer": "Answered, but should not be",
}
_EXPECTED = "★ expected"
_NONE = "Expected: no answer, on purpose"


class PassageChoices(Choices, inherit_bindings=False):
    """The passages of an answer, to go through with the arrow keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Article", show=False, tooltip="Read the passage where it stands", id="passages.open"),
        Binding("up,k", "move(-1)", "Previous", show=False, tooltip="Go up", id="passages.previous"),
        Binding("down,j", "move(1)", "Next", show=False, tooltip="Go down", id="passages.next"),
    ]


class PassagePane(VerticalScroll, can_focus=False):
    """Scrolls what came of a question."""

    @dataclass
    class Moved(Message):
        """Another passage is chosen."""

        passage: Passage

    def __init__(self, *, id: str) -> None:
        """Starts without a question."""
        self.choices = PassageChoices()
        super().__init__(self.choices, id=id)
        self.border_subtitle = Content("Enter: article · Esc: questions")

    @property
    def passage(self) -> Passage | None:
        """The passage that is chosen."""
        chosen = self.choices.chosen
        return chosen.quote.passage if isinstance(chosen, PassageCard) else None

    def show(self, outcome: Outcome | None, passages: Mapping[str, Passage], articles: Mapping[str, Article]) -> None:
        """Shows what came of a question, from its top; `passages` are those of the library, by id."""
        self.choices.show(_parts(outcome, passages, articles) if outcome else [])
        self.choices.keep(True)
        self.scroll_home(animate=False, immediate=True)

    @on(Reached)
    def _bring_into_view(self, event: Reached) -> None:
        event.stop()
        if self.passage:
            self.post_message(self.Moved(self.passage))
        self.call_after_refresh(self.scroll_to_region, event.region, animate=False, immediate=True)

    @on(Left)
    def _stay(self, event: Left) -> None:
        event.stop()
        if event.direction < 0:
            self.scroll_home(animate=False)
        else:
            self.scroll_end(animate=False)


def _parts(outcome: Outcome, passages: Mapping[str, Passage], articles: Mapping[str, Article]) -> list[Part]:
    parts = [Part(plain(outcome.row.question, "bold")), Part(_state(outcome))]
    if outcome.label == "unanswerable":
        parts.append(Part(Content(_NONE).stylize(ASIDE)))
    if outcome.label == "outdated":
        parts.append(Part(plain(f"Expected: {'; '.join(outcome.row.expected)}", ASIDE)))
    if outcome.failure:
        failure = Content(f"{FAILURES[outcome.failure]}.").stylize("bold $warning")
        parts.append(Part(hanging("▲ ", Content.assemble(failure, " ", plain(outcome.next_step)))))
    elif outcome.next_step:
        parts.append(Part(hanging("▲ ", plain(outcome.next_step))))
    if outcome.suggestion:
        parts.append(
            Part(hanging("  ", Content.assemble(plain(outcome.suggestion, "$accent"), ("  s adds it", ASIDE))))
        )
    found = [found.id for found in outcome.found]
    lacking = [id for id in outcome.gold if id not in found]
    for number, id in enumerate(found, start=1):
        if id in passages:
            parts.append(Part(_card(passages[id], number, articles, expected=id in outcome.gold), above=1))
    for number, id in enumerate(lacking):
        if id in passages:
            if number == 0:
                parts.append(Part(Content("Expected, but not shown").stylize("bold"), above=1))
            parts.append(Part(_card(passages[id], len(found) + number + 1, articles, expected=True), above=number > 0))
    return parts


def _state(outcome: Outcome) -> Content:
    said = [STATES[outcome.state] or "Small talk"]
    if outcome.notice:
        said.append(NOTICES[outcome.notice].capitalize())
    if outcome.passed is not None:
        said.append("passes" if outcome.passed else "FAILS")
    if outcome.missing:
        said.append(f"not covered: {', '.join(outcome.missing)}")
    if outcome.is_followup:
        said.append("asked after the questions before it")
    details = [f"row {outcome.row.number}", *filter(None, (outcome.row.topic, outcome.row.priority))]
    return Content.assemble(plain(" · ".join(said)), plain(f" · {' · '.join(details)}", ASIDE))


def _card(passage: Passage, number: int, articles: Mapping[str, Article], *, expected: bool) -> PassageCard:
    article = articles.get(passage.article)
    title = article.title if article and len(articles) > 1 else ""
    card = passage_card(Quote(passage, 0.0, None, ()), number, article, title=title)
    if not expected:
        return card
    return PassageCard(card.quote, card.article, stacked([Content(_EXPECTED).stylize("bold $success"), card.shown]))
