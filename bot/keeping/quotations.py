"""A passage as a transcript quotes it; the same words are looked for when the transcript is checked."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.article import Passage
from bot.conversation.wording import citations_of, cited, heading_words, numbered, place_words
from bot.reading.characters import fold
from bot.showing import printable

WITHIN = " > "  # between a heading and the one below it
ITEM = "- "  # before an item of a list and a row of a table


class Quotation(NamedTuple):
    """What a transcript says of a passage: where it stands, and its text; `details` is what only data can say."""

    article: str
    heading: str
    place: str
    text: str
    details: tuple[object, ...] = ()


def in_words(passage: Passage) -> Quotation:
    """Returns a passage as transcripts in Markdown and text quote it; line ends count as spaces."""
    text = " ".join(quoted_lines(passage))
    return Quotation(one_line(passage.article), heading_line(passage), place_words(passage), text)


def in_data(passage: Passage) -> Quotation:
    """Returns a passage as transcripts in JSON quote it."""
    details = (passage.kind, passage.row, passage.heading, passage.citations)
    return Quotation(passage.article, heading_line(passage), place_words(passage), passage.text, details)


def one_line(text: str) -> str:
    """Returns the text as one line that can be shown."""
    return fold(printable(text))


def heading_line(passage: Passage) -> str:
    """Returns the headings above a passage, outermost first, as one line."""
    return one_line(heading_words(passage, WITHIN))


@lru_cache(4096)  # a transcript is written anew after every answer
def quoted_lines(passage: Passage) -> tuple[str, ...]:
    """Returns a passage line by line: an item below its lead-in, a row with its column names, "[2] [7]" for sources."""
    lines = _table_lines(passage) if passage.cells else _text_lines(passage)
    return tuple(line for line in map(one_line, lines) if line)


def _text_lines(passage: Passage) -> Iterator[str]:
    text, offsets = numbered(passage.text, citations_of(passage))
    start = offsets[passage.context]
    if not passage.context:
        yield text
        return
    yield text[:start]
    yield f"{ITEM}{text[start:]}"


def _table_lines(passage: Passage) -> Iterator[str]:
    mark = ITEM if passage.kind == "table" else ""
    if passage.kind == "table-row":
        yield from (_row(passage.columns, cells, passage.citations) for cells in passage.cells)
        return
    texts = passage.text.split("\n")
    rest = len(texts) - len(passage.cells)
    # The rows stand below the header and above the caption, of which either may be missing.
    first = 1 if rest > 1 or (rest == 1 and not _begins(texts[0], passage.cells[0])) else 0
    if rest < 0:
        yield from (mark + _row(passage.columns, cells, ()) for cells in passage.cells)
        yield cited(passage.citations)
        return
    numbers: dict[int, list[int]] = {}
    for citation in citations_of(passage):
        numbers.setdefault(passage.text.count("\n", 0, citation.start) - first, []).extend(citation.numbers)
    for place, cells in enumerate(passage.cells):
        yield mark + _row(passage.columns, cells, numbers.get(place, ()))
    start = sum(len(text) + 1 for text in texts[: first + len(passage.cells)])
    shown, offsets = numbered(passage.text, citations_of(passage))
    yield shown[offsets[start] :] if start < len(passage.text) else ""


def _begins(text: str, cells: tuple[str, ...]) -> bool:
    return fold(text).startswith(fold(next((cell for cell in cells if cell.strip()), "")))


def _row(columns: tuple[str, ...], cells: tuple[str, ...], numbers: Sequence[int]) -> str:
    named = [f"{columns[i]}: {cell}" if i < len(columns) else cell for i, cell in enumerate(cells) if cell.strip()]
    return "; ".join([*named, *([f"Sources: {cited(numbers)}"] if numbers else [])])
