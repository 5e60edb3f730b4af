"""Opening the library, and asking again what a kept conversation asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.article import Article
    from bot.conversation.answer import Answer
    from bot.conversation.dialogue import Conversation
    from bot.keeping.record import Record
    from bot.library import Library


class Opened(NamedTuple):
    """The library, a conversation about it, its questions to start with, and the answers it gave already.

    `articles` are those that answer: all of the library, unless the conversation is narrowed to some.
    """

    library: Library
    articles: Sequence[Article]
    conversation: Conversation
    starters: tuple[str, ...]
    resumed: tuple[Answer, ...] = ()

    @property
    def narrowed(self) -> tuple[Article, ...]:
        """The articles that answer, where others of the library do not; else none."""
        return tuple(self.articles) if len(self.articles) < len(self.library.articles) else ()


def load(
    open_library: Callable[[], Library], open_conversation: Callable[[Library], Conversation], record: Record
) -> Opened:
    """Opens the library and takes up the recorded conversation, if one is resumed. Slow: call it in a thread.

    Raises `CitebotError` when the corpus or the kept conversation cannot be read.
    """
    library = open_library()
    chosen, conversation = library, open_conversation(library)
    resumed = []
    for step in record.begin(library.articles):
        if isinstance(step, str):
            answer = conversation.ask(step)
            record.add(answer)
            resumed.append(answer)
        else:
            chosen = library.only(step.names) if step.names else library
            conversation = open_conversation(chosen)
    return Opened(library, chosen.articles, conversation, tuple(conversation.starters()), tuple(resumed))


def narrowed(library: Library, open_conversation: Callable[[Library], Conversation], names: tuple[str, ...]) -> Opened:
    """Returns a new conversation about the articles of these names, or all (no names). Slow: call it in a thread."""
    chosen = library.only(names) if names else library
    conversation = open_conversation(chosen)
    return Opened(library, chosen.articles, conversation, tuple(conversation.starters()))
