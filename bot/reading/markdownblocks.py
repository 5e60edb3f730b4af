"""The blocks of a Markdown article, read from markdown-it's syntax tree into an outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.article import ItemList, ListItem, Paragraph, Text
from bot.reading.inline import label_of
from bot.reading.markdownsources import SourceList
from bot.reading.markdowntable import build_table
from bot.reading.markdowntext import NodeTexts, lines_of
from bot.reading.outline import Outline, is_caption, is_title, joined
from bot.reading.sources import is_source_heading

if TYPE_CHECKING:
    from bot.reading.markdownplain import Node

_LISTS = ("bullet_list", "ordered_list")


class BlockReader:
    """Reads block nodes into an outline and a list of sources."""

    def __init__(self, outline: Outline, texts: NodeTexts, sources: SourceList) -> None:
        self._outline = outline
        self._texts = texts
        self._sources = sources
        self._in_sources = 0  # the level of the heading of the sources, while below it

    def walk(self, nodes: Sequence[Node], nested: bool = False) -> None:
        """Reads blocks in order; in a quotation (`nested`) a heading is text."""
        for node in nodes:
            if node.type == "heading" and not nested:
                self._heading(node)
            elif node.type == "footnote_reference":
                self._sources.footnote(node)
            elif self._in_sources:
                self._sources.block(node)
            elif node.type == "blockquote":
                self.walk(node.children, nested=True)
            elif node.type in _LISTS:
                self._list(node)
            elif node.type == "table":
                self._table(node)
            elif text := self._texts.block(node):
                self._outline.add(Paragraph(text[0]))

    def _heading(self, node: Node) -> None:
        level, line = int(node.tag[1:]), lines_of(node)[0]
        text = self._texts.inline(node).text
        if level <= self._in_sources:
            self._in_sources = 0
        if not text:
            return
        if level == 1 and is_title(text, self._outline.title):
            self._outline.title_again(line)
        elif is_source_heading(text):
            self._in_sources = self._in_sources or level
        else:
            self._outline.heading(text, level, line)

    def _list(self, node: Node) -> None:
        lead_in = self._outline.take_lead_in()
        items: list[ListItem] = []
        self._items(node, lead_in, items)
        self._flush(items, lead_in)

    def _flush(self, items: list[ListItem], lead_in: Text | None) -> None:
        if items:
            self._outline.add(ItemList(tuple(items), lead_in))
            items.clear()

    def _items(self, node: Node, lead_in: Text | None, items: list[ListItem]) -> None:
        for entry in node.children:
            parts: list[tuple[Text, int]] = []
            for child in entry.children:
                if child.type in _LISTS:
                    self._nested(child, _item(parts), lead_in, items)
                    parts = []
                elif child.type in ("blockquote", "table"):
                    items.extend(_item(parts))
                    parts = []
                    self._flush(items, lead_in)
                    self.walk([child], nested=True)
                elif text := self._texts.block(child):
                    parts.append(text)
            items.extend(_item(parts))

    def _nested(self, node: Node, parent: list[ListItem], lead_in: Text | None, items: list[ListItem]) -> None:
        """Reads a list in an item; an item that ends with a colon leads it in, and then is none itself."""
        if not parent or not parent[0].text.text.endswith(":"):
            items.extend(parent)
            self._items(node, lead_in, items)
            return
        self._flush(items, lead_in)
        below: list[ListItem] = []
        inner = joined(lead_in, parent[0].text)
        before = self._outline.size
        self._items(node, inner, below)
        self._flush(below, inner)
        if self._outline.size == before:
            items.extend(parent)

    def _table(self, node: Node) -> None:
        header, *rows = self._texts.rows(node)
        captions: list[Paragraph] = []
        # A line right below a table is its last row to Markdown, even where a person meant a caption.
        while rows and is_caption(rows[-1].cells[0].text) and not any(cell.text for cell in rows[-1].cells[1:]):
            line = rows.pop()
            captions.insert(0, Paragraph(Text(line.cells[0].text, line.lines, line.cells[0].citations)))
        table, doubts = build_table(header, rows)
        self._outline.add(table)
        for caption in captions:
            self._outline.add(caption)
        for doubt in doubts:
            self._outline.doubt(*doubt)


def _item(parts: list[tuple[Text, int]]) -> list[ListItem]:
    """Returns the paragraphs of an item as one item; none when there are none."""
    if not parts:
        return []
    first, bold = parts[0]
    whole = first
    for text, _ in parts[1:]:
        whole = joined(whole, text, " ") or whole
    return [ListItem(whole, label_of(first.text, bold))]
