"""What a question does not want to hear of: "treatments apart from surgery", "what other types are there?".

The words are not searched for; a passage that is about just that comes later.
"""

from bot.article import Passage
from bot.conversation.inquiry import Inquiry
from bot.holdings import heading_terms
from bot.language.stems import stem
from bot.library import Library
from bot.retrieval.passageterms import is_summary
from bot.retrieval.query import Concept, Hit

LATER = 0.4  # what the score of such a passage still counts
MEANING = 0.5  # the weight from which a synonym names what is not wanted
_MEDICINES = ("drug", "medicine", "medication", "meds", "tablet", "pill")
_SURGERY = ("surgery", "operation")


def later(library: Library, inquiry: Inquiry, hit: Hit) -> Hit:
    """Returns a hit with less of a score where its passage is about what is not wanted."""
    return hit.scaled(LATER) if inquiry.unwanted and is_unwanted(library, inquiry, hit) else hit


def is_unwanted(library: Library, inquiry: Inquiry, hit: Hit) -> bool:
    """Tells whether a passage is about what is not wanted; a summary is about all."""
    passage = library.passages[hit.passage]
    return not is_summary(passage) and any(_is_about(library, hit, passage, each) for each in inquiry.unwanted)


def _is_about(library: Library, hit: Hit, passage: Passage, concept: Concept) -> bool:
    """Tells whether a passage is called so; where no medicines or no surgery are wanted, whether it speaks of any."""
    meant = [set(each.terms) for each in concept.alternatives if each.weight >= MEANING]
    called, said = heading_terms(passage.row or passage.heading[-1]), library.order_of(hit.passage)
    if any(terms <= called for terms in meant):
        return True
    means = {term for terms in meant for term in terms}
    if passage.row and not means.isdisjoint(map(stem, _SURGERY)):
        return any(terms <= set(said) for terms in meant)
    return not means.isdisjoint(map(stem, _MEDICINES)) and bool(library.lexicon.medicines([*said]))
