"""The tables of an HTML tree: merged cells taken apart, headers found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.adding.blocks import Block, Grid, Run, Runs, text_of, trimmed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ReadCell = Callable[["LexborNode"], tuple[Sequence[Block], tuple[str, ...]]]

_MOST_CELLS = 20_000
_WIDEST_SPAN = 100
_MERGED = "The table had merged cells: their text stands in each row and column that they covered."
_NO_HEADER = "The table marks no header: its first row was taken for one."
_INNER = "A cell held a table of its own, which was read as text."
_LISTS = "A cell held a list or several paragraphs, which were put in one line, with semicolons between."
_TOO_LARGE = "The table is too large to be kept as one, and was read as text."
_TWO_HEADERS = "The table had several rows of headers, which were joined."


@dataclass(slots=True)
class ReadTable:
    """What a table is: a grid, or cells that are text like any other."""

    grid: Grid | None = None
    captions: list[LexborNode] = field(default_factory=list)
    loose: list[LexborNode] = field(default_factory=list)


@dataclass(slots=True)
class _Cells:
    """The cells of a table by row and column."""

    rows: list[dict[int, Runs]] = field(default_factory=list)
    doubts: dict[str, None] = field(default_factory=dict)


def read_table(table: LexborNode, read: ReadCell) -> ReadTable:
    """Returns a table as a grid; one row or column is text. `read` gives a cell's blocks, and other doubts."""
    rows = _rows(table)
    found = ReadTable(captions=[node for node in table.iter() if node.tag == "caption"])
    cells = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows]
    layout = (table.attributes.get("role") or "") in ("presentation", "none")
    large = sum(_span(cell, "colspan") * _span(cell, "rowspan") for row in cells for cell in row) > _MOST_CELLS
    if layout or large or max(map(len, cells), default=0) < 2 or len(cells) < 2:
        found.loose = [cell for row in cells for cell in row]
        return found
    filled = _filled(cells, read)
    heads = _header_rows(rows, cells)
    if not heads:
        filled.doubts[_NO_HEADER] = None
    if heads > 1:
        filled.doubts[_TWO_HEADERS] = None
    width = max((max(row, default=-1) + 1 for row in filled.rows), default=0)
    body = [tuple(row.get(place, ()) for place in range(width)) for row in filled.rows]
    first, rest = body[: max(1, heads)], body[max(1, heads) :]
    header = tuple(_stacked([row[place] for row in first]) for place in range(width))
    given = (header, *(row for row in rest if any(row)))
    kept = [place for place in range(width) if any(row[place] for row in given)]
    found.grid = Grid(tuple(tuple(row[place] for place in kept) for row in given), tuple(filled.doubts))
    return found


def _rows(table: LexborNode) -> list[LexborNode]:
    """Returns the rows of a table, not those of tables within it."""
    made: list[LexborNode] = []
    for part in table.iter():
        if part.tag == "tr":
            made.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            made.extend(row for row in part.iter() if row.tag == "tr")
    return made


def _header_rows(rows: Sequence[LexborNode], cells: Sequence[Sequence[LexborNode]]) -> int:
    """Returns how many rows at the top are headers."""
    count = 0
    for row, own in zip(rows, cells, strict=True):
        parent = row.parent
        in_head = parent is not None and parent.tag == "thead"
        if not own or not (in_head or all(cell.tag == "th" for cell in own)):
            break
        count += 1
    return count if count < len(rows) else 1


def _stacked(parts: Sequence[Runs]) -> Runs:
    """Returns the header of a column out of the headers above each other, each text once."""
    made: list[Run] = []
    seen: set[str] = set()
    for runs in parts:
        if (text := text_of(runs)) and text not in seen:
            seen.add(text)
            made.extend(([Run(" ")] if made else []) + [replace(run, bold=False) for run in runs])
    return trimmed(made)


def _filled(rows: Sequence[Sequence[LexborNode]], read: ReadCell) -> _Cells:
    """Places the cells; the text of a merged one goes to every place that it covered."""
    made = _Cells([{} for _ in rows])
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in made.rows[number]:
                column += 1
            runs = _runs(cell, made.doubts, read)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if high == 0:
                high = len(rows) - number
            if (wide > 1 or high > 1) and runs:
                made.doubts[_MERGED] = None
            whole = wide > 1 and column == 0 and len(row) == 1  # a heading within the table stands once
            for below in made.rows[number : number + high]:
                for place in range(column, column + wide):
                    below.setdefault(place, () if whole and place else runs)
            column += wide
    return made


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    if not (value.isascii() and value.isdigit()) or len(value) > 4:
        return 1
    least = 0 if name == "rowspan" else 1  # rowspan 0: down to the last row
    return min(_WIDEST_SPAN, max(least, int(value)))


def _runs(cell: LexborNode, doubts: dict[str, None], read: ReadCell) -> Runs:
    """Returns the text of a cell in one line."""
    made: list[Run] = []
    parts = 0
    blocks, left = read(cell)
    for block in blocks:
        doubts.update(dict.fromkeys(block.doubts))
        if isinstance(block, Grid):
            doubts[_INNER] = None
            texts = [runs for row in block.rows for runs in row]
        else:
            texts = [block.runs]
        for runs in texts:
            if made and runs:
                ends = text_of(made)[-1:] in ".:;,!?"
                made.append(Run(" " if ends else "; "))
            made.extend(Run(run.text.replace("\n", " "), run.bold, run.raised, run.link, run.cited) for run in runs)
            parts += bool(runs)
    if parts > 1:
        doubts[_LISTS] = None
    doubts.update(dict.fromkeys(left))
    return trimmed(made)
