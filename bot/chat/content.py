"""Text for the screen. What people and files supply becomes `Content`, and is never read as markup."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content, Span
from textual.style import Style

from bot.article import Citation, Offsets, Text
from bot.conversation.answer import Quote
from bot.conversation.wording import citations_of, cited, numbered
from bot.showing import printable

MATCH = "underline $accent"
BEST = "bold"
CITED = "$foreground 70%"
ASIDE = "$foreground 65%"
SOURCE = "source"  # under this name the style of a source number holds the number, for a click on it


def plain(text: str, style: str = "") -> Content:
    """Returns text from outside as content in one style."""
    content = Content(printable(text))
    return content.stylize(style) if style else content


def cited_content(numbers: Iterable[int]) -> Content:
    """Returns source numbers as "[2] [7]", each of which knows its number when it is clicked."""
    text = cited(known := tuple(numbers))
    return Content(text, [Span(0, len(text), CITED), *_clickable(text, 0, known)])


def text_content(text: Text) -> Content:
    """Returns a stretch of an article with its citations as "[2] [7]"."""
    return _marked(text.text, text.citations, (0, len(text.text)), (), None)


def passage_content(quote: Quote) -> Content:
    """Returns the passage's text, matched words underlined and the best sentence bold; the lead-in stands apart."""
    passage = quote.passage
    citations = citations_of(passage)
    whole = (0, len(passage.text))
    body = (passage.context, whole[1])
    best = quote.answer_span if quote.answer_span and _is_part(quote.answer_span, body, citations) else None
    if passage.context == 0:
        return _marked(passage.text, citations, whole, quote.matches, best)
    lead_in = _marked(passage.text, citations, (0, passage.context), quote.matches, None)
    item = _marked(passage.text, citations, body, quote.matches, best)
    return Content("\n").join([_trimmed(lead_in).stylize_before(ASIDE), Content.assemble("• ", _trimmed(item))])


def answering_content(quote: Quote) -> Content:
    """Returns the passage from its answering sentence on, in one line; what leads an item in always goes with it."""
    passage, span = quote.passage, quote.answer_span
    whole = (0, len(passage.text))
    if passage.context or not span or span[0] == 0:
        return _one_line(passage_content(quote))
    rest = _marked(passage.text, citations_of(passage), (span[0], whole[1]), quote.matches, None)
    return Content.assemble("… ", _one_line(_trimmed(rest)))


def _one_line(content: Content) -> Content:
    return Content(" ").join(content.split("\n"))


def cell_contents(quote: Quote) -> list[list[Content]]:
    """Returns the cells of a passage from a table, row by row, in which the matched words are underlined."""
    passage = quote.passage
    position = passage.context if passage.kind == "table-row" else 0
    rows = []
    for cells in passage.cells:
        row = []
        for cell in cells:
            content, start = plain(cell), passage.text.find(cell, position)
            if start >= 0:
                position = start + len(cell)
                for first, last in quote.matches:
                    if start <= first and last <= position:
                        content = content.stylize(MATCH, first - start, last - start)
            row.append(content)
        rows.append(row)
    return rows


def _marked(
    text: str, citations: Sequence[Citation], part: Offsets, matches: Sequence[Offsets], best: Offsets | None
) -> Content:
    shown, offsets = numbered(text, citations)
    spans = [Span(offsets[best[0]], offsets[best[1]], BEST)] if best else []
    for citation in citations:
        spans.append(Span(offsets[citation.start], offsets[citation.end], CITED))
        spans += _clickable(shown, offsets[citation.start], citation.numbers)
    spans += [Span(offsets[start], offsets[end], MATCH) for start, end in matches]
    first, last = offsets[part[0]], offsets[part[1]]
    return Content(shown, [span for span in spans if span.start < last and first < span.end])[first:last]


def _clickable(text: str, position: int, numbers: Iterable[int]) -> Iterator[Span]:
    """What makes each of the source numbers that are written from `position` on a thing that can be clicked."""
    for number in numbers:
        end = position + len(f"[{number}]")
        if text[position:end] == f"[{number}]":  # a mention inside another is not written twice
            yield Span(position, end, Style.from_meta({SOURCE: number}))
        position = end + 1


def _trimmed(content: Content) -> Content:
    text = content.plain
    return content[len(text) - len(text.lstrip()) : len(text.rstrip())] if text.strip() else Content()


def _is_part(span: Offsets, body: Offsets, citations: Sequence[Citation]) -> bool:
    """Says whether the span is only a part of the text: to mark all of it would mark nothing."""
    start, end = body
    while citations and citations[-1].end >= end - 2 > start:
        end, citations = citations[-1].start, citations[:-1]
    return span[0] > start or span[1] < end - 2
