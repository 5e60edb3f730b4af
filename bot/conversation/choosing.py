"""Of the passages of a large library, those that may lead an answer: weighed all at once as `ranking` weighs each.

This is numpy's work, and is imported only where a library is large. What it says decides which passages are looked at,
not how they are ranked.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.article import Passage
from bot.conversation import weights
from bot.conversation.inquiry import Inquiry
from bot.library import Library
from bot.retrieval.evidence import worth
from bot.retrieval.passageterms import UNDER
from bot.retrieval.postings_exact import Covered
from bot.retrieval.postings_list import Ids, stand
from bot.retrieval.postings_store import Store
from bot.retrieval.query import Alternative, Concept, Hit
from bot.retrieval.scoring import candidates, hits, numbers, scored
from bot.shelf.opened import Opened
from bot.shelf.preparing import CITING, ENUMERATING, OPENING, ROW, SUMMARY, TABLE

BEST = 400  # passages that are weighed, at the most: those of the best BM25+ scores
KEPT = 30  # … and of these those that are looked at one by one
SIDE = 50  # passages that are weighed for each side of a comparison, and for a word that none of the best has

Doubles = NDArray[np.float64]


def chosen(library: Library, inquiry: Inquiry, near: Sequence[Passage], of_all: bool) -> list[Hit]:
    """Returns the passages that may lead the answer to an inquiry, as hits without their weights, whole tables left
    out; `of_all` tells that it asks what the whole library is about.
    """
    shelf = library.shelf
    if shelf is None:
        raise TypeError("only of a large library are some passages chosen")
    place = {number for passage in near for number in _numbers_of(library, passage)}
    return shelf.read(lambda opened: _chosen(_Question(opened, inquiry, place, of_all)))


class _Question(NamedTuple):
    """What is asked, and where; `near` are the numbers of passages that an earlier turn showed."""

    opened: Opened
    inquiry: Inquiry
    near: set[int]
    of_all: bool


def _numbers_of(library: Library, passage: Passage) -> list[int]:
    span = library.numbers_of(passage.article)
    return [number for number, one in zip(span, library.passages_of(passage.article), strict=True) if one == passage]


def _chosen(asked: _Question) -> list[Hit]:
    opened, inquiry = asked.opened, asked.inquiry
    found = _looked_at(asked)
    bits = opened.bits[found.passages]
    weighed = np.where(bits & TABLE, -1.0, _weighed(asked, found, bits))
    order = np.lexsort((found.passages, -weighed))
    order = order[weighed[order] > 0]
    kept = dict.fromkeys(order[:KEPT].tolist())
    for number in range(len(inquiry.typed)):  # for each word, who has it best
        covering = order[found.meant[number][order] >= 0]
        if inquiry.reading.kind.comparison:
            named = _named(opened.called, found, number, inquiry.concepts[number])[covering]
            kept.update(dict.fromkeys(covering[named][:1].tolist()))
        if len(covering) and not any(found.meant[number][place] >= 0 for place in kept):
            kept[int(covering[0])] = None
    kept.update(dict.fromkeys(place for place in order.tolist() if int(found.passages[place]) in asked.near))
    places = sorted(kept)
    opened.load(found.passages[places].tolist())
    return hits(found, inquiry.concepts, places)


def _looked_at(asked: _Question) -> Covered:
    """The best passages; those of each side of a comparison, and of words that none of the best has."""
    opened, concepts = asked.opened, asked.inquiry.concepts
    found = candidates(opened.postings, concepts, BEST)
    more: set[int] = set(asked.near)
    full = len(found.passages) >= BEST
    for number, concept in enumerate(asked.inquiry.typed) if full else ():
        if asked.inquiry.reading.kind.comparison or not (found.meant[number] >= 0).any():
            more.update(candidates(opened.postings, [concept], SIDE).passages.tolist())
    more.difference_update(found.passages.tolist())
    return found.with_others(scored(opened.store, concepts, numbers(more))) if more else found


def _weighed(asked: _Question, found: Covered, bits: NDArray[np.uint8]) -> Doubles:
    """The scores of passages with their weights: see `ranking`."""
    inquiry, kind = asked.inquiry, asked.inquiry.reading.kind
    prior = np.where(bits & SUMMARY, weights.SUMMED_UP if kind.summary else weights.SUMMARY, 1.0)
    if kind.sources:
        prior[(bits & CITING) > 0] *= weights.CITING
    rows = (bits & ROW) > 0
    prior[rows & ((bits & ENUMERATING == 0) if kind.listing else True)] *= weights.ROW
    in_full = weights.IN_FULL_DEFINED if inquiry.asks_what else weights.IN_FULL
    prior[~rows & _is_named_in_full(asked, found)] *= in_full
    if kind.definition and asked.of_all:
        prior[(bits & OPENING) > 0] *= weights.OPENING
    if asked.near:
        prior[np.isin(found.passages, list(asked.near))] *= weights.NEAR
    covering = weights.covering(inquiry)
    prior *= 1 - covering + covering * _coverage(inquiry, found)
    more = weights.DEFINED if kind.definition else weights.NAMED
    total = np.zeros(len(found.passages))
    for number, concept in enumerate(inquiry.concepts):
        named = _named(asked.opened.called, found, number, concept)
        total += found.scores[number] * (1 + more * named)
    return np.asarray(prior * total)


def _coverage(inquiry: Inquiry, found: Covered) -> Doubles:
    """The share of the question's information that each passage covers: see `evidence.coverage`."""
    needs = inquiry.needs[: len(inquiry.typed)]
    total, share = sum(needs), np.zeros(len(found.passages))
    for number, need in enumerate(needs if total > 0 else ()):
        ways = [worth(alternative.weight) for alternative in inquiry.concepts[number].alternatives]
        share += need * np.array([*ways, 0.0])[found.meant[number]]
    return share / total if total > 0 else share


def _named(called: Store, found: Covered, number: int, concept: Concept) -> NDArray[np.bool_]:
    """Tells which passages are named by the alternative that covers a concept, which has this number."""
    named = np.zeros(len(found.passages), np.bool_)
    for way in np.unique(found.meant[number]).tolist():
        if way >= 0:
            alternative: Alternative = concept.alternatives[way]
            named |= (found.meant[number] == way) & _holding(called, alternative.terms, found.passages)
    return named


def _holding(called: Store, terms: Iterable[str], passages: Ids) -> NDArray[np.bool_]:
    held = np.ones(len(passages), np.bool_)
    for term in terms:
        held &= _in_list(called, term, passages)
    return held


def _in_list(called: Store, term: str, passages: Ids) -> NDArray[np.bool_]:
    listed = called.find(term)
    if listed is None:
        return np.zeros(len(passages), np.bool_)
    return stand(listed.passages, passages)[1]


def _is_named_in_full(asked: _Question, found: Covered) -> NDArray[np.bool_]:
    """Tells for which passages the question has every word of the last heading."""
    met: dict[str, NDArray[np.bool_]] = {}  # by term: in which passages a concept is covered by it
    for number, concept in enumerate(asked.inquiry.concepts):
        for way, alternative in enumerate(concept.alternatives):
            covered = found.meant[number] == way
            if covered.any():
                for term in alternative.terms:
                    met[term] = met[term] | covered if term in met else covered
    count = np.zeros(len(found.passages), np.int64)
    for term, covered in met.items():
        count += covered & _in_list(asked.opened.called, f"{UNDER}{term}", found.passages)
    sizes = asked.opened.sizes[found.passages]
    return np.asarray((sizes > 0) & (count == sizes))
