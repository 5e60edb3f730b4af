"""What the chat says first."""

from collections.abc import Sequence

from textual.content import Content

from bot.article import Article
from bot.chat.content import ASIDE, plain
from bot.conversation.wording import DISCLAIMER

_MOST = 3  # articles that are named; of more than these, their number is said


def opening_text(articles: Sequence[Article], passages: int, waiting: str = "Opening the article…") -> Content:
    """Returns what this is and what it has read (nothing yet: no articles, then `waiting` is said); the last line says
    that it is ready.
    """
    first = "these articles" if len(articles) > 1 else "this article"
    lines = [
        Content(f"Ask about {first} in your own words.").stylize("bold"),
        Content(
            "Citebot looks for the passages that answer, and quotes them word for word with their source numbers. "
            "It writes nothing of its own."
        ),
        Content(f"{DISCLAIMER}. For your own case, ask your care team."),
        Content(),
    ]
    if not articles:
        return Content("\n").join([*lines, Content(waiting).stylize(ASIDE)])
    ready = f"{passages} passages, ready"
    if len(articles) == 1:
        last = " · ".join([*origin(articles[0]), ready])
        return Content("\n").join([*lines, plain(articles[0].title, "bold"), plain(last, ASIDE)])
    for article in articles[:_MOST]:
        told = f" ({', '.join(details)})" if (details := origin(article)) else ""
        lines.append(Content.assemble(plain(article.title, "bold"), plain(told)))
    more = len(articles) - _MOST
    if more > 0:
        lines.append(Content(f"and {more} more {'article' if more == 1 else 'articles'}"))
    lines.append(Content("F3 chooses one of them to ask about."))
    return Content("\n").join([*lines, Content(ready).stylize(ASIDE)])


def origin(article: Article) -> list[str]:
    """Returns what is known of where an article comes from: its publisher and its date."""
    return [detail for detail in (article.publisher, article.date) if detail]


def title_words(articles: Sequence[Article], narrowed: Sequence[Article], kept_as: str | None) -> str:
    """Returns the line at the top: which articles answer, and under which name the conversation is kept."""
    words = ["Citebot"]
    if kept_as:
        words.append(f"kept as {kept_as}")
    if narrowed:
        words.append(f"only {' and '.join(article.title for article in narrowed)}")
    elif len(articles) > 1:
        words.append(f"{len(articles)} articles (F3 chooses one)")
    else:
        words += [article.title for article in articles]
    return " · ".join(words)
