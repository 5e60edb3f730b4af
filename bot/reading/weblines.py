"""The lines of a web text, put together: paragraphs, bullets, flattened tables and captions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.article import Text
from bot.reading.characters import fold
from bot.reading.citations import web_citations
from bot.reading.flattened import has_source_column, is_separated
from bot.reading.outline import is_caption

ChunkKind = Literal["text", "item", "table", "caption"]
Line = tuple[int, str]

_BULLET = re.compile(r"(\s*)(?:[•‣·●▪◦○■]\s*|[-*–]\s+)(?=\S)")
_NUMBERED = re.compile(r"(\s*)(\d{1,2})[.)]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*$")
_WIDEST = 200  # a longer line was not wrapped by hand
_HEADER_WORDS = 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together. `attached` says that no blank line parts them from the chunk before."""

    kind: ChunkKind
    lines: tuple[Line, ...]
    attached: bool = False
    indent: int = 0

    @property
    def text(self) -> str:
        """The lines as one text, white space folded."""
        return fold(" ".join(text for _, text in self.lines))

    @property
    def line(self) -> int:
        """The number of the first line."""
        return self.lines[0][0]


def text_of(chunk: Chunk) -> Text:
    """Returns the chunk as running text with its citations, bare and bracketed."""
    text = chunk.text
    return Text(text, (chunk.line, chunk.lines[-1][0]), web_citations(text))


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """Returns the chunks of a text, in order."""
    numbered = _numbered_items(lines)
    chunks: list[Chunk] = []
    for block in _blocks(lines):
        found = list(_in_block(block, numbered))
        chunks.extend(
            Chunk(kind, tuple(part), attached=place > 0, indent=indent)
            for place, (kind, part, indent) in enumerate(found)
        )
    return chunks


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line[1].strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


Part = tuple[ChunkKind, list[Line], int]


def _in_block(block: list[Line], numbered: set[int]) -> Iterator[Part]:
    """Parts a block of lines without a blank one into items and runs of other text."""
    run: list[Line] = []
    item: Part | None = None
    for number, text in block:
        marker = _BULLET.match(text) or (_NUMBERED.match(text) if number in numbered else None)
        if marker:
            yield from _in_run(run)
            run = []
            if item:
                yield item
            item = ("item", [(number, text[marker.end() :])], len(marker[1].expandtabs()))
        elif item and _goes_on(item, text):
            item[1].append((number, text))
        else:
            if item:
                yield item
                item = None
            run.append((number, text))
    if item:
        yield item
    yield from _in_run(run)


def _goes_on(item: Part, text: str) -> bool:
    """Returns whether a line below a bullet is the bullet's own, wrapped."""
    indent = len(text) - len(text.lstrip())
    return indent > item[2] or not _SENTENCE_END.search(item[1][-1][1].rstrip())


def _numbered_items(lines: Sequence[Line]) -> set[int]:
    """Returns the lines that are the items of a list numbered 1, 2, 3 … with nothing in between."""
    found: set[int] = set()
    listed: list[int] = []
    blank = False
    for number, text in lines:
        match = _NUMBERED.match(text)
        if not text.strip():
            blank = True
            continue
        if match and int(match[2]) == len(listed) + 1:
            listed.append(number)
        elif match and int(match[2]) == 1:
            listed = [number]
        elif not match and (blank or not listed):
            listed = []
        blank = False
        if len(listed) > 1:
            found.update(listed[-2:])
    return found


def _in_run(run: list[Line]) -> Iterator[Part]:
    """Parts a run of plain lines into tables, captions and paragraphs."""
    if not run:
        return
    start, end = _table_in(run)
    if start == end:
        caption = next((place for place, (_, text) in enumerate(run) if is_caption(text.strip())), len(run))
        yield from _paragraphs(run[:caption])
        if caption < len(run):
            yield "caption", run[caption:], 0
        return
    yield from _in_run(run[:start]) if start else ()
    yield "table", run[start:end], 0
    yield from _in_run(run[end:])


def _table_in(run: list[Line]) -> tuple[int, int]:
    """Returns where the first flattened table of a run starts and ends; equal when there is none.

    A table shows itself by a header that ends with a source column, by a caption right below or above,
    or by tabs, bars or wide gaps in all its lines.
    """
    texts = [text for _, text in run]
    captions = [place for place, text in enumerate(texts) if is_caption(text.strip())]
    headers = [place for place, text in enumerate(texts[:-1]) if has_source_column(text) and _is_header(text)]
    if headers:
        start = headers[0]
        end = next((place for place in captions if place > start), len(run))
        while end == len(run) and end > start + 2 and _SENTENCE_END.search(texts[end - 1].rstrip()):
            if web_citations(fold(texts[end - 1])):
                break
            end -= 1
        return (start, end) if end > start + 1 else (0, 0)
    if captions and captions[0] >= 2 and _rows_like(texts[: captions[0]]):
        return 0, captions[0]
    if captions and captions[0] == 0 and len(run) > 2 and _rows_like(texts[1:]):
        return 1, len(run)
    body = captions[0] if captions else len(run)
    if body >= 2 and is_separated(texts[:body]):
        return 0, body
    return 0, 0


def _is_header(text: str) -> bool:
    return len(text.split()) <= _HEADER_WORDS and not _SENTENCE_END.search(text.rstrip())


def _rows_like(texts: Sequence[str]) -> bool:
    """Returns whether lines next to a caption are a header and its rows, and no wrapped prose."""
    capital = sum(not text.strip()[:1].islower() for text in texts)
    return _is_header(texts[0]) and capital == len(texts)


def _paragraphs(run: list[Line]) -> Iterator[Part]:
    """Parts lines into paragraphs: a line that had room for the next word was ended on purpose."""
    widest = max((len(text.rstrip()) for _, text in run), default=0)
    part: list[Line] = []
    for place, line in enumerate(run):
        part.append(line)
        following = run[place + 1][1].split()[:1] if place + 1 < len(run) else []
        if following and not _breaks(line[1].rstrip(), following[0], widest, first=len(part) == 1):
            continue
        yield "text", part, 0
        part = []


def _breaks(text: str, following: str, widest: int, first: bool) -> bool:
    if widest > _WIDEST:
        return True
    if len(text) + 1 + len(following) > widest:
        return False
    if _SENTENCE_END.search(text):
        return True
    # A short line before a fuller one is a heading without a blank line below it.
    return first and not following[:1].islower() and len(text.split()) <= 12 and text[-1:] not in ",;–-"
