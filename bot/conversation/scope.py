"""What a question may be about: which articles, which passages, and what is listed there."""

from collections.abc import Iterable, Sequence, Set
from itertools import islice

from bot.article import Passage
from bot.conversation.inquiry import Inquiry
from bot.holdings import heading_terms
from bot.library import Library
from bot.retrieval.query import Concept, Hit
from bot.retrieval.search import search

ARTICLES = 10  # that a question may be about,
LOOKED_AT = 20  # those of the best passages, of which so many are looked at
ALIKE = 0.7  # the weight of a synonym that names a list as well as its own name


def about(library: Library, ranked: Sequence[Hit]) -> list[str]:
    """Returns the articles that a question may be about: those of the best passages, or all where they are few."""
    if len(library.articles) <= ARTICLES:
        return list(library.by_name)
    best = dict.fromkeys(library.passages[hit.passage].article for hit in ranked[:LOOKED_AT])
    return list(islice(best or library.by_name, ARTICLES))


def among(library: Library, inquiry: Inquiry, numbers: Iterable[int]) -> list[Hit]:
    """Returns the hits among passages of these numbers."""
    wanted = set(numbers)
    found = library.index.best(inquiry.concepts, wanted)
    return [hit for hit in search(library.index, inquiry.concepts) if hit.passage in wanted] if found is None else found


def within(concept: Concept, called: Set[str]) -> bool:
    """Tells whether a concept, in the words that mean it best, is among the terms."""
    best = max((alternative.weight for alternative in concept.alternatives), default=0.0)
    return any(set(a.terms) <= called and (a.weight == best or a.weight >= ALIKE) for a in concept.alternatives)


def is_member(passage: Passage, called: Set[str]) -> bool:
    """Tells whether a passage is about one of a list: under a heading that has one of these terms, by its own name."""
    headings = passage.heading if passage.row else passage.heading[:-1]
    return any(not called.isdisjoint(heading_terms(heading)) for heading in headings)
