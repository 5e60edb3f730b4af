"""What a yes/no question says of a thing, and whether the article says it of that thing or only of another.

"Is gout inherited?" is not answered by a passage on another sort of arthritis that is.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

from bot.conversation.inquiry import LITTLE, Inquiry
from bot.conversation.members import is_said
from bot.conversation.pivot import VERBS
from bot.conversation.scope import LOOKED_AT
from bot.conversation.subjects import NAMING, is_class, sorts_of, terms_of
from bot.conversation.telling import says_nothing
from bot.library import Library
from bot.retrieval.query import Hit

_REMEDY = "treatment"
# What is said of one of these is not said of another of them, nor is what is said of the sorts named here.
_APART: dict[str, Set[str]] = {
    "types": frozenset(["types", "causes", "treatment"]),
    _REMEDY: frozenset(["treatment", "types", "causes", "symptoms"]),
}


def said_of_it(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns the best hit that says of what is carried over what "are they painful?" asks of it, where the best of all
    is about something else: one that is named by what was spoken of, and has all that is asked.
    """
    if not ranked or inquiry.reading.kind.asks not in VERBS:
        return []
    asked = [number for number in range(len(inquiry.typed)) if inquiry.needs[number] > LITTLE]
    spoken_of = _spoken_of(library, inquiry)
    if not asked or not spoken_of.isdisjoint(library.names[ranked[0].passage]):
        return []
    about_it = (hit for hit in ranked[:LOOKED_AT] if not spoken_of.isdisjoint(library.names[hit.passage]))
    return [hit for hit in about_it if all(is_said(hit, number) for number in asked)][:1]


def unsaid_of_it(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns the best hit on what "is it inherited?" or "is gout inherited?" asks of, where no passage on that says
    so, but one on another of its sort does, or on a symptom where a treatment is asked of; none where that is not so.
    """
    told = _told(library, inquiry, ranked)
    if told is None:
        return []
    names = terms_of(inquiry.concepts[number] for number in told.of) - library.subjects
    named = [hit for hit in told.of_it if not names.isdisjoint(library.names[hit.passage])]
    saying = [hit for hit in told.saying if _sorts(library, [hit])]
    if not named or not saying:
        return []
    mine, their = _sorts(library, named) & _APART.keys(), _sorts(library, saying[:1])
    if _REMEDY in their and _REMEDY not in mine and _is_named(saying[0], told.asked, library):
        return []  # "can it be cut out?"
    same = not mine.isdisjoint(their)
    predicate = inquiry.complements.isdisjoint(told.asked)  # "does it sting?", but not "does it help with the pain?"
    return named[:1] if same or (predicate and any(their & _APART[sort] for sort in mine)) else []


def beside_it(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> str:
    """Returns what a yes/no question that leans on no other asks of ("is *lupus* inherited?") where passages speak of
    that, but none is called so, and another says what is asked; "" where that is not so.
    """
    told = _told(library, inquiry, ranked)
    if told is None or inquiry.carried or not told.of_it or not told.saying:
        return ""
    concepts = [inquiry.concepts[number] for number in sorted(told.of)]
    names = terms_of(concepts) - library.subjects
    named = any(not names.isdisjoint(library.names[hit.passage]) for hit in told.of_it)
    return "" if named else " ".join(dict.fromkeys(concept.words for concept in concepts))


class _Told(NamedTuple):
    """The concepts that a question asks something of, and those that it asks whether they are so; the hits on the
    former, none of which has any of the latter, and others that have them all.
    """

    of: Set[int]
    asked: Sequence[int]
    of_it: Sequence[Hit]
    saying: Sequence[Hit]


def _told(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> _Told | None:
    """Returns what is told of what a question asks of; None where that is so, or nothing is asked by yes or no."""
    of, best = _asked_of(library, inquiry), ranked[:LOOKED_AT]
    asked = _said_of_it(inquiry, of)
    beside = any(not (each.nouns or each.required) for each in inquiry.aspects)  # "is it proven?" is said of all
    if not of or not asked or beside or inquiry.reading.kind.comparison:
        return None
    names = terms_of(inquiry.concepts[number] for number in of) - library.subjects
    of_it = [h for h in best if not names.isdisjoint(library.names[h.passage]) or _speaks_of(h, of, library)]
    if any(number in hit.matches for hit in of_it for number in asked):
        return None
    others = (hit for hit in best if hit not in of_it)
    return _Told(of, asked, of_it, [hit for hit in others if all(is_said(hit, number) for number in asked)])


def _spoken_of(library: Library, inquiry: Inquiry) -> set[str]:
    """The terms of what is carried over, but for sorts and the whole."""
    lent = [inquiry.concepts[number] for number in inquiry.lent if not is_class(inquiry.concepts[number])]
    return terms_of(lent) - library.subjects


def _asked_of(library: Library, inquiry: Inquiry) -> Set[int]:
    """The numbers of the concepts that a question asks something of by yes or no."""
    if inquiry.reading.kind.asks not in VERBS:
        return frozenset()
    if inquiry.reading.kind.asks_of_it:
        spoken_of = _spoken_of(library, inquiry)
        return {n for n in inquiry.lent if not spoken_of.isdisjoint(terms_of([inquiry.concepts[n]]))}
    return inquiry.pivots


def _said_of_it(inquiry: Inquiry, of: Set[int]) -> list[int]:
    """The numbers of the concepts that a question asks whether they are so."""
    asked = [
        number
        for number, concept in enumerate(inquiry.typed)
        if inquiry.needs[number] > LITTLE and number not in of and not says_nothing(concept.words)
    ]
    return asked + [number for number, each in enumerate(inquiry.aspects, len(inquiry.typed)) if each.required]


def _is_named(hit: Hit, asked: Sequence[int], library: Library) -> bool:
    """Tells whether a passage is called what is asked."""
    return any(not library.names[hit.passage].isdisjoint(hit.matches[number].alternative.terms) for number in asked)


def _speaks_of(hit: Hit, of: Set[int], library: Library) -> bool:
    """Tells whether a passage has one of these concepts, in words that name it."""
    said = (hit.matches[number].alternative for number in of if number in hit.matches)
    return any(a.weight >= NAMING and not library.subjects.issuperset(a.terms) for a in said)


def _sorts(library: Library, hits: Sequence[Hit]) -> Set[str]:
    """Of which lists the passages of hits are a part."""
    return {sort.words for sort in sorts_of([library.passages[hit.passage] for hit in hits])}
