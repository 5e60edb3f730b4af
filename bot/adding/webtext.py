"""Text as copied from a web page: what the project's own reader makes of it, as blocks."""

from collections.abc import Iterator
from pathlib import Path

from bot.adding.blocks import Block, Draft, Entry, Facts, Grid, Heading, Item, Prose, Run, Runs
from bot.article import Article, Citation, ItemList, Paragraph, Section, Table, Text
from bot.reading.files import parse_article
from bot.reading.sources import SOURCE_COLUMNS, is_source_heading

_MISSING = {"publisher": "who published it", "date": "when it was published"}


def read_text(content: bytes, path: Path) -> Draft:
    """Returns the draft of a text file. Raises `Unreadable` or `NothingToRead`."""
    article = parse_article(path.with_suffix(".txt"), content, path.stem)
    facts = Facts(
        article.title,
        article.publisher,
        article.date,
        article.url,
        article.language,
        article.description,
        (
            *(f"The text does not say {said}: add it to the front matter." for name, said in _MISSING.items()
              if not getattr(article, name)),
            "A text does not say its language: it is taken for English.",
        ),
    )  # fmt: skip
    blocks = [block for section in article.sections for block in _section(section, article)]
    return Draft(
        facts,
        tuple(blocks),
        "\n".join(article.lines),
        tuple(Entry(str(source.number), (Run(source.text),)) for source in article.sources),
        _heading_of_sources(article),
        doubts=tuple(f"Line {doubt.line} of the text, “{doubt.text[:80]}”: {doubt.reason}" for doubt in article.doubts),
        labels=tuple(str(source.number) for source in article.sources),
    )


def _heading_of_sources(article: Article) -> str:
    """Returns the last line that announces the sources, as it is written."""
    return next((line.strip().rstrip(":") for line in reversed(article.lines) if is_source_heading(line)), "Sources")


def _section(section: Section, article: Article) -> Iterator[Block]:
    if section.path != (article.title,):
        yield Heading((Run(section.path[-1]),), section.level)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield Prose(runs_of_text(block.text))
        elif isinstance(block, ItemList):
            yield from _list(block)
        else:
            yield from _table(block)


def _list(block: ItemList) -> Iterator[Block]:
    if block.lead_in:
        yield Prose(runs_of_text(block.lead_in))
    for item in block.items:
        yield Item(runs_of_text(item.text))


def _table(table: Table) -> Iterator[Block]:
    cited = [row.text.citations for row in table.rows]
    width = max([len(table.columns), *(len(row.cells) for row in table.rows)], default=0)
    header: tuple[Runs, ...] = tuple((Run(name),) for name in table.columns) or ((Run(table.header.text),),)
    header += ((),) * (width - len(header))
    rows: list[tuple[Runs, ...]] = [tuple((Run(cell),) if cell else () for cell in row.cells) for row in table.rows]
    rows = [row + ((),) * (width - len(row)) for row in rows]
    if any(cited):  # the reader takes the citations out of the cells: they get their column again
        last = table.header.text.split()[-1:]
        header += ((Run(last[0] if last and last[0].casefold() in SOURCE_COLUMNS else "Source(s)"),),)
        rows = [(*row, _citations(found)) for row, found in zip(rows, cited, strict=True)]
    yield Grid((header, *rows))
    if table.caption:
        yield Prose(runs_of_text(table.caption))


def _citations(citations: tuple[Citation, ...]) -> Runs:
    numbers = dict.fromkeys(number for citation in citations for number in citation.numbers)
    return (Run(_bracketed(tuple(numbers)), cited=True),) if numbers else ()


def runs_of_text(text: Text) -> Runs:
    """Returns a text as runs, its citations in brackets."""
    made: list[Run] = []
    at = 0
    for citation in text.citations:
        made.append(Run(text.text[at : citation.start]))
        made.append(Run(_bracketed(citation.numbers), cited=True))
        at = citation.end
    return tuple(run for run in (*made, Run(text.text[at:])) if run.text)


def _bracketed(numbers: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, numbers))}]"
