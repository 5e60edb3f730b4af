"""FAQ lists in tables: CSV, TSV and XLSX."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.coverage.delimited import layout
from bot.coverage.entries import Entry
from bot.coverage.faqfiles import NoQuestions
from bot.coverage.headers import FIELDS, find_header
from bot.coverage.workbooks import sheets
from bot.showing import shown_path

_ASKING = 0.5  # of a column's cells end in "?": it holds questions
_NEARLY_ALL = 0.8
_LONGEST_NAME = 3  # words


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a spreadsheet shows it: its rows, the header's place from 0 (-1: none), the column of each field.

    `unclosed` are the places of rows with a quotation mark that nothing closes; `sheet` is the sheet's name.
    """

    rows: tuple[tuple[str, ...], ...]
    header: int
    columns: Mapping[str, int]
    unclosed: frozenset[int] = frozenset()
    sheet: str = ""


def read_delimited(text: str) -> Table:
    """Returns the table in a CSV or TSV text."""
    records = layout(text).records
    unclosed = [place for place, record in enumerate(records) if any(cell.unclosed for cell in record.cells)]
    return table_of([tuple(cell.value for cell in record.cells) for record in records], frozenset(unclosed))


def read_xlsx(content: bytes, path: Path) -> Table:
    """Returns the first sheet with a question column. Raises `FaqUnreadable` or `NoQuestions`."""
    tables = [table_of(rows, sheet=name) for name, rows in sheets(content, path)]
    filled = [table for table in tables if any(any(row) for row in table.rows)]
    if not filled:
        raise NoQuestions(f"The FAQ list {shown_path(path)} is empty.", "Write one question a row.")
    named = (table for table in filled if table.header >= 0 and any(table.rows[table.header + 1 :]))
    asking = (table for table in filled if _share_asking(_cells(table.rows, table.columns["question"])) > 0)
    return next(named, None) or next(asking, filled[0])


def table_of(rows: Sequence[tuple[str, ...]], unclosed: frozenset[int] = frozenset(), sheet: str = "") -> Table:
    """Returns rows as a table: with its header found, and its question column where the header names none."""
    last = max((place for place, row in enumerate(rows) if row and (not sheet or any(map(str.strip, row)))), default=-1)
    rows = tuple(rows[: last + 1])
    found = find_header(rows)
    header = found.row if found else -1
    columns = dict(found.columns) if found else {}
    if "question" not in columns:
        columns["question"] = _question_column(rows[header + 1 :], set(columns.values()))
        if not found and _names_columns(rows, columns["question"]):
            header = next(place for place, row in enumerate(rows) if any(map(str.strip, row)))
    return Table(rows, header, columns, unclosed, sheet)


def entries(table: Table) -> list[Entry]:
    """Returns the rows of a table but the header, each with its number as a spreadsheet counts."""
    width = len(table.rows[table.header]) if table.header >= 0 else _width(table.rows)
    return [_entry(table, place, width) for place in range(len(table.rows)) if place != table.header]


def _entry(table: Table, place: int, width: int) -> Entry:
    row = table.rows[place]
    problem = ""
    if not any(map(str.strip, row)):
        return Entry(place + 1)
    if place < table.header:
        problem = f"It stands above the header in row {table.header + 1}: a title is no question."
    elif place in table.unclosed:
        problem = "A cell begins with a quotation mark that nothing closes: close it, or double it."
    elif any(cell.strip() for cell in row[width:]):
        problem = (
            f"It has {len(row)} cells, but there are {width} columns: put text with a delimiter in quotation marks."
        )
    elif table.header >= 0 and row == table.rows[table.header]:
        problem = "It repeats the header."
    values = {
        field: row[table.columns[field]]
        for field in FIELDS
        if field in table.columns and table.columns[field] < len(row)
    }
    if table.header >= 0 and "priority" in table.columns:
        values["priority_name"] = table.rows[table.header][table.columns["priority"]]
    return Entry(place + 1, values, problem=problem)


def _width(rows: Sequence[tuple[str, ...]]) -> int:
    """How many cells most rows have, in a table without a header."""
    counts = Counter(len(row) for row in rows if row)
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _question_column(rows: Sequence[tuple[str, ...]], taken: set[int]) -> int:
    """The first column that holds questions; else the first with words, else the first."""
    width = max(map(len, rows), default=0)
    free = [column for column in range(width) if column not in taken] or [0]
    cells = {column: [cell for cell in _cells(rows, column) if cell.strip()] for column in free}
    asking = (column for column in free if _share_asking(cells[column]) >= _ASKING)
    wordy = (column for column in free if _share(cells[column], lambda cell: len(cell.split()) > 1) >= _ASKING)
    filled = (column for column in free if cells[column])
    return next(asking, next(wordy, next(filled, free[0])))


def _names_columns(rows: Sequence[tuple[str, ...]], question: int) -> bool:
    """Tells whether the first of several columns' rows are names that are not known, over cells that ask."""
    filled = [row for row in rows if any(map(str.strip, row))]
    if len(filled) < 2 or len(filled[0]) < 2:
        return False
    names = [cell for cell in filled[0] if cell.strip()]
    short = all(len(name.split()) <= _LONGEST_NAME and not re.search(r"[?.\d]", name) for name in names)
    return short and _share_asking(_cells(filled[1:], question)) >= _NEARLY_ALL


def _cells(rows: Sequence[tuple[str, ...]], column: int) -> list[str]:
    """The cells of a column, of the rows that reach so far."""
    return [row[column] for row in rows if column < len(row)]


def _share_asking(cells: Sequence[str]) -> float:
    return _share(cells, lambda cell: cell.rstrip(" \t\r\n\"'”’»").endswith(("?", "？")))


def _share(cells: Sequence[str], holds: Any) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0.0
