"""Ranks passages by concepts, each of which counts by the best of its alternatives, as `bot.retrieval.search` does.

The sum over all alternatives is at least what a passage scores, and mostly equal to it, as synonyms seldom stand
together: it says whom to look at, and the exact scores of the best of these say who else might be among the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.retrieval.postings_rank import norms, term_scores, times_in
from bot.retrieval.postings_store import Ids, PostingList, Store
from bot.retrieval.postings_sums import Doubles, Floats, Scratch, Sums, distinct, margin

Weighted = tuple[Sequence[str], float]  # the terms of an alternative, all of which a passage must hold; its weight


@dataclass(frozen=True, slots=True, eq=False)
class _Alternative:
    """An alternative of a concept: its lists, the passages that hold all of them, and at least what it adds to each."""

    concept: int
    lists: tuple[PostingList, ...]
    weight: float
    passages: Ids
    impacts: Floats


def best(
    store: Store, scratch: Scratch, concepts: Sequence[Sequence[Weighted]], weights: Sequence[float], k: int
) -> list[int]:
    """Returns the k best passages, ties in the order of their numbers."""
    found = [
        alternative
        for number, concept in enumerate(concepts)
        for terms, weight in concept
        if weight * weights[number] > 0
        and (alternative := _alternative(store, number, terms, weight, weight * weights[number])) is not None
    ]
    if not found or k < 1:
        return []
    slack = margin(sum([float(one.impacts.max()) for one in found]), 0.0, len(found))
    sums = Sums(scratch, found, sum([len(one.passages) for one in found]))
    low = sums.guess(2 * k)
    seen, _ = distinct(*sums.reaching(low)[1:])
    scores = _exact(store, found, weights, seen)
    needed = float(np.partition(scores, len(seen) - k)[len(seen) - k]) - slack if len(seen) >= k else 0.0
    if needed < low:
        seen, _ = distinct(*sums.reaching(needed, needed)[1:])
        scores = _exact(store, found, weights, seen)
    sums.done()
    order = np.lexsort((seen, -scores))[:k]
    ranked: list[int] = seen[order].tolist()
    return ranked


def holding(store: Store, terms: Sequence[str]) -> tuple[tuple[PostingList, ...], Ids] | None:
    """Returns the lists of terms and the passages that hold them all, ascending; None where there are none."""
    lists = tuple(found for term in terms if (found := store.find(term)) is not None)
    if not lists or len(lists) < len(terms):
        return None
    rarest, *others = sorted(lists, key=lambda found: len(found.passages))
    passages = rarest.passages
    for other in others:
        places = other.passages.searchsorted(passages)
        places[places == len(other.passages)] = 0
        passages = passages[other.passages[places] == passages]
    return (lists, passages) if len(passages) else None


def _alternative(store: Store, concept: int, terms: Sequence[str], weight: float, whole: float) -> _Alternative | None:
    found = holding(store, terms)
    if found is None:
        return None
    lists, passages = found
    bonus = store.head.delta
    values = [
        (one.impacts if len(lists) == 1 else one.impacts[one.passages.searchsorted(passages)], one) for one in lists
    ]
    scores = [(impacts + np.float32(bonus * one.idf)) * np.float32(whole) for impacts, one in values]
    return _Alternative(concept, lists, weight, passages, scores[0] if len(scores) == 1 else np.maximum.reduce(scores))


def _exact(store: Store, found: Sequence[_Alternative], weights: Sequence[float], passages: Ids) -> Doubles:
    """Returns the scores that `bot.retrieval.search` gives, added up in its order."""
    normal = norms(store, passages)
    matched = np.zeros((len(weights), len(passages)))
    for one in found:
        scores, held = np.zeros(len(passages)), np.ones(len(passages), np.bool_)
        for each in one.lists:
            times = times_in(each, passages)
            held &= times > 0
            np.maximum(scores, term_scores(store, each, times, normal), out=scores)
        row = matched[one.concept]
        np.maximum(row, np.where(held, scores * one.weight * weights[one.concept], 0.0), out=row)
    return np.array(
        [sum(column) for column in matched.T.tolist()]
    )  # `sum` as there: from Python 3.12 on it compensates
