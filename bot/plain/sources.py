"""The command about sources: where a number in brackets leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.article import Article
from bot.conversation.wording import heading_words, place_words
from bot.errors import UsageError
from bot.keeping.quotations import WITHIN, quoted_lines
from bot.plain.articles import match_in, these
from bot.plain.talk import Talk
from bot.showing import printable

if TYPE_CHECKING:
    from bot.conversation.sources import Cited

_SOURCE = re.compile(r"\[?(\d{1,9})\]?(?:\s+(.+))?", re.DOTALL)


def source(talk: Talk, argument: str) -> str:
    """Says where a source number leads; without a number, all the sources."""
    from bot.conversation.sources import source_of

    if not argument:
        return _all_sources(talk)
    match = _SOURCE.fullmatch(argument)
    if match is None:
        raise UsageError("Give the number of a source, such as: /source 7")
    number = int(match[1])
    places = [match_in(talk.whole.articles, match[2])] if match[2] else _asked_about(talk, number)
    found = [cited for article in places if (cited := source_of(talk.whole, article.name, number))]
    if not found:
        raise UsageError(f"There is no source [{number}] in {these(talk)}.")
    return "\n\n".join(_cited(cited) for cited in found)


def _asked_about(talk: Talk, number: int) -> list[Article]:
    """The articles whose source of this number is meant: best those of the passages that were just quoted."""
    quoted = [quote.passage for quote in talk.quotes]
    names = [passage.article for passage in quoted if number in passage.citations] or [p.article for p in quoted]
    return [one for one in talk.whole.articles if one.name in names] or list(talk.library.articles)


def _cited(cited: Cited) -> str:
    title, number = printable(cited.article.title), cited.number
    count = "1 passage cites" if len(cited.passages) == 1 else f"{len(cited.passages)} passages cite"
    places = [f"{heading_words(passage, WITHIN)} ({place_words(passage)})" for passage in cited.passages]
    if cited.entry:
        lines = [f"Source [{number}] of {title}: {printable(cited.entry.text)}"]
        return "\n".join([*lines, *([f"{count} it:"] if places else []), *(f"- {place}" for place in places)])
    lead_in = f"Source [{number}] of {title}: the article does not list it. {count} it:"
    quoted = ["\n".join([place, *quoted_lines(passage)]) for place, passage in zip(places, cited.passages, strict=True)]
    return "\n\n".join([lead_in, *quoted])


def _all_sources(talk: Talk) -> str:
    lists = []
    for one in talk.library.articles:
        entries = [f"[{entry.number}] {printable(entry.text)}" for entry in one.sources]
        if not entries:
            numbers = sorted({n for p in talk.library.passages if p.article == one.name for n in p.citations})
            cited = f"It cites {', '.join(map(str, numbers))}; /source {numbers[0]} says where." if numbers else ""
            entries = [f"The article has no list of sources. {cited}".rstrip()]
        lists.append("\n".join([f"Sources of {printable(one.title)}:", *entries]))
    return "\n\n".join(lists)
