"""Tables of a PDF without tags: those with ruled lines, and those that only their columns show."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from bot.adding.htmlblocks import DOUBT
from bot.adding.pdfchars import Char, Known, Line, html_of, lines_in_order

if TYPE_CHECKING:
    from pdfplumber.page import Page

Box = tuple[float, float, float, float]  # left, top, right, bottom

_NEAR = 2.5
_UNRULED = "The table was told by its columns alone, as no lines are drawn around its cells."
_FEWEST_ROWS = 3


def ruled_tables(page: Page, chars: Sequence[Char], known: Known) -> list[tuple[Box, str, int]]:
    """Returns the tables of a page with lines around their cells: their boxes, HTML and number of columns."""
    found: list[tuple[Box, str, int]] = []
    for table in page.find_tables():
        html, columns = _ruled(table, chars, known)
        if html:
            left, top, right, bottom = table.bbox
            found.append(((left, top, right, bottom), html, columns))
    return found


def _ruled(table: Any, chars: Sequence[Char], known: Known) -> tuple[str, int]:
    cells: list[Box] = sorted({tuple(cell) for cell in table.cells}, key=lambda box: (box[1], box[0]))
    lefts, tops = _edges(box[0] for box in cells), _edges(box[1] for box in cells)
    if len(lefts) < 2 or len(tops) < 2 or len(cells) < 4:
        return "", 0
    rows: list[list[str]] = [[] for _ in tops]
    filled = 0
    for box in cells:
        text = html_of(lines_in_order(_inside(chars, box)), known).strip()
        filled += bool(text)
        wide = sum(box[0] - _NEAR <= edge < box[2] - _NEAR for edge in lefts)
        high = sum(box[1] - _NEAR <= edge < box[3] - _NEAR for edge in tops)
        spans = f' colspan="{wide}"' * (wide > 1) + f' rowspan="{high}"' * (high > 1)
        row = min(range(len(tops)), key=lambda place: abs(tops[place] - box[1]))
        rows[row].append(f"<td{spans}>{text}</td>")
    if filled < 3:
        return "", 0
    return "".join(f"<tr>{''.join(row)}</tr>" for row in rows), len(lefts)


def _edges(values: Any) -> list[float]:
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return made


def _inside(chars: Sequence[Char], box: Box) -> list[Char]:
    return [char for char in chars if is_inside(char, box)]


def is_inside(char: Char, box: Box) -> bool:
    """Returns whether the middle of a character is in a box."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def unruled_table(lines: Sequence[Line], known: Known) -> tuple[str, int]:
    """Returns a table that starts with the first line as HTML, and how many lines it takes; ("", 0) for none."""
    starts = [lines[0].x0, *lines[0].gaps]
    rows: list[list[list[Line]]] = []
    taken = 0
    for line in lines:
        own = [line.x0, *line.gaps]
        places = [next((n for n, start in enumerate(starts) if abs(start - x) < 2 * _NEAR), -1) for x in own]
        if -1 in places or line.page != lines[0].page:
            break
        parts = _parts(line)
        wrapped = bool(rows) and len(own) < len(starts) and 0 not in places
        if len(own) == 1 and not wrapped:
            break
        if not wrapped:
            rows.append([[] for _ in starts])
        for place, part in zip(places, parts, strict=True):
            rows[-1][place].append(part)
        taken += 1
    if len(rows) < _FEWEST_ROWS:
        return "", 0
    cells = ["".join(f"<td>{html_of(cell, known)}</td>" for cell in row) for row in rows]
    return f'<table {DOUBT}="{escape(_UNRULED)}">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>', taken


def _parts(line: Line) -> list[Line]:
    """Returns a line parted at its wide gaps."""
    made: list[list[Char]] = [[]]
    gaps = list(line.gaps)
    for char in line.chars:
        if gaps and char["x0"] >= gaps[0] - 0.1:
            gaps.pop(0)
            made.append([])
        made[-1].append(char)
    return [Line(part) for part in made if part]
