"""Short names by which articles are told apart."""

from collections import Counter
from collections.abc import Iterable

from bot.article import Article


def short_titles(articles: Iterable[Article]) -> dict[str, str]:
    """Returns for each article's name its title up to the colon, or all of it where another begins so too."""
    titles = {article.name: article.title for article in articles}
    begun = {name: title.split(": ", 1)[0].strip() for name, title in titles.items()}
    count = Counter(short.casefold() for short in begun.values())
    return {name: short if short and count[short.casefold()] == 1 else titles[name] for name, short in begun.items()}
