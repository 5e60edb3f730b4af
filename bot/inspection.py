"""What was read of a corpus, for a person to check before patients ask it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.article import Article, Kind, Passage, Table
from bot.library import Library

KINDS: tuple[Kind, ...] = ("paragraph", "list-item", "table-row", "table")


def report(library: Library) -> dict[str, Any]:
    """Returns what was read, as plain values that JSON can hold: an entry for each article."""
    return report_of(library.articles, library.passages)


def report_of(articles: Iterable[Article], passages: Sequence[Passage]) -> dict[str, Any]:
    """Returns the same of articles and their passages, without a library."""
    return {"articles": [_article(article, passages) for article in articles]}


def _article(article: Article, all_passages: Sequence[Passage]) -> dict[str, Any]:
    passages = [passage for passage in all_passages if passage.article == article.name]
    own = [passage for passage in passages if passage.kind != "table"]
    kinds = Counter(passage.kind for passage in passages)
    cited = Counter(number for passage in own for number in passage.citations)
    listed = {source.number for source in article.sources}
    return {
        "name": article.name,
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "language": article.language,
        "description": article.description,
        "sha256": article.digest,
        "lines": len(article.lines),
        "headings": [
            {
                "line": section.line,
                "level": section.level,
                "heading": list(section.path),
                "passages": sum(1 for passage in own if passage.heading == section.path),
            }
            for section in article.sections
        ],
        "passages": {kind: kinds[kind] for kind in KINDS},
        "tables": list(_tables(article)),
        "citations": {
            "numbers": {str(n): cited[n] for n in sorted(cited)},
            "passages": sum(1 for p in own if p.citations),
        },
        "sources": [{"number": s.number, "line": s.line, "text": s.text} for s in article.sources],
        "citations_without_source": sorted(cited.keys() - listed),
        "doubts": [{"line": d.line, "text": d.text, "reason": d.reason} for d in article.doubts],
    }


def _tables(article: Article) -> Iterator[dict[str, Any]]:
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield {
                    "line": block.header.lines[0],
                    "heading": list(section.path),
                    "caption": block.caption.text if block.caption else "",
                    "columns": list(block.columns),
                    "rows": [row.cells[0] if row.cells else "" for row in block.rows],
                }


def render(found: dict[str, Any]) -> str:
    """Returns a report as text for a terminal: no styles, line numbers first wherever there are any."""
    return "\n".join(line for article in found["articles"] for line in _lines(article)) + "\n"


def _lines(article: dict[str, Any]) -> Iterator[str]:
    yield article["title"]
    facts = [article["publisher"], article["date"], f"{article['lines']} lines", f"SHA-256 {article['sha256'][:12]}…"]
    yield "  " + " · ".join(fact for fact in facts if fact)
    if article["url"]:
        yield f"  {article['url']}"
    yield ""
    passages = article["passages"]
    yield f"Passages: {sum(passages[kind] for kind in KINDS[:3])}, and {passages['table']} whole tables"
    yield from (f"  {passages[kind]:5}  {kind}" for kind in KINDS)
    yield ""
    yield "Headings (line, passages right below)"
    for section in article["headings"]:
        indent = "  " * max(0, len(section["heading"]) - 1)
        yield f"  {section['line']:5}  {indent}{section['heading'][-1]}  ({section['passages']})"
    yield ""
    yield "Tables (line)"
    for table in article["tables"]:
        yield f"  {table['line']:5}  {table['caption'] or table['heading'][-1]}: {' | '.join(table['columns'])}"
        yield f"         rows: {', '.join(table['rows'])}"
    if not article["tables"]:
        yield "         none"
    yield ""
    yield from _citation_lines(article)
    yield ""
    yield f"Doubtful lines: {len(article['doubts']) or 'none'}"
    for doubt in article["doubts"]:
        yield f"  {doubt['line']:5}  {doubt['reason']}"
        yield f"         {doubt['text'][:100]}"
    yield ""


def _citation_lines(article: dict[str, Any]) -> Iterator[str]:
    numbers = article["citations"]["numbers"]
    yield f"Citations: {len(numbers)} sources cited in {article['citations']['passages']} passages"
    if numbers:
        yield "  " + ", ".join(f"[{number}] ×{count}" for number, count in numbers.items())
    listed = len(article["sources"])
    if numbers and not listed:
        yield "  The article's list of sources is empty: the numbers cannot be looked up in it."
    elif article["citations_without_source"]:
        yield "  Not in the list of sources: " + ", ".join(f"[{n}]" for n in article["citations_without_source"])
