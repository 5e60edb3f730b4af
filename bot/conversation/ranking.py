"""The order of the passages for an inquiry: BM25 over its concepts, then what the passages are about."""

import re
from collections.abc import Iterable, Sequence, Set
from itertools import islice

from bot.article import Passage
from bot.conversation import weights
from bot.conversation.aspects import POINTING, all_aspects
from bot.conversation.inquiry import LITTLE, Inquiry
from bot.conversation.reranking import reranked
from bot.conversation.subjects import is_class
from bot.conversation.superlatives import in_degree, superlative
from bot.conversation.unwanted import is_unwanted, later
from bot.holdings import heading_terms
from bot.language.terms import said_by, terms
from bot.library import Library
from bot.retrieval.evidence import coverage
from bot.retrieval.listing import Listing
from bot.retrieval.passageterms import UNDER, enumerates, is_summary
from bot.retrieval.proximity import Words, closeness, nearness
from bot.retrieval.query import Concept, Hit, Match
from bot.retrieval.search import search

_BRACKETED = re.compile(r"\s[(\[][^()\[\]]*[)\]]\s*$")
OTHERS = 0.35  # what a question that asks for a list may need besides
ALIKE = 0.7  # the weight of a synonym that names a list as well as its own name
ARTICLES = 10  # that a question may be about,
MOST_TELLING = 3  # concepts of a question that asks for a list without a word for it
LOOKED_AT = 20  # of the best passages so many
MANY = 1000  # passages that cite a source, from which on only those are shown that the question may be about


def rank(library: Library, inquiry: Inquiry, near: Sequence[Passage] = ()) -> list[Hit]:
    """Returns the passages that share terms with an inquiry, best first, ties in article order; no whole tables.

    `near` are passages that an earlier turn showed and that this one goes on from. Of a large library, only the best
    passages are returned: see `choosing`.
    """
    kind = inquiry.reading.kind
    if library.shelf is None:
        hits = search(library.index, inquiry.concepts)
    else:
        from bot.conversation.choosing import chosen  # it loads numpy

        hits = chosen(library, inquiry, near, _asks_of_all(library, inquiry))
    if kind.numbers:
        hits = _citing(library, inquiry, hits)
    weighed = [_weighed(library, inquiry, hit, near) for hit in hits if library.passages[hit.passage].kind != "table"]
    ranked = reranked(library, inquiry, _in_context(library, inquiry, sorted(weighed, key=_order)))
    if inquiry.asks_for_overview:
        return _first(_overview(library, inquiry, ranked), ranked)
    listing = _list_asked_for(library, inquiry, ranked)
    if listing is not None:
        return _first(_listed(library, inquiry, listing, ranked), _untold_first(library, inquiry, listing, ranked))
    return _first(_sides(library, inquiry, ranked), ranked)


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.score, hit.passage


