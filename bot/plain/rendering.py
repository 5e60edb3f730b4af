"""An answer in words, line by line; every line is whole, so that whoever reads it breaks it where it suits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.article import Article, Passage
from bot.conversation.answer import Answer, Quote
from bot.conversation.titles import short_titles
from bot.conversation.wording import (
    DISCLAIMER,
    NOTICES,
    ORIGINS,
    cited,
    clean,
    heading_words,
    message_words,
    place_words,
    search_notes,
    state_words,
)
from bot.keeping.quotations import WITHIN, quoted_lines

if TYPE_CHECKING:
    from bot.library import Library

_NAMED = 3  # articles that the greeting names


def greeting(library: Library) -> str:
    """Returns what is said first: what this is, which articles it has read, and how to go on."""
    lines = ["Citebot answers with an article's own passages, quoted word for word.", f"{DISCLAIMER}.", ""]
    lines += [described(article) for article in library.articles[:_NAMED]]
    if len(library.articles) > _NAMED:
        lines.append(f"and {len(library.articles) - _NAMED} more articles; /articles lists them all.")
    return "\n".join([*lines, f"{len(library.passages)} passages. Ask a question, or type /help."])


def described(article: Article) -> str:
    """Returns an article's title with its publisher and date."""
    origin = ", ".join(detail for detail in (article.publisher, article.date) if detail)
    return clean(f"{article.title} ({origin})" if origin else article.title)


def titles_of(library: Library) -> dict[str, str]:
    """Returns the short titles by which an answer tells articles apart: none where there is one article only."""
    return short_titles(library.articles) if len(library.articles) > 1 else {}


def render(answer: Answer, titles: Mapping[str, str] | None = None, *, in_chat: bool = False) -> str:
    """Returns an answer in words: notice, state, what was searched, numbered passages, suggestions.

    `titles` are those of the articles by name, where passages are to say which is theirs; in a chat the suggestions
    have numbers by which they are asked.
    """
    parts = list(_head(answer, "; ".join(search_notes(answer))))
    parts += [_quoted(number, quote, titles or {}) for number, quote in enumerate(answer.quotes, start=1)]
    if in_chat:
        parts.append(offered("You could ask", answer.suggestions))
    elif answer.suggestions:
        parts.append("\n".join(["You could ask:", *(f"- {clean(question)}" for question in answer.suggestions)]))
    if answer.state != "courtesy":
        parts.append(f"{DISCLAIMER}.")
    return "\n\n".join(part for part in parts if part)


def _head(answer: Answer, *notes: str) -> Iterator[str]:
    """The notice; and the state with what is said of it."""
    if answer.notice:
        yield f"{NOTICES[answer.notice]}: {clean(answer.notice_text)}"
    state = state_words(answer)
    yield "\n".join(filter(None, (f"{state}." if state else "", message_words(answer), *notes)))


def offered(lead_in: str, questions: Sequence[str]) -> str:
    """Returns questions with the numbers by which they are asked; "" when there are none."""
    if not questions:
        return ""
    numbers = [f"{number}. {clean(question)}" for number, question in enumerate(questions, start=1)]
    return "\n".join([f"{lead_in} (type the number alone):", *numbers])


def explained(quote: Quote) -> str:
    """Returns which words brought a passage up, where they came from, and their shares."""
    shares: dict[str, float] = {}  # a word counts in the text and in the headings: its share is the sum
    for word in quote.contributions:
        named = f"{clean(word.word)} (from {ORIGINS[word.origin]})"
        shares[named] = shares.get(named, 0.0) + word.score
    total = sum(shares.values())
    weightiest = sorted(shares.items(), key=lambda share: -share[1]) if total > 0 else []
    lines = [f"{score / total:.0%} {named}" for named, score in weightiest]
    return "\n".join(lines or ["No single word decided."])


def copyable(passages: Sequence[tuple[Passage, Article | None]], answer: Answer | None = None) -> str:
    """Returns passages to be copied: each with its text, where it stands, and the sources that it cites.

    With an answer, its question and what it says of itself stand first.
    """
    parts = [f"Question: {clean(answer.question)}", *_head(answer)] if answer else []
    parts += ["\n".join(_with_place(passage, article)) for passage, article in passages]
    return "\n\n".join([*parts, f"{DISCLAIMER}."])


def _with_place(passage: Passage, article: Article | None) -> list[str]:
    title = described(article) if article else clean(passage.article)
    entries = {source.number: source.text for source in article.sources} if article else {}
    sources = [f"[{number}] {clean(entries[number])}" for number in passage.citations if number in entries]
    place = f"From: {title}, {heading_words(passage, WITHIN)}, {place_words(passage)}"
    return [*quoted_lines(passage), place, *sources]


def row_words(columns: tuple[str, ...], cells: tuple[str, ...], numbers: Sequence[int] = ()) -> str:
    """Returns a table row as "Column: cell; Column: cell", and the sources of these numbers."""
    pairs = [f"{columns[i]}: {cell}" if i < len(columns) else cell for i, cell in enumerate(cells) if cell.strip()]
    return clean("; ".join([*pairs, f"Sources: {cited(numbers)}"] if numbers else pairs))


def _quoted(number: int, quote: Quote, titles: Mapping[str, str]) -> str:
    passage = quote.passage
    title = titles.get(passage.article, "")
    is_title = len(passage.heading) == 1 and f"{passage.heading[0]}: ".startswith(f"{title}: ")
    title = f"{clean(title)}: " if title and not is_title else ""
    place = f"{title}{heading_words(passage, WITHIN)} ({place_words(passage)})"
    return "\n".join([f"Passage {number}. {place}", *quoted_lines(passage)])
