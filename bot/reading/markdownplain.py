"""Plain Markdown, read without a parser: most blocks of most articles.

A block is plain where its lines can mean but one thing (CommonMark 0.31): headings with `#`, paragraphs and items of
one level none of whose lines begins with a character that may start another block, and tables whose rows begin with
a bar. Everything else is left to the parser, block by block; what is read here is what it would have read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

_BLANK = r"(?:[ \t]*\n)"
# How a line of text begins: with what starts no block, no emphasis of spaces or rules, and is no item's number.
_START = r"(?:[^\s#>\-+*_`~<\[|:=\\\d]|\*{1,2}[^\W_]|\d++(?![.)](?:\s|\Z)))"
_TEXT = rf"{_START}[^\n]*\n"
_HEADING_NEXT = r"#{1,6}[ \t\n]"


def _items(marker: str, same: str) -> str:
    """Items of one line each; after them no line goes on with them, and none is in them."""
    item = rf"{same} {{1,4}}{_TEXT}"
    end = rf"{_BLANK}*+\Z|{_HEADING_NEXT}|{_BLANK}++(?![ \t]|{same}\s)"
    return rf"(?={marker}){item}(?:{_BLANK}*{item})*+(?={end})"


_BLOCK = re.compile(
    "|".join(
        [
            r"(?P<heading>(?P<level>#{1,6})[ \t]++(?P<title>[^#|\n]*+)\n)",
            rf"(?P<paragraph>(?:{_TEXT})++(?={_BLANK}|\Z|{_HEADING_NEXT}|(?:[-+*]|1[.)])[ \t]+\S))",
            rf"(?P<bullets>{_items('(?P<bullet>[-+*])', '(?P=bullet)')})",
            rf"(?P<numbers>{_items('[0-9]{1,9}(?P<point>[.)])', '[0-9]{1,9}(?P=point)')})",
            rf"(?P<table>\|[^\n\\]*\n\|[-:| \t]*\n(?:\|[^\n\\]*\n)*+(?={_BLANK}|\Z|{_HEADING_NEXT}))",
        ]
    )
)
_BLANKS = re.compile(rf"{_BLANK}*")
_ITEM = re.compile(r"(\S+) +(.*)")
_ALIGNED = re.compile(r":?-+:?")
_MOST_CELLS = 10_000  # the parser ends a table that has very many


class Node(Protocol):
    """A block as the parser's syntax tree has it: `map` is its first line and the one after its last, from 0."""

    @property
    def type(self) -> str:
        """What it is: "paragraph", "heading", "bullet_list", …."""

    @property
    def tag(self) -> str:
        """The HTML tag that it would be."""

    @property
    def map(self) -> tuple[int, int] | None:
        """The lines of the text that it was read from."""

    @property
    def children(self) -> Sequence[Any]:
        """The nodes in it."""

    @property
    def content(self) -> str:
        """Its source, where it has no blocks in it."""

    @property
    def info(self) -> str:
        """The number of an item."""

    @property
    def meta(self) -> dict[Any, Any]:
        """What else the parser noted."""


@dataclass(slots=True)
class Plain:
    """A node that was read without the parser."""

    type: str
    map: tuple[int, int] | None
    children: Sequence[Plain] = ()
    content: str = ""
    tag: str = ""
    info: str = ""
    meta: dict[Any, Any] = field(default_factory=dict)


def after_blank(text: str, at: int) -> int:
    """Returns where the next line with content begins; `text` ends with a line end."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def plain_block(text: str, at: int, line: int) -> tuple[Plain, int] | None:
    """Returns the block that begins at a place, and where it ends, or None where it takes the parser to tell.

    `text` ends with a line end; `at` is the begin of a line with content, `line` its number from 0, between blocks.
    """
    found = _BLOCK.match(text, at)
    if found is None:
        return None
    end = found.end()
    if found["heading"] is not None:
        return _leaf("heading", found["title"], (line, line + 1), f"h{len(found['level'])}"), end
    lines = text[at:end].split("\n")[:-1]
    if found["paragraph"] is not None:
        return _leaf("paragraph", "\n".join(lines), (line, line + len(lines)), "p"), end
    if found["table"] is not None:
        table = _table(lines, line)
        return (table, end) if table else None
    kind = "bullet_list" if found["bullets"] is not None else "ordered_list"
    return Plain(kind, (line, line + len(lines)), list(_list_items(lines, line))), end


def _leaf(kind: str, content: str, lines: tuple[int, int] | None = None, tag: str = "") -> Plain:
    return Plain(kind, lines, (Plain("inline", lines, (), content.strip()),), tag=tag)


def _list_items(lines: Sequence[str], first: int) -> Iterator[Plain]:
    for number, line in enumerate(lines, first):
        if found := _ITEM.match(line):
            place = (number, number + 1)
            yield Plain("list_item", place, (_leaf("paragraph", found[2], place, "p"),), info=found[1][:-1])


def _table(lines: Sequence[str], first: int) -> Plain | None:
    """Returns the table, or None where the line below the header does not fit it."""
    header, below = _cells(lines[0]), [part.strip() for part in _cells(lines[1])]
    width = len(header)
    if not width or width != len(below) or not all(map(_ALIGNED.fullmatch, below)) or width * len(lines) > _MOST_CELLS:
        return None
    rows = [_row(_cells(row), width, number) for number, row in enumerate(lines[2:], first + 2)]
    lines_of_all = (first, first + len(lines))
    parts = [Plain("thead", lines_of_all, (_row(header, width, first),)), Plain("tbody", lines_of_all, rows)]
    return Plain("table", lines_of_all, parts)


def _cells(line: str) -> list[str]:
    cells = line.strip().split("|")[1:]
    return cells if not cells or cells[-1] else cells[:-1]


def _row(cells: Sequence[str], width: int, line: int) -> Plain:
    given = [*cells[:width], *[""] * (width - len(cells))]
    return Plain(
        "tr", (line, line + 1), [_leaf("td", cell) for cell in given]
    )  # whose cells have no lines of their own
