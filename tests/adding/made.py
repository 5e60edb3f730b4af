"""What the tests make of documents."""

from pathlib import Path

from bot.adding.checking import Made, made_of
from bot.adding.forms import draft_of_file
from bot.article import Article, Table

FILES = Path(__file__).parent / "files"


def made(path: Path) -> Made:
    return made_of(draft_of_file(path), path.stem)


def of_html(tmp_path: Path, html: str) -> Made:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    return made(file)


def headings(article: Article) -> list[tuple[str, ...]]:
    return [section.path for section in article.sections]


def tables(article: Article) -> list[Table]:
    return [block for section in article.sections for block in section.blocks if isinstance(block, Table)]


def reasons(result: Made) -> str:
    return "\n".join(doubt.reason for doubt in result.article.doubts)
