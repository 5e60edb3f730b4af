"""The list of sources at the end of an article."""

import re
from collections.abc import Iterable

from bot.article import Article, Doubt, Paragraph, Source, Table, Text
from bot.reading.characters import fold

HEADINGS = frozenset(
    (
        *("sources", "source(s)", "references", "reference(s)", "bibliography", "literature", "works cited"),
        *("literature cited", "reference list", "list of sources", "list of references"),
    )
)
SOURCE_COLUMNS = frozenset(
    "source sources source(s) reference references reference(s) ref refs ref(s) citation citations citation(s)".split()
)
_WIDEST_GAP = 20
_NUMBERED = re.compile(r"\s*(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|(\d{1,3})[.):]?)(?:\s+|$)(.*)")


def is_source_heading(text: str) -> bool:
    """Returns whether a heading announces the list of sources."""
    return fold(text).rstrip(":").strip().casefold() in HEADINGS


def number_of(line: str) -> tuple[int, str] | None:
    """Returns the number and the rest of a line like "7. Smith J", "[7] Smith J" or "7 Smith J"."""
    match = _NUMBERED.match(line)
    if match is None:
        return None
    return int(match[1] or match[2] or match[3]), fold(match[4])


def parse_sources(lines: Iterable[tuple[int, str]]) -> tuple[Source, ...]:
    """Returns the entries of a list given as (line number, text).

    A line without a number goes on with the entry before it; where no line has one, each is an entry,
    counted from 1.
    """
    given = [(line, fold(text)) for line, text in lines if text.strip()]
    numbered = [number_of(text) for _, text in given]
    if not any(numbered):
        return tuple(Source(place, text, line) for place, (line, text) in enumerate(given, 1))
    entries: list[tuple[int, list[str], int]] = []
    for (line, text), found in zip(given, numbered, strict=True):
        # A volume or a page number at the start of a wrapped line is not the next entry.
        step = found[0] - entries[-1][0] if found and entries else 1
        if found and (step == 1 or (1 < step <= _WIDEST_GAP and not text.split()[0].isdigit())):
            entries.append((found[0], [found[1]], line))
        elif entries:
            entries[-1][1].append(text)
        else:
            entries.append((0, [text], line))
    return tuple(Source(number, fold(" ".join(texts)), line) for number, texts, line in entries)


def texts_of(article: Article) -> Iterable[Text]:
    """Returns every stretch of the article's text that can carry citations, in reading order."""
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Table):
                yield from (block.header, *(row.text for row in block.rows))
                yield from [block.caption] if block.caption else []
            else:
                yield from [block.lead_in] if block.lead_in else []
                yield from (item.text for item in block.items)


def dangling(article: Article) -> list[Doubt]:
    """Returns a doubt for each text that cites a number beyond the article's filled list of sources."""
    if not article.sources:
        return []
    last = max(source.number for source in article.sources)
    doubts = []
    seen: set[tuple[int, str]] = set()
    for text in texts_of(article):
        beyond = sorted({n for citation in text.citations for n in citation.numbers if n > last})
        if beyond and (text.lines[0], text.text) not in seen:
            seen.add((text.lines[0], text.text))
            named = ", ".join(map(str, beyond))
            doubts.append(Doubt(text.lines[0], text.text, f"It cites {named}, but the sources end at {last}."))
    return doubts
