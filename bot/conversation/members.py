"""What a turn asks of what was spoken of: "how is it treated?" wants the treatments that speak of it.

What was spoken of is carried over, and a passage that is named by it would come first: but that does not treat it.
"""

from collections.abc import Sequence, Set

from bot.conversation.aspects import all_aspects
from bot.conversation.inquiry import Inquiry
from bot.conversation.scope import is_member, within
from bot.conversation.subjects import is_class
from bot.library import Library
from bot.retrieval.query import Concept, Hit

OTHERS = 0.2  # what such a turn may need besides
_WHATEVER = "treatment"  # of which all are of use, where none speaks of what was spoken of


def members_asked_for(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns of hits, given best first, those that are of the sort asked for and speak of what is carried over."""
    asked = next((aspect for aspect in all_aspects() if aspect.name == inquiry.reading.kind.of_it), None)
    if asked is None or inquiry.pinned:
        return []
    known = asked.headings | library.subjects
    spoken_of = {number for number in inquiry.lent if _names_it(inquiry.concepts[number], known)}
    others = sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if not any(asked.headings.issuperset(each.terms) for each in concept.alternatives)
    )
    if not spoken_of or others > OTHERS:
        return []
    members = [hit for hit in ranked if is_member(library.passages[hit.passage], asked.headings)]
    speaking = [hit for hit in members if not spoken_of.isdisjoint(hit.matches)]
    return speaking or (members if asked.name == _WHATEVER else [])


def _names_it(concept: Concept, called: Set[str]) -> bool:
    """Tells whether a concept that is carried over names something, and not only the sort or the whole."""
    return not is_class(concept) and not within(concept, called)