def _in_context(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Looks again at the best passages: one that has what matched close together is worth more."""
    highest = superlative(inquiry)
    looked_at = [_closer(library, inquiry, hit, highest) for hit in ranked[:LOOKED_AT]]
    return [*sorted(looked_at, key=_order), *ranked[LOOKED_AT:]]


def _closer(library: Library, inquiry: Inquiry, hit: Hit, highest: Set[int]) -> Hit:
    passage = library.passages[hit.passage]
    hit = later(library, inquiry, in_degree(inquiry, highest, hit, passage.text))
    matched = sum(match.score for match in hit.matches.values())
    if matched <= 0:
        return hit
    title = heading_terms(library.titles[passage.article]) if len(library.articles) > 1 else frozenset[str]()
    words = Words(library.order_of(hit.passage), library.names[hit.passage], title)
    together = 1.0 if passage.kind == "table-row" else closeness(words, hit.matches)  # a row is a sentence
    near = nearness(words, hit.matches, inquiry.typed) / matched
    more = weights.TOGETHER * together + weights.NEIGHBOURS * near
    matches = {number: match.scaled(1 + more) for number, match in hit.matches.items()}
    return Hit(hit.passage, hit.score + more * matched, matches)


def _first(chosen: Sequence[Hit], ranked: Sequence[Hit]) -> list[Hit]:
    """Puts chosen hits before the others; their scores are lifted so that scores still fall."""
    if not chosen:
        return list(ranked)
    top = max(hit.score for hit in [*chosen, *ranked]) or 1.0
    taken = {hit.passage for hit in chosen}
    return [hit._replace(score=top) for hit in chosen] + [hit for hit in ranked if hit.passage not in taken]


def _telling(inquiry: Inquiry) -> list[Concept]:
    return [c for n, c in enumerate(inquiry.typed) if inquiry.needs[n] > 0.1 or c.weight > 0.5]


def _asks_for(listing: Listing, library: Library, inquiry: Inquiry) -> bool:
    """Tells whether a question names what a list lists, and little else."""
    kind, called = inquiry.reading.kind, listing.called
    telling = _telling(inquiry)
    under = frozenset(f"{UNDER}{term}" for term in called)
    nouns = _nouns(under)
    named = [word.token.start for word in inquiry.reading.words if word.token.word in nouns]
    others = sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if not (
            _within(concept, called | library.subjects)
            or _says_only(concept, called)
            or any(concept.begins_in((at, at + 1)) for at in named)
        )
    )
    aspects = [aspect.concept for aspect in inquiry.aspects if aspect.points <= POINTING]
    pointing = [_within(concept, under) for concept in aspects]
    if others > (OTHERS if kind.listing else LITTLE) or not all(pointing):
        return False  # "why is it hard to treat?" asks for no list of treatments
    own = called - library.subjects
    if named or any(_within(concept, own) or _says_only(concept, own) for concept in telling):
        return True
    if any(_within(concept, under) for concept in inquiry.carried):
        return True
    return bool(pointing) and (kind.listing or kind.overview)


def _nouns(under: frozenset[str]) -> frozenset[str]:
    """Returns the words by which people ask for a list whose headings have these terms."""
    return frozenset(noun for aspect in all_aspects() if _within(aspect.concept, under) for noun in aspect.nouns)


def _about(library: Library, ranked: Sequence[Hit]) -> list[str]:
    """The articles that a question may be about: those of the best passages, or all where they are few."""
    if len(library.articles) <= ARTICLES:
        return list(library.by_name)
    best = dict.fromkeys(library.passages[hit.passage].article for hit in ranked[:LOOKED_AT])
    return list(islice(best or library.by_name, ARTICLES))


def _overview(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """For a question that asks what the whole says: the opening and the summaries, those that it names first."""
    said = {word.token.term for word in inquiry.reading.words}
    found = [
        (len(said.intersection(heading_terms(passage.heading[-1])) if is_summary(passage) else ()), number)
        for article in _about(library, ranked)
        for number, passage in zip(library.numbers_of(article), library.passages_of(article), strict=True)
        if is_summary(passage) or library.is_opening(passage)
    ]
    return [Hit(number, 0.0) for _, number in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def _list_asked_for(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> Listing | None:
    """The list that a question asks for as a whole."""
    others = inquiry.unwanted and not inquiry.typed and all(map(is_class, inquiry.carried))  # "what else is there?"
    if not others and not all(_within(concept, library.subjects) for concept in inquiry.carried):
        return None
    if not (inquiry.reading.kind.listing or len(_telling(inquiry)) <= MOST_TELLING):
        return None
    listings = (listing for article in _about(library, ranked) for listing in library.lists_of(article))
    return next((listing for listing in listings if _asks_for(listing, library, inquiry)), None)


def _untold_first(library: Library, inquiry: Inquiry, listing: Listing, ranked: Sequence[Hit]) -> list[Hit]:
    """Changes the places of a list's rows: those first that the passage which names the items leaves out. Where one
    sort of them is asked for ("which medicines"), they stay where they are.
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


def _listed(library: Library, inquiry: Inquiry, listing: Listing, ranked: Sequence[Hit]) -> list[Hit]:
    """The hits of the passage that names a list's items, and of the table itself."""
    hits = {hit.passage: hit for hit in _of(library, inquiry, [listing.passage, listing.told or 0])}
    whole = [hits[listing.passage]] if listing.passage in hits else []
    if listing.told is None:
        return whole
    weighed = next((hit for hit in ranked if hit.passage == listing.told), None)
    return [weighed or hits.get(listing.told) or Hit(listing.told, 0.0), *whole]


def _of(library: Library, inquiry: Inquiry, numbers: Iterable[int]) -> list[Hit]:
    """The hits among passages of these numbers."""
    among = set(numbers)
    found = library.index.best(inquiry.concepts, among)
    return [hit for hit in search(library.index, inquiry.concepts) if hit.passage in among] if found is None else found


def _sides(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """For a comparison: the best passage that is named after each of its sides."""
    if not inquiry.reading.kind.comparison:
        return []
    chosen: dict[int, Hit] = {}
    for number in range(len(inquiry.typed)):
        named = [
            hit for hit in ranked if number in hit.matches and _named(hit.matches[number], library.names[hit.passage])
        ]
        if named and len(named) <= len(library.passages) / 8:
            chosen.setdefault(named[0].passage, named[0])
    return sorted(chosen.values(), key=lambda hit: (-hit.score, hit.passage)) if len(chosen) > 1 else []


def _within(concept: Concept, called: frozenset[str]) -> bool:
    """Tells whether a concept, in the words that mean it best, is among the terms."""
    best = max((alternative.weight for alternative in concept.alternatives), default=0.0)
    return any(set(a.terms) <= called and (a.weight == best or a.weight >= ALIKE) for a in concept.alternatives)


def _says_only(concept: Concept, called: frozenset[str]) -> bool:
    """Tells whether an expression says one of the terms and nothing else: "how is it treated", not "no known cause"."""
    return said_by(concept.words, called) and "no" not in concept.words.split()


def _weighed(library: Library, inquiry: Inquiry, hit: Hit, near: Sequence[Passage]) -> Hit:
    passage, names = library.passages[hit.passage], library.names[hit.passage]
    prior = _prior(library, inquiry, passage, hit) * (weights.NEAR if passage in near else 1.0)
    named = weights.DEFINED if inquiry.reading.kind.definition else weights.NAMED
    covering = weights.covering(inquiry)
    prior *= 1 - covering + covering * coverage(inquiry.needs[: len(inquiry.typed)], [hit])
    matches = {
        number: match.scaled(prior * (1 + named * _named(match, names))) for number, match in hit.matches.items()
    }
    # What a passage scores besides its words (it cites a source asked for by number) is kept.
    besides = hit.score - sum(match.score for match in hit.matches.values())
    return Hit(hit.passage, besides * prior + sum(match.score for match in matches.values()), matches)


def _prior(library: Library, inquiry: Inquiry, passage: Passage, hit: Hit) -> float:
    """What a passage is worth to this kind of question, whatever its words."""
    kind, prior = inquiry.reading.kind, 1.0
    if is_summary(passage):
        prior *= weights.SUMMED_UP if kind.summary else weights.SUMMARY
    if kind.sources and passage.citations:
        prior *= weights.CITING
    if passage.kind == "table-row":
        prior *= 1.0 if kind.listing and enumerates(passage) else weights.ROW
    elif _is_named_in_full(passage, hit):
        prior *= weights.IN_FULL if not kind.definition else weights.IN_FULL_DEFINED
    if len(library.articles) > 1 and _is_titled(library, passage, hit):
        prior *= weights.TITLED
    if kind.definition and library.is_opening(passage) and _asks_of_all(library, inquiry):
        prior *= weights.OPENING
    return prior


def _citing(library: Library, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Hit]:
    """The passages that cite a source asked for by number; those that cite little else first. Where very many do, they
    are those of the articles that the question may be about.
    """
    asked = set(inquiry.reading.kind.numbers)
    citing = sorted({number for source in asked for number in library.citing(source)})
    if len(citing) > MANY:
        about = {number for article in _about(library, hits) for number in library.numbers_of(article)}
        citing = [number for number in citing if number in about]
    scores = {hit.passage: hit for hit in (*_of(library, inquiry, citing), *hits)}
    found = []
    for number in citing:
        passage = library.passages[number]
        cited = asked & set(passage.citations)
        hit = scores.get(number, Hit(number, 0.0))
        found.append(hit._replace(score=hit.score + len(cited) + 1 / len(passage.citations)))
    return found


def _named(match: Match, names: Iterable[str]) -> bool:
    return bool(match.alternative.terms) and all(term in names for term in match.alternative.terms)


def _is_named_in_full(passage: Passage, hit: Hit) -> bool:
    """Tells whether the question has every word of a passage's heading: "iatrogenic calcinosis", not "… causes"."""
    matched = {term for match in hit.matches.values() for term in match.alternative.terms}
    heading = heading_terms(passage.heading[-1])
    return bool(heading) and heading <= matched


def _is_titled(library: Library, passage: Passage, hit: Hit) -> bool:
    """Tells whether the question has every word of the article's title; what ends it in brackets is left out."""
    matched = {term for match in hit.matches.values() for term in match.alternative.terms}
    return said_by(_BRACKETED.sub("", library.titles[passage.article]), matched)


def _asks_of_all(library: Library, inquiry: Inquiry) -> bool:
    """Tells whether a question is about what the whole corpus is about, and names nothing else."""
    telling = [concept for concept in inquiry.typed if concept.information > 0.3]
    return bool(telling) and all(_within(concept, library.subjects) for concept in telling)
