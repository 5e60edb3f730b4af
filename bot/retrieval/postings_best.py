"""Finds the largest of many small whole numbers: three ways, each fast for another number of them.

Each returns all that are at most `slack` less than the k-th largest, and above 0.
"""

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.uint16]
_FEW, _MANY = 8, 24  # of the largest, which are looked for one after the other
_SHARED = 6  # times that one passage is there, about
_SAMPLED = 1024  # from which on a sample says where to look
_STRIDE = 16


def best_of_all(sums: Levels, k: int, slack: int) -> list[int]:
    """Returns the places, by looking at all again and again; they are set to 0."""
    low = 1
    chosen: list[int] = []
    if k <= _FEW:
        argmax, item = sums.argmax, sums.item
        while len(chosen) < _MANY:
            place = argmax().item()
            level = item(place)
            if level < low:
                return chosen
            sums[place] = 0
            chosen.append(place)
            if len(chosen) == k:
                low = max(1, level - slack)
    elif k < len(sums):
        low = max(1, int(np.partition(sums, len(sums) - k)[len(sums) - k]) - slack)
    others = (sums >= low).nonzero()[0]
    sums[others] = 0
    return chosen + others.tolist()


def best_of_some(names: NDArray[np.intp], sums: Levels, k: int, slack: int) -> list[int]:
    """Returns the names, each once; the same name may stand in several places, with the same number."""
    size, cut = len(sums), k * _SHARED
    while True:
        low = 1
        if cut < size:
            step = _STRIDE if size > _SAMPLED else 1
            sample = sums[::step].copy()
            place = max(0, len(sample) - cut // step - 2)
            sample.partition(place)
            low = int(sample[place])
        places = (sums >= max(1, low - slack)).nonzero()[0]
        found = dict(zip(names[places].tolist(), sums[places].tolist(), strict=True))
        if len(found) >= k:
            bound = sorted(found.values())[-k]
            if bound >= low or low <= 1:
                return [name for name, level in found.items() if level >= bound - slack]
        elif low <= 1:
            return list(found)
        cut *= 4


def best_of_blocks(sums: NDArray[np.uint16], k: int, slack: int) -> list[int]:
    """Returns the places in the flat array, for a matrix; the k-th largest is at least that of the columns' largest."""
    tops = sums.max(0)
    width = len(tops)
    low = max(1, int(np.partition(tops, width - k)[width - k]) - slack) if k < width else 1
    columns = (tops >= low).nonzero()[0]
    inner = sums[:, columns]
    rows, places = (inner >= low).nonzero()
    numbers = rows * width + columns[places]
    if len(numbers) > 2 * k:
        levels = inner[rows, places]
        bound = max(1, int(np.partition(levels, len(levels) - k)[len(levels) - k]) - slack)
        numbers = numbers[levels >= bound]
    return numbers.tolist()  # type: ignore[no-any-return]
