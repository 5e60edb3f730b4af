"""Articles and passages as plain values that JSON can hold, and back.

Fields stand in the order of their class, without names: an article is read back at every start.
"""

from typing import Any

from bot.article import (
    Article,
    Block,
    Citation,
    Doubt,
    ItemList,
    ListItem,
    Paragraph,
    Passage,
    Row,
    Section,
    Source,
    Table,
    Text,
)


def packed(value: Any) -> Any:
    """Returns a value of `bot.article`, or tuples of them, as lists and scalars; a block begins with its class."""
    if not isinstance(value, tuple):
        return value
    row = [packed(item) for item in value]
    return [type(value).__name__, *row] if isinstance(value, Block) else row


def written(whole: Article) -> Any:
    """Returns what JSON writes as it does `packed(whole)`, in a third of the time: it takes named tuples for lists."""
    sections = [[*one[:3], [[type(block).__name__, *block] for block in one.blocks]] for one in whole.sections]
    return [*whole[:2], sections, *whole[3:]]


def article(row: list[Any]) -> Article:
    """Returns the article that was packed so."""
    name, title, sections, lines, digest, date, publisher, url, language, description, sources, doubts = row
    read = tuple(Section(tuple(path), level, line, tuple(map(_block, b))) for path, level, line, b in sections)
    listed = tuple(Source(*source) for source in sources)
    return Article(
        name, title, read, tuple(lines), digest, date, publisher, url, language, description, listed,
        tuple(Doubt(*doubt) for doubt in doubts),
    )  # fmt: skip


def passage(row: list[Any]) -> Passage:
    """Returns the passage that was packed so."""
    name, of, heading, kind, text, lines, label, context, citations, spans, columns, cells = row
    return Passage(
        name, of, tuple(heading), kind, text, (lines[0], lines[1]), label, context, tuple(citations),
        tuple((start, end) for start, end in spans), tuple(columns), tuple(map(tuple, cells)),
    )  # fmt: skip


def _block(row: list[Any]) -> Block:
    kind, first, *rest = row
    if kind == "Paragraph":
        return Paragraph(_text(first))
    if kind == "ItemList":
        return ItemList(tuple(ListItem(_text(text), label) for text, label in first), rest[0] and _text(rest[0]))
    columns, rows, caption = rest
    read = tuple(Row(_text(text), tuple(cells)) for text, cells in rows)
    return Table(_text(first), tuple(columns), read, caption and _text(caption))


def _text(row: list[Any]) -> Text:
    text, lines, citations = row
    cited = tuple(Citation(start, end, tuple(numbers)) for start, end, numbers in citations)
    return Text(text, (lines[0], lines[1]), cited)
