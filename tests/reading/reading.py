"""What several tests of the readers share."""

from pathlib import Path

from bot.article import Article, Passage
from bot.reading.files import read_article
from bot.reading.markdown import read_markdown
from bot.reading.passages import split
from bot.reading.webtext import read_webtext

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> Article:
    return read_article(FIXTURES / name)


def markdown(text: str) -> Article:
    return read_markdown(text, "sample", "0" * 64)


def web(text: str) -> Article:
    return read_webtext(text, "sample", "0" * 64)


def paths(article: Article) -> list[tuple[str, ...]]:
    return [section.path for section in article.sections]


def rows(article: Article) -> list[tuple[str, ...]]:
    return [passage.cells[0] for passage in split(article) if passage.kind == "table-row"]


def texts(article: Article) -> list[str]:
    return [passage.text for passage in split(article)]


def with_text(article: Article, text: str) -> Passage:
    (found,) = [passage for passage in split(article) if text in passage.text and passage.kind != "table"]
    return found


def reasons(article: Article) -> list[str]:
    return [doubt.reason for doubt in article.doubts]
