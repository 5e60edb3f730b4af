"""What a turn asks of what was spoken of: "how is it treated?" wants the treatments that speak of it.

What was spoken of is carried over, and a passage that is named by it would come first: but that does not treat it.
"""

from collections.abc import Sequence, Set

from bot.conversation.aspects import all_aspects
from bot.conversation.inquiry import LITTLE, Inquiry
from bot.conversation.scope import LOOKED_AT, is_member, within
from bot.conversation.subjects import is_class, is_name
from bot.library import Library
from bot.retrieval.passageterms import UNDER
from bot.retrieval.query import Concept, Hit

MEANING = 0.5  # the weight from which a synonym says what was asked
OTHERS = 0.2  # what such a turn may need besides
_WHATEVER = "treatment"  # of which all are of use, where none speaks of what was spoken of


def members_asked_for(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns of hits, given best first, those that are of the sort asked for and speak of what is carried over."""
    asked = next((aspect for aspect in all_aspects() if aspect.name == inquiry.reading.kind.of_it), None)
    if asked is None or inquiry.pinned:
        return []
    known = asked.headings | library.subjects
    spoken_of = {number for number in inquiry.lent if _names_it(inquiry.concepts[number], known)}
    named = {n for n, c in enumerate(inquiry.typed) if not spoken_of and is_name(c, library) and _names_it(c, known)}
    others = sum(
        need
        for number, (need, concept) in enumerate(zip(inquiry.needs, inquiry.typed, strict=False))
        if number not in named and not any(asked.headings.issuperset(each.terms) for each in concept.alternatives)
    )
    if not (spoken_of or named) or others > OTHERS:
        return []
    members = [hit for hit in ranked if is_member(library.passages[hit.passage], asked.headings)]
    speaking = [hit for hit in members if not (spoken_of | named).isdisjoint(hit.matches)]
    return speaking or (members if asked.name == _WHATEVER and spoken_of else [])


def chosen_of(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns the best hit among the things that a turn chooses from ("which of them is inherited?", of the types)."""
    asked = [number for number in range(len(inquiry.typed)) if inquiry.needs[number] > LITTLE]
    classes = [inquiry.concepts[number] for number in inquiry.lent if is_class(inquiry.concepts[number])]
    called = {t.removeprefix(UNDER) for c in classes for a in c.alternatives for t in a.terms}
    best = ranked[:LOOKED_AT]
    if not (asked and called and best):
        return []
    names = {term for number in asked for term in inquiry.typed[number].alternatives[0].terms}
    if is_member(library.passages[best[0].passage], called) or not names.isdisjoint(library.names[best[0].passage]):
        return []
    members = (hit for hit in best if is_member(library.passages[hit.passage], called))
    return [hit for hit in members if all(is_said(hit, number) for number in asked)][:1]


def is_said(hit: Hit, number: int) -> bool:
    """Tells whether a passage has a concept, in words that mean it."""
    return number in hit.matches and hit.matches[number].alternative.weight >= MEANING


def _names_it(concept: Concept, called: Set[str]) -> bool:
    """Tells whether a concept that is carried over names something, and not only the sort or the whole."""
    return not is_class(concept) and not within(concept, called)
