"""What is handed on by copying: a passage or a whole answer as text, each passage with its place and its sources."""

from collections.abc import Iterator, Mapping

from bot.article import Article, Passage
from bot.conversation.answer import Answer
from bot.conversation.wording import DISCLAIMER, NOTICES, heading_words, message_words, place_words, state_words
from bot.keeping.quotations import WITHIN, quoted_lines
from bot.showing import printable


def passage_text(passage: Passage, article: Article | None) -> str:
    """Returns a passage's text, where it stands, and the sources that it cites, as far as its article lists them."""
    return "\n\n".join(["\n".join(_with_place(passage, article)), f"{DISCLAIMER}."])


def answer_text(answer: Answer, articles: Mapping[str, Article]) -> str:
    """Returns a question and its answer: the notice, the state, and each passage with its place and its sources.

    `articles` are those that are at hand, by name.
    """
    parts = [f"Question: {printable(answer.question)}", *answer_head(answer)]
    for number, quote in enumerate(answer.quotes, start=1):
        first, *rest = _with_place(quote.passage, articles.get(quote.passage.article))
        parts.append("\n".join([f"{number}. {first}", *rest]))
    return "\n\n".join([*parts, f"{DISCLAIMER}."])


def answer_head(answer: Answer, *notes: str) -> Iterator[str]:
    """Yields the notice, if there is one; then the state with what is said of it, and the notes."""
    if answer.notice:
        yield f"{NOTICES[answer.notice]}: {printable(answer.notice_text)}"
    state = state_words(answer)
    if said := "\n".join(filter(None, (f"{state}." if state else "", message_words(answer), *notes))):
        yield said


def described(article: Article) -> str:
    """Returns an article's title with its publisher and date."""
    origin = ", ".join(detail for detail in (article.publisher, article.date) if detail)
    return printable(f"{article.title} ({origin})" if origin else article.title)


def _with_place(passage: Passage, article: Article | None) -> list[str]:
    title = described(article) if article else printable(passage.article)
    entries = {source.number: source.text for source in article.sources} if article else {}
    sources = [f"[{number}] {printable(entries[number])}" for number in passage.citations if number in entries]
    place = f"From: {title}, {heading_words(passage, WITHIN)}, {place_words(passage)}"
    return [*quoted_lines(passage), place, *sources]
