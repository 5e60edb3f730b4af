"""The texts of single Markdown nodes: a paragraph, a code block, the cells of a table row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.article import Doubt, LineRange, Text
from bot.reading.characters import fold
from bot.reading.citations import bare_citations
from bot.reading.htmltext import text_of_html
from bot.reading.inline import Inline, InlineReader, plain_inline
from bot.reading.markdowntable import CellLine

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from bot.reading.markdownplain import Node

# Markup in a longer or more bracketed text than any article's would take quadratic time to read.
LONGEST = 100_000
MOST_BRACKETS = 500
_TWO_NUMBERS = re.compile(r"\d \d")


class NodeTexts:
    """Reads the text of nodes; `notes` are the numbers of the footnotes by label."""

    def __init__(self, parser: MarkdownIt, lines: Sequence[str], env: dict[str, Any], notes: Mapping[str, int]) -> None:
        self.doubts: list[Doubt] = []
        self._parser = parser
        self._lines = lines
        self._env = env
        self._notes = notes
        self._has_definitions = bool(env.get("references") or notes)  # that brackets may refer to

    def inline(self, node: Node) -> Inline:
        """Returns the running text of a paragraph, heading or cell; nothing is doubted twice."""
        if not node.children:
            return Inline("")
        content, line = node.children[0].content, lines_of(node)[0]
        if len(content) > LONGEST or content.count("[") > MOST_BRACKETS:
            self._doubt(line, fold(content[:200]), "The text is too long to look for markup in it.")
            return Inline(fold(content), lines=tuple(fold(part) for part in content.split("\n")))
        found = self._read(content)
        if found.html:
            self._doubt(line, found.text, "HTML tags were left out.")
        if _TWO_NUMBERS.search(found.text) and any(len(cited.numbers) > 1 for cited in bare_citations(found.text)):
            self._doubt(line, found.text, "Numbers without brackets were not read as sources.")
        return found

    def block(self, node: Node) -> tuple[Text, int] | None:
        """Returns the text of a block without blocks of its own, and how far its bold start reaches."""
        first, last = lines_of(node)
        if node.type in ("paragraph", "heading"):
            found = self.inline(node)
            return (Text(found.text, (first, last), found.citations), found.bold) if found.text else None
        while last > first and not self._lines[last - 1].strip():
            last -= 1
        text = ""
        if node.type == "html_block":
            text = text_of_html(node.content)
            self._doubt(first, fold(node.content), "HTML tags were left out.")
        elif node.type in ("fence", "code_block"):
            text = fold(node.content)
        return (Text(text, (first, last)), 0) if text else None

    def rows(self, table: Node) -> list[CellLine]:
        """Returns the rows of a table, the header first."""
        return [self._row(row) for part in table.children for row in part.children]

    def _row(self, node: Node) -> CellLine:
        """Returns the cells of a row, with those that Markdown drops as they are more than the header's."""
        cells = [self.inline(cell) for cell in node.children]
        lines = lines_of(node)
        raw = [cell.strip() for cell in _split(self._lines[lines[0] - 1].strip(" \t>"))]
        raw = raw[1:] if raw and not raw[0] else raw
        raw = raw[:-1] if raw and not raw[-1] else raw
        cells.extend(self._read(extra) for extra in raw[len(cells) :])
        return CellLine(tuple(cells), lines, len(raw))

    def _read(self, content: str) -> Inline:
        if not (self._has_definitions and "[" in content) and (plain := plain_inline(content)):
            return plain
        return InlineReader(self._notes).read(self._parser.inline.parse(content, self._parser, self._env, []))

    def _doubt(self, line: int, text: str, reason: str) -> None:
        doubt = Doubt(line, text, reason)
        if doubt not in self.doubts[-2:]:
            self.doubts.append(doubt)


def _split(row: str) -> list[str]:
    """Returns what stands between the bars of a row."""
    if "\\" not in row:
        return row.split("|")
    from markdown_it.rules_block.table import escapedSplit

    return escapedSplit(row)


def lines_of(node: Node) -> LineRange:
    """Returns the lines of a node, counted from 1, the last included."""
    first, end = node.map or (0, 1)
    return first + 1, max(first + 1, end)
