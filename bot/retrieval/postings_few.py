"""What terms add to the few passages that `postings_levels` chose: in float64, by rank_bm25's order of operations.

One by one, a term is asked what it adds to a passage; that is fast for few terms. All at once, the passages are looked
for in the postings that were added up, and numpy scores them.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_list import PostingList
from bot.retrieval.postings_store import Store

Score = Callable[[int, float], float]  # a passage, and what it gets if it does not hold the term
Levels = NDArray[np.uint16]
Postings = NDArray[np.int64]  # number of a passage << 32 | how often it holds the term << 16 | level
SHIFT = 32
WIDEST = 2  # bytes of how often
_WORD, _WORDS, _TIMES = np.dtype(np.uint16), 4, 1  # of a posting's words, the one that says how often


class Row(NamedTuple):
    """What is remembered of a term."""

    postings: bytes  # none for a broad term
    levels: Levels | None  # of every passage, for a broad term
    largest: int  # level
    part: tuple[Score | None, float]  # the exact score in a passage, if remembered; that of a passage without the term
    idf: float
    found: PostingList


_postings, _part, _idf = itemgetter(0), itemgetter(3), itemgetter(4)


def packed(found: PostingList, levels: Levels) -> bytes:
    """Returns a list as postings with these levels."""
    numbers, times = found.passages.astype(np.int64), found.counts.astype(np.int64)
    return (numbers << SHIFT | times << 16 * _TIMES | levels).tobytes()


def asked_of_all(store: Store, found: PostingList) -> Score:
    """Returns the score of a term that many passages hold; how often, is remembered for every passage."""
    times = np.zeros(store.head.passages, found.counts.dtype)
    times[found.passages] = found.counts
    idf, delta, more = found.idf, store.head.delta, store.head.k1 + 1
    tally, lengths, normals = times.data, store.numbers, store.normals

    def score(number: int, without: float) -> float:
        tf = tally[number]
        return idf * (delta + (tf * more) / (normals[lengths[number]] + tf)) if tf else without

    return score


def _asked_of(store: Store, found: PostingList, chosen: Sequence[int]) -> Score:
    """Returns the score of a term in the chosen passages."""
    delta, more, lengths, normals = store.head.delta, store.head.k1 + 1, store.numbers, store.normals
    numbers, size, idf, tally = found.numbers, found.frequency, found.idf, found.tally
    scores: dict[int, float] = {}
    for number, place in zip(chosen, found.passages.searchsorted(np.array(chosen, np.int32)).tolist(), strict=True):
        if place < size and numbers[place] == number:
            tf = tally[place]
            scores[number] = idf * (delta + (tf * more) / (normals[lengths[number]] + tf))
    return scores.get


def one_by_one(store: Store, rows: Sequence[Row], chosen: Sequence[int], *, remembered: bool) -> list[float]:
    """Returns the scores of the chosen passages; it is said whether those of all terms are `remembered`."""
    parts: Sequence[tuple[Score | None, float]] = list(map(_part, rows))
    if not remembered:
        pairs = zip(rows, parts, strict=True)
        parts = [
            (_asked_of(store, row.found, chosen) if score is None else score, less) for row, (score, less) in pairs
        ]
    scores = []
    for number in chosen:
        total = 0.0
        for score, less in parts:  # twice as fast as `reduce`; `sum` may compensate
            total += score(number, less)  # type: ignore[misc]
        scores.append(total)
    return scores


def all_at_once(
    store: Store, rows: Sequence[Row], postings: Postings, places: NDArray[np.intp], chosen: Sequence[int]
) -> list[float]:
    """Returns the scores of the chosen passages, which are two at least and ascend.

    The postings of the rows stand one row after the other, and those of the chosen passages at `places`.
    """
    lengths, normals, delta, more = store.numbers, store.normals, store.head.delta, store.head.k1 + 1
    sizes = list(map(len, map(_postings, rows)))
    ends = np.array(list(accumulate(sizes)))
    found = postings.take(places)
    terms = ends.searchsorted(places * found.itemsize, "right")
    passages = np.array(chosen).searchsorted(found >> SHIFT)
    tf = found.view(_WORD)[_TIMES::_WORDS].astype(np.float64)
    normal = np.array([normals[lengths[number]] for number in chosen]).take(passages)
    idfs = np.array(list(map(_idf, rows)))
    scores = (idfs * delta).repeat(len(chosen)).reshape(-1, len(chosen))
    scores[terms, passages] = idfs.take(terms) * (delta + (tf * more) / (normal + tf))
    for term, size in enumerate(sizes):
        if not size:
            score, less = rows[term].part
            scores[term] = [score(number, less) for number in chosen]  # type: ignore[misc]
    return np.add.reduce(scores).tolist()  # type: ignore[no-any-return]  # row by row, in the query's order
