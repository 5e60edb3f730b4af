"""Where a source number leads: to its entry in the article's list, and to the passages that cite it."""

from typing import NamedTuple

from bot.article import Article, Passage, Source
from bot.library import Library


class Cited(NamedTuple):
    """A source number of an article: its entry, where the article lists it, and the passages that cite it, in order."""

    number: int
    article: Article
    entry: Source | None
    passages: tuple[Passage, ...]


def source_of(library: Library, article_name: str, number: int) -> Cited | None:
    """Returns where a number leads in the article of that name; None when the article neither lists nor cites it."""
    article = library.by_name.get(article_name)
    if article is None:
        return None
    entry = next((source for source in article.sources if source.number == number), None)
    passages = tuple(
        passage
        for passage in library.passages_of(article_name)
        if passage.kind != "table" and number in passage.citations
    )
    return Cited(number, article, entry, passages) if entry or passages else None
