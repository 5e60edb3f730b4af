"""Opening the library, and asking again what a kept conversation asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.conversation.answer import Answer
    from bot.conversation.dialogue import Conversation
    from bot.keeping.record import Record
    from bot.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """The library, a conversation about it, its questions to start with, and the answers it gave already."""

    library: Library
    conversation: Conversation
    starters: tuple[str, ...]
    resumed: tuple[Answer, ...] = ()


def load(
    open_library: Callable[[], Library], open_conversation: Callable[[Library], Conversation], record: Record
) -> Opened:
    """Opens the library and takes up the recorded conversation, if one is resumed. Slow: call it in a thread.

    Raises `CitebotError` when the corpus or the kept conversation cannot be read.
    """
    library = open_library()
    conversation = open_conversation(library)
    resumed = []
    for question in record.begin(library.articles):
        answer = conversation.ask(question)
        record.add(answer)
        resumed.append(answer)
    return Opened(library, conversation, tuple(conversation.starters()), tuple(resumed))


def narrowed(library: Library, open_conversation: Callable[[Library], Conversation], names: tuple[str, ...]) -> Opened:
    """Returns a new conversation about the articles of these names, or all (no names). Slow: call it in a thread."""
    chosen = library.only(names) if names else library
    conversation = open_conversation(chosen)
    return Opened(chosen, conversation, tuple(conversation.starters()))
