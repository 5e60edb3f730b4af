"""Tagged PDF: its structure tree says what is a heading, a list or a table, and is turned into HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from bot.adding.htmlblocks import DOUBT
from bot.adding.pdfchars import Char, Known, html_of, lines_in_order
from bot.adding.pdftree import DEEPEST, Node, Place

_LEAST = 0.85  # of the characters have a place in the tree
_HEADINGS = {"Title": "h1", "H": "h2", **{f"H{level}": f"h{level}" for level in range(1, 7)}}
_BLOCKS = frozenset(["P", "LI", "Table", *_HEADINGS])
_INLINE = frozenset(["Span", "Link", "Quote", "Em", "Strong", "Code", "Reference", "Lbl", "NonStruct", "Annot", "Ruby"])
_KEPT = "The text of a picture was kept as a paragraph."


@dataclass(slots=True)
class Tagged:
    """A document as HTML; the labels of its lists, which are marks and no text, are in `labels`."""

    html: str
    labels: list[str] = field(default_factory=list)


def tagged(root: Node, chars: Sequence[Char], known: Known) -> Tagged | None:
    """Returns a document by its tree; None where the tree leaves out much of the text, or has no structure in it."""
    marked: dict[Place, list[Char]] = {}
    for char in chars:
        if char.get("mcid") is not None:
            marked.setdefault((char["page_number"], char["mcid"]), []).append(char)
    places = list(root.places())
    held = sum(len(marked.get(place, ())) for place in set(places))
    if len(places) != len(set(places)) or held < _LEAST * len(chars) or not _BLOCKS.intersection(root.kinds()):
        return None
    writer = _Writer(marked, known)
    return Tagged(writer.node(root), writer.labels)


class _Writer:
    """Writes nodes as HTML."""

    def __init__(self, marked: Mapping[Place, Sequence[Char]], known: Known) -> None:
        self.labels: list[str] = []
        self._marked = marked
        self._known = known

    def node(self, node: Node) -> str:
        """Returns a node and all in it."""
        if node.kind in _HEADINGS:
            return _wrapped(_HEADINGS[node.kind], self._text([node]))
        if node.kind == "Table":
            return self._table(node)
        if node.kind == "L":
            return self._list(node)
        if node.kind == "Figure":
            return self._figure(node)
        return self._mixed(node.children)

    def _mixed(self, children: Sequence[Node | Place]) -> str:
        """Returns running text in paragraphs, and what stands between as it is."""
        made: list[str] = []
        run: list[Node | Place] = []
        for child in children:
            if not isinstance(child, Node) or _is_inline(child, 0):
                run.append(child)
                continue
            made.append(_wrapped("p", self._text(run)))
            run = []
            made.append(self.node(child))
        made.append(_wrapped("p", self._text(run)))
        return "".join(made)

    def _chars(self, children: Sequence[Node | Place]) -> list[Char]:
        places = (place for child in children for place in (child.places() if isinstance(child, Node) else [child]))
        return [char for place in places for char in self._marked.get(place, ())]

    def _text(self, children: Sequence[Node | Place]) -> str:
        return html_of(lines_in_order(self._chars(children)), self._known)

    def _list(self, node: Node) -> str:
        numbering = str(getattr(node.attributes.get("ListNumbering"), "name", node.attributes.get("ListNumbering", "")))
        ordered = "Decimal" in numbering
        items, others = [], []
        for child in node.children:
            if not isinstance(child, Node) or child.kind != "LI":
                others.append(child)
                continue
            label = self._label(child).strip("[](). ")
            ordered = ordered or label.isdigit()
            body = [part for part in child.children if not (isinstance(part, Node) and part.kind == "Lbl")]
            value = f' value="{label}"' if label.isdigit() else ""
            items.append(f"<li{value}>{self._mixed(body)}</li>")
        tag = "ol" if ordered else "ul"
        return self._mixed(others) + f"<{tag}>{''.join(items)}</{tag}>"

    def _label(self, item: Node) -> str:
        labels = [child for child in item.children if isinstance(child, Node) and child.kind == "Lbl"]
        text = "".join(char["text"] for char in self._chars(labels)).strip()
        self.labels.extend([text] if text else [])
        return text

    def _table(self, node: Node) -> str:
        captions, rows = [], []
        for part in _rows(node, 0):
            if part.kind == "TR":
                cells = [cell for cell in part.children if isinstance(cell, Node) and cell.kind in ("TH", "TD")]
                rows.append(f"<tr>{''.join(map(self._cell, cells))}</tr>")
            else:
                captions.append(f"<caption>{self._text([part])}</caption>")
        return f"<table>{''.join(captions)}{''.join(rows)}</table>"

    def _cell(self, cell: Node) -> str:
        spans = "".join(
            f' {name.lower()}="{int(value)}"'
            for name in ("ColSpan", "RowSpan")
            if isinstance(value := cell.attributes.get(name), int | float) and 1 < value < 1000
        )
        tag = cell.kind.lower()
        return f"<{tag}{spans}>{self._mixed(cell.children)}</{tag}>"

    def _figure(self, node: Node) -> str:
        said = f"An image was left out: {node.alt}" if node.alt else "An image without a description was left out."
        text = self._text([node])
        return f'<p {DOUBT}="{_KEPT}">{text}</p>' if text.strip() else f'<span {DOUBT}="{escape(said)}"></span>'


def _wrapped(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>" if text.strip() else ""


def _is_inline(node: Node, depth: int) -> bool:
    if node.kind not in _INLINE or depth > DEEPEST:
        return False
    return all(_is_inline(child, depth + 1) for child in node.children if isinstance(child, Node))


def _rows(node: Node, depth: int) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            if child.kind in ("TR", "Caption"):
                yield child
            elif depth < DEEPEST:
                yield from _rows(child, depth + 1)
