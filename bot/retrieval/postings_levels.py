"""Ranks the passages of all but the smallest and the largest libraries: terms add whole numbers to 16-bit sums, which
are few enough bytes for a processor's cache, and are quickly searched for the largest.

A sum says what a passage gets from the terms that it holds, rounded up to a step for each of them, so whoever is as
many steps below the k-th largest as there are terms cannot be among the k best. The few others are scored exactly.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter, neg

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_best import best_of_all, best_of_blocks, best_of_some
from bot.retrieval.postings_few import (
    SHIFT,
    WIDEST,
    Row,
    Score,
    all_at_once,
    asked_of_all,
    one_by_one,
    packed,
)
from bot.retrieval.postings_list import PostingList
from bot.retrieval.postings_small import PASSAGES, scores_of
from bot.retrieval.postings_store import Store

MOST = 1 << 22  # passages
WIDTH = 1024  # the number of sums is a multiple of it
_STEPS = 800  # of the largest idf
_LARGEST = (1 << 16) - 1
_LARGEST_DELTA = 1000.0  # up to which rounding of a score is far less than a step
_CACHED = 1 << 17  # sums that are quickly searched again and again
_BROAD = 16  # a term in more than every 16th passage is added to all of them, and
_BROAD_OF_MANY = 32  # of many passages, whose sums are not all looked at but for such a term, this
_ALWAYS = 1 << 15  # passages up to which exact scores are remembered by passage, and else
_SHORT = 4096  # those of terms in so many, as long as there is room
_JOINED = 8192  # postings up to which joining bytes is faster
_ONE_BY_ONE = 12  # terms up to which passages are scored one by one
_ROOM = 1 << 27  # bytes that are remembered, about, or
_ROOM_EACH = 256  # so many for each passage

_zeros, _frombuffer, _join = np.zeros, np.frombuffer, b"".join
_add, _add_at = np.add, np.add.at
_postings, _levels, _largest = itemgetter(0), itemgetter(1), itemgetter(2)
_LEVEL, _PACKED = np.dtype(np.uint16), np.dtype(np.int64)


class _Scratch:
    """Room for a query: memory that is asked for anew is slow where it is much."""

    def __init__(self, sums: int) -> None:
        self.sums = np.zeros(sums, _LEVEL)
        self._passages, self._levels = np.empty(0, _PACKED), np.empty(0, _LEVEL)

    def parted(self, packed: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        """Returns the passages of lists, one after the other, and what they get."""
        size = sum(map(len, packed)) // _PACKED.itemsize
        if size > len(self._passages):
            self._passages, self._levels = np.empty(2 * size, _PACKED), np.empty(2 * size, _LEVEL)
        passages, levels = self._passages[:size], self._levels[:size]
        if not size:
            return passages, levels
        if size <= _JOINED:
            every = np.frombuffer(b"".join(packed), _PACKED)
            levels[:] = every
            np.right_shift(every, SHIFT, passages)
        else:
            np.concatenate([np.frombuffer(one, _PACKED) for one in packed], out=passages)
            levels[:] = passages
            np.right_shift(passages, SHIFT, passages)
        return passages, levels


def _add_broad(rows: Sequence[Row], sums: NDArray[np.uint16]) -> None:
    for levels in map(_levels, rows):
        if levels is not None:
            _add(sums, levels, sums)


class Levels:
    """The terms of a library as they are added up, made when they are first asked for; several threads may ask."""

    def __init__(self, store: Store) -> None:
        """Takes where the terms are read."""
        self._store = store
        head = store.head
        self._passages = head.passages
        self._sums = -(-head.passages // WIDTH) * WIDTH
        self._step = _STEPS / float(np.log(head.passages + 1.0)) if head.passages else 1.0
        self._terms = int(_LARGEST / (_STEPS * (head.k1 + 1) + 2))  # a term adds k1 + 1 times its idf at most
        fit = PASSAGES < head.passages <= MOST and self._terms > 0
        self.fit = fit and head.delta <= _LARGEST_DELTA and head.widths[1] <= WIDEST
        self._all_remembered = True
        self._small = self._sums <= _CACHED
        self._broad = _BROAD if self._small else _BROAD_OF_MANY
        self._free: list[_Scratch] = []
        self._rows: dict[str, Row] = {}
        self._held = 0
        self._room = max(_ROOM, _ROOM_EACH * head.passages)

    def top(self, terms: Iterable[str], k: int) -> list[tuple[int, float]] | None:
        """Does as `postings_rank.top` does, for terms; None where the sums might be too large."""
        terms = list(terms)
        try:
            rows = list(map(self._rows.__getitem__, terms))
        except KeyError:
            rows = self._found(terms)
        if len(rows) > self._terms and sum(map(_largest, rows)) > _LARGEST:
            return None
        if not self._small:
            return self._scored(rows, self._chosen(rows, k), k)
        # What follows is `_chosen` once more, in as few steps as there may be.
        sums = _zeros(self._sums, _LEVEL)
        postings = _frombuffer(_join(map(_postings, rows)), _PACKED)
        passages = postings >> SHIFT
        _add_at(sums, passages, postings.astype(_LEVEL))
        _add_broad(rows, sums)
        chosen = best_of_all(sums, k, len(rows) + 1)
        if len(rows) <= _ONE_BY_ONE or len(chosen) < 2:
            return self._scored(rows, chosen, k)
        chosen.sort()
        places = (sums.take(passages) == 0).nonzero()[0]
        return _ranked(chosen, all_at_once(self._store, rows, postings, places, chosen), k)

    def _scored(self, rows: Sequence[Row], chosen: Sequence[int], k: int) -> list[tuple[int, float]]:
        """Returns the k best of the chosen passages with their scores."""
        return _ranked(chosen, one_by_one(self._store, rows, chosen, remembered=self._all_remembered), k)

    def _chosen(self, rows: Sequence[Row], k: int) -> list[int]:
        """Returns the passages that may be among the k best."""
        packed = [row[0] for row in rows if row[0]]
        if not rows:
            return []
        try:
            scratch = self._free.pop()
        except IndexError:
            scratch = _Scratch(self._sums)
        sums = scratch.sums
        passages, levels = scratch.parted(packed)
        _add_at(sums, passages, levels)
        if len(packed) == len(rows):
            sums.take(passages, None, levels, "clip")
            chosen = best_of_some(passages, levels, k, len(rows) + 1)
        else:
            _add_broad(rows, sums)
            chosen = best_of_blocks(sums.reshape(-1, WIDTH), k, len(rows) + 1)
        sums.fill(0)
        self._free.append(scratch)
        return chosen

    def _found(self, terms: Sequence[str]) -> list[Row]:
        rows = []
        for term in terms:
            row = self._rows.get(term)
            if row is None:
                found = self._store.find(term)
                if found is None:
                    continue
                row, size = self._made(found)
                if self._held + size > self._room:
                    self._rows, self._held = {}, 0
                self._held += size
                self._rows[term] = row
            rows.append(row)
        return rows

    def _made(self, found: PostingList) -> tuple[Row, int]:
        """Returns what is to be remembered of a term, and about how many bytes it takes."""
        above = np.maximum(np.ceil(found.impacts * np.float32(self._step)), 1).astype(_LEVEL)
        largest = int(above.max())
        if found.frequency * self._broad > self._passages:
            levels = np.zeros(self._sums, _LEVEL)
            levels[found.passages] = above
            part = asked_of_all(self._store, found), found.without
            size = levels.nbytes + self._passages * found.counts.itemsize
            return Row(b"", levels, largest, part, found.idf, found), size
        postings = packed(found, above)
        size = len(postings)
        score: Score | None = None
        if self._passages <= _ALWAYS or (found.frequency <= _SHORT and 2 * self._held < self._room):
            scores = scores_of(self._store, found).tolist()
            score = dict(zip(found.passages.tolist(), scores, strict=True)).get
            size += 100 * found.frequency
        else:
            self._all_remembered = False
        return Row(postings, None, largest, (score, found.without), found.idf, found), size


def _ranked(chosen: Sequence[int], scores: Sequence[float], k: int) -> list[tuple[int, float]]:
    """Returns the k best of the chosen passages."""
    best = sorted(zip(map(neg, scores), chosen, strict=True))[:k]
    return [(number, -score) for score, number in best]
