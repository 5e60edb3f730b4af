"""A conversation as it is handed on: which articles it is about, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.article import Article
from bot.conversation.answer import Answer


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which article, and which edition of it: `digest` is the SHA-256 of its file."""

    name: str
    title: str
    publisher: str
    date: str
    digest: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """From here on in a conversation, only the articles of these names answer; all of them when there are none."""

    names: tuple[str, ...] = ()


Narrowings = Mapping[int, tuple[str, ...]]
"""Which articles answer, by the number of questions that were asked before."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The articles of a conversation and its answers, in order; the second passage of the first answer is 1.2."""

    articles: tuple[Stamp, ...]
    turns: tuple[Answer, ...]


def stamp_of(article: Article) -> Stamp:
    """Returns what a transcript says of an article."""
    return Stamp(article.name, article.title, article.publisher, article.date, article.digest)
