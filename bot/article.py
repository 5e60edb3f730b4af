"""The values that everything else is about: an article as it was read, and the passages cut from it.

Frozen and without behaviour. Offsets count characters of the text they belong to, ends are exclusive;
lines count from 1 in the file, ends are inclusive.
"""

from typing import Literal, NamedTuple

Kind = Literal["paragraph", "list-item", "table-row", "table"]
Offsets = tuple[int, int]
LineRange = tuple[int, int]


class Citation(NamedTuple):
    """One mention of sources in a text: where it stands, and the numbers it names, in their order."""

    start: int
    end: int
    numbers: tuple[int, ...]


class Text(NamedTuple):
    """A stretch of the article as it reads, without block or inline markup, white space folded."""

    text: str
    lines: LineRange
    citations: tuple[Citation, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph of running text."""

    text: Text


class ListItem(NamedTuple):
    """An item of a list; `label` is what stands before its first colon, if that is a label."""

    text: Text
    label: str | None = None


class ItemList(NamedTuple):
    """A list with the sentence that leads it in, where there is one ("Avoid the following:")."""

    items: tuple[ListItem, ...]
    lead_in: Text | None = None


class Row(NamedTuple):
    """A table row: its text as it reads, and its cells without citations, first cell first."""

    text: Text
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table; `columns` are the names that could be told apart, `header` is the header as it reads."""

    header: Text
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: Text | None = None


Block = Paragraph | ItemList | Table


class Heading(NamedTuple):
    """A line of an article's outline: `path` leads to it from the outermost heading, as a section's does."""

    path: tuple[str, ...]
    level: int


class Section(NamedTuple):
    """A heading and the blocks right below it.

    `path` leads from the outermost heading to this one, without the article's title; the text before the
    first heading stands in a section whose path is the title alone and whose level is 1.
    """

    path: tuple[str, ...]
    level: int
    line: int
    blocks: tuple[Block, ...] = ()


class Source(NamedTuple):
    """An entry of the article's list of sources."""

    number: int
    text: str
    line: int


class Doubt(NamedTuple):
    """A line that the reader was not sure of, and why, for a person to check."""

    line: int
    text: str
    reason: str


class Article(NamedTuple):
    """An article as it was read.

    `name` is the file's stem, unique in a corpus; `lines` are the file's lines, unchanged; `digest` is the
    SHA-256 of the file's bytes, in hexadecimal; `date` is as printed.
    """

    name: str
    title: str
    sections: tuple[Section, ...]
    lines: tuple[str, ...]
    digest: str
    date: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "en"
    description: str = ""
    sources: tuple[Source, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def outline(self) -> list[Heading]:
        """Its headings, in order."""
        return [Heading(section.path, section.level) for section in self.sections]


class Passage(NamedTuple):
    """What a person would quote: a paragraph, a list item, a table row or a whole table.

    `id` survives edits elsewhere in the article. `text` is the article's own: where `context` is above 0, its
    first `context` characters are the lead-in of the list or the header of the table, the rest is the passage
    itself, at `lines`. `row` is the first cell of a table row or the label of a list item. `citations` are the
    numbers cited, in order, each once; `citation_spans` say where they stand in `text`: they are shown, never
    indexed. `columns` and `cells` hold the table's column names and its rows' cells (one row for a table row).
    """

    id: str
    article: str
    heading: tuple[str, ...]
    kind: Kind
    text: str
    lines: LineRange
    row: str | None = None
    context: int = 0
    citations: tuple[int, ...] = ()
    citation_spans: tuple[Offsets, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
