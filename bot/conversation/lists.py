"""Whole lists: who asks for the symptoms is shown the passage that names them all, and the table that lists them."""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import pairwise

from bot.conversation.aspects import POINTING, all_aspects
from bot.conversation.inquiry import LITTLE, Inquiry
from bot.conversation.scope import about, among, within
from bot.conversation.subjects import is_class
from bot.conversation.unwanted import is_unwanted
from bot.language.terms import content, said_by, terms, tokenize
from bot.library import Library
from bot.retrieval.listing import Listing
from bot.retrieval.passageterms import UNDER
from bot.retrieval.query import Concept, Hit

OTHERS = 0.35  # what a question that asks for a list may need besides
_OF_ONE_THING = frozenset(["who", "when", "where"])  # "who treats it?" asks for no list of treatments
_JOINING = frozenset("and or plus also the its their any some possible main different".split())
MOST_TELLING = 3  # concepts of a question that asks for a list without a word for it


def lists_asked_for(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Listing]:
    """Returns the lists that a question asks for as a whole: mostly one or none, two for "symptoms and treatment"."""
    kind = inquiry.reading.kind
    says_little = inquiry.asks_for_others or (kind.listing and sum(inquiry.needs[: len(inquiry.typed)]) < LITTLE)
    of_that_sort = says_little and all(map(is_class, inquiry.carried))  # "what else is there?", "what are they called?"
    if not of_that_sort and not all(within(concept, library.subjects) for concept in inquiry.carried):
        return []
    if kind.asks in _OF_ONE_THING or not (kind.listing or len(_telling(inquiry)) <= MOST_TELLING):
        return []
    for article in about(library, ranked):
        listings = library.lists_of(article)
        found = next((listing for listing in listings if _asks_for(listing.called, library, inquiry)), None)
        if found is not None:
            return [found]
        named = [listing for listing in listings if _names(listing.called - library.subjects, inquiry)]
        if (
            len(named) > 1
            and _side_by_side(named, library, inquiry)
            and _asks_for(frozenset().union(*(listing.called for listing in named)), library, inquiry)
        ):
            return named
    return []


def listed(library: Library, inquiry: Inquiry, listings: Sequence[Listing], ranked: Sequence[Hit]) -> list[Hit]:
    """Returns the hits of the passages that name the items of lists, and behind them of the tables themselves."""
    told = [listing.told for listing in listings if listing.told is not None]
    tables = [listing.passage for listing in listings]
    hits = {hit.passage: hit for hit in among(library, inquiry, [*told, *tables])}
    weighed = {hit.passage: hit for hit in ranked if hit.passage in told}
    named = [weighed.get(number) or hits.get(number) or Hit(number, 0.0) for number in told]
    return named + [hits[number] for number in tables if number in hits]


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


def _asks_for(called: Set[str], library: Library, inquiry: Inquiry) -> bool:
    """Tells whether a question names what is listed under these terms, and little else."""
    kind, under = inquiry.reading.kind, _under(called)
    named = _named(inquiry, under)
    others = sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if not (
            within(concept, called | library.subjects)
            or _says_only(concept, called)
            or (_is_noun(concept) and any(concept.begins_in((place, place + 1)) for place in named))
        )
    )
    pointing = [within(aspect.concept, under) for aspect in inquiry.aspects if aspect.points <= POINTING]
    if others > (OTHERS if kind.listing else LITTLE) or not all(pointing):
        return False  # "why is it hard to treat?" asks for no list of treatments
    if _names(called - library.subjects, inquiry):
        return True
    if any(within(concept, under) for concept in inquiry.carried):
        return True
    return bool(pointing) and (kind.listing or kind.overview or bool(kind.of_it))


def _side_by_side(listings: Sequence[Listing], library: Library, inquiry: Inquiry) -> bool:
    """Tells whether the words for these lists stand side by side: "causes and symptoms", "causes, symptoms"."""
    tokens = [word.token for word in inquiry.reading.words]
    places = []
    for called in (listing.called - library.subjects for listing in listings):
        starts = _named(inquiry, _under(called))
        places += [n for n, token in enumerate(tokens) if token.term in called or token.start in starts][:1]
    between = (token.word for left, right in pairwise(sorted(places)) for token in tokens[left + 1 : right])
    return len(places) == len(listings) and _JOINING.issuperset(between)


def _under(called: Set[str]) -> Set[str]:
    return {f"{UNDER}{term}" for term in called}


def _names(called: Set[str], inquiry: Inquiry) -> bool:
    """Tells whether a question has a word for what is listed under these terms."""
    if _named(inquiry, _under(called)):
        return True
    return any(within(concept, called) or _says_only(concept, called) for concept in _telling(inquiry))


def _named(inquiry: Inquiry, under: Set[str]) -> list[int]:
    """Where a question has a word by which people ask for the list whose headings have these terms: "varieties"."""
    nouns = _nouns()
    said = [word.token for word in inquiry.reading.words if word.token.word in nouns]
    return [token.start for token in said if within(nouns[token.word], under)]


def _is_noun(concept: Concept) -> bool:
    """Tells whether a concept is such a word and nothing else: "kinds", not "kinds of specialists"."""
    return all(token.word in _nouns() for token in content(tokenize(concept.words)))


@cache
def _nouns() -> Mapping[str, Concept]:
    """The words by which people ask for a list, each with what stands under its heading, as a concept."""
    return {noun: aspect.concept for aspect in all_aspects() for noun in aspect.nouns}


def _says_only(concept: Concept, called: Set[str]) -> bool:
    """Tells whether an expression says one of the terms and nothing else: "how is it treated", not "no known cause"."""
    return said_by(concept.words, called) and "no" not in concept.words.split()
