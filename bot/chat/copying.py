"""What is copied: a passage or a whole answer as plain text, with its places, its sources and the article."""

from collections.abc import Iterator, Mapping, Sequence

from bot.article import Article
from bot.conversation.answer import Answer, Quote
from bot.conversation.wording import (
    DISCLAIMER,
    NOTICES,
    citations_of,
    clean,
    heading_words,
    message_words,
    numbered,
    place_words,
    state_words,
)

_WITHIN = " › "


def passage_text(quote: Quote, article: Article | None) -> str:
    """Returns a passage's text, where it stands, and the sources that it cites."""
    return "\n".join([*_quoted(quote, article), *_sources([quote], article), DISCLAIMER])


def answer_text(answer: Answer, articles: Mapping[str, Article]) -> str:
    """Returns a question and its answer: the notice, the state, each passage with its place, the sources of all."""
    parts = [f"Question: {clean(answer.question)}"]
    if answer.notice:
        parts.append(f"{NOTICES[answer.notice]}: {clean(answer.notice_text)}")
    parts += filter(None, (state_words(answer), message_words(answer)))
    for number, quote in enumerate(answer.quotes, start=1):
        first, *rest = _quoted(quote, articles.get(quote.passage.article))
        parts.append("\n".join([f"{number}. {first}", *rest]))
    for name in dict.fromkeys(quote.passage.article for quote in answer.quotes):
        of_it = [quote for quote in answer.quotes if quote.passage.article == name]
        if lines := list(_sources(of_it, articles.get(name))):
            parts.append("\n".join(lines))
    return "\n\n".join([*parts, DISCLAIMER])


def _quoted(quote: Quote, article: Article | None) -> list[str]:
    passage = quote.passage
    text, _ = numbered(passage.text, citations_of(passage))
    title = clean(article.title) if article else clean(passage.article)
    origin = ", ".join(clean(detail) for detail in (article.publisher, article.date) if detail) if article else ""
    named = f"{title} ({origin})" if origin else title
    return [text, "", f"— {named}: {heading_words(passage, _WITHIN)}, {place_words(passage)}"]


def _sources(quotes: Sequence[Quote], article: Article | None) -> Iterator[str]:
    """The entries that the passages cite, where the article lists them."""
    wanted = {number for quote in quotes for number in quote.passage.citations}
    for source in article.sources if article else ():
        if source.number in wanted:
            yield f"[{source.number}] {clean(source.text)}"
