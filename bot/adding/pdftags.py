"""Tagged PDF: its structure tree says what is a heading, a list or a table, and is turned into HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from bot.adding.htmlblocks import DOUBT
from bot.adding.pdfchars import Char, Known, html_of, lines_in_order

Node = dict[str, Any]  # as pdfplumber gives it
Marked = Mapping[tuple[int, int], Sequence[Char]]

_LEAST = 0.9  # of the characters have a place in the tree
_HEADINGS = {"Title": "h1", "H": "h2", **{f"H{level}": f"h{level}" for level in range(1, 7)}}
_INLINE = frozenset(["Span", "Link", "Quote", "Em", "Strong", "Code", "Reference", "Lbl", "NonStruct", "Annot", "Ruby"])
_DEEPEST = 100


@dataclass(slots=True)
class Tagged:
    """A document as HTML; the labels of its lists, which are marks and no text, are in `labels`."""

    html: str
    labels: list[str] = field(default_factory=list)


def tagged(tree: Sequence[Node], chars: Sequence[Char], known: Known) -> Tagged | None:
    """Returns a document by its tree; None where the tree leaves out much of the text, or has no structure in it."""
    marked: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        if char.get("mcid") is not None:
            marked.setdefault((char["page_number"], char["mcid"]), []).append(char)
    kinds: set[str] = set()
    held = sum(len(marked.get(place, ())) for place in _places(tree, kinds, 0))
    total = sum(len(found) for found in marked.values())
    if not total or held < _LEAST * max(1, total) or total < _LEAST * len(chars) * 0.9:
        return None
    if not kinds & {"P", "H", *_HEADINGS, "LI", "Table"}:
        return None
    writer = _Writer(marked, known)
    html = "".join(writer.node(node, 0) for node in tree)
    return Tagged(html, writer.labels)


def _places(nodes: Sequence[Node], kinds: set[str], depth: int) -> Iterator[tuple[int, int]]:
    for node in nodes if depth < _DEEPEST else ():
        kinds.add(str(node.get("type")))
        yield from ((node.get("page_number", 0), mcid) for mcid in node.get("mcids", ()))
        yield from _places(node.get("children", ()), kinds, depth + 1)


class _Writer:
    """Writes nodes as HTML."""

    def __init__(self, marked: Marked, known: Known) -> None:
        self.labels: list[str] = []
        self._marked = marked
        self._known = known

    def node(self, node: Node, depth: int) -> str:
        """Returns a node and all below it."""
        if depth >= _DEEPEST:
            return self._text([node])
        kind = str(node.get("type"))
        if kind in _HEADINGS:
            return self._wrapped(_HEADINGS[kind], self._text([node]))
        if kind == "Table":
            return self._table(node, depth)
        if kind == "L":
            return self._list(node, depth)
        if kind == "Figure":
            return self._figure(node)
        return self._mixed(node, "p", depth)

    def _mixed(self, node: Node, tag: str, depth: int) -> str:
        """Returns running text in paragraphs, and what stands between as it is."""
        made: list[str] = []
        run: list[Node] = []
        for child in self._parts(node):
            if self._is_inline(child, 0):
                run.append(child)
                continue
            made.append(self._wrapped(tag, self._text(run)))
            run = []
            made.append(self.node(child, depth + 1))
        made.append(self._wrapped(tag, self._text(run)))
        return "".join(made)

    def _parts(self, node: Node) -> list[Node]:
        """Returns a node's own text as a child, then its children: pdfplumber keeps no order between the two."""
        own = [{"type": "Span", "page_number": node.get("page_number"), "mcids": node["mcids"]}] if node.get("mcids") else []
        return [*own, *node.get("children", ())]

    def _is_inline(self, node: Node, depth: int) -> bool:
        if node.get("type") not in _INLINE or depth > _DEEPEST:
            return False
        return all(self._is_inline(child, depth + 1) for child in node.get("children", ()))

    def _wrapped(self, tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>" if text.strip() else ""

    def _chars(self, nodes: Sequence[Node]) -> list[Char]:
        kinds: set[str] = set()
        return [char for place in _places(nodes, kinds, 0) for char in self._marked.get(place, ())]

    def _text(self, nodes: Sequence[Node]) -> str:
        return html_of(lines_in_order(self._chars(nodes)), self._known)

    def _list(self, node: Node, depth: int) -> str:
        numbering = str(node.get("attributes", {}).get("ListNumbering", ""))
        items = [child for child in node.get("children", ()) if child.get("type") == "LI"]
        others = [child for child in node.get("children", ()) if child.get("type") != "LI"]
        ordered = numbering.startswith(("Decimal", "Ordered"))
        made = []
        for item in items:
            label = self._label(item)
            ordered = ordered or label.rstrip(".)").isdigit()
            number = label.strip("[]().")
            value = f' value="{number}"' if number.isdigit() else ""
            parts = [child for child in item.get("children", ()) if child.get("type") != "Lbl"]
            body = {"type": "LBody", "children": [grand for part in parts for grand in self._unwrapped(part)]}
            if item.get("mcids"):
                body |= {"mcids": item["mcids"], "page_number": item.get("page_number")}
            made.append(f"<li{value}>{self._mixed(body, 'p', depth + 1)}</li>")
        tag = "ol" if ordered else "ul"
        return "".join(self.node(other, depth + 1) for other in others) + f"<{tag}>{''.join(made)}</{tag}>"

    def _unwrapped(self, part: Node) -> list[Node]:
        return self._parts(part) if part.get("type") == "LBody" else [part]

    def _label(self, item: Node) -> str:
        labels = [child for child in item.get("children", ()) if child.get("type") == "Lbl"]
        text = "".join(char["text"] for char in self._chars(labels)).strip()
        if text:
            self.labels.append(text)
        return text

    def _table(self, node: Node, depth: int) -> str:
        captions, rows = [], []
        for part in self._rows(node, 0):
            if part.get("type") == "TR":
                cells = [cell for cell in part.get("children", ()) if cell.get("type") in ("TH", "TD")]
                rows.append(f"<tr>{''.join(self._cell(cell, depth) for cell in cells)}</tr>")
            else:
                captions.append(f"<caption>{self._text([part])}</caption>")
        return f"<table>{''.join(captions)}{''.join(rows)}</table>"

    def _rows(self, node: Node, depth: int) -> Iterator[Node]:
        for child in node.get("children", ()):
            if child.get("type") in ("TR", "Caption"):
                yield child
            elif depth < _DEEPEST:
                yield from self._rows(child, depth + 1)

    def _cell(self, cell: Node, depth: int) -> str:
        attributes = cell.get("attributes", {})
        spans = "".join(
            f' {name.lower()}="{int(value)}"'
            for name in ("ColSpan", "RowSpan")
            if isinstance(value := attributes.get(name), int | float) and 1 < value < 1000
        )
        tag = str(cell["type"]).lower()
        return f"<{tag}{spans}>{self._mixed(cell, 'p', depth + 1)}</{tag}>"

    def _figure(self, node: Node) -> str:
        alt = node.get("alt_text") or node.get("actual_text") or ""
        said = f"An image was left out: {alt}" if alt else "An image without a description was left out."
        text = self._text([node])
        if text.strip():
            return f'<p {DOUBT}="The text of a picture was kept as a paragraph.">{text}</p>'
        return f'<span {DOUBT}="{escape(str(said))}"></span>'
