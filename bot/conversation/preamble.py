"""What is said before a question, and only tells where its subject was heard of: "The letter says gout. What is it?".

Such a text is read as two turns: what it speaks of is carried over to the question behind it.
"""

from collections.abc import Iterator
from itertools import islice

from bot.article import Offsets
from bot.conversation import parts
from bot.conversation.cues import cues
from bot.conversation.inquiry import Inquiry
from bot.conversation.scope import within
from bot.conversation.subjects import is_known
from bot.language.terms import tokenize
from bot.library import Library
from bot.retrieval.query import Concept

_PLACES = 4  # question words of a sentence at which its question may begin
TELLING, MEDICAL = 0.1, 0.5  # the information from which a word says more than that: known to the corpus, and not


def preambles(text: str) -> Iterator[Offsets]:
    """Yields what may stand before the question of a text: the sentences before the only one that asks, or what stands
    before a question word in a sentence that does not begin with one ("I have gout, what is it?").
    """
    spans = parts.sentences_of(text)
    asking = [number for number, span in enumerate(spans) if parts.asks(text[slice(*span)])]
    if asking and asking != [len(spans) - 1]:
        return
    if len(spans) > 1:
        yield spans[0][0], spans[-2][1]
    elif spans and not parts.begins_asking(text):
        places = (match.start() for match in cues("parts.toml").patterns["begins"].finditer(text))
        yield from islice(((spans[0][0], place) for place in places), _PLACES)


def the_whole(told: Inquiry, library: Library) -> tuple[Concept, ...]:
    """Returns the concepts by which what was told names what the corpus is about; none where it names something else,
    or a list ("the kinds of gout").
    """
    said = {word.token.word for word in told.reading.words}
    if any(not said.isdisjoint(aspect.nouns) for aspect in told.aspects):
        return ()
    telling = [concept for concept in told.typed if concept.information > TELLING and not _is_hearsay(concept, library)]
    whole = tuple(concept for concept in telling if within(concept, library.subjects))
    others = (concept for concept in telling if concept not in whole)
    return () if any(is_known(concept, library) or concept.information > MEDICAL for concept in others) else whole


def _is_hearsay(concept: Concept, library: Library) -> bool:
    """Tells whether a concept only says where something was heard of ("clinic"), and the corpus names nothing so."""
    words = cues("parts.toml").words["hearsay"]
    named = any(library.is_named(alternative.terms) for alternative in concept.alternatives[:1])
    return not named and all(token.word in words for token in tokenize(concept.words))
