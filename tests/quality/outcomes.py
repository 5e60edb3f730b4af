"""What came of one question, in the form that every table is counted from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.conversation.answer import Answer

if TYPE_CHECKING:
    from bot.library import Library

CITEBOT = "citebot"
TABLES = "tables"
OKAPI = "okapi"
PLUS_TEXT = "plus text"
PLUS = "plus"

Ask = Callable[[Sequence[str]], Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    `group` is where it was asked (single, turn, follow-up, written out, faq, safety) and `style` its style or kind;
    `ranks` hold, by system, the rank of the first accepted passage (0: not shown). `answerable` is None where only
    the notice is judged. `coverage` is None where it is not measured, and `coverage_of` says what its parts are.
    """

    id: str
    group: str
    style: str
    question: str
    answerable: bool | None
    state: str
    notice: str | None = None
    wanted_notice: str | None = None
    ranks: Mapping[str, int] = field(default_factory=dict)
    coverage: Mapping[str, float | None] | None = None
    coverage_of: str = ""
    first: str = ""
    expected: str = ""


def asker(library: "Library", top: int) -> Ask:
    """Returns a function that asks questions in order in one new conversation about `library`."""
    from bot.conversation.dialogue import Conversation

    def ask(questions: Sequence[str]) -> list[Answer]:
        conversation = Conversation(library, top=top)
        return [conversation.ask(question) for question in questions]

    return ask
