"""Bare heading lines: which lines of a web text are headings, and on which level.

A heading is short, starts with a capital, has no full stop at its end, cites nothing, and stands alone. Articles
of this form have two levels. A heading is on the upper one when

- the article's table of contents names it (and does not name all of them), or
- it puts the title's topic after a small word ("Symptoms of Calcinosis", "What Is Calcinosis?"; but not
  "Dystrophic Calcinosis"), or
- it starts with an aspect that the title lists after its colon, or has only aspects and topic ("Gout Symptoms"),
  each aspect counted once, or
- it is one of the usual last or first headings ("Conclusion", "When to See a Doctor"), or
- a table follows it, and the upper heading before it has a table of its own already, or none stands before it.

All others are on the lower level, below the upper heading before them. Without any such sign, headings made only
of usual aspects ("Symptoms", "Diagnosis and Tests") are the upper ones; failing that, all are on one level.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.citations import web_citations

UPPER, LOWER = 2, 3

_SMALL = frozenset(
    """a an and as at by for from in into is it its of on or our the their this to vs with without your you are
    be can do does how i if me my nor not per so than that via what when where which who why""".split()
)
_SMALL_IN_TITLES = frozenset(
    "a an and as at but by for from in into nor of on or per the to via vs vs. with without".split()
)
_BEFORE_TOPIC = frozenset(
    """of for in with about is are to against behind from has have get gets causes cause treat treats prevent does
    do can a an the your my on and by manage managing treating preventing diagnosing understanding having""".split()
)
_CLOSING = frozenset(
    (
        *("conclusion", "conclusions", "summary", "introduction", "overview", "outlook", "background", "takeaways"),
        *("key takeaways", "final thoughts", "bottom line", "the bottom line", "frequently asked questions"),
        *("faq", "faqs", "disclaimer", "further reading"),
    )
)
_ASPECTS = frozenset(
    """symptom sign type form cause risk factor trigger diagnosis test testing treatment therapy prevention
    complication management outlook prognosis medication option epidemiology history pathophysiology""".split()
)
_LONGEST, _MOST_WORDS, _SENTENCE_CASE_WORDS = 110, 14, 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line, and whether a table stands right below it or after its first paragraphs."""

    text: str
    line: int
    has_table: bool = False


def may_be_heading(text: str) -> bool:
    """Returns whether a line that stands alone looks like a heading."""
    words = text.split()
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or text[0].islower():
        return False
    if text[-1] in ".,;!…" or not any(letter.isalpha() for letter in text):
        return False
    if re.search(r"[a-z)]{3}[.!?;]\s", text) or web_citations(text):
        return False
    return is_title_case(text) or text.endswith("?") or len(words) <= _SENTENCE_CASE_WORDS


def is_title_case(text: str) -> bool:
    """Returns whether all but the small words of a line start with a capital or a digit."""
    words = [word.lstrip("\"“‘'([") for word in text.split()]
    return all(not word[:1].islower() or word.rstrip(":,").casefold() in _SMALL_IN_TITLES for word in words)


def is_heading_with_colon(text: str, alone: bool) -> tuple[bool, str]:
    """Returns whether a short line that ends with a colon is a heading rather than a lead-in, and any doubt.

    "Main Points Covered:" alone between blank lines is one, "Avoid the following:" is none.
    """
    words = text.rstrip(":").split()
    if not is_title_case(text) or len(words) > _SENTENCE_CASE_WORDS:
        return False, ""
    if alone and len(words) > 1:
        return True, ""
    return alone, "It may be a heading or lead in the list below it."


def levels(headings: Sequence[Heading], title: str, contents: Sequence[str]) -> tuple[list[int], list[str]]:
    """Returns each heading's level, and what is doubtful about it ("" for nothing)."""
    doubts = [""] * len(headings)
    upper = _named(headings, contents) or _topical(headings, title)
    closing = {place for place, heading in enumerate(headings) if _closes(_plain(heading.text))}
    upper, unsure = _with_tables(headings, upper, closing)
    for place in unsure:
        doubts[place] = "Its level among the headings was told by its table alone."
    if not upper - closing:
        upper |= _usual(headings)
    if not upper - closing:
        upper = set(range(len(headings))) - {
            place for place, heading in enumerate(headings) if heading.text.endswith(":")
        }
    made = []
    seen = False
    for place in range(len(headings)):
        seen = seen or place in upper
        made.append(UPPER if place in upper or not seen else LOWER)
    return made, doubts


def _named(headings: Sequence[Heading], contents: Sequence[str]) -> set[int]:
    named = {place for place, heading in enumerate(headings) if _plain(heading.text) in contents}
    return named if len(named) < len(headings) else set()


def _topical(headings: Sequence[Heading], title: str) -> set[int]:
    head, _, tail = title.partition(":")
    topic = {_stem(word) for word in _words(head)} - _SMALL - _ASPECTS
    aspects = {_stem(word) for word in _words(tail)} - _SMALL
    unused = set(aspects)
    found: set[int] = set()
    for place, heading in enumerate(headings):
        words = [_stem(word) for word in _words(heading.text)]
        after_small = any(word in topic and before in _BEFORE_TOPIC for before, word in pairwise(words))
        only_these = set(words) <= aspects | _SMALL | topic
        starts = words[:1] and words[0] in unused and len(words) <= 3
        if after_small or starts or (only_these and unused & set(words)):
            unused -= set(words)
            found.add(place)
    return found


def _with_tables(headings: Sequence[Heading], upper: set[int], closing: set[int]) -> tuple[set[int], set[int]]:
    """Returns the upper headings with those added that only a table speaks for, and the unsure ones of these."""
    made: set[int] = set()
    unsure: set[int] = set()
    tabled: bool | None = None  # whether the upper heading at hand has a table below it
    for place, heading in enumerate(headings):
        if place in upper or place in closing:
            made.add(place)
            tabled = heading.has_table
        elif heading.has_table:
            if tabled is not False:
                made.add(place)
                unsure |= {place} if upper else set()
            tabled = True
    return made, unsure


def _usual(headings: Sequence[Heading]) -> set[int]:
    found = set()
    for place, heading in enumerate(headings):
        words = {_stem(word) for word in _words(heading.text)} - _SMALL
        if words and words <= _ASPECTS:
            found.add(place)
    return found if len(found) > 1 else set()


def _closes(text: str) -> bool:
    return text in _CLOSING or text.startswith(("when to see ", "when to call ", "when to seek ", "when to get "))


def _plain(text: str) -> str:
    return " ".join(text.rstrip(":").split()).casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _stem(word: str) -> str:
    if word in _SMALL or word.endswith(("ss", "sis", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
