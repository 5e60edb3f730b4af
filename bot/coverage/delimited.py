"""CSV and TSV, read with the place of every cell, so that one cell can be changed and the rest stays as it is."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.coverage.headers import find_header

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 300  # rows by which the delimiter is found
_LONGEST_QUOTED = 40_000  # characters; a spreadsheet's cell holds fewer, so the quotation mark was not meant to open
_FITTING = 0.8  # of the rows have as many cells as most of them
_NAMED = re.compile(r"sep=(.)[ \t]*(?:\r\n?|\n|$)", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value, and where it stands in the text, with its quotation marks.

    `unclosed`: it begins with a quotation mark that nothing closes.
    """

    value: str
    start: int
    end: int
    quoted: bool = False
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its cells (none on an empty line), and where it ends, before the line end."""

    cells: tuple[Cell, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A delimited text: its delimiter ("" where it has one column), and its rows as a spreadsheet counts them."""

    delimiter: str
    records: tuple[Record, ...]


def layout(text: str) -> Layout:
    """Returns the rows of a delimited text. A line "sep=;" at its beginning names the delimiter and is no row."""
    named = _NAMED.match(text)
    if named:
        return Layout(named[1], tuple(scan(text, named[1], named.end())))
    delimiter = sniff(text)
    return Layout(delimiter, tuple(scan(text, delimiter)))


def sniff(text: str) -> str:
    """Returns the delimiter of a text, or "" where it has one column.

    The delimiter is the one by which the header names most fields; without a header, the one that gives the rows
    the same number of cells.
    """
    scores = {delimiter: _score(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0, 0, 0) else ""


def _score(text: str, delimiter: str) -> tuple[float, float, float]:
    records = list(itertools.islice(scan(text, delimiter), _SAMPLE))
    rows = [[cell.value for cell in record.cells] for record in records]
    counts = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    header = find_header(rows)
    if header is not None:
        width = len(rows[header.row])
        return (2, len(header.columns), counts[width] / counts.total()) if width > 1 else (0, 0, 0)
    if not counts:
        return 0, 0, 0
    width, fitting = max(counts.items(), key=lambda item: (item[1], item[0]))
    if width < 2 or fitting < _FITTING * counts.total() or _is_prose(text, records, delimiter):
        return 0, 0, 0
    return 1, fitting / counts.total(), width


def _is_prose(text: str, records: Sequence[Record], delimiter: str) -> bool:
    """A comma between cells has no space behind it; one in a sentence has."""
    if delimiter not in ",;":
        return False
    behind = [text[cell.start : cell.start + 1] for record in records for cell in record.cells[1:] if not cell.quoted]
    return len(behind) > 0 and behind.count(" ") > 0.5 * len(behind)


def scan(text: str, delimiter: str, start: int = 0) -> Iterator[Record]:
    """Yields the rows of a delimited text; with "" as the delimiter, every row is one cell."""
    reader = _Reader(text, delimiter)
    position = start
    while position < len(text):
        cells = [reader.cell(position)]
        while delimiter and text[cells[-1].end : cells[-1].end + 1] == delimiter:
            cells.append(reader.cell(cells[-1].end + 1))
        end = cells[-1].end
        empty = len(cells) == 1 and cells[0].start == end
        yield Record(() if empty else tuple(cells), end)
        newline = _NEWLINE.match(text, end)
        position = newline.end() if newline else end


class _Reader:
    """Reads cells from left to right.

    A quotation mark closes a cell only before a delimiter or a line end: one inside a sentence ('a "hard" lump') does
    not.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        stop = f"[{re.escape(delimiter)}\r\n]"
        self._stop = re.compile(stop)
        self._closing = re.compile(rf'"(?= *(?:{stop}|\Z))')
        # Without going back: a cell is read once, however its quotation marks stand.
        self._inside = re.compile(rf'((?:[^"]+|""|"(?! *(?:{stop}|\Z)))*+)" *(?={stop}|\Z)')
        self._closable = -1  # the next mark that could close a cell

    def cell(self, start: int) -> Cell:
        """Returns the cell that begins at a place."""
        first = start
        while self._text[first : first + 1] == " ":
            first += 1
        opened = self._text[first : first + 1] == '"'
        if opened and self._may_close(first + 1):
            found = self._inside.match(self._text, first + 1)
            if found and found.end(1) - first <= _LONGEST_QUOTED:
                return Cell(found[1].replace('""', '"'), start, found.end(), quoted=True)
        stop = self._stop.search(self._text, start)
        end = stop.start() if stop else len(self._text)
        return Cell(self._text[start:end], start, end, unclosed=opened)

    def _may_close(self, start: int) -> bool:
        if self._closable < start:
            found = self._closing.search(self._text, start)
            self._closable = found.start() if found else len(self._text) + _LONGEST_QUOTED
        return self._closable - start <= _LONGEST_QUOTED


def quoted(value: str, delimiter: str, always: bool = False) -> str:
    """Returns a value as a cell, in quotation marks where it needs them or where they are asked for."""
    needed = always or value != value.strip() or any(char in value for char in f'"\r\n{delimiter}')
    return '"' + value.replace('"', '""') + '"' if needed else value
