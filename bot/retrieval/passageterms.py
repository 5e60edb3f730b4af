"""The terms under which a passage is found."""

from functools import lru_cache

from bot.article import Passage
from bot.language.lexicon import Lexicon
from bot.language.terms import pieces, terms, terms_of

UNDER = "§"  # "§cause" is the term of every passage under a heading that has "cause"
_MANY = 4  # medicines from which a passage is a list of them
_SUMMARIES = ("conclusion", "summary", "main points", "key points", "takeaway", "in short", "at a glance")


def passage_terms(passage: Passage, lexicon: Lexicon, title: str = "") -> list[str]:
    """Returns the terms under which a passage is found: its headings and its own text, without citations.

    Column names are left out, as every row of a table shares them; the title is added in a corpus of
    several articles, where it tells them apart. `#medicine` is added where it names
    one, and `#medicines` where it names many.
    """
    from bot.language.measures import measures  # only needed where there is something new to read

    skip = list(passage.citation_spans)
    if passage.kind == "table-row" and passage.context:
        skip.append((0, passage.context))
    skip.sort()
    parted = pieces(passage.text, skip)
    text = terms(passage.text, skip) if parted is None else terms_of(parted)
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


def _sums_up(headings: tuple[str, ...]) -> bool:
    heading = " ".join(headings).lower()
    return any(name in heading for name in _SUMMARIES)
