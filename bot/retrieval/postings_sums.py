"""Adds up what lists of passages give to each, in float32, to find out which passages may be among the best."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings_list import Ids, Places, stand

Doubles = NDArray[np.float64]
Floats = NDArray[np.float32]
ROUNDING = 2.0**-23  # twice what a float32 operation is off by, so that second-order terms are covered
EXACT = 2.0**-50  # the same of float64
SMALLEST = 2.0**-120  # below this, a float32 is off by more
_DENSE = 4  # more postings than passages / 4: every passage is looked at
_CACHED = 1 << 18  # sums that fit into a processor's cache
_BUCKETS = 17  # logarithm of the sums of neighbours, which fit into it better
_SAMPLED = 4096  # sums from which on a sample says about how large the best are
_STRIDE = 32
_BROAD = 32  # of the sample, where sums are those of neighbours
_SHARED = 6  # lists in which the best passages stand together, about
_MARKED = 1000  # passages from which on they are marked to find them in a list,
_FAR = 10  # … unless it is so many times as long


class Valued(Protocol):
    """What is added up: passages, ascending and each once, with their values above 0."""

    @property
    def passages(self) -> Ids:
        """The passages."""

    @property
    def impacts(self) -> Floats:
        """Their values."""


class Scratch:
    """Room for sums over all passages and for marks on them, zero between uses, and for the postings of a query."""

    def __init__(self, passages: int) -> None:
        self.sums = np.zeros(passages, np.float32)
        self._marks = np.zeros(passages, np.bool_)
        self._passages = np.empty(0, np.intp)
        self._values = np.empty(0, np.float32)

    def room(self, postings: int) -> tuple[Places, Floats]:
        """Returns arrays for so many postings; what they hold is not defined."""
        if postings > len(self._passages):
            self._passages = np.empty(postings + postings // 2, np.intp)
            self._values = np.empty(postings + postings // 2, np.float32)
        return self._passages[:postings], self._values[:postings]

    def places(self, listed: Ids, passages: Ids) -> Places:
        """Returns where passages stand in a list, those of them that do; both ascend, the places too."""
        if len(passages) < _MARKED or len(listed) > _FAR * len(passages):
            return where_in(listed, passages)
        self._marks[passages] = True
        places = self._marks.take(listed).nonzero()[0]
        self._marks[passages] = False
        return places


class Pool:
    """Scratches that are not in use: each query takes one for itself, so that threads do not disturb each other."""

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self._free: list[Scratch] = []

    def take(self) -> Scratch:
        """Returns a scratch, which is to be given back unless an error left it half used."""
        try:
            return self._free.pop()
        except IndexError:
            return Scratch(self._passages)

    def give_back(self, scratch: Scratch) -> None:
        """Takes back a scratch whose sums are zero again."""
        self._free.append(scratch)


def neighbours(passages: int) -> int:
    """Returns how many passages may have their values added up together."""
    return 1 << (passages >> _BUCKETS).bit_length()


def margin(largest: float, constant: float, parts: int) -> float:
    """Returns how much a float32 sum of so many parts may be off, as may another of about the same size.

    `constant` is what every passage gets besides, in float64. Sums of neighbours have as many times as many parts.
    """
    return (parts + 8) * (largest * ROUNDING + constant * EXACT + SMALLEST)


class Sums:
    """The sums of lists, passage by passage, or at least bounds of them; ask it who reaches a sum.

    Where the sums of all passages do not fit into the processor's cache, values are first added up for passages that
    are neighbours, and passage by passage only where neighbours together reach what is asked for. Where there are more
    postings than it takes to look at all passages, that is done.
    """

    def __init__(self, scratch: Scratch, lists: Sequence[Valued], postings: int, *, each: bool = False) -> None:
        """Adds up lists, which hold so many postings; with `each`, places are wanted in any case."""
        self._all = scratch.sums
        self._ids, self._values = scratch.room(postings)
        np.concatenate([one.passages for one in lists], out=self._ids, casting="same_kind")
        np.concatenate([one.impacts for one in lists], out=self._values)
        self.dense = not each and postings * _DENSE > len(self._all)
        self._shift = 0
        if self.dense:
            np.add.at(self._all, self._ids, self._values)
            self._bounds = self._all
        elif len(self._all) <= _CACHED or postings * _DENSE > len(self._all):
            self._bounds = self._added(self._ids, self._values)
        else:
            self._shift = neighbours(len(self._all)).bit_length() - 1
            self._bounds = self._neighbours()

    def _added(self, passages: Places, values: Floats) -> Floats:
        np.add.at(self._all, passages, values)
        sums = self._all.take(passages)
        self._all[passages] = 0
        return sums

    def _neighbours(self) -> Floats:
        buckets = self._ids >> self._shift
        np.add.at(self._all, buckets, self._values)
        sums = self._all.take(buckets)
        self._all[: (len(self._all) >> self._shift) + 1] = 0
        return sums

    def guess(self, k: int) -> float:
        """Returns a sum that a few more than the k best passages reach, probably."""
        bounds = self._bounds
        cut = k * (2 if self.dense else _SHARED)
        if len(bounds) > _SAMPLED:
            bounds, cut = bounds[::_STRIDE], cut // _STRIDE + (_BROAD if self._shift else 4)
        place = len(bounds) - cut
        return float(np.partition(bounds, place)[place]) if place > 0 else 0.0

    def reaching(self, low: float, least: float = 0.0) -> tuple[Places, Places, Floats]:
        """Returns where postings stand in the lists whose sums are bounded by not less than `low`, and whose sums are
        not less than `least`: their places, their passages and their sums.

        A passage is there once for each list that holds it; in the dense case once, and the places mean nothing.
        """
        places = (self._bounds >= max(low, SMALLEST)).nonzero()[0]
        if self.dense:
            return places, places, self._bounds[places]
        passages = self._ids[places]
        if not self._shift:
            return places, passages, self._bounds[places]
        sums = self._added(passages, self._values[places])
        enough = (sums >= least).nonzero()[0]
        return places[enough], passages[enough], sums[enough]

    def values(self, places: Places) -> Floats:
        """Returns the values at places in the lists."""
        return self._values[places]

    def done(self) -> None:
        """Leaves the scratch as it was found."""
        if self.dense:
            self._all.fill(0)


def distinct(passages: Places, sums: Floats) -> tuple[Ids, Floats]:
    """Returns each passage once, ascending, with its sum."""
    order = passages.argsort()
    passages = passages[order]
    first = np.empty(len(order), np.bool_)
    first[:1] = True
    np.not_equal(passages[1:], passages[:-1], out=first[1:])
    return passages[first].astype(np.int32), sums[order[first]]


def where_in(listed: Ids, passages: Ids) -> Places:
    """Returns where passages stand in a list, which is not empty, those of them that do; both ascend."""
    places, held = stand(listed, passages)
    return places[held]


def looked_up(one: Valued, passages: Ids) -> Floats:
    """Returns the value of each passage in a list, 0 where it does not stand there."""
    places, held = stand(one.passages, passages)
    return np.where(held, one.impacts[places], np.float32(0))
