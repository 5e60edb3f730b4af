"""The reader of text copied from a web page: no markup is left, so structure is told from the lines themselves.

A heading is a short line alone (see headings.py); a flattened table has one line a row and its caption below
(flattened.py); bullets may have labels; bare numbers before a full stop are citations (citations.py); what stands
above the text is its masthead (masthead.py). What had to be guessed is noted as a doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.article import Article, ItemList, ListItem, Paragraph, Source, Text
from bot.reading.characters import clean, readable, split_lines
from bot.reading.citations import bare_doubts
from bot.reading.flattened import build_flattened
from bot.reading.headings import Heading, is_heading_with_colon, is_title_case, levels, may_be_heading
from bot.reading.inline import label_of
from bot.reading.masthead import is_contents, is_masthead_line, read_masthead
from bot.reading.outline import Outline, joined, with_doubts
from bot.reading.sources import dangling, is_source_heading, number_of, parse_sources
from bot.reading.weblines import Chunk, Line, chunks_of, text_of

_MASTHEAD_LINES = 20
_DEEPEST = 20


def read_webtext(text: str, name: str, digest: str) -> Article:
    """Returns the article that a web text holds; whatever the text, something is read and nothing raised."""
    lines = split_lines(clean(text))
    numbered = list(enumerate(lines, 1))
    end = _sources_at(lines)
    chunks = chunks_of(_parted(numbered[:end]))
    head = read_masthead(chunks)
    title = head.title or readable(name)
    outline = Outline(title, head.title_line)
    body = chunks[head.end :]
    headings = _headings(body, outline)
    _Body(outline, body, _levelled(headings, title, head.contents, outline)).read()
    article = Article(
        name=name,
        title=title,
        sections=outline.sections(),
        lines=lines,
        digest=digest,
        date=head.date,
        publisher=head.publisher,
        url=head.url,
        description=head.description,
        sources=_sources(numbered[end + 1 :], outline),
    )
    return with_doubts(article, *outline.doubts, *dangling(article))


def _sources_at(lines: Sequence[str]) -> int:
    """Returns the index of the line that heads the list of sources; past the end when there is none."""
    for place in range(len(lines) - 1, -1, -1):
        if len(lines[place]) < 40 and is_source_heading(lines[place]):
            following = next((line for line in lines[place + 1 :] if line.strip()), "")
            if not following or number_of(following) or not _in_contents(lines, place):
                return place
    return len(lines)


def _sources(lines: Sequence[Line], outline: Outline) -> tuple[Source, ...]:
    sources = parse_sources(lines)
    numbered = False
    blank = False
    for line, text in lines:
        if not text.strip():
            blank = True
            continue
        if number_of(text):
            numbered = True
        elif numbered and blank:
            outline.doubt(line, text.strip(), "It has no number and was read as part of the source before it.")
        blank = False
    return sources


def _in_contents(lines: Sequence[str], place: int) -> bool:
    """Returns whether a line is an entry of a table of contents: no sentence stands between the two."""
    for line in reversed(lines[:place]):
        if line.rstrip().endswith((".", "!", "?")):
            return False
        if is_contents(line.strip()):
            return True
    return True


def _parted(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines with an empty one around each that can only belong to a masthead."""
    made: list[Line] = []
    for number, text in lines[:_MASTHEAD_LINES]:
        apart = is_masthead_line(text.strip())
        made.extend([(number, ""), (number, text), (number, "")] if apart else [(number, text)])
    return [*made, *lines[_MASTHEAD_LINES:]]


def _headings(chunks: Sequence[Chunk], outline: Outline) -> dict[int, Heading]:
    """Returns the headings by the place of their chunk."""
    places = [place for place in range(len(chunks)) if _is_heading(chunks, place, outline)]
    found = {}
    for place, following in zip(places, [*places[1:], len(chunks)], strict=False):
        has_table = any(chunk.kind == "table" for chunk in chunks[place + 1 : following])
        found[place] = Heading(chunks[place].text, chunks[place].line, has_table)
    return found


def _is_heading(chunks: Sequence[Chunk], place: int, outline: Outline) -> bool:
    chunk = chunks[place]
    if chunk.kind != "text" or len(chunk.lines) > 1:
        return False
    text = chunk.text
    following = chunks[place + 1] if place + 1 < len(chunks) else None
    if text.endswith(":"):
        alone = not chunk.attached and following is not None and not following.attached
        found, doubt = is_heading_with_colon(text, alone)
    else:
        found, doubt = may_be_heading(text), ""
        if found and not is_title_case(text) and not text.endswith("?"):
            if following is None:
                found, doubt = False, "It may be a heading without a text."
            elif following.kind == "item" and following.attached:
                found, doubt = False, "It was read as leading in the list below it, but may be a heading."
            elif following.kind == "item":
                doubt = "It was read as a heading, but may lead in the list below it."
    if doubt:
        outline.doubt(chunk.line, text, doubt)
    return found


def _levelled(
    headings: dict[int, Heading], title: str, contents: Sequence[str], outline: Outline
) -> dict[int, tuple[Heading, int]]:
    given = list(headings.values())
    found, doubts = levels(given, title, contents)
    for heading, doubt in zip(given, doubts, strict=True):
        if doubt:
            outline.doubt(heading.line, heading.text, doubt)
    return {place: (heading, level) for (place, heading), level in zip(headings.items(), found, strict=True)}


@dataclass(slots=True)
class _Body:
    """Reads chunks into an outline; `headings` are those that are headings, by their place."""

    outline: Outline
    chunks: Sequence[Chunk]
    headings: dict[int, tuple[Heading, int]]

    def read(self) -> None:
        """Reads all chunks, in order."""
        place = 0
        while place < len(self.chunks):
            chunk = self.chunks[place]
            if place in self.headings:
                heading, level = self.headings[place]
                self.outline.heading(heading.text, level, heading.line)
            elif chunk.kind == "table":
                table, doubts = build_flattened(chunk.lines)
                self.outline.add(table)
                for doubt in doubts:
                    self.outline.doubt(*doubt)
            elif chunk.kind == "item":
                end = place
                while end < len(self.chunks) and self.chunks[end].kind == "item":
                    end += 1
                self._list(self.chunks[place:end])
                place = end
                continue
            else:
                self.outline.add(Paragraph(self._text(chunk)))
            place += 1

    def _text(self, chunk: Chunk) -> Text:
        text = text_of(chunk)
        for doubt in bare_doubts(text.text):
            self.outline.doubt(chunk.line, text.text, doubt)
        return text

    def _list(self, chunks: Sequence[Chunk]) -> None:
        """Reads items; one with items further in leads them in where it ends with a colon."""
        outer = self.outline.take_lead_in()
        leading: list[tuple[int, Text | None]] = []
        items: list[ListItem] = []
        current = outer
        for place, chunk in enumerate(chunks):
            while leading and leading[-1][0] >= chunk.indent:
                leading.pop()
            lead_in = leading[-1][1] if leading else outer
            if lead_in is not current:
                self._flush(items, current)
                current = lead_in
            text = self._text(chunk)
            has_items = place + 1 < len(chunks) and chunks[place + 1].indent > chunk.indent + 1
            if has_items and text.text.endswith(":") and len(leading) < _DEEPEST:
                leading.append((chunk.indent, joined(lead_in, text)))
            else:
                items.append(ListItem(text, label_of(text.text)))
        self._flush(items, current)

    def _flush(self, items: list[ListItem], lead_in: Text | None) -> None:
        if items:
            self.outline.add(ItemList(tuple(items), lead_in))
            items.clear()
