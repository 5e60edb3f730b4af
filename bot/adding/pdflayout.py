"""The lines of a page in reading order: columns are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bot.adding.pdfchars import Line

_FEWEST = 4  # lines on either side of a gutter
_MOST_CROSSING = 0.25
_FILLED = 0.55  # lines of prose fill more of their column than cells of a table do
_DEEPEST = 2
_STEP = 2.0


@dataclass(slots=True)
class Placed:
    """A line, and the left and right end of the column that it stands in."""

    line: Line
    left: float
    right: float


def in_order(segments: Sequence[Line], depth: int = 0) -> tuple[list[Placed], int]:
    """Returns the lines that segments of lines make up, in reading order, and the number of columns at most."""
    if not segments:
        return [], 1
    left, right = min(one.x0 for one in segments), max(one.x1 for one in segments)
    gutter = _gutter(segments, left, right) if depth < _DEEPEST else None
    if gutter is None:
        return [Placed(line, left, right) for line in _lines(segments)], 1
    made: list[Placed] = []
    band: list[Line] = []
    most = 1
    for segment in [*sorted(segments, key=lambda one: one.top), None]:
        if segment is not None and not segment.x0 < gutter < segment.x1:
            band.append(segment)
            continue
        columns = 0
        for side in ([one for one in band if one.x1 <= gutter], [one for one in band if one.x0 >= gutter]):
            placed, inner = in_order(side, depth + 1)
            made.extend(placed)
            columns += inner if side else 0
        most = max(most, columns)
        band = []
        if segment is not None:
            made.append(Placed(segment, left, right))
    return made, most


def _gutter(segments: Sequence[Line], left: float, right: float) -> float | None:
    """Returns where an empty strip parts two columns of prose; None where there is none."""
    best: tuple[int, float, float] | None = None
    middle = (left + right) / 2
    x = left + 0.2 * (right - left)
    while x < right - 0.2 * (right - left):
        crossing = sum(one.x0 - 3 < x < one.x1 + 3 for one in segments)
        found = (crossing, abs(x - middle), x)
        best = found if best is None or found < best else best
        x += _STEP
    if best is None or best[0] > _MOST_CROSSING * len(segments):
        return None
    sides = [one for one in segments if one.x1 <= best[2]], [one for one in segments if one.x0 >= best[2]]
    for side in sides:
        if len(side) < _FEWEST:
            return None
        wide = max(one.x1 for one in side) - min(one.x0 for one in side)
        if median(one.x1 - one.x0 for one in side) < _FILLED * wide or wide < 0.2 * (right - left):
            return None
    return best[2]


def _lines(segments: Sequence[Line]) -> list[Line]:
    """Puts segments on the same level together, each line from left to right."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda one: (one.bottom, one.x0)):
        row = rows[-1] if rows else None
        if row and abs(row[0].bottom - segment.bottom) < 0.35 * max(row[0].size, segment.size):
            row.append(segment)
        else:
            rows.append([segment])
    made = []
    for row in rows:
        row.sort(key=lambda one: one.x0)
        size = max(one.size for one in row)
        gaps = [after.x0 for before, after in pairwise(row) if after.x0 - before.x1 > 1.2 * size]
        made.append(Line([char for one in row for char in one.chars], gaps))
    return made
