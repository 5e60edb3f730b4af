"""The article in words: its headings, a section, a passage where it stands, what a search finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.article import Article, Block, ItemList, LineRange, Section, Table
from bot.conversation.wording import numbered
from bot.finding import folded, places_of
from bot.keeping.quotations import WITHIN
from bot.plain.rendering import row_words
from bot.showing import printable


@dataclass(frozen=True, slots=True)
class Place:
    """A section of an article, or some lines in it; `text` is what stands there."""

    article: Article
    section: Section
    text: str
    lines: LineRange | None = None


def headings(article: Article) -> list[Place]:
    """Returns the article's sections in order, each by its heading and the one that it stands under."""
    return [Place(article, section, _heading(section)) for section in article.sections]


def sections_named(articles: Iterable[Article], words: str) -> list[Place]:
    """Returns the sections that are meant by these words: best those called so, else those whose headings have them."""
    places = [place for article in articles for place in headings(article) if not _is_title(place)]
    wanted, _ = folded(words)
    for names in (_last, _path):
        exact = [place for place in places if folded(names(place.section))[0] == wanted]
        if found := exact or [place for place in places if places_of(words, names(place.section))]:
            return found
    return _alike(places, wanted)


def below(place: Place) -> list[Section]:
    """Returns a section and the sections under it."""
    path = place.section.path
    return [section for section in place.article.sections if section.path[: len(path)] == path]


def section_text(place: Place, *, name_article: bool) -> str:
    """Returns a section in words, from its heading to the end of the last section under it."""
    title = where(place, name_article=name_article)
    return "\n\n".join([title, *_read(below(place), skip_first_heading=True)])


def whole_text(article: Article) -> str:
    """Returns the whole article in words, from its title to its sources."""
    first = article.sections[:1] if article.sections and article.sections[0].path == (article.title,) else ()
    parts = [printable(article.title), *_read(article.sections, skip_first_heading=bool(first))]
    if article.sources:
        parts.append(
            "\n".join(["Sources:", *(f"[{source.number}] {printable(source.text)}" for source in article.sources)])
        )
    return "\n\n".join(parts)


def in_context(place: Place, *, name_article: bool) -> str:
    """Returns the section around some lines, which begin with ">"."""
    shown = []
    for block in place.section.blocks:
        texts = [(_overlap(lines, place.lines), text) for text, lines in _lines(block)]
        shown.append("\n".join(f"{'> ' if inside else '  '}{text}" for inside, text in texts))
    return "\n\n".join([where(Place(place.article, place.section, ""), name_article=name_article), *shown])


def place_of(article: Article, lines: LineRange) -> Place | None:
    """Returns where these lines of the file stand in the article, if they are its text."""
    for section in article.sections:
        if any(_overlap(at, lines) for block in section.blocks for _, at in _lines(block)):
            return Place(article, section, "", lines)
    return None


def found_in(article: Article, words: str) -> Iterator[Place]:
    """Yields the paragraphs, list items, table rows and headings that have all these words, in order."""
    for section in article.sections:
        if section.path and places_of(words, section.path[-1]):
            yield Place(article, section, _called(section.path[-1]), (section.line, section.line))
        for block in section.blocks:
            for text, lines in _lines(block):
                if places_of(words, text):
                    yield Place(article, section, text.removeprefix("- "), lines)


def where(place: Place, *, name_article: bool) -> str:
    """Returns where a place is: its headings and line, and its article where there are several."""
    title = f"{printable(place.article.title)}: " if name_article and not _is_title(place) else ""
    line = place.lines[0] if place.lines else place.section.line
    return f"{title}{WITHIN.join(map(_called, place.section.path))} (line {line})"


def _is_title(place: Place) -> bool:
    return place.section.path == (place.article.title,)


def _read(sections: Iterable[Section], *, skip_first_heading: bool) -> Iterator[str]:
    for number, section in enumerate(sections):
        if number or not skip_first_heading:
            yield f"Heading: {_heading(section)}"
        for block in section.blocks:
            yield "\n".join(text for text, _ in _lines(block))


def _heading(section: Section) -> str:
    under = f" (under {_called(section.path[-2])})" if len(section.path) > 1 else ""
    return f"{_called(section.path[-1]) if section.path else ''}{under}"


def _called(heading: str) -> str:
    return printable(heading.rstrip(" :") or heading)


def _last(section: Section) -> str:
    return section.path[-1] if section.path else ""


def _path(section: Section) -> str:
    return " ".join(section.path)


def _alike(places: list[Place], wanted: str) -> list[Place]:
    """The heading that is nearest in spelling."""
    from difflib import get_close_matches

    called = [folded(_last(place.section))[0] for place in places]
    names = get_close_matches(wanted, called, 1)
    return [place for place, name in zip(places, called, strict=True) if name in names]


def _overlap(one: LineRange, other: LineRange | None) -> bool:
    return other is not None and one[0] <= other[1] and other[0] <= one[1]


def _lines(block: Block) -> Iterator[tuple[str, LineRange]]:
    """The block's texts as they are printed, each with its lines in the file."""
    if isinstance(block, Table):
        for row in block.rows:
            numbers = [number for citation in row.text.citations for number in citation.numbers]
            yield row_words(block.columns, row.cells, numbers), row.text.lines
        texts = [("", block.caption)] if block.caption else []
    elif isinstance(block, ItemList):
        texts = [("", block.lead_in)] if block.lead_in else []
        texts += [("- ", item.text) for item in block.items]
    else:
        texts = [("", block.text)]
    for mark, text in texts:
        yield mark + numbered(text.text, text.citations)[0], text.lines
