"""What happened in an answer, for the screen and the app to act on; `choices` is the widget where it did."""

from dataclasses import dataclass
from typing import Literal

from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from bot.chat.cards import PassageCard
from bot.conversation.answer import Quote


@dataclass(eq=False)
class PassageOpened(Message):
    """The passage is to be shown in its article."""

    choices: Widget
    card: PassageCard


@dataclass(eq=False)
class PassageReached(Message):
    """The highlight walked to this passage: where the article is open beside, it follows."""

    choices: Widget
    card: PassageCard


@dataclass(eq=False)
class PassageQuestioned(Message):
    """Somebody wants to know why the passage was chosen."""

    quote: Quote


@dataclass(eq=False)
class SourcesAsked(Message):
    """Somebody wants to see what these source numbers of an article lead to."""

    article: str
    numbers: tuple[int, ...]


@dataclass(eq=False)
class Asked(Message):
    """The question is to be asked."""

    text: str


@dataclass(eq=False)
class Copied(Message):
    """The text is to be copied; `what` it is, in a word or two."""

    text: str
    what: str


@dataclass(eq=False)
class Reached(Message):
    """The highlight came to this region of the widget, which is to be on the screen."""

    choices: Widget
    region: Region


@dataclass(eq=False)
class Left(Message):
    """The highlight is to go to the choices above (-1) or below (1)."""

    choices: Widget
    direction: Literal[-1, 1]


@dataclass(eq=False)
class Walked(Message):
    """In the article, somebody wants the next passage of the answer (1) or the one before (-1)."""

    step: Literal[-1, 1]


@dataclass(eq=False)
class PassagePicked(Message):
    """In the article, somebody wants the passage of this number in the answer."""

    number: int


@dataclass(eq=False)
class WordsTyped(Message):
    """The words to find in the article changed."""

    words: str


@dataclass(eq=False)
class WordsKept(Message):
    """The words to find are complete: on to the hits."""

    words: str


@dataclass(eq=False)
class HitWanted(Message):
    """The next hit (1) or the one before (-1) is wanted."""

    step: Literal[-1, 1]


@dataclass(eq=False)
class SearchLeft(Message):
    """The search is over."""
