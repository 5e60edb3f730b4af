"""An answer in words, line by line; every line is whole, so that whoever reads it breaks it where it suits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.conversation.answer import Answer, Quote
from bot.conversation.wording import DISCLAIMER, ORIGINS, cited, heading_words, place_words, search_notes
from bot.keeping.copying import answer_head, described
from bot.keeping.quotations import WITHIN, quoted_lines
from bot.showing import printable

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


def render(answer: Answer, titles: Mapping[str, str] | None = None, *, in_chat: bool = False) -> str:
    """Returns an answer in words: notice, state, what was searched, numbered passages, suggestions.

    `titles` are those of the articles by name, where passages are to say which is theirs; in a chat the suggestions
    have numbers by which they are asked.
    """
    parts = list(answer_head(answer, "; ".join(search_notes(answer))))
    parts += [_quoted(number, quote, titles or {}) for number, quote in enumerate(answer.quotes, start=1)]
    if in_chat:
        parts.append(offered("You could ask", answer.suggestions))
    elif answer.suggestions:
        parts.append("\n".join(["You could ask:", *(f"- {printable(question)}" for question in answer.suggestions)]))
    if answer.state != "courtesy":
        parts.append(f"{DISCLAIMER}.")
    return "\n\n".join(part for part in parts if part)


def offered(lead_in: str, questions: Sequence[str]) -> str:
    """Returns questions with the numbers by which they are asked; "" when there are none."""
    if not questions:
        return ""
    numbers = [f"{number}. {printable(question)}" for number, question in enumerate(questions, start=1)]
    return "\n".join([f"{lead_in} (type the number alone):", *numbers])


def explained(quote: Quote) -> str:
    """Returns which words brought a passage up, where they came from, and their shares."""
    shares: dict[str, float] = {}  # a word counts in the text and in the headings: its share is the sum
    for word in quote.contributions:
        named = f"{printable(word.word)} (from {ORIGINS[word.origin]})"
        shares[named] = shares.get(named, 0.0) + word.score
    total = sum(shares.values())
    weightiest = sorted(shares.items(), key=lambda share: -share[1]) if total > 0 else []
    lines = [f"{score / total:.0%} {named}" for named, score in weightiest]
    return "\n".join(lines or ["No single word decided."])


def row_words(columns: tuple[str, ...], cells: tuple[str, ...], numbers: Sequence[int] = ()) -> str:
    """Returns a table row as "Column: cell; Column: cell", and the sources of these numbers."""
    pairs = [f"{columns[i]}: {cell}" if i < len(columns) else cell for i, cell in enumerate(cells) if cell.strip()]
    return printable("; ".join([*pairs, f"Sources: {cited(numbers)}"] if numbers else pairs))


def _quoted(number: int, quote: Quote, titles: Mapping[str, str]) -> str:
    passage = quote.passage
    title = titles.get(passage.article, "")
    is_title = len(passage.heading) == 1 and f"{passage.heading[0]}: ".startswith(f"{title}: ")
    title = f"{printable(title)}: " if title and not is_title else ""
    place = f"{title}{heading_words(passage, WITHIN)} ({place_words(passage)})"
    return "\n".join([f"Passage {number}. {place}", *quoted_lines(passage)])
