"""Ranks passages by concepts, each of which counts by the best of its alternatives, as `bot.retrieval.search` does.

The sum over all alternatives is at least what a passage scores, and mostly equal to it, as synonyms seldom stand
together: it says whom to look at. Their scores in float32 say who may be among the best, those in float64 who is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from bot.retrieval.postings_exact import Covered, Weighted, covered
from bot.retrieval.postings_list import Ids, Places, PostingList
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Floats, Scratch, Sums, margin, neighbours, where_in

_AT_ONCE = 1024  # passages that are looked for in other lists


@dataclass(frozen=True, slots=True, eq=False)
class _Alternative:
    """An alternative of a concept: the passages that hold all of its terms, and what it adds to each, to float32."""

    concept: int
    passages: Ids
    impacts: Floats


def best(
    store: Store, scratch: Scratch, concepts: Sequence[Sequence[Weighted]], weights: Sequence[float], k: int
) -> Covered:
    """Returns the k best passages, of equal ones the first, with their scores."""
    found = [
        alternative
        for number, concept in enumerate(concepts)
        for terms, weight in concept
        if weight * weights[number] > 0
        and (alternative := _alternative(store, scratch, number, terms, weight * weights[number])) is not None
    ]
    if not found or k < 1:
        return covered(store, concepts, weights, np.zeros(0, np.int32))
    starts = [0, *accumulate([len(one.passages) for one in found])]
    parts = len(found) * neighbours(store.head.passages)
    slack = margin(sum([float(one.impacts.max()) for one in found]), 0.0, parts)
    sums = Sums(scratch, found, starts[-1], each=True)
    low = sums.guess(2 * k) - slack
    places, passages, _ = sums.reaching(low)
    scores = _scores(found, starts, places, passages, sums.values(places))
    bound = _kth(passages, scores, k) - slack
    if bound < low:
        places, passages, _ = sums.reaching(bound, bound)
        scores = _scores(found, starts, places, passages, sums.values(places))
        bound = _kth(passages, scores, k) - slack
    sums.done()
    exact = covered(store, concepts, weights, np.unique(passages[scores >= bound]).astype(np.int32))
    # Best first, by the sums of `search`; the sort is stable, and so for ties.
    order = np.argsort(-np.array(exact.totals), kind="stable")[:k]
    return exact.at(np.sort(order))


def holding(store: Store, terms: Sequence[str]) -> Ids:
    """Returns the passages that hold all of the terms, ascending; none for no terms."""
    lists = sorted(_lists(store, terms), key=_frequency)
    return _in_all(lists[0].passages, lists[1:]) if lists else np.zeros(0, np.int32)


def held(store: Store, terms: Sequence[str]) -> bool:
    """Tells whether some passage holds all of the terms, of which there is one at least."""
    lists = _lists(store, terms)
    if not lists:
        return False
    rarest, *others = sorted(lists, key=_frequency)
    # The first passages tell it of most terms that are in many.
    starts = range(0, rarest.frequency, _AT_ONCE)
    return any(len(_in_all(rarest.passages[start : start + _AT_ONCE], others)) for start in starts)


def _lists(store: Store, terms: Sequence[str]) -> tuple[PostingList, ...]:
    """The lists of the terms; none where one of them is unknown."""
    lists = tuple(found for term in terms if (found := store.find(term)) is not None)
    return lists if len(lists) == len(terms) else ()


def _frequency(found: PostingList) -> int:
    return found.frequency


def _in_all(passages: Ids, lists: Sequence[PostingList], where: Callable[[Ids, Ids], Places] = where_in) -> Ids:
    """The passages, which ascend, that stand in all of the lists; `where` finds where in one."""
    for one in lists:
        passages = one.passages[where(one.passages, passages)]
    return passages


def _alternative(
    store: Store, scratch: Scratch, concept: int, terms: Sequence[str], weight: float
) -> _Alternative | None:
    lists = _lists(store, terms)
    if not lists:
        return None
    if len(lists) == 1:
        scores = (lists[0].impacts + np.float32(lists[0].without)) * np.float32(weight)
        return _Alternative(concept, lists[0].passages, scores)
    rarest, *others = sorted(lists, key=_frequency)
    passages = _in_all(rarest.passages, others, scratch.places)
    if not len(passages):
        return None
    added = [one.impacts[scratch.places(one.passages, passages)] + np.float32(one.without) for one in lists]
    return _Alternative(concept, passages, np.maximum.reduce(added) * np.float32(weight))


def _scores(
    found: Sequence[_Alternative], starts: Sequence[int], places: Places, passages: Places, values: Floats
) -> Floats:
    """Returns the score of each of the passages, which stand at these places in the lists, one after the other."""
    rows = np.array(starts).searchsorted(places, "right") - 1
    concepts = np.array([one.concept for one in found], np.intp)
    width = found[-1].concept + 1
    names, numbers = np.unique(passages, return_inverse=True)
    matched = np.zeros(len(names) * width, np.float32)
    np.maximum.at(matched, numbers * width + concepts[rows], values)
    scores: Floats = matched.reshape(-1, width).sum(1)[numbers]
    return scores


def _kth(passages: Places, scores: Floats, k: int) -> float:
    """Returns the k-th best score, 0.0 where there are fewer passages."""
    _, first = np.unique(passages, return_index=True)
    place = len(first) - k
    return float(np.partition(scores[first], place)[place]) if place >= 0 else 0.0
