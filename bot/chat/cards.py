"""What an answer is made of on the screen: its state, what was searched, and a card for each passage."""

from dataclasses import dataclass

from textual.content import Content

from bot.article import Article
from bot.chat.content import ASIDE, passage_content, plain
from bot.chat.fitted import Fitted, kept_together, stacked
from bot.chat.tables import quoted_row, quoted_table
from bot.conversation.answer import Answer, Quote
from bot.conversation.wording import (
    DISCLAIMER,
    citations_of,
    clean,
    heading_words,
    numbered,
    place_words,
    search_notes,
    state_words,
)

WITHIN = " › "  # between a heading and the one below it


def state_content(answer: Answer) -> Content:
    """Returns the state of an answer in words."""
    return plain(state_words(answer), "bold")


def searched_content(answer: Answer) -> Content:
    """Returns what was searched: the words, how they were read, what was added to them."""
    return plain(" · ".join(search_notes(answer)), ASIDE)


def copied_text(quote: Quote, article: Article | None) -> str:
    """Returns what is copied of a passage: its text, where it stands, and the sources that it cites."""
    passage = quote.passage
    text, _ = numbered(passage.text, citations_of(passage))
    title = clean(article.title) if article else clean(passage.article)
    lines = [text, "", f"— {title}: {heading_words(passage, WITHIN)}, {place_words(passage)}"]
    if article:
        cited = {source.number: source.text for source in article.sources if source.number in passage.citations}
        lines += [f"[{number}] {clean(cited[number])}" for number in passage.citations if number in cited]
    return "\n".join([*lines, DISCLAIMER])


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A quoted passage that can be gone to, opened, copied and explained; `article` is None when it is not at hand."""

    quote: Quote
    article: Article | None
    shown: Fitted


def passage_card(quote: Quote, number: int, article: Article | None, *, name_article: bool = False) -> PassageCard:
    """Returns a card with the passage's heading, place and text; its place names the article if that is wanted."""
    passage = quote.passage
    source = f"{article.title}, " if name_article and article else ""
    heading = kept_together(
        Content.assemble((f"{number}  ", "$accent"), plain(heading_words(passage, WITHIN), "bold $accent")),
        plain(" · ", ASIDE),
        plain(f"{source}{place_words(passage)}", ASIDE),
    )
    body: Content | Fitted
    if passage.kind == "table" and passage.cells:
        body = quoted_table(quote, article)
    elif passage.kind == "table-row" and passage.cells:
        body = quoted_row(quote)
    else:
        body = passage_content(quote)
    return PassageCard(quote, article, stacked([heading, body]))
