"""The posting list of a term, as it is read and as it is added up."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = memoryview
Ids = NDArray[np.int32]
Impacts = NDArray[np.float32]
Places = NDArray[np.intp]


def stand(listed: Ids | Places, passages: Ids | Places) -> tuple[Places, NDArray[np.bool_]]:
    """Returns where passages would stand in a list, ascending and not empty, and which of them do stand there."""
    places = listed.searchsorted(passages)
    places[places == len(listed)] = 0
    return places, np.asarray(listed[places] == passages)


@dataclass(frozen=True, slots=True, eq=False)
class PostingList:
    """The list of one term.

    `passages` ascend; `impacts` are idf * tf * (k1 + 1) / (... + tf), to float32, and `most` is the largest; `counts`
    are tf. `without` is what a passage gets that does not hold the term. `frequency` is the number of passages;
    `numbers` and `tally` are passages and counts as Python takes them one by one.
    """

    passages: Ids
    impacts: Impacts
    counts: NDArray[np.unsignedinteger[Any]]
    idf: float
    without: float
    most: float
    frequency: int
    numbers: Bytes
    tally: Bytes
    _bests: dict[int, float] = field(default_factory=dict)

    def times_in(self, passage: int) -> int:
        """Returns how often the term stands in a passage."""
        place = bisect_left(self.numbers, passage)
        return self.tally[place] if place < self.frequency and self.numbers[place] == passage else 0

    def times(self, factor: int) -> "PostingList":
        """Returns the list of a term that stands so many times in a query, for choosing."""
        return replace(self, impacts=self.impacts * np.float32(factor), most=self.most * factor, _bests={})

    def best(self, k: int) -> float:
        """Returns the k-th largest impact, 0.0 where there are fewer."""
        found = self._bests.get(k)
        if found is None:
            place = len(self.impacts) - k
            found = self._bests[k] = float(np.partition(self.impacts, place)[place]) if place >= 0 else 0.0
        return found
