"""Hints: what the words of a question have to do with together, by the lexicon (see `retrieval/associations.py`).

A hint helps to rank passages; and where it is met, the words that gave it are met a little, too.
"""

from collections.abc import Sequence

from bot.article import Offsets
from bot.conversation.words import Reading
from bot.language.terms import stop_words
from bot.library import Library
from bot.retrieval.associations import Related
from bot.retrieval.evidence import need
from bot.retrieval.query import Alternative, Concept

MOST = 3  # hints a question
LEAST, SURE = 8.0, 20.0  # the BM25 score from which a hint counts, and from which it counts in full
SAID = 1.5  # the need met by a question's own words from which it needs no hints
MET = 0.2  # how far a hint meets a word that gave it


def associated(reading: Reading, focus: Offsets, library: Library) -> Sequence[Related]:
    """Returns what the words of a question inside its focus have to do with, best first, `MOST` at the most; words
    that are not searched for say nothing here either.
    """
    said = [word.token for word in reading.words if focus[0] <= word.token.start < focus[1]]
    said = [token for token in said if not any(start <= token.start < end for start, end in reading.left_out)]
    found = library.associations.related(token.term for token in said if token.word not in stop_words())
    return [related for related in found[:MOST] if related.score >= LEAST]


def hints(reading: Reading, related: Sequence[Related], library: Library) -> tuple[Concept, ...]:
    """Returns the concept of what was found: it counts in ranking, and nothing is missing without it.

    It counts the less, the more the question says in the corpus's own words.
    """
    said = sum(
        need(library.index, concept, len(library.passages))
        for concept in reading.concepts
        if _is_known(concept, library)
    )
    weight = 1 - said / SAID
    if not related or weight <= 0:
        return ()
    support = frozenset[str]().union(*(found.support for found in related))
    names = dict.fromkeys(word.token.word for word in reading.words if word.token.term in support)
    alternatives = tuple(Alternative(found.terms, _sureness(found), "synonym", found.words) for found in related)
    return (Concept(" ".join(names), alternatives, weight, 0.0),)


def _is_known(concept: Concept, library: Library) -> bool:
    return any(library.index.knows(alternative.terms) for alternative in concept.alternatives[:1])


def supported(concept: Concept, related: Sequence[Related]) -> Concept:
    """Returns a concept of the question that may also be met by what its words hint at."""
    own = {term for alternative in concept.alternatives[:1] for term in alternative.terms}
    known = {alternative.terms for alternative in concept.alternatives}
    added = tuple(
        Alternative(found.terms, MET * _sureness(found), "synonym", found.words)
        for found in related
        if not own.isdisjoint(found.support) and found.terms not in known
    )
    return concept._replace(alternatives=(*concept.alternatives, *added)) if added else concept


def _sureness(found: Related) -> float:
    return min(1.0, found.score / SURE)
