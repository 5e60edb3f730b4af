"""The order of the passages for an inquiry: BM25 over its concepts, then what the passages are about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.article import Passage
from bot.conversation.inquiry import Inquiry
from bot.language.terms import terms
from bot.library import Library
from bot.retrieval.query import Hit, Match
from bot.retrieval.search import search

NAMED = 0.35  # a concept that a passage is named by counts so much more,
DEFINED = 1.0  # and more where the question asks what it is
NEAR = 1.25  # the passage that the last turn was answered by
SUMMARY = 0.8  # a summary repeats what its sections say better,
SUMMED_UP = 1.1  # except to one who asks for a summary
CITING = 1.15  # a passage with sources, for one who asks for sources
OPENING = 4.0  # the article's opening paragraph, for one who asks what the article's own subject is
LISTING = 0.6  # a passage that names all items of a list, for one who asks for the list


def rank(library: Library, inquiry: Inquiry, near: Sequence[Passage] = ()) -> list[Hit]:
    """Returns the passages that share terms with an inquiry, best first, ties in article order; no whole tables.

    `near` are passages that an earlier turn showed and that this one goes on from.
    """
    kind = inquiry.reading.kind
    hits = search(library.index, inquiry.concepts)
    if kind.numbers:
        hits = _citing(library, hits, kind.numbers)
    weighed = [
        _weighed(library, inquiry, hit, near) for hit in hits if library.passages[hit.passage].kind != "table"
    ]
    return sorted(weighed, key=lambda hit: (-hit.score, hit.passage))


def _weighed(library: Library, inquiry: Inquiry, hit: Hit, near: Sequence[Passage]) -> Hit:
    passage, names = library.passages[hit.passage], library.names[hit.passage]
    prior = _prior(library, inquiry, passage, hit) * (NEAR if passage in near else 1.0)
    named = DEFINED if inquiry.reading.kind.definition else NAMED
    matches = {
        number: _scaled(match, prior * (1 + named * _named(match, names))) for number, match in hit.matches.items()
    }
    return Hit(hit.passage, sum(match.score for match in matches.values()), matches)


def _prior(library: Library, inquiry: Inquiry, passage: Passage, hit: Hit) -> float:
    """What a passage is worth to this kind of question, whatever its words."""
    kind, prior = inquiry.reading.kind, 1.0
    if _is_summary(passage):
        prior *= SUMMED_UP if kind.summary or kind.listing else SUMMARY
    if kind.sources and passage.citations:
        prior *= CITING
    if kind.listing:
        prior *= 1 + LISTING * _share_of_items(library, passage)
    if kind.definition and _is_opening(library, passage) and _asks_of_all(library, inquiry):
        prior *= OPENING
    return prior


def _citing(library: Library, hits: Sequence[Hit], numbers: Iterable[int]) -> list[Hit]:
    """The passages that cite a source asked for by number; those that cite little else first."""
    asked = set(numbers)
    scores = {hit.passage: hit for hit in hits}
    found = []
    for number, passage in enumerate(library.passages):
        cited = asked & set(passage.citations)
        if cited:
            hit = scores.get(number, Hit(number, 0.0))
            found.append(replace(hit, score=hit.score + len(cited) + 1 / len(passage.citations)))
    return found


def _named(match: Match, names: Iterable[str]) -> bool:
    return bool(match.alternative.terms) and all(term in names for term in match.alternative.terms)


def _scaled(match: Match, factor: float) -> Match:
    return replace(match, score=match.score * factor)


def _is_summary(passage: Passage) -> bool:
    heading = " ".join(passage.heading).lower()
    return any(name in heading for name in ("conclusion", "summary", "main points", "key points", "takeaway"))


def _is_opening(library: Library, passage: Passage) -> bool:
    article = library.article_of(passage)
    return passage.heading == (article.title,)


def _asks_of_all(library: Library, inquiry: Inquiry) -> bool:
    """Tells whether a question is about the subject of a whole article: it names only what its title names."""
    titles = [frozenset(terms(article.title)) for article in library.articles]
    asked = {a.terms for concept in inquiry.typed if concept.information > 0.3 for a in concept.alternatives[:1]}
    return bool(asked) and any(all(set(wanted) <= title for wanted in asked) for title in titles)


def _share_of_items(library: Library, passage: Passage) -> float:
    """Which share of its section's items a passage names, in [0, 1]: of the rows of a table, the sub-headings.

    A passage that names two or fewer names no list.
    """
    text = _terms_of(passage.text)
    best = 0.0
    for items in _lists(library):
        named = sum(1 for item in items if item <= text)
        if named > 2:
            best = max(best, named / len(items))
    return best


@lru_cache(maxsize=4096)
def _terms_of(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _lists(library: Library) -> tuple[tuple[frozenset[str], ...], ...]:
    return library.lists
