"""What is said before a question, and only tells where its subject was heard of: "The letter says gout. What is it?".

Such a text is read as two turns: what it speaks of is carried over to the question behind it.
"""

from bot.article import Offsets
from bot.conversation import parts
from bot.conversation.cues import cues
from bot.conversation.inquiry import Inquiry
from bot.conversation.scope import within
from bot.conversation.subjects import NAMING
from bot.language.terms import tokenize
from bot.library import Library
from bot.retrieval.query import Concept

TELLING = 0.1  # the information from which a word that the corpus knows says more than that


def preamble(text: str) -> Offsets | None:
    """Returns what stands before the question of a text, where it is the last sentence and the only one that asks."""
    spans = parts.sentences_of(text)
    asking = [parts.asks(text[slice(*span)]) for span in spans]
    return (spans[0][0], spans[-2][1]) if len(spans) > 1 and asking == [False] * (len(spans) - 1) + [True] else None


def the_whole(told: Inquiry, library: Library) -> tuple[Concept, ...]:
    """Returns the concepts by which what was told names what the corpus is about; none where it names something else
    that the corpus knows, or a list ("the kinds of gout").
    """
    said = {word.token.word for word in told.reading.words}
    if any(not said.isdisjoint(aspect.nouns) for aspect in told.aspects):
        return ()
    telling = [concept for concept in told.typed if concept.information > TELLING and not _is_hearsay(concept)]
    whole = tuple(concept for concept in telling if within(concept, library.subjects))
    return () if any(_is_known(concept, library) for concept in telling if concept not in whole) else whole


def _is_hearsay(concept: Concept) -> bool:
    """Tells whether a concept only says where something was heard of: "clinic"."""
    return all(token.word in cues("parts.toml").words["hearsay"] for token in tokenize(concept.words))


def _is_known(concept: Concept, library: Library) -> bool:
    return any(a.weight >= NAMING and library.index.knows(a.terms) for a in concept.alternatives)
