"""Ranks passages for the words of a query: sums in float32 say which may be among the best, float64 says which are.

A sum of n float32 impacts is off by less than n + 2 roundings, so whoever reaches the k-th best sum less that margin
is looked at exactly, and nobody else can be among the k best.

Long lists whose largest impacts together do not lift a passage among the best are not added up, but looked into for
those that might be (H. Turtle and J. Flood 1995, "Query evaluation: strategies and optimizations": MaxScore).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_list import Ids, Places, PostingList, stand
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Doubles, Floats, Scratch, Sums, distinct, looked_up, margin, neighbours

_WORTH = 32_768  # a list has to be as long as this for looking into it to be faster than adding it up
_HANDFUL = 24  # passages that are scored one by one

Counts = Mapping[int, Mapping[int, int]]  # by the id() of a list, how often its term stands in passages


def top(store: Store, scratch: Scratch, lists: Sequence[PostingList], k: int) -> list[tuple[int, float]]:
    """Returns the k best passages with their scores, ties in the order of their numbers.

    The lists stand in the order of the query, one for each time that its term stands there.
    """
    constant = store.head.delta * sum([one.idf for one in lists])
    once = _merged(lists)
    slack = margin(sum([one.most for one in once]), constant, len(lists) * neighbours(store.head.passages))
    head, tail, rest = _parted(once, k, slack)
    sums = Sums(scratch, head, sum([one.frequency for one in head]))
    low = sums.guess(k) - slack
    places, passages, found = sums.reaching(low)
    bound = _kth(passages, found, k, tail) - slack
    if bound - rest < low:
        low = bound - rest
        places, passages, found = sums.reaching(low, low)
        bound = max(bound, _kth(passages, found, k, tail) - slack)
    enough = (found >= bound - rest).nonzero()[0]
    places, passages = places[enough], passages[enough]
    chosen = (
        _left(*distinct(passages, found[enough]), bound, tail, rest).tolist()
        if tail
        else sorted(set(passages.tolist()))
    )
    counts = {} if sums.dense or len(chosen) > _HANDFUL else _counts(head, places, passages, chosen)
    sums.done()
    scores = exact(store, lists, chosen, counts)
    order = sorted(range(len(chosen)), key=scores.__getitem__, reverse=True)[:k]  # stable, and so for ties
    return [(chosen[place], scores[place]) for place in order]


def _merged(lists: Sequence[PostingList]) -> Sequence[PostingList]:
    """Returns each list once, one that stands there several times with impacts that are as many times as large."""
    if len(set(map(id, lists))) == len(lists):
        return lists
    times = Counter(map(id, lists))
    once = {id(found): found for found in lists}
    return [found.times(times[name]) if times[name] > 1 else found for name, found in once.items()]


def _parted(
    lists: Sequence[PostingList], k: int, slack: float
) -> tuple[Sequence[PostingList], list[PostingList], float]:
    """Returns the lists to add up, those to look into, and what these can add to a passage at most."""
    if max([one.frequency for one in lists]) < _WORTH:
        return lists, [], 0.0
    floor = max([one.best(k) for one in lists]) - slack
    head: list[PostingList] = []
    tail: list[PostingList] = []
    rest = 0.0
    for one in sorted(lists, key=_most):
        if one.frequency >= _WORTH and rest + one.most < floor:
            tail.insert(0, one)
            rest += one.most
        else:
            head.append(one)
    return head, tail, rest


def _most(one: PostingList) -> float:
    return one.most


def _kth(passages: Places, sums: Floats, k: int, tail: Sequence[PostingList]) -> float:
    """Returns a sum that k of the passages reach, with what the lists that were not added up add to them; 0.0 where
    there are too few.
    """
    if len(passages) < 512:
        found = dict(zip(passages.tolist(), sums.tolist(), strict=True))
        best = sorted(found, key=found.__getitem__)[-k:]
        values = [found[passage] for passage in best]
        numbers, whole = np.array(best, np.int32), np.array(values, np.float32)
    else:
        numbers, whole = distinct(passages, sums)
        order = whole.argpartition(max(len(whole) - k, 0))[-k:]
        numbers, whole = numbers[order], whole[order]
    if len(numbers) < k:
        return 0.0
    for one in tail:
        whole = whole + looked_up(one, numbers)
    return float(whole.min())


def _left(passages: Ids, sums: Floats, bound: float, tail: Sequence[PostingList], rest: float) -> Ids:
    """Returns the passages that reach a bound with the lists that were not added up, which hold `rest` at most."""
    for one in tail:
        rest -= one.most
        sums = sums + looked_up(one, passages)
        enough = sums >= bound - max(rest, 0.0)
        passages, sums = passages[enough], sums[enough]
    return passages


def _counts(lists: Sequence[PostingList], places: Places, passages: Places, chosen: Sequence[int]) -> Counts:
    """Returns how often terms stand in the chosen passages, from where passages stand in the lists, one list after
    the other.
    """
    if len(places) > 8 * _HANDFUL:
        wanted = np.array(chosen, np.intp)
        kept = stand(wanted, passages)[1].nonzero()[0]
        places, passages = places[kept], passages[kept]
    starts = list(accumulate([one.frequency for one in lists], initial=0))
    found: dict[int, dict[int, int]] = {id(one): {} for one in lists}
    for place, passage in zip(places.tolist(), passages.tolist(), strict=True):
        row = bisect_right(starts, place) - 1
        one = lists[row]
        found[id(one)][passage] = one.tally[place - starts[row]]
    return found


def norms(store: Store, passages: Ids) -> Doubles:
    """Returns what the length of each passage makes of k1, in rank_bm25's order of operations."""
    head = store.head
    average = head.tokens / head.passages
    return np.asarray(head.k1 * (1 - head.b + head.b * store.lengths[passages] / average))


def times_in(found: PostingList, passages: Ids) -> NDArray[np.int64]:
    """Returns how often a term stands in each passage."""
    places, held = stand(found.passages, passages)
    return np.where(held, found.counts[places], 0).astype(np.int64)


def term_scores(store: Store, found: PostingList, times: NDArray[np.int64], normal: Doubles) -> Doubles:
    """Returns what a term adds to passages that hold it so many times, in rank_bm25's order of operations."""
    head = store.head
    return np.asarray(found.idf * (head.delta + (times * (head.k1 + 1)) / (normal + times)))


def exact(store: Store, lists: Sequence[PostingList], passages: Sequence[int], counts: Counts) -> Sequence[float]:
    """Returns the scores of `BM25Plus.get_scores` for these passages; the lists stand in the order of the query."""
    if len(passages) <= _HANDFUL:
        return _handful(store, lists, passages, counts)
    numbers = np.array(passages, np.int32)
    normal = norms(store, numbers)
    total = np.zeros(len(numbers))
    for found in lists:
        total += term_scores(store, found, times_in(found, numbers), normal)
    scores: list[float] = total.tolist()
    return scores


def _handful(store: Store, lists: Sequence[PostingList], passages: Sequence[int], counts: Counts) -> list[float]:
    delta, more, lengths = store.head.delta, store.head.k1 + 1, store.numbers
    normals = [store.normals[lengths[passage]] for passage in passages]
    scores = [0.0] * len(passages)
    for found in lists:
        idf = found.idf
        without = idf * delta
        known = counts.get(id(found))
        times = known.get if known is not None else found.times_in
        for row, passage in enumerate(passages):
            tf = times(passage)
            scores[row] += idf * (delta + (tf * more) / (normals[row] + tf)) if tf else without
    return scores
