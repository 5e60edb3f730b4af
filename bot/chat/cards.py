"""What an answer is made of on the screen: its state, what was searched, and a card for each passage."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from bot.article import Article
from bot.chat.content import ASIDE, answering_content, passage_content, plain
from bot.chat.fitted import Fitted, kept_together, stacked
from bot.chat.tables import quoted_row, quoted_table
from bot.chat.wrapping import wrapped
from bot.conversation.answer import Answer, Quote
from bot.conversation.wording import heading_words, place_words, search_notes, state_words

WITHIN = " › "  # between a heading and the one below it
FOLD = "fold"  # under this name the style of "more" and "less" knows that a click folds or unfolds
_INDENT = "   "
_SHORT = 70  # characters of a passage that a fold would not make much shorter
_NARROWEST = 12
_BETWEEN = " · "


def state_content(answer: Answer) -> Content:
    """Returns the state of an answer in words."""
    return plain(state_words(answer), "bold")


def searched_content(answer: Answer) -> Content:
    """Returns what was searched: the words, how they were read, what was added to them."""
    return plain(_BETWEEN.join(search_notes(answer)), ASIDE)


class PassageCard(NamedTuple):
    """A quoted passage that can be gone to, opened, copied and explained; `article` is None when it is not at hand.

    `shown` is all of it and `folded` its heading and the beginning of what answers, where that is shorter; `whole`
    says how it is shown first.
    """

    quote: Quote
    article: Article | None
    shown: Fitted
    folded: Fitted | None = None
    whole: bool = True


def passage_card(
    quote: Quote, number: int, article: Article | None, *, title: str = "", whole: bool = True
) -> PassageCard:
    """Returns a card with the passage's heading, place and text; its place names the article by `title`, if given."""
    passage = quote.passage
    is_title = article is not None and passage.heading == (article.title,)
    source = f"{title}, " if title and not is_title else ""
    heading = kept_together(
        Content.assemble((f"{number}  ", "$accent"), plain(heading_words(passage, WITHIN), "bold $accent")),
        plain(_BETWEEN, ASIDE),
        plain(f"{source}{place_words(passage)}", ASIDE),
    )
    shown = Fitted(lambda width: stacked([heading, _body(quote, article)]).lines(width))
    if passage.kind in ("paragraph", "list-item") and len(passage.text) <= _SHORT:
        return PassageCard(quote, article, shown)
    return PassageCard(quote, article, shown, stacked([heading, _shortened(lambda: _gist(quote))]), whole)


def less_line() -> Content:
    """Returns the line that ends an unfolded passage, and folds it when it is clicked."""
    return Content.assemble(_INDENT, _mark("less ▴"))


def _body(quote: Quote, article: Article | None) -> Content | Fitted:
    passage = quote.passage
    if passage.kind == "table" and passage.cells:
        return quoted_table(quote, article)
    if passage.kind == "table-row" and passage.cells:
        return quoted_row(quote)
    return passage_content(quote)


def _gist(quote: Quote) -> Content:
    """The beginning of what answers: the sentence, the cells of a row, what a table is of."""
    passage = quote.passage
    if passage.kind == "table" and passage.cells:
        return plain(f"Table of {len(passage.cells)} rows: {_BETWEEN.join(passage.columns)}")
    if passage.kind == "table-row" and passage.cells:
        return Content(_BETWEEN).join(quoted_row(quote).split("\n"))
    return answering_content(quote)


def _shortened(gist: Callable[[], Content]) -> Fitted:
    """As much of a text as fits in one line, with a mark that there is more."""
    mark = _mark("more ▸")

    def build(width: int) -> list[Content]:
        room = max(_NARROWEST, width - len(_INDENT) - len("… ") - mark.cell_length)
        lines = wrapped(gist()[: 2 * room], room)
        return [Content.assemble(_INDENT, *lines[:1], ("… " if len(lines) > 1 else "  ", ASIDE), mark)]

    return Fitted(build)


def _mark(words: str) -> Content:
    return Content(words).stylize("$accent").stylize(Style.from_meta({FOLD: True}))
