"""What some passages score for concepts, all at once: in float64, in `bot.retrieval.search`'s order of operations."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_list import Ids
from bot.retrieval.postings_rank import norms, term_scores, times_in
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Doubles

Weighted = tuple[Sequence[str], float]  # the terms of an alternative, all of which a passage must hold; its weight


class Covered(NamedTuple):
    """What passages (ascending) score for concepts: `scores` by concept and passage, 0.0 where it is not covered;
    `meant` the number of the alternative that covers it, -1 where none does.
    """

    passages: Ids
    scores: Doubles
    meant: NDArray[np.int32]

    @property
    def totals(self) -> list[float]:
        """The score of each passage."""
        return list(map(sum, self.scores.T.tolist()))  # as a hit's matches are added up: `sum` may compensate

    def at(self, places: NDArray[np.intp]) -> "Covered":
        """Returns the passages at some places."""
        return Covered(self.passages[places], self.scores[:, places], self.meant[:, places])

    def with_others(self, others: "Covered") -> "Covered":
        """Returns these passages and others, which are none of these, for the same concepts."""
        passages = np.concatenate([self.passages, others.passages])
        scores = np.concatenate([self.scores, others.scores], 1)
        meant = np.concatenate([self.meant, others.meant], 1)
        return Covered(passages, scores, meant).at(passages.argsort())


def covered(
    store: Store, concepts: Sequence[Sequence[Weighted]], weights: Sequence[float], passages: Ids
) -> Covered:  # fmt: skip
    """Returns what passages, which are given ascending, score for concepts with their weights; raises `Damaged`."""
    scores = np.zeros((len(concepts), len(passages)))
    meant = np.full((len(concepts), len(passages)), -1, np.int32)
    known: dict[str, Doubles] = {}
    normal = norms(store, passages) if len(passages) else np.zeros(0)
    for number, concept in enumerate(concepts):
        for way, (terms, weight) in enumerate(concept):
            if not terms:
                continue
            found = [_added(store, term, passages, normal, known) for term in terms]
            best = found[0]
            if len(found) > 1:
                best = np.where(np.minimum.reduce(found) > 0, np.maximum.reduce(found), 0.0)
            weighted = best * weight * weights[number]
            better = weighted > scores[number]
            scores[number][better] = weighted[better]
            meant[number][better] = way
    return Covered(passages, scores, meant)


def _added(store: Store, term: str, passages: Ids, normal: Doubles, known: dict[str, Doubles]) -> Doubles:
    """What a term adds to each passage, 0.0 where it does not stand."""
    if term not in known:
        found = store.find(term)
        if found is None:
            known[term] = np.zeros(len(passages))
        else:
            times = times_in(found, passages)
            known[term] = np.where(times > 0, term_scores(store, found, times, normal), 0.0)
    return known[term]
