"""The structure tree of a tagged PDF, in its own order and with the page of each piece of marked text.

pdfplumber's own tree leaves out on which page a piece stands whose element goes over the end of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[int, int]  # page, from 1, and the number of the marked text on it

DEEPEST = 100
_MOST_NODES = 200_000


@dataclass(slots=True)
class Node:
    """An element: what it holds is elements and marked text, in reading order."""

    kind: str
    children: list[Node | Place] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alt: str = ""

    def places(self) -> Iterator[Place]:
        """Yields the marked text in the element, in order."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.places()
            else:
                yield child

    def kinds(self) -> Iterator[str]:
        """Yields the kind of the element and of all in it."""
        yield self.kind
        for child in self.children:
            if isinstance(child, Node):
                yield from child.kinds()


class Tree:
    """Reads the tree of a document; `pages` gives page numbers by the pages' object numbers."""

    def __init__(self, root: Any, pages: Mapping[int, int]) -> None:
        from pdfminer.pdftypes import resolve1

        self._resolved = resolve1
        self._pages = pages
        self._seen: set[int] = set()
        self._left = _MOST_NODES
        top = resolve1(root)
        self._roles = resolve1(top.get("RoleMap")) or {}
        self.root = Node("Document", list(self._children(top.get("K"), 0, 0)))

    def _children(self, kids: Any, page: int, depth: int) -> Iterator[Node | Place]:
        """Yields what an entry of children names: a number, a reference to marked text, or an element."""
        found = self._resolved(kids)
        for kid in found if isinstance(found, list) else [kids]:
            number = getattr(kid, "objid", None)
            if number is not None and number in self._seen:
                continue
            value = self._resolved(kid)
            self._left -= 1
            if isinstance(value, int):
                yield page, value
            elif isinstance(value, dict) and self._left > 0 and depth < DEEPEST:
                if number is not None:
                    self._seen.add(number)
                yield from self._element(value, page, depth)

    def _element(self, value: dict[str, Any], page: int, depth: int) -> Iterator[Node | Place]:
        page = self._pages.get(getattr(value.get("Pg"), "objid", -1), page)
        if isinstance(value.get("MCID"), int):
            yield page, value["MCID"]
        elif "S" in value:
            node = Node(self._kind(value["S"]), attributes=self._attributes(value.get("A")), alt=self._alt(value))
            node.children.extend(self._children(value.get("K"), page, depth + 1))
            yield node

    def _kind(self, name: Any) -> str:
        kind = _text(self._resolved(name))
        for _ in range(5):
            if kind not in self._roles:
                break
            kind = _text(self._resolved(self._roles[kind]))
        return kind

    def _attributes(self, given: Any) -> dict[str, Any]:
        found = self._resolved(given)
        made: dict[str, Any] = {}
        for part in found if isinstance(found, list) else [found]:
            value = self._resolved(part)
            if isinstance(value, dict):
                made.update({_text(key): self._resolved(one) for key, one in value.items()})
        return made

    def _alt(self, value: dict[str, Any]) -> str:
        from pdfminer.utils import decode_text

        found = self._resolved(value.get("Alt"))
        return decode_text(found) if isinstance(found, bytes) else ""


def _text(name: Any) -> str:
    """Returns a name of the PDF as text."""
    value = getattr(name, "name", name)
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
