"""The blocks of an HTML tree: every other form is brought here as HTML, too.

Beside HTML's own, the attribute `data-doubt` holds what is not sure about an element; a page from elsewhere has been
cleaned of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.adding.blocks import Block, Grid, Heading, Item, Prose, Run, Runs, text_of, trimmed
from bot.adding.htmltables import read_table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DOUBT = "data-doubt"
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    header hgroup hr html legend li main nav ol p pre section summary table ul""".split()
)
_HEADINGS = re.compile(r"h[1-6]$")
_DEEPEST = 150
_IMAGES = frozenset("img picture svg video audio canvas object embed iframe map".split())


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    raised: bool = False
    link: str = ""


@dataclass(slots=True)
class _Pending:
    """The list item that the text at hand belongs to; `first` says that it has no text yet."""

    depth: int
    number: int | None
    first: bool = True


class _Collector:
    """Collects text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._names: list[str] = []
        self._doubts: list[str] = []
        self._items: list[_Pending] = []

    @property
    def left(self) -> tuple[str, ...]:
        """The doubts that belong to no block."""
        return tuple(self._doubts)

    def _take_marks(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names, doubts = tuple(self._names), tuple(self._doubts)
        self._names, self._doubts = [], []
        return names, doubts

    def _flush(self) -> None:
        """Ends the block at hand."""
        runs = trimmed(self._runs)
        self._runs = []
        if not runs:
            return
        names, doubts = self._take_marks()
        item = self._items[-1] if self._items else None
        last = self.blocks[-1] if self.blocks else None
        if item is None:
            self.blocks.append(Prose(runs, names, doubts))
        elif item.first or not isinstance(last, Item) or last.depth != item.depth:
            number = item.number if item.first else None
            self.blocks.append(Item(runs, item.depth, number, names, doubts))
        else:
            both: Runs = trimmed((*last.runs, Run(" "), *runs))
            self.blocks[-1] = replace(last, runs=both, names=last.names + names, doubts=last.doubts + doubts)
        if item is not None:
            item.first = False


class BlockReader(_Collector):
    """Reads the nodes of a tree into blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def read(self, node: LexborNode) -> list[Block]:
        """Returns the blocks of a node and all below it."""
        self._walk(node, _Look())
        self._flush()
        if self._doubts and self.blocks:  # an image at the very end belongs to what stands before it
            self.blocks[-1] = replace(self.blocks[-1], doubts=(*self.blocks[-1].doubts, *self._doubts))
            self._doubts = []
        return self.blocks

    def _children(self, node: LexborNode, look: _Look) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._runs.append(Run(f" {node.text(separator=' ')} ", look.bold, look.raised, look.link))
        else:
            for child in node.iter(include_text=True):
                self._walk(child, look)
        self._depth -= 1

    def _walk(self, node: LexborNode, look: _Look) -> None:
        tag = str(node.tag)
        if tag == "-text":
            text = re.sub(r"\s+", " ", node.text_content or "")
            self._runs.append(Run(text, look.bold, look.raised, look.link))
            return
        if tag in ("comment", "-comment", "script", "style", "template") or tag.startswith("!"):
            return
        attributes = node.attributes
        named = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
        if tag in _BLOCKS or _HEADINGS.match(tag):
            self._flush()
        if named:
            self._names.append(named)
        if doubt := attributes.get(DOUBT):
            self._doubts.append(doubt)
        if _HEADINGS.match(tag) and not self._items:
            self._heading(node, int(tag[1]))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(node, look, tag == "ol")
        elif tag == "dl":
            self._definitions(node, look)
        elif tag == "table":
            self._table(node, look)
        else:
            self._inline(node, tag, look)
        if tag in _BLOCKS or _HEADINGS.match(tag):
            self._flush()

    def _inline(self, node: LexborNode, tag: str, look: _Look) -> None:
        attributes = node.attributes
        if tag == "br":
            if self._runs and self._runs[-1].text == "\n":  # an empty line parts paragraphs
                self._flush()
            else:
                self._runs.append(Run("\n"))
        elif tag in _IMAGES:
            alt = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
            self._doubts.append(
                f"An image was left out: {alt}" if alt else "An image without a description was left out."
            )
        elif tag in ("b", "strong"):
            self._children(node, replace(look, bold=True))
        elif tag == "sup":
            self._children(node, replace(look, raised=True))
        elif tag == "a":
            link = (attributes.get("href") or "").strip()
            known = link.startswith("#") or re.match(r"(?i)(https?://|mailto:)\S+$", link)
            self._children(node, replace(look, link=link if known else ""))
        else:
            if tag == "math":
                self._doubts.append("A formula was read as plain text.")
            self._children(node, look)

    def _heading(self, node: LexborNode, level: int) -> None:
        names, doubts = self._take_marks()
        inner = BlockReader()
        for block in inner.read_inline(node):
            runs = tuple(replace(run, bold=False) for run in block.runs)
            self.blocks.append(Heading(runs, level, (*names, *block.names), (*doubts, *block.doubts)))
            names = doubts = ()
        self._names.extend(names)
        self._doubts.extend((*doubts, *inner.left) if doubts else ())

    def read_inline(self, node: LexborNode) -> list[Prose]:
        """Returns all text below a node as one paragraph; none when there is no text."""
        self._children(node, _Look())
        self._flush()
        texts = [block for block in self.blocks if not isinstance(block, Grid)]
        runs = trimmed(run for block in texts for run in (*block.runs, Run(" ")))
        names = tuple(name for block in texts for name in block.names)
        doubts = tuple(doubt for block in self.blocks for doubt in block.doubts)
        return [Prose(runs, (*names, *self._names), (*doubts, *self._doubts))] if runs else []

    def _list(self, node: LexborNode, look: _Look, ordered: bool) -> None:
        start = node.attributes.get("start") or ""
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        for child in node.iter():
            if child.tag != "li":
                self._walk(child, look)
                continue
            value = child.attributes.get("value") or ""
            number = int(value) if ordered and re.fullmatch(r"\d{1,6}", value) else number
            self._items.append(_Pending(len(self._items), number if ordered else None))
            self._walk(child, look)
            self._flush()
            self._items.pop()
            number += 1

    def _definitions(self, node: LexborNode, look: _Look) -> None:
        """Reads a list of terms as items: the term in bold, then what is said about it."""
        self._items.append(_Pending(len(self._items), None))
        for child in node.css("dt, dd"):
            if child.tag == "dt":
                self._flush()
                self._items[-1].first = True
                self._children(child, replace(look, bold=True))
                if self._runs and not text_of(self._runs).endswith((":", "?", ".", "!")):
                    self._runs.append(Run(":", bold=True))
            else:
                self._runs.append(Run(" "))
                self._children(child, look)
        self._flush()
        self._items.pop()

    def _table(self, node: LexborNode, look: _Look) -> None:
        names, doubts = self._take_marks()
        table = read_table(node, _cell)
        for caption in table.captions:
            self._children(caption, look)
            self._flush()
        if table.grid:
            grid = table.grid
            self.blocks.append(replace(grid, names=names, doubts=(*doubts, *grid.doubts)))
            return
        self._names.extend(names)
        self._doubts.extend(doubts)
        for cell in table.loose:  # a table that only arranges text is no table
            self._children(cell, look)
            self._flush()


def _cell(node: LexborNode) -> tuple[list[Block], tuple[str, ...]]:
    """Returns the blocks of a cell, and the doubts that belong to none of them."""
    reader = BlockReader()
    return reader.read(node), reader.left
