"""Flattened tables: their rows stand one a line, and nothing marks where a cell ends.

What is left to go by: a cell starts with a capital, a cell's text goes on in lower case, source numbers stand
last, and the header has one name for each cell. Where tabs, bars or wide gaps are left, they are used instead.
"""

import re
from collections.abc import Sequence

from bot.article import Citation, Row, Table, Text
from bot.reading.cellstarts import columns_of, split_row
from bot.reading.characters import fold
from bot.reading.citations import bracketed_citations, number_list, web_citations, without_citations
from bot.reading.sources import SOURCE_COLUMNS

Line = tuple[int, str]
Finding = tuple[int, str, str]

_SEPARATORS = (re.compile(r"\s*\t\s*"), re.compile(r"\s*\|\s*"), re.compile(r"\s{2,}"))
_RULE = re.compile(r"[\s|:+=-]+")
_TAIL = re.compile(r"(?<=\s)\[?\d{1,3}(?:(?:,\s?|;\s?|\s)\d{1,3})*\]?$")
_NO_SOURCE = ("-", "–", "—")


def has_source_column(header: str) -> bool:
    """Returns whether a header line ends with the name of a column of sources."""
    words = header.split()
    return len(words) > 1 and words[-1].strip("|:").casefold() in SOURCE_COLUMNS


def is_separated(lines: Sequence[str]) -> bool:
    """Returns whether tabs, bars or wide gaps part the cells of all lines."""
    return _separator(lines) is not None


def build_flattened(lines: Sequence[Line]) -> tuple[Table, list[Finding]]:
    """Returns the table in some lines, the header first, and its doubts as (line, text, reason).

    A row that cannot be parted with confidence keeps its first cell and the rest as one.
    """
    kept = [line for line in lines if not _RULE.fullmatch(line[1])]
    separator = _separator([text for _, text in kept])
    if separator:
        return _separated(kept, separator)
    header = fold(kept[0][1])
    sources = has_source_column(header)
    names = header.split()[:-1] if sources else header.split()
    rows = [_cited_row(number, fold(text), sources) for number, text in kept[1:]]
    bodies = [without_citations(row.text, row.citations).rstrip(" -–—") for row, _ in rows]
    columns = columns_of(names, bodies)
    made = []
    doubts: list[Finding] = []
    for (row, doubt), body in zip(rows, bodies, strict=True):
        cells, clear = split_row(body, columns)
        made.append(Row(row, cells))
        if doubt:
            doubts.append((row.lines[0], row.text, doubt))
        if not clear:
            doubts.append((row.lines[0], row.text, "Where the cells of this row begin is not certain."))
    if not columns.sure:
        doubts.append((kept[0][0], header, "Where the column names begin is not certain."))
    return Table(Text(header, (kept[0][0], kept[0][0])), columns.names, tuple(made)), doubts


def _cited_row(number: int, text: str, sources: bool) -> tuple[Text, str]:
    """Returns a row's text with its citations, and what is doubtful about them ("" for nothing)."""
    lines = (number, number)
    if not sources:
        return Text(text, lines, web_citations(text)), ""
    tail = _TAIL.search(text)
    if tail is None:
        doubt = "" if text.endswith(_NO_SOURCE) else "The row ends without source numbers."
        return Text(text, lines, bracketed_citations(text)), doubt
    numbers = number_list(tail.group().strip("[]"))
    start, doubt = tail.start(), ""
    if not numbers or list(numbers) != sorted(numbers) or len(numbers) != len(re.findall(r"\d+", tail.group())):
        start = _ascending_from(text, tail.start())
        numbers = number_list(text[start:].strip("[]"))
        doubt = "The numbers at the end do not ascend: only the last were read as sources."
    earlier = bracketed_citations(text[:start])
    return Text(text, lines, (*earlier, *((Citation(start, len(text), numbers),) if numbers else ()))), doubt


def _ascending_from(text: str, start: int) -> int:
    found = [(match.start(), int(match.group())) for match in re.finditer(r"\d+", text[start:])]
    place = len(found) - 1
    while place > 0 and found[place - 1][1] < found[place][1] and found[place - 1][1]:
        place -= 1
    return start + found[place][0]


def _separator(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Returns what parts the cells in all lines but those that hold a rule."""
    given = [line.strip() for line in lines if not _RULE.fullmatch(line)]
    for separator in _SEPARATORS:
        if len(given) > 1 and all(separator.search(line) for line in given):
            return separator
    return None


def _cells(text: str, separator: re.Pattern[str]) -> list[str]:
    cells = [fold(cell) for cell in separator.split(text.strip())]
    if "|" in separator.pattern:
        cells = cells[not cells[0] :]
        cells = cells[: len(cells) - (not cells[-1])] if cells else cells
    return cells


def _separated(lines: Sequence[Line], separator: re.Pattern[str]) -> tuple[Table, list[Finding]]:
    names = _cells(lines[0][1], separator)
    sources = len(names) > 1 and names[-1].rstrip(":").casefold() in SOURCE_COLUMNS
    made = []
    doubts: list[Finding] = []
    for number, line in lines[1:]:
        text = fold(line)
        cells = _cells(line, separator)
        citations = web_citations(text)
        if sources and len(cells) >= len(names):
            listed = number_list(cells[len(names) - 1].strip("[]"))
            at = text.rfind(cells[len(names) - 1])
            if listed and at >= 0:
                place = Citation(at, at + len(cells[len(names) - 1]), listed)
                citations = (*(c for c in citations if c.end <= place.start), place)
            del cells[len(names) - 1]
        if len(cells) != len(names) - sources:
            doubts.append((number, text, f"The row has {len(cells)} cells, the header {len(names) - sources}."))
        made.append(Row(Text(text, (number, number), citations), tuple(_bare(cell) for cell in cells)))
    columns = tuple(names[:-1] if sources else names)
    return Table(Text(fold(lines[0][1]), (lines[0][0], lines[0][0])), columns, tuple(made)), doubts


def _bare(cell: str) -> str:
    return without_citations(cell, web_citations(cell))
