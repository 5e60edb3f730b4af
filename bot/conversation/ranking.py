"""The order of the passages for an inquiry: BM25 over its concepts, then what the passages are about."""

import re
from collections.abc import Iterable, Sequence

from bot.article import Passage
from bot.conversation import weights
from bot.conversation.cues import cues
from bot.conversation.inquiry import Inquiry
from bot.conversation.lists import listed, lists_asked_for, untold_first
from bot.conversation.members import chosen_of, members_asked_for
from bot.conversation.predicates import said_of_it, unsaid_of_it
from bot.conversation.reranking import reranked
from bot.conversation.scope import LOOKED_AT, about, among, within
from bot.conversation.superlatives import Superlative, superlative
from bot.conversation.unwanted import later
from bot.holdings import heading_terms
from bot.language.terms import said_by
from bot.library import Library
from bot.retrieval.evidence import coverage
from bot.retrieval.passageterms import enumerates, is_summary
from bot.retrieval.proximity import Words, closeness, nearness
from bot.retrieval.query import Hit, Match
from bot.retrieval.search import search

_BRACKETED = re.compile(r"\s[(\[][^()\[\]]*[)\]]\s*$")
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
    listings = lists_asked_for(library, inquiry, ranked)
    if listings:
        return _first(listed(library, inquiry, listings, ranked), untold_first(library, inquiry, listings[0], ranked))
    members = (
        members_asked_for(library, inquiry, ranked)
        or said_of_it(library, inquiry, ranked)
        or chosen_of(library, inquiry, ranked)
        or unsaid_of_it(library, inquiry, ranked)
    )
    return _first(_sides(library, inquiry, ranked), _first(members, ranked))


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.score, hit.passage


def _in_context(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """Looks again at the best passages: one that has what matched close together is worth more."""
    asked = superlative(inquiry)
    looked_at = [_closer(library, inquiry, hit, asked) for hit in ranked[:LOOKED_AT]]
    return [*sorted(looked_at, key=_order), *ranked[LOOKED_AT:]]


def _closer(library: Library, inquiry: Inquiry, hit: Hit, asked: Superlative) -> Hit:
    passage = library.passages[hit.passage]
    hit = _of_it(library, inquiry, later(library, inquiry, asked.found_in(passage.text, hit)))
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


def _of_it(library: Library, inquiry: Inquiry, hit: Hit) -> Hit:
    """Lets an opposite count more where a turn asks it of what was spoken of, and the passage is named by that."""
    opposites = [number for number, match in hit.matches.items() if match.alternative.opposite]
    spoken_of = [inquiry.concepts[number] for number in inquiry.lent if number in hit.matches]
    if not (opposites and spoken_of):
        return hit
    named = {term for concept in spoken_of for term in concept.alternatives[0].terms} - library.subjects
    return hit if named.isdisjoint(library.names[hit.passage]) else hit.weighed(dict.fromkeys(opposites, weights.OF_IT))


def _first(chosen: Sequence[Hit], ranked: Sequence[Hit]) -> list[Hit]:
    """Puts chosen hits before the others; their scores are lifted so that scores still fall."""
    if not chosen:
        return list(ranked)
    top = max(hit.score for hit in [*chosen, *ranked]) or 1.0
    taken = {hit.passage for hit in chosen}
    return [hit._replace(score=top) for hit in chosen] + [hit for hit in ranked if hit.passage not in taken]


def _overview(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """For a question that asks what the whole says: the opening and the summaries, those that it names first."""
    said = {word.token.term for word in inquiry.reading.words}
    found = [
        (len(said.intersection(heading_terms(passage.heading[-1])) if is_summary(passage) else ()), number)
        for article in about(library, ranked)
        for number, passage in zip(library.numbers_of(article), library.passages_of(article), strict=True)
        if is_summary(passage) or library.is_opening(passage)
    ]
    return [Hit(number, 0.0) for _, number in sorted(found, key=lambda pair: (-pair[0], pair[1]))]


def _sides(library: Library, inquiry: Inquiry, ranked: Sequence[Hit]) -> list[Hit]:
    """For a comparison: the best passage that is named after each of its sides, also one that it does not name itself
    ("how does it differ from gout?").
    """
    if not inquiry.reading.kind.comparison:
        return []
    chosen: dict[int, Hit] = {}
    beside = cues("kinds.toml").words["beside_words"]
    unnamed = inquiry.lent if any(word.token.word in beside for word in inquiry.reading.words) else ()
    for number in (*range(len(inquiry.typed)), *unnamed):
        named = [
            hit for hit in ranked if number in hit.matches and _named(hit.matches[number], library.names[hit.passage])
        ]
        if named and len(named) <= len(library.passages) / 8:
            chosen.setdefault(named[0].passage, named[0])
    if unnamed and chosen:  # the best passage is named after the side that it does name
        chosen.setdefault(ranked[0].passage, ranked[0])
    return sorted(chosen.values(), key=lambda hit: (-hit.score, hit.passage)) if len(chosen) > 1 else []


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
        prior *= weights.IN_FULL_DEFINED if inquiry.asks_what else weights.IN_FULL
    if len(library.articles) > 1 and _is_titled(library, passage, hit):
        prior *= weights.TITLED
    if library.is_opening(passage) and inquiry.asks_what and _asks_of_all(library, inquiry):
        prior *= weights.OPENING
    return prior


def _citing(library: Library, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Hit]:
    """The passages that cite a source asked for by number; those that cite little else first. Where very many do, they
    are those of the articles that the question may be about.
    """
    asked = set(inquiry.reading.kind.numbers)
    citing = sorted({number for source in asked for number in library.citing(source)})
    if len(citing) > MANY:
        near = {number for article in about(library, hits) for number in library.numbers_of(article)}
        citing = [number for number in citing if number in near]
    scores = {hit.passage: hit for hit in (*among(library, inquiry, citing), *hits)}
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
    telling = [concept for concept in (*inquiry.typed, *inquiry.carried) if concept.information > 0.3]
    return bool(telling) and all(within(concept, library.subjects) for concept in telling)
