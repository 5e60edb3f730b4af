"""A web page as it is seen: without scripts, hidden text, navigation and banners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adding.htmlblocks import DOUBT
from bot.reading.characters import byte_order_mark, fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = (
    "script, style, noscript, template, head, datalist, [hidden], dialog:not([open]), input, select, textarea, button"
)
_ROLES = "navigation banner contentinfo search dialog alertdialog menu menubar toolbar".split()
_AROUND = ", ".join(["nav", *(f'[role="{role}"]' for role in _ROLES)])
_OUTSIDE = "body > header, body > footer, body > aside, body > div > footer, footer, [role=complementary]"
_BANNERS = re.compile(
    r"(?i)(^|[\s_-])(cookies?|consent|gdpr|ccpa|onetrust|newsletter|subscribe|signup|paywall|social|share|sharing"
    r"|breadcrumbs?|skip-?(link|to|nav)\w*|advert\w*|ads?|sponsored|promo|popup|modal|related|pagination|back-to-top"
    r"|edit-?section|mw-editsection|noprint|print-only|sr-only|visually-?hidden|screen-reader-text)($|[\s_-])"
)
_KEPT = frozenset("html body main article".split())
_NOT_SHOWN = re.compile(r"(?i)(display\s*:\s*none|visibility\s*:\s*hidden)")
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]{0,5000})\}")
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"[\w\s.#,>-]+$")
_CHARSET = re.compile(
    rb"(?i)<(?:meta\b[^>]{0,200}?charset\s*=\s*[\"']?|\?xml[^>]{0,100}encoding=[\"'])\s*([\w.:-]{2,40})"
)
_MOST = 0.5  # the main part has more than this of a page's text


@dataclass(slots=True)
class Page:
    """The part of a page that holds its article, and what was left out around it."""

    tree: LexborHTMLParser
    root: LexborNode
    doubts: list[str] = field(default_factory=list)


def decoded(content: bytes) -> tuple[str, str]:
    """Returns the text of an HTML file, and a doubt where its encoding was guessed."""
    mark, encoding = byte_order_mark(content)
    if encoding:
        return content[len(mark) :].decode(encoding, "replace"), ""
    said = _CHARSET.search(content[:4096])
    names = [said[1].decode("ascii", "ignore")] if said else []
    for name in [*names, "utf-8"]:
        try:
            return content.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1") else name), ""
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace"), "The page's encoding is not known: it was read as Windows-1252."


def parsed(html: str) -> LexborHTMLParser:
    """Returns the tree of an HTML text; every text has one."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(html)


def seen(tree: LexborHTMLParser) -> Page:
    """Returns the part of a page that a reader sees as its article; takes the rest out of the tree."""
    sheets = [node.text() for node in tree.css("style")]
    for node in tree.css(f"[{DOUBT}]"):
        del node.attrs[DOUBT]
    _remove(tree, _UNSEEN)
    hidden = _take(_hidden(tree, sheets))
    banners = _take(_around(tree))
    body = body_of(tree)
    root = _main(tree, body)
    page = Page(tree, root)
    outside = _around_text(body, root) if root.mem_id != body.mem_id else _take(tree.css(_OUTSIDE))
    for text, what in (
        (hidden, "Hidden text"),
        (fold(f"{banners} {outside}"), "Navigation, banners and text around the article"),
    ):
        if text:
            count = len(text.split())
            page.doubts.append(f"{what} of {count} words was left out: {_shortened(text)}")
    return page


def body_of(tree: LexborHTMLParser) -> LexborNode:
    """Returns the body of a tree."""
    body = tree.body or tree.root
    if body is None:
        raise ValueError("the tree is empty")
    return body


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:100].rstrip()} … {text[-50:].lstrip()}"


def _remove(tree: LexborHTMLParser, selector: str) -> None:
    for node in tree.css(selector):
        if node.tag not in _KEPT:
            node.decompose()


def _take(nodes: list[LexborNode]) -> str:
    """Takes nodes out of their tree; returns their text."""
    texts = []
    for node in nodes:
        if node.tag not in _KEPT and node.parent is not None:
            texts.append(node.text(separator=" "))
            node.decompose()
    return fold(" ".join(texts))


def _hidden(tree: LexborHTMLParser, sheets: list[str]) -> list[LexborNode]:
    """Returns what the page hides by its styles; of style sheets only plain rules count."""
    found = [node for node in tree.css("[style]") if _NOT_SHOWN.search(node.attributes.get("style") or "")]
    for selector in _hiding(sheets):
        found.extend(tree.css(selector))
    outermost = {node.mem_id for node in found}
    return [node for node in _unique(found) if not any(parent.mem_id in outermost for parent in _parents(node))]


def _hiding(sheets: list[str]) -> Iterator[str]:
    """Yields the plain selectors of rules that hide something on a screen."""
    for sheet in sheets:
        plain = _MEDIA.sub("", re.sub(r"/\*.*?\*/", "", sheet[:200_000], flags=re.DOTALL))
        for match in _RULE.finditer(plain):
            selector = fold(match[1])
            if _NOT_SHOWN.search(match[2]) and _SIMPLE.match(selector) and re.search(r"[\w]", selector):
                yield selector


def _around(tree: LexborHTMLParser) -> list[LexborNode]:
    found = list(tree.css(_AROUND))
    for node in tree.css("[class], [id]"):
        named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag not in _KEPT and _BANNERS.search(named) and node.css_first("h1, main, article") is None:
            found.append(node)
    outermost = {node.mem_id for node in found}
    return [node for node in _unique(found) if not any(parent.mem_id in outermost for parent in _parents(node))]


def _unique(nodes: list[LexborNode]) -> list[LexborNode]:
    return list({node.mem_id: node for node in nodes}.values())


def _parents(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _main(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    """Returns the element that holds the article: the page's main one, if most of the text is in it."""
    whole = max(1, len(fold(body.text(separator=" "))))
    for selector in ("main", "[role=main]", "article", "[itemprop=articleBody]"):
        found = [(len(fold(node.text(separator=" "))), place, node) for place, node in enumerate(tree.css(selector))]
        if found:
            length, _, node = max(found, key=lambda one: (one[0], -one[1]))
            if length > _MOST * whole:
                return node
    return body


def _around_text(body: LexborNode, root: LexborNode) -> str:
    """Returns the text of a page that stands outside of an element of it."""
    inner = {node.mem_id for node in root.traverse(include_text=True)}
    outer = (node for node in body.traverse(include_text=True) if node.tag == "-text" and node.mem_id not in inner)
    return fold(" ".join(node.text_content or "" for node in outer))
