"""The verdict: do the passages answer the question, and what does the article not say.

The state follows from how likely it is that the best passages answer (see `likelihood.py`), and from what is asked: a
passage about a drug does not answer what its dose is.
"""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.answer import State
from bot.conversation.inquiry import Inquiry
from bot.conversation.likelihood import BROADER, LOOKED_AT, counted, likelihood, traits
from bot.conversation.predicates import beside_it, unsaid_of_it
from bot.library import Library
from bot.retrieval.evidence import coverage, covered
from bot.retrieval.query import Concept, Hit

ANSWERED = 0.5  # the likelihood from which a question counts as answered,
LITTLE = 0.25  # … unless less than this share of its information is covered; of a story, most is not asked for
NEVER = -1.0
WEAK = 0.12  # the share of a question's information from which the closest passages are worth showing
TELLING = 0.35  # a concept that needs more than this is named when it is missing


class Verdict(NamedTuple):
    """The state, the highest decision line at which the question counts as answered (`NEVER`: at none), and what is
    missing: words, and aspects by their label; `not_of` is called what the article does not say it of, but of
    another.
    """

    state: State
    line: float
    missing: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    not_of: str = ""


def judge(inquiry: Inquiry, hits: Sequence[Hit], library: Library) -> Verdict:
    """Returns the verdict on the passages found, best first."""
    best = hits[:LOOKED_AT]
    words = len(inquiry.typed)
    missing = tuple(
        concept.words
        for number, concept in enumerate(inquiry.typed)
        if inquiry.needs[number] > TELLING and covered(number, hits) < BROADER
    )
    unsaid = tuple(
        aspect.label
        for number, aspect in enumerate(inquiry.aspects, start=words)
        if aspect.required and not covered(number, best)
    )
    share = coverage(counted(inquiry, best), best)
    if hits and (inquiry.reading.kind.numbers or inquiry.asks_for_overview):
        return Verdict("weak", NEVER, (), unsaid) if unsaid else Verdict("answered", 1.0)
    if not hits or share < WEAK:
        return Verdict("not_found", NEVER, missing, unsaid)
    if unsaid or (share < LITTLE and not inquiry.is_story):
        return Verdict("weak", NEVER, missing, unsaid)
    if unsaid_of := unsaid_of_it(library, inquiry, hits):
        own = library.passages[unsaid_of[0].passage]
        return Verdict("weak", NEVER, missing, not_of=own.row or own.heading[-1])
    if named := beside_it(library, inquiry, hits):
        return Verdict("weak", NEVER, missing, not_of=named)
    line = likelihood(traits(inquiry, hits, library))
    return Verdict("answered" if line >= ANSWERED else "weak", line, missing)


def weak_message(verdict: Verdict, inquiry: Inquiry, best: Hit) -> str:
    """Says, before the closest passages, what the article does not cover."""
    subject = _known_words(inquiry, best)
    if verdict.unsaid:
        said = f"The article mentions {subject} but says nothing about" if subject else "The article says nothing about"
        return f"{said} {_list(verdict.unsaid)}. These are the closest passages."
    if verdict.not_of:
        return f"The article does not seem to say this of {verdict.not_of}. These are the closest passages."
    if verdict.missing:
        return f"The article does not cover: {_list(verdict.missing)}. These are the closest passages."
    return "I am not sure that the article answers this. These are the closest passages."


def not_found_message(verdict: Verdict, searched_for: str, headings: Sequence[str]) -> str:
    """Says that nothing was found, never "no": what was searched, the missing words and the nearest headings."""
    sentences = ["I did not find this in the article."]
    if searched_for:
        sentences.append(f"I searched for: {searched_for}.")
    missing = verdict.missing or verdict.unsaid
    if missing:
        sentences.append(f"The article does not cover: {_list(missing)}.")
    if headings:
        sentences.append(f"The nearest headings are: {'; '.join(headings)}.")
    sentences.append("You could ask in other words, or ask your care team.")
    return " ".join(sentences)


def nearest_headings(hits: Sequence[Hit], library: Library, count: int = 3) -> tuple[str, ...]:
    """Returns the headings nearest to a question: those of its hits, else the article's main ones."""
    found = (library.passages[hit.passage].heading[-1] for hit in hits)
    main = (section.path[-1] for article in library.articles for section in article.sections if section.level == 2)
    headings: dict[str, None] = {}
    for heading in itertools.chain(found, main):
        headings[heading] = None
        if len(headings) == count:
            break
    return tuple(headings)


def _known_words(inquiry: Inquiry, best: Hit) -> str:
    """The most telling words of the question that the best passage has itself, not by a word that means the same."""
    known: list[tuple[float, Concept]] = [
        (inquiry.needs[number], concept)
        for number, concept in enumerate(inquiry.typed)
        if number in best.matches and best.matches[number].alternative.origin != "synonym"
    ]
    return max(known, key=lambda pair: pair[0])[1].words if known else ""


def _list(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words))
