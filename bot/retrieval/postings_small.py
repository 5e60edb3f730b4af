"""Two short ways to the best passages, where numpy's cost for each call counts for more than the postings.

In a small library a term has a row of what it adds to every passage, and a query is the sum of rows. A query with few
postings in a large one is added up as in `postings_rank`, with nothing on the way that few postings do not need.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from itertools import accumulate
from operator import add
from threading import Lock

import numpy as np

from bot.retrieval.postings_list import Places, PostingList
from bot.retrieval.postings_rank import norms, term_scores
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Doubles, Floats, Scratch, margin

PASSAGES = 512  # of a small library
POSTINGS = 32_768  # of a query with few
_LARGEST = 100.0  # k1 up to which a term that stands in a passage always adds more than rounding takes away
_ROOM = 1 << 22  # numbers that are remembered
_SAMPLED, _STRIDED = 24, 1500  # places looked for, and sums, from which on a sample of these says where to look
_SHARED = 6  # lists in which the best passages stand together, about


class Rows:
    """What terms add to every passage of a small library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Two passages at least: numpy adds up a single column in another order.
        self._width = max(2, store.head.passages)
        self.fit = 1 <= store.head.passages <= PASSAGES and store.head.k1 <= _LARGEST
        self._lock = Lock()
        self._state: tuple[Doubles, dict[str, tuple[int, float]]] = (np.zeros((16, self._width)), {})

    def top(self, lists: Sequence[tuple[str, PostingList]], k: int) -> list[tuple[int, float]]:
        """Does as `postings_rank.top` does, for terms with their lists."""
        matrix, known = self._state
        try:
            rows = [known[term] for term, _ in lists]
        except KeyError:
            matrix, known = self._with(lists)
            rows = [known[term] for term, _ in lists]
        totals = np.add.reduce(matrix.take([number for number, _ in rows], 0))  # row by row, in the query's order
        order = totals.argsort(kind="stable")[:k]
        without = 0.0
        for _, less in rows:
            without += less
        best = zip(order.tolist(), totals[order].tolist(), strict=True)
        return [(passage, -score) for passage, score in best if score < without]

    def _with(self, lists: Sequence[tuple[str, PostingList]]) -> tuple[Doubles, dict[str, tuple[int, float]]]:
        """Returns the rows with those of the terms; those that are in use stay as they are."""
        with self._lock:
            matrix, known = self._state
            new = {term: found for term, found in lists if term not in known}
            if (len(known) + len(new)) * self._width > _ROOM:
                new, known = dict(lists), {}
                matrix = np.zeros((16, self._width))
            if len(known) + len(new) > len(matrix):
                larger = np.zeros((2 * (len(known) + len(new)), self._width))
                larger[: len(known)] = matrix[: len(known)]
                matrix = larger
            known = dict(known)
            for term, found in new.items():
                number = len(known)
                # Negative, so that the best stand first and ties in their order.
                matrix[number] = without = -(found.idf * self._store.head.delta)
                matrix[number, found.passages] = -scores_of(self._store, found)
                known[term] = (number, without)
            self._state = (matrix, known)
            return self._state


def scores_of(store: Store, found: PostingList) -> Doubles:
    """Returns what a term adds to each passage that holds it."""
    return term_scores(store, found, found.counts.astype(np.int64), norms(store, found.passages))


def top_of_few(store: Store, scratch: Scratch, lists: Sequence[PostingList], k: int) -> list[tuple[int, float]]:
    """Does as `postings_rank.top` does, for different lists."""
    starts = [0, *accumulate([one.frequency for one in lists])]
    everything = scratch.sums
    passages, sums = scratch.room(starts[-1])
    np.concatenate([one.passages for one in lists], out=passages)
    np.concatenate([one.impacts for one in lists], out=sums)
    np.add.at(everything, passages, sums)
    everything.take(passages, None, sums, "clip")
    if 2 * starts[-1] > len(everything):
        everything.fill(0)
    else:
        everything[passages] = 0
    withouts = [one.without for one in lists]
    slack = margin(sum([one.most for one in lists]), sum(withouts), len(lists))
    best = _best(passages, sums, k, k * min(len(lists), _SHARED), slack)
    lengths, normals, delta, more = store.numbers, store.normals, store.head.delta, store.head.k1 + 1
    chosen = {number: withouts.copy() for number in sorted([number for _, number in best])}
    for place, number in best:
        row = bisect_right(starts, place) - 1
        one = lists[row]
        tf = one.tally[place - starts[row]]
        chosen[number][row] = one.idf * (delta + (tf * more) / (normals[lengths[number]] + tf))
    scored = [(number, reduce(add, parts)) for number, parts in chosen.items()]
    scored.sort(key=_score, reverse=True)  # stable, and so for ties
    return scored[:k]


def _best(passages: Places, sums: Floats, k: int, cut: int, slack: float) -> list[tuple[int, int]]:
    """Returns the places of the passages that may be among the k best, and these; `cut` places are looked at first."""
    while True:
        low = 0.0
        if cut < len(sums):
            step = 8 if cut >= _SAMPLED and len(sums) > _STRIDED else 1
            ordered = sums[::step].copy()
            place = max(0, len(ordered) - cut // step - 1)
            ordered.partition(place)
            low = float(ordered[place])
        places = (sums >= low - slack).nonzero()[0]
        numbers, values = passages[places].tolist(), sums[places].tolist()
        found = dict(zip(numbers, values, strict=True))
        if len(found) >= k:
            bound = sorted(found.values())[-k]
            if bound >= low:
                bound -= slack
                kept = zip(places.tolist(), numbers, values, strict=True)
                return [(place, number) for place, number, value in kept if value >= bound]
        elif low == 0.0:
            return list(zip(places.tolist(), numbers, strict=True))
        cut *= 4


def _score(ranked: tuple[int, float]) -> float:
    return ranked[1]
