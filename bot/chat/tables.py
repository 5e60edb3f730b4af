"""Tables on the screen: side by side where there is room, as "Column: cell" lines where there is none."""

from collections.abc import Sequence

from textual.content import Content

from bot.article import Article, Passage, Row, Table
from bot.chat.content import CITED, cell_contents, plain
from bot.chat.fitted import Columns, Fitted, labelled, stacked
from bot.conversation.answer import Quote
from bot.conversation.wording import cited

SOURCES = "Sources"


def numbers_of(row: Row) -> tuple[int, ...]:
    """Returns the numbers of the sources that a row cites."""
    return tuple(number for citation in row.text.citations for number in citation.numbers)


def laid_out(table: Table) -> tuple[Columns, list[Fitted]]:
    """Returns a table's columns and its rows in them; the sources of the rows stand in a column of their own."""
    rows = [with_sources([plain(cell) for cell in row.cells], table.columns, numbers_of(row)) for row in table.rows]
    columns = Columns(names_for(table.columns, max(map(len, rows), default=0)), rows)
    return columns, [columns.row(row) for row in rows]


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
        parts.append(Content(f"{SOURCES}: {cited(passage.citations)}").stylize(CITED))
    return stacked(parts)


def with_sources(cells: Sequence[Content], columns: Sequence[str], numbers: Sequence[int]) -> list[Content]:
    """Returns the cells with the source numbers last: in the column that was left empty for them, or in one more."""
    shown = list(cells)
    while shown and not shown[-1].plain.strip() and len(shown) >= len(columns):
        shown.pop()
    return [*shown, Content(cited(numbers)).stylize(CITED)] if numbers else shown


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
