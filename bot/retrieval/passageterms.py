"""The terms under which a passage is found."""

from functools import lru_cache
from typing import NamedTuple

from bot.article import Offsets, Passage
from bot.language.lexicon import Lexicon
from bot.language.terms import pieces, terms, terms_of

UNDER = "§"  # "§cause" is the term of every passage under a heading that has "cause"
_MANY = 4  # medicines from which a passage is a list of them
_SUMMARIES = ("conclusion", "summary", "main points", "key points", "takeaway", "in short", "at a glance")


class Own(NamedTuple):
    """A passage's own text: what is left out of all of its text, what `pieces` gives of the rest, and its terms."""

    skip: list[Offsets]
    parted: list[str] | None
    terms: list[str]


def own_text(passage: Passage) -> Own:
    """Returns a passage's own text: without citations and, where it is a table's row, without the table's header."""
    skip = list(passage.citation_spans)
    if passage.kind == "table-row" and passage.context:
        skip.append((0, passage.context))
    skip.sort()
    parted = pieces(passage.text, skip)
    return Own(skip, parted, terms(passage.text, skip) if parted is None else terms_of(parted))


def all_terms(passage: Passage, own: Own) -> frozenset[str]:
    """Returns the terms of all of a passage's text."""
    if own.parted is None:
        return frozenset(terms(passage.text))
    return frozenset(own.terms).union(*[terms(passage.text[start:end]) for start, end in own.skip])


def passage_terms(passage: Passage, lexicon: Lexicon, title: str = "", own: Own | None = None) -> list[str]:
    """Returns the terms under which a passage is found: its headings and its own text, without citations.

    Column names are left out, as every row of a table shares them; the title is added in a corpus of
    several articles, where it tells them apart. `#medicine` is added where it names
    one, and `#medicines` where it names many. `own` is the passage's own text, where it is at hand.
    """
    from bot.language.measures import measures  # only needed where there is something new to read

    skip, parted, text = own or own_text(passage)
    named = len(lexicon.medicines(text))
    medicines = ["#medicine"] * (named > 0) + ["#medicines"] * (named >= _MANY)
    return [*_heading_terms(title, passage.heading), *text, *measures(passage.text, skip, parted), *medicines]


@lru_cache(maxsize=256)
def _heading_terms(title: str, heading: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the terms of headings, and once more as those under which a passage stands."""
    if _sums_up(heading):
        return ()
    found = terms(" \n ".join((title, *heading)))
    return (*found, *(f"{UNDER}{term}" for term in dict.fromkeys(found)))


def is_summary(passage: Passage) -> bool:
    """Tells whether a passage sums up others; its headings ("Main points") say nothing of what is in it."""
    return _sums_up(passage.heading)


def enumerates(passage: Passage) -> bool:
    """Tells whether a passage counts up several things."""
    return passage.text.count(", ", passage.context) >= 2


@lru_cache(maxsize=256)
def _sums_up(headings: tuple[str, ...]) -> bool:
    heading = " ".join(headings).lower()
    return any(name in heading for name in _SUMMARIES)
