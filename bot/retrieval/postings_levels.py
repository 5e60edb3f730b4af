"""Ranks the passages of all but the smallest and the largest libraries: terms add whole numbers to 16-bit sums, which
are few enough bytes for a processor's cache, and are quickly searched for the largest.

A sum says what a passage gets from the terms that it holds, rounded up to a step for each of them, so whoever is as
many steps below the k-th largest as there are terms cannot be among the k best. The few others are scored exactly.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_best import best_of_all, best_of_blocks, best_of_some
from bot.retrieval.postings_list import PostingList
from bot.retrieval.postings_small import PASSAGES, scores_of
from bot.retrieval.postings_store import Store

MOST = 1 << 22  # passages
_SHIFT = 16  # bits of a level
WIDTH = 1024  # the number of sums is a multiple of it
_STEPS = 1024  # of the largest idf
_LARGEST = (1 << 16) - 1
_LARGEST_DELTA = 1000.0  # up to which rounding of a score is far less than a step
_CACHED = 1 << 17  # sums that are quickly searched again and again
_BROAD = 32  # a term in more than every 32nd passage is added to all of them
_ALWAYS = 1 << 15  # passages up to which exact scores are remembered by passage, and else
_SHORT = 4096  # those of terms in so many, as long as there is room
_JOINED = 8192  # postings up to which joining bytes is faster
_ROOM = 1 << 27  # bytes that are remembered, about, or
_ROOM_EACH = 256  # so many for each passage

_Score = Callable[[int, float], float]  # a passage, and what it gets if it does not hold the term
_zeros, _frombuffer, _join = np.zeros, np.frombuffer, b"".join
_add, _add_at = np.add, np.add.at
_LEVEL, _PACKED, _NUMBER = np.dtype(np.uint16), np.dtype(np.int64), np.dtype(np.int32)


class _Row(NamedTuple):
    """What is remembered of a term."""

    packed: bytes | None  # for each passage that holds it: its number << 16 | what it gets; None for a broad term
    levels: NDArray[np.uint16] | None  # what every passage gets, for a broad term
    score: _Score | None  # the exact score in a passage, if remembered
    without: float
    largest: int
    found: PostingList


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
            np.right_shift(every, _SHIFT, passages)
        else:
            np.concatenate([np.frombuffer(one, _PACKED) for one in packed], out=passages)
            levels[:] = passages
            np.right_shift(passages, _SHIFT, passages)
        return passages, levels


def _add_broad(rows: Sequence[_Row], sums: NDArray[np.uint16]) -> None:
    for row in rows:
        if row[1] is not None:
            _add(sums, row[1], sums)


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
        self.fit = PASSAGES < head.passages <= MOST and self._terms > 0 and head.delta <= _LARGEST_DELTA
        self._small = self._sums <= _CACHED
        self._free: list[_Scratch] = []
        self._rows: dict[str, _Row] = {}
        self._held = 0
        self._room = max(_ROOM, _ROOM_EACH * head.passages)

    def top(self, terms: Iterable[str], k: int) -> list[tuple[int, float]] | None:
        """Does as `postings_rank.top` does, for terms; None where the sums might be too large."""
        rows: list[_Row] = list(map(self._rows.get, terms := list(terms)))  # type: ignore[arg-type]
        if None in rows:
            rows = self._found(terms)
        if len(rows) > self._terms and sum([row.largest for row in rows]) > _LARGEST:
            return None
        if self._small:  # what follows is `_chosen` once more, in as few steps as there may be
            sums = _zeros(self._sums, _LEVEL)
            if packed := [row[0] for row in rows if row[0] is not None]:
                every = _frombuffer(_join(packed), _PACKED)
                _add_at(sums, every >> _SHIFT, every.astype(_LEVEL))
            if len(packed) < len(rows):
                _add_broad(rows, sums)
            chosen = best_of_all(sums, k, len(rows) + 1)
        else:
            chosen = self._chosen(rows, k)
        parts = [(row[2], row[3]) for row in rows]
        if None in [score for score, _ in parts]:
            parts = self._parts(rows, chosen)  # type: ignore[assignment]
        scored = [(-reduce(add, [score(number, less) for score, less in parts]), number) for number in chosen]  # type: ignore[misc]
        scored.sort()
        return [(number, -score) for score, number in scored[:k]]

    def _chosen(self, rows: Sequence[_Row], k: int) -> list[int]:
        """Returns the passages that may be among the k best."""
        packed = [row[0] for row in rows if row[0] is not None]
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

    def _parts(self, rows: Sequence[_Row], chosen: Sequence[int]) -> list[tuple[_Score, float]]:
        """Returns the scores of terms in the passages, by rank_bm25's order of operations, and of those without."""
        wanted = np.array(chosen, _NUMBER)
        store = self._store
        delta, more, lengths, normals = store.head.delta, store.head.k1 + 1, store.numbers, store.normals
        normal = [normals[lengths[number]] for number in chosen]
        parts: list[tuple[_Score, float]] = []
        for _, _, score, without, _, found in rows:
            if score is None:
                scores: dict[int, float] = {}
                numbers, size, idf, tally = found.numbers, found.frequency, found.idf, found.tally
                for row, place in enumerate(found.passages.searchsorted(wanted).tolist()):
                    if place < size and numbers[place] == chosen[row]:
                        tf = tally[place]
                        scores[chosen[row]] = idf * (delta + (tf * more) / (normal[row] + tf))
                score = scores.get
            parts.append((score, without))
        return parts

    def _found(self, terms: Sequence[str]) -> list[_Row]:
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

    def _made(self, found: PostingList) -> tuple[_Row, int]:
        """Returns what is to be remembered of a term, and about how many bytes it takes."""
        above = np.ceil(found.impacts * np.float32(self._step)).astype(_LEVEL)
        packed: bytes | None = None
        levels: NDArray[np.uint16] | None = None
        score: _Score | None = None
        size = 0
        if found.frequency * _BROAD > self._passages:
            levels = np.zeros(self._sums, _LEVEL)
            levels[found.passages] = above
            size += levels.nbytes
        else:
            packed = (found.passages.astype(_PACKED) << _SHIFT | above).tobytes()
            size += len(packed)
        if self._passages <= _ALWAYS or (found.frequency <= _SHORT and 2 * self._held < self._room):
            scores = scores_of(self._store, found).tolist()
            score = dict(zip(found.passages.tolist(), scores, strict=True)).get
            size += 100 * found.frequency
        return _Row(packed, levels, score, found.without, int(above.max()), found), size
