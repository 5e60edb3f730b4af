"""An inquiry: one question, ready to be searched: its concepts, its aspects, and what it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation import parts
from bot.conversation.aspects import Aspect, asked
from bot.conversation.words import Reading, read
from bot.library import Library
from bot.retrieval.evidence import need
from bot.retrieval.query import Concept

STORY_WEIGHT, STORY_INFORMATION = 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is searched for one question.

    `concepts` are those of the words, then those of the aspects, then those carried over from earlier turns;
    `needs` holds what the question needs of each, in [0, 1]. `text` is the question in lower case, spelling mended.
    """

    reading: Reading
    aspects: tuple[Aspect, ...]
    concepts: tuple[Concept, ...]
    needs: tuple[float, ...]
    text: str
    carried: tuple[Concept, ...] = ()

    @property
    def typed(self) -> tuple[Concept, ...]:
        """The concepts of the words that were typed."""
        return self.concepts[: len(self.concepts) - len(self.aspects) - len(self.carried)]


def inquire(text: str, library: Library, carried: Sequence[Concept] = ()) -> Inquiry:
    """Reads a question against a library; `carried` are concepts that earlier turns lend it."""
    reading = read(text, library)
    start, end = parts.focus(text)
    words = [word.token.word for word in reading.words if start <= word.token.start < end]
    aspects = tuple(asked(words))
    concepts = [_in_focus(concept, start, end) for concept in reading.concepts]
    concepts += [aspect.concept for aspect in aspects]
    concepts += carried
    needs = tuple(need(library.index, concept, len(library.passages)) for concept in concepts)
    return Inquiry(reading, aspects, tuple(concepts), needs, " ".join(words), tuple(carried))


def _in_focus(concept: Concept, start: int, end: int) -> Concept:
    """The story around a question helps to find the passage, but it need not be covered."""
    if concept.span is None or start <= concept.span[0] < end:
        return concept
    return replace(
        concept, weight=concept.weight * STORY_WEIGHT, information=concept.information * STORY_INFORMATION
    )
