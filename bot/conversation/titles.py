"""Short names by which articles are told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.article import Article
from bot.conversation.answer import Answer

_MANY = 100  # articles, of more than which only those of an answer are told apart


def short_titles(articles: Iterable[Article]) -> dict[str, str]:
    """Returns for each article's name its title up to the colon, or all of it where another begins so too."""
    titles = {article.name: article.title for article in articles}
    begun = {name: title.split(": ", 1)[0].strip() for name, title in titles.items()}
    count = Counter(short.casefold() for short in begun.values())
    return {name: short if short and count[short.casefold()] == 1 else titles[name] for name, short in begun.items()}


def titles_in(answer: Answer, articles: Mapping[str, Article]) -> dict[str, str]:
    """Returns the short titles by which an answer tells articles apart: none where there is one article only."""
    if len(articles) <= _MANY:
        return short_titles(articles.values()) if len(articles) > 1 else {}
    names = dict.fromkeys(quote.passage.article for quote in answer.quotes)
    return short_titles(articles[name] for name in names if name in articles)
