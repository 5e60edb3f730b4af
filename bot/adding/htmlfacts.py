"""What a web page says of itself, in its head and in its linked data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.adding.blocks import Facts
from bot.reading.characters import clean, fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified",
    "revised",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "dcterms.issued",
    "dcterms.date", "dc.date", "date", "pubdate",
)  # fmt: skip
_PUBLISHER = (
    "publisher",
    "og:site_name",
    "dcterms.publisher",
    "dc.publisher",
    "citation_publisher",
    "application-name",
)
_TITLE = ("headline", "og:title", "citation_title", "dcterms.title", "dc.title")
_DESCRIPTION = ("description", "og:description", "dcterms.description")
_ARTICLES = re.compile(r"(Article|WebPage|Report|BlogPosting)$")
_DEEPEST = 6


def facts_of(tree: LexborHTMLParser) -> Facts:
    """Returns what a page says of itself; what is missing is doubted where all forms meet, what was guessed here."""
    said = _said(tree)
    doubts = []
    modified, published = _first(said, _MODIFIED), _first(said, _PUBLISHED)
    if modified and published and day(modified) != day(published):
        doubts.append(f"The page was published {day(published)} and changed {day(modified)}: the later was taken.")
    date = day(max(modified, published) if modified and published else modified or published)
    if not date and (node := tree.css_first("time[datetime]")):
        date = day(node.attributes.get("datetime") or "")
        doubts.append("The date is the first that stands in the page.")
    publisher = _first(said, _PUBLISHER)
    html = tree.css_first("html")
    return Facts(
        title=_title(tree, said, publisher),
        publisher=publisher,
        date=date,
        url=_address(tree, said),
        language=fold((html.attributes.get("lang") or "") if html else "") or said.get("content-language", ""),
        description=_first(said, _DESCRIPTION),
        doubts=tuple(doubts),
    )


def day(text: str) -> str:
    """Returns the day of a date and time ("2025-03-14T09:30:00Z"); any other text as it is."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)[T ].*$", r"\1", fold(clean(text)))


def _title(tree: LexborHTMLParser, said: dict[str, str], publisher: str) -> str:
    """Returns the title that the head gives, without the site's name behind it."""
    node = tree.css_first("title")
    title = _first(said, _TITLE) or (fold(clean(node.text())) if node else "")
    if publisher:
        title = re.sub(rf"\s*[|·–—-]\s*{re.escape(publisher)}\s*$", "", title) or title
    return title


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _address(tree: LexborHTMLParser, said: dict[str, str]) -> str:
    link = tree.css_first("link[rel=canonical]")
    given = ((link.attributes.get("href") or "") if link else "") or said.get("og:url", "")
    return given.strip() if re.match(r"https?://\S+$", given.strip()) else ""


def _said(tree: LexborHTMLParser) -> dict[str, str]:
    """Returns the values of meta elements and of linked data, by lower-case name; the first of each counts."""
    said: dict[str, str] = {}
    for node in tree.css("script[type='application/ld+json']"):
        try:
            loaded = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        for entry in _entries(loaded, 0):
            for key in ("headline", "datePublished", "dateModified"):
                if isinstance(entry.get(key), str):
                    said.setdefault(key.lower(), fold(clean(entry[key])))
            publisher = entry.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                said.setdefault("publisher", fold(clean(publisher["name"])))
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = fold(clean(attributes.get("content") or ""))
        if name and content:
            said.setdefault(name.strip().lower(), content)
    return said


def _entries(loaded: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yields the articles and pages in linked data."""
    if depth > _DEEPEST:
        return
    if isinstance(loaded, list):
        for part in loaded:
            yield from _entries(part, depth + 1)
    elif isinstance(loaded, dict):
        kinds = loaded.get("@type", "")
        if any(_ARTICLES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield loaded
        yield from _entries(loaded.get("@graph", []), depth + 1)
