"""Tables on the screen: side by side where there is room, as "Column: cell" lines where there is none."""

from collections.abc import Sequence
from functools import cached_property

from textual.content import Content

from bot.article import Article, Passage, Row, Table
from bot.chat.content import CITED, cell_contents, cited_content, plain
from bot.chat.fitted import GAP, Columns, Fitted, labelled, pairs, side_by_side, stacked
from bot.chat.wrapping import height, wrapped
from bot.conversation.answer import Quote

SOURCES = "Sources"
_RULE = "$foreground 25%"


def numbers_of(row: Row) -> tuple[int, ...]:
    """Returns the numbers of the sources that a row cites."""
    return tuple(number for citation in row.text.citations for number in citation.numbers)


class Grid:
    """A table of the article: in columns where they fit, else each row as a block of "Column: cell" lines.

    The sources of the rows stand in a column of their own.
    """

    _FIRST, _FURTHER = "▪ ", "  "

    def __init__(self, table: Table) -> None:
        """Lays nothing out before it is asked for."""
        self._table = table
        self._widths: tuple[int, list[int] | None] = (0, None)
        self._ruled: tuple[list[int], bool] = ([], False)

    @cached_property
    def rows(self) -> list[list[Content]]:
        """The cells of each row."""
        columns = self._table.columns
        return [with_sources([plain(cell) for cell in row.cells], columns, numbers_of(row)) for row in self._table.rows]

    @cached_property
    def names(self) -> list[Content]:
        """The names of the columns."""
        return names_for(self._table.columns, max(map(len, self.rows), default=0))

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.names, self.rows)

    def widths(self, width: int) -> list[int] | None:
        """Returns the width of each column, or None where they do not fit."""
        if self._widths[0] != width:
            self._widths = (width, self._columns.widths(width))
        return self._widths[1]

    def header(self, names: Sequence[Content], width: int) -> list[Content]:
        """Returns the names over a rule, or nothing above blocks."""
        return self._columns.header(names).lines(width)

    def lines(self, row: int, cells: Sequence[Content], width: int) -> list[Content]:
        """Returns a row's lines; its cells may have been highlighted. Rows of several lines are told apart by rules."""
        if (widths := self.widths(width)) is not None:
            rule = [Content("┈" * self._span(widths)).stylize(_RULE)] if self._is_ruled(row, widths) else []
            return [*side_by_side(cells, widths), *rule]
        texts = [line for pair in pairs(self.names, cells) for line in wrapped(pair, self._room(width))]
        return [
            Content.assemble((self._FURTHER if n else self._FIRST, "$accent"), line) for n, line in enumerate(texts)
        ]

    def height(self, row: int, width: int) -> int:
        """Returns how many lines a row takes."""
        if (widths := self.widths(width)) is not None:
            return self._tall(row, widths) + self._is_ruled(row, widths)
        return sum(height(pair.plain, self._room(width)) for pair in pairs(self.names, self.rows[row]))

    def _tall(self, row: int, widths: Sequence[int]) -> int:
        return max((height(cell.plain, width) for cell, width in zip(self.rows[row], widths, strict=False)), default=0)

    def _is_ruled(self, row: int, widths: list[int]) -> bool:
        if self._ruled[0] != widths:
            self._ruled = (widths, any(self._tall(number, widths) > 1 for number in range(len(self.rows))))
        return self._ruled[1] and row < len(self.rows) - 1

    def _span(self, widths: Sequence[int]) -> int:
        return sum(widths) + GAP * (len(widths) - 1)

    def _room(self, width: int) -> int:
        return max(1, width - len(self._FIRST))


def quoted_row(quote: Quote) -> Content:
    """Returns a table row as "Column: cell" lines with its sources."""
    passage = quote.passage
    cells = with_sources(cell_contents(quote)[0], passage.columns, passage.citations)
    return labelled(names_for(passage.columns, len(cells)), cells)


def quoted_table(quote: Quote, article: Article | None) -> Fitted:
    """Returns a whole table; the article, where it is at hand, tells which row cites which sources."""
    passage = quote.passage
    table = find_table(article, passage) if article else None
    numbers = [numbers_of(row) for row in table.rows] if table else []
    rows = [
        with_sources(cells, passage.columns, numbers[index] if index < len(numbers) else ())
        for index, cells in enumerate(cell_contents(quote))
    ]
    columns = Columns(names_for(passage.columns, max(map(len, rows), default=0)), rows)
    parts: list[Content | Fitted] = [columns.header(), *(columns.row(row) for row in rows)]
    if table is None and passage.citations:
        parts.append(Content.assemble((f"{SOURCES}: ", CITED), cited_content(passage.citations)))
    return stacked(parts)


def with_sources(cells: Sequence[Content], columns: Sequence[str], numbers: Sequence[int]) -> list[Content]:
    """Returns the cells with the source numbers last: in the column that was left empty for them, or in one more."""
    shown = list(cells)
    while shown and not shown[-1].plain.strip() and len(shown) >= len(columns):
        shown.pop()
    return [*shown, _in_pairs(numbers)] if numbers else shown


def _in_pairs(numbers: Sequence[int]) -> Content:
    """Source numbers that break only after every second one: a column of single numbers would be high and thin."""
    content = cited_content(numbers)
    gaps = [place for place, char in enumerate(content.plain) if char == " "]
    kept = set(gaps[::2])
    text = "".join("\u00a0" if place in kept else char for place, char in enumerate(content.plain))
    return Content(text, list(content.spans))


def names_for(columns: Sequence[str], count: int) -> list[Content]:
    """Returns a name for each of this many columns; the last is the sources' where there is one more than names."""
    names = [plain(name) for name in columns[:count]]
    missing = count - len(names)
    return [*names, *[Content()] * (missing - 1), Content(SOURCES)] if missing > 0 else names


def find_table(article: Article, passage: Passage) -> Table | None:
    """Returns the article's table that the passage was cut from."""
    first, last = passage.lines
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.rows:
                rows = block.rows
                if block.header.lines[0] <= last and first <= rows[-1].text.lines[1]:
                    return block
    return None
