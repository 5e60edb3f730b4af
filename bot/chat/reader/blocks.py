"""The parts of an article as a page: headings, texts, items, table rows, sources. Their texts are made when needed."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from textual.content import Content

from bot.article import Article, Block, ItemList, LineRange, Paragraph, Table, Text
from bot.chat.content import ASIDE, text_content
from bot.chat.tables import Grid
from bot.chat.wrapping import height, wrapped
from bot.conversation.wording import numbered
from bot.showing import printable

CHAPTER = 2
NOWHERE = (0, 0)  # the lines of what does not stand in the file
_NARROWEST = 4


class Part(Protocol):
    """A stretch of the page: the lines of the file that it stands for, and the empty lines above it."""

    lines: LineRange
    above: int

    def texts(self) -> Sequence[Content]:
        """Returns its texts, in which words can be found and highlighted."""

    def height(self, width: int) -> int:
        """Returns how many lines it takes, without drawing them."""

    def drawn(self, texts: Sequence[Content], width: int) -> list[Content]:
        """Returns the lines of its texts, which may have been highlighted."""


class Words:
    """A running text, with a marker before it if there is one: further lines stand below its first word."""

    def __init__(
        self, text: Text, above: int, *, marker: str = "", style: str = "", lines: LineRange | None = None
    ) -> None:
        """`lines` are those of the text unless they are given."""
        self._text = text
        self._marker = marker
        self._style = style
        self.lines = lines or text.lines
        self.above = above

    @cached_property
    def _written(self) -> str:
        text, citations = self._text.text, self._text.citations
        return numbered(text, citations)[0] if citations else printable(text)

    def texts(self) -> Sequence[Content]:
        """Returns the text as its only one."""
        content = text_content(self._text)
        return [content.stylize_before(self._style) if self._style else content]

    def height(self, width: int) -> int:
        """Counts the lines."""
        return height(self._written, self._room(width))

    def drawn(self, texts: Sequence[Content], width: int) -> list[Content]:
        """Wraps the text."""
        lines = wrapped(texts[0], self._room(width))
        if not self._marker:
            return lines
        indent = " " * len(self._marker)
        return [Content.assemble(indent if n else (self._marker, "$accent"), line) for n, line in enumerate(lines)]

    def _room(self, width: int) -> int:
        return max(_NARROWEST, width - len(self._marker))


class Heading(Words):
    """A heading; `level` counts from 1, which is the article's title."""

    def __init__(self, title: str, level: int, lines: LineRange, above: int) -> None:
        """Headings down to chapters are underlined."""
        style = f"bold {'underline ' if level == CHAPTER else ''}{'$accent' if level > 1 else ''}"
        super().__init__(Text(title, lines), above, style=style.strip())
        self.title = title
        self.level = level


class Names:
    """The names of a table's columns."""

    def __init__(self, grid: Grid, lines: LineRange, above: int) -> None:
        """The grid knows the names."""
        self._grid = grid
        self.lines = lines
        self.above = above

    def texts(self) -> Sequence[Content]:
        """Returns the names."""
        return self._grid.names

    def height(self, width: int) -> int:
        """Counts the lines."""
        return len(self._grid.header(self._grid.names, width))

    def drawn(self, texts: Sequence[Content], width: int) -> list[Content]:
        """Returns the names over a rule, or nothing where there is no room for columns."""
        return self._grid.header(texts, width)


class Cells:
    """A row of a table."""

    def __init__(self, grid: Grid, row: int, lines: LineRange) -> None:
        """`row` counts from 0."""
        self._grid = grid
        self._row = row
        self.lines = lines
        self.above = 0

    def texts(self) -> Sequence[Content]:
        """Returns the cells."""
        return self._grid.rows[self._row]

    def height(self, width: int) -> int:
        """Counts the lines."""
        return self._grid.height(self._row, width)

    def drawn(self, texts: Sequence[Content], width: int) -> list[Content]:
        """Returns the cells in their columns, or as a block."""
        return self._grid.lines(self._row, texts, width)


def parts_of(article: Article) -> Iterator[Part]:
    """Yields the article from its title to its sources."""
    yield Heading(article.title, 1, NOWHERE, 0)
    if origin := " · ".join(detail for detail in (article.publisher, article.date, article.url) if detail):
        yield Words(Text(origin, NOWHERE), 0, style=ASIDE)
    for section in article.sections:
        if section.path != (article.title,):
            title = section.path[-1] if section.path else ""
            above = 2 if section.level <= CHAPTER else 1
            yield Heading(title, max(CHAPTER, section.level), (section.line, section.line), above)
        for number, block in enumerate(section.blocks):
            yield from _block(block, above=0 if number == 0 else 1)
    if article.sources:
        yield Heading("Sources", CHAPTER, NOWHERE, 2)
        for source in article.sources:
            yield Words(Text(source.text, (source.line, source.line)), 0, marker=f"[{source.number}] ")


def _block(block: Block, above: int) -> Iterator[Part]:
    if isinstance(block, Paragraph):
        yield Words(block.text, above)
    elif isinstance(block, ItemList):
        yield from _list(block, above)
    else:
        yield from _table(block, above)


def _list(items: ItemList, above: int) -> Iterator[Part]:
    if items.lead_in:
        yield Words(items.lead_in, above)
        above = 0
    for item in items.items:
        yield Words(item.text, above, marker="• ")
        above = 0


def _table(table: Table, above: int) -> Iterator[Part]:
    grid = Grid(table)
    yield Names(grid, table.header.lines, above)
    for number, row in enumerate(table.rows):
        yield Cells(grid, number, row.text.lines)
    if table.caption:
        yield Words(table.caption, 1, style=ASIDE)
