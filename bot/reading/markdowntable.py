"""Tables of a Markdown article: ragged rows, and a last column of source numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.article import Citation, LineRange, Row, Table, Text
from bot.reading.citations import number_list, without_citations
from bot.reading.inline import Inline
from bot.reading.sources import SOURCE_COLUMNS


@dataclass(frozen=True, slots=True)
class CellLine:
    """A row's cells, with empty ones for those that are missing."""

    cells: tuple[Inline, ...]
    lines: LineRange
    given: int  # how many of the cells the line itself has


def build_table(header: CellLine, rows: Sequence[CellLine]) -> tuple[Table, list[tuple[int, str, str]]]:
    """Returns the table and its doubts as (line, text, reason).

    Cells of the source column are citations, not cells, so that columns and cells stand side by side.
    """
    width = len(header.cells)
    cited = _has_source_column(header, rows)
    doubts = []
    made = []
    for line in rows:
        cells = [_cited_cell(cell) if cited and place == width - 1 else cell for place, cell in enumerate(line.cells)]
        text = _joined(cells, line.lines)
        if not text.text:
            continue
        shown = [without_citations(cell.text, cell.citations) for cell in cells]
        if cited and len(shown) >= width:
            del shown[width - 1]
        made.append(Row(text, tuple(shown)))
        if line.given != width:
            doubts.append((line.lines[0], text.text, f"The row has {line.given} cells, the header {width}."))
    names = [cell.text for cell in header.cells]
    return Table(_joined(header.cells, header.lines), tuple(names[:-1] if cited else names), tuple(made)), doubts


def _has_source_column(header: CellLine, rows: Sequence[CellLine]) -> bool:
    width = len(header.cells)
    if width < 2:
        return False
    name = header.cells[-1].text.casefold().rstrip(":")
    last = [row.cells[width - 1] for row in rows if len(row.cells) >= width and row.cells[width - 1].text]
    if name not in SOURCE_COLUMNS and name != "evidence":
        return False
    return bool(last) and all(_is_only_citations(cell) for cell in last)


def _is_only_citations(cell: Inline) -> bool:
    if cell.citations:
        return not without_citations(cell.text, cell.citations).strip(" ,;.")
    return bool(number_list(cell.text)) or cell.text in ("-", "–", "—")


def _cited_cell(cell: Inline) -> Inline:
    numbers = number_list(cell.text)
    if cell.citations or not numbers:
        return cell
    return replace(cell, citations=(Citation(0, len(cell.text), numbers),))


def _joined(cells: Sequence[Inline], lines: LineRange) -> Text:
    """Returns the cells as one line, parted by bars; empty cells at the end are left out."""
    last = max((place for place, cell in enumerate(cells) if cell.text), default=-1)
    text = ""
    citations: list[Citation] = []
    for place, cell in enumerate(cells[: last + 1]):
        if place:
            text += " |" if text else "|"
        if cell.text:
            text += " " if text else ""
            citations.extend(c._replace(start=c.start + len(text), end=c.end + len(text)) for c in cell.citations)
            text += cell.text
    return Text(text, lines, tuple(citations))
