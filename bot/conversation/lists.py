"""Whole lists: who asks for the symptoms is shown the passage that names them all, and the table that lists them."""

from collections.abc import Mapping, Sequence, Set
from functools import cache

from bot.conversation.aspects import POINTING, all_aspects
from bot.conversation.inquiry import LITTLE, Inquiry
from bot.conversation.scope import about, among, within
from bot.conversation.subjects import is_class
from bot.conversation.unwanted import is_unwanted
from bot.language.terms import said_by, terms
from bot.library import Library
from bot.retrieval.listing import Listing
from bot.retrieval.passageterms import UNDER
from bot.retrieval.query import Concept, Hit

OTHERS = 0.35  # what a question that asks for a list may need besides
MOST_TELLING = 3  # concepts of a question that asks for a list without a word for it


def list_asked_for(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> Listing | None:
    """Returns the list that a question asks for as a whole; None where it asks for none, or for what is in one."""
    others = inquiry.unwanted and not inquiry.typed and all(map(is_class, inquiry.carried))  # "what else is there?"
    if not others and not all(within(concept, library.subjects) for concept in inquiry.carried):
        return None
    if not (inquiry.reading.kind.listing or len(_telling(inquiry)) <= MOST_TELLING):
        return None
    listings = (listing for article in about(library, ranked) for listing in library.lists_of(article))
    return next((listing for listing in listings if _asks_for(listing, library, inquiry)), None)


def listed(library: Library, inquiry: Inquiry, listing: Listing, ranked: Sequence[Hit]) -> list[Hit]:
    """Returns the hits of the passage that names a list's items, and of the table itself."""
    hits = {hit.passage: hit for hit in among(library, inquiry, [listing.passage, listing.told or 0])}
    whole = [hits[listing.passage]] if listing.passage in hits else []
    if listing.told is None:
        return whole
    weighed = next((hit for hit in ranked if hit.passage == listing.told), None)
    return [weighed or hits.get(listing.told) or Hit(listing.told, 0.0), *whole]


def untold_first(library: Library, inquiry: Inquiry, listing: Listing, ranked: Sequence[Hit]) -> list[Hit]:
    """Changes the places of a list's rows among hits: those first that the passage which names the items leaves out.

    Where one sort of them is asked for ("which medicines"), they stay where they are.
    """
    if listing.told is None or any(aspect.points > POINTING for aspect in inquiry.aspects):
        return list(ranked)
    table = library.passages[listing.passage]
    told = set(library.order_of(listing.told))

    def is_row(hit: Hit) -> bool:
        passage = library.passages[hit.passage]
        inside = table.lines[0] <= passage.lines[0] <= table.lines[1]
        return passage.kind == "table-row" and passage.article == table.article and inside

    def order(hit: Hit) -> tuple[bool, float]:
        called = set(terms(library.passages[hit.passage].row or ""))
        return is_unwanted(library, inquiry, hit), len(called & told) / len(called) if called else 1.0

    rows = iter(sorted(filter(is_row, ranked), key=order))
    return [next(rows)._replace(score=hit.score) if is_row(hit) else hit for hit in ranked]


def _telling(inquiry: Inquiry) -> list[Concept]:
    return [c for n, c in enumerate(inquiry.typed) if inquiry.needs[n] > 0.1 or c.weight > 0.5]


def _asks_for(listing: Listing, library: Library, inquiry: Inquiry) -> bool:
    """Tells whether a question names what a list lists, and little else."""
    kind, called = inquiry.reading.kind, listing.called
    under = {f"{UNDER}{term}" for term in called}
    named = _named(inquiry, under)
    others = sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if not (
            within(concept, called | library.subjects)
            or _says_only(concept, called)
            or any(concept.begins_in((place, place + 1)) for place in named)
        )
    )
    pointing = [within(aspect.concept, under) for aspect in inquiry.aspects if aspect.points <= POINTING]
    if others > (OTHERS if kind.listing else LITTLE) or not all(pointing):
        return False  # "why is it hard to treat?" asks for no list of treatments
    own = called - library.subjects
    if named or any(within(concept, own) or _says_only(concept, own) for concept in _telling(inquiry)):
        return True
    if any(within(concept, under) for concept in inquiry.carried):
        return True
    return bool(pointing) and (kind.listing or kind.overview)


def _named(inquiry: Inquiry, under: Set[str]) -> list[int]:
    """Where a question has a word by which people ask for the list whose headings have these terms: "varieties"."""
    nouns = _nouns()
    said = [word.token for word in inquiry.reading.words if word.token.word in nouns]
    return [token.start for token in said if within(nouns[token.word], under)]


@cache
def _nouns() -> Mapping[str, Concept]:
    """The words by which people ask for a list, each with what stands under its heading, as a concept."""
    return {noun: aspect.concept for aspect in all_aspects() for noun in aspect.nouns}


def _says_only(concept: Concept, called: Set[str]) -> bool:
    """Tells whether an expression says one of the terms and nothing else: "how is it treated", not "no known cause"."""
    return said_by(concept.words, called) and "no" not in concept.words.split()
