"""An article cut into the passages that a person would quote."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.article import Article, ItemList, Kind, Offsets, Paragraph, Passage, Section, Table, Text


def split(article: Article) -> tuple[Passage, ...]:
    """Returns the article's passages in reading order; a table follows its rows. Headings alone are none."""
    seen: dict[str, int] = {}
    passages = []
    for section in article.sections:
        place = f"{article.name}:{_slug(section.path[-1])}"
        for draft in _drafts(section):
            text = draft.parts[0].text if len(draft.parts) == 1 else "\n".join([part.text for part in draft.parts])
            made_of = "\x1f".join((draft.kind, *section.path, text[draft.context :]))
            digest = hashlib.sha256(made_of.encode("utf-8", "replace")).hexdigest()[:8]
            name = f"{place}:{digest}"
            seen[name] = seen.get(name, 0) + 1
            name = name if seen[name] == 1 else f"{name}-{seen[name]}"
            passages.append(draft.passage(name, article.name, section.path, text))
    return tuple(passages)


class _Draft(NamedTuple):
    """A passage before it has its id: its parts, one a line, the last of them its own where context comes first."""

    kind: Kind
    parts: tuple[Text, ...]
    context: int = 0
    row: str | None = None
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()

    def passage(self, name: str, article: str, heading: tuple[str, ...], text: str) -> Passage:
        lines = self.parts[-1].lines if self.context else _lines(self.parts)
        numbers, spans = _cited(self.parts)
        kind, _, context, row, columns, cells = self
        return Passage(name, article, heading, kind, text, lines, row, context, numbers, spans, columns, cells)


def _drafts(section: Section) -> Iterator[_Draft]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield _Draft("paragraph", (block.text,))
        elif isinstance(block, ItemList):
            yield from _items(block)
        else:
            yield from _table(block)


def _items(block: ItemList) -> Iterator[_Draft]:
    for item in block.items:
        if block.lead_in:
            yield _Draft("list-item", (block.lead_in, item.text), len(block.lead_in.text) + 1, item.label)
        else:
            yield _Draft("list-item", (item.text,), row=item.label)


def _table(table: Table) -> Iterator[_Draft]:
    header = (table.header,) if table.header.text else ()
    context = len(table.header.text) + 1 if header else 0
    for row in table.rows:
        first = row.cells[0] if row.cells else row.text.text
        yield _Draft("table-row", (*header, row.text), context, first, table.columns, (row.cells,))
    parts = (*header, *(row.text for row in table.rows), *((table.caption,) if table.caption else ()))
    if parts:
        yield _Draft("table", parts, columns=table.columns, cells=tuple(row.cells for row in table.rows))


def _cited(parts: Iterable[Text]) -> tuple[tuple[int, ...], tuple[Offsets, ...]]:
    """Returns the numbers cited in texts that stand one a line, each once, and where they stand."""
    numbers: dict[int, None] = {}
    spans = []
    start = 0
    for part in parts:
        for citation in part.citations:
            numbers.update(dict.fromkeys(citation.numbers))
            spans.append((start + citation.start, start + citation.end))
        start += len(part.text) + 1
    return tuple(numbers), tuple(spans)


def _lines(parts: tuple[Text, ...]) -> tuple[int, int]:
    if len(parts) == 1:
        return parts[0].lines
    return min(part.lines[0] for part in parts), max(part.lines[1] for part in parts)


def _slug(heading: str) -> str:
    return re.sub(r"[\W_]+", "-", heading.casefold()).strip("-")[:40].rstrip("-") or "text"
