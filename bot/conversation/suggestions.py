"""Questions that the corpus can answer: to start with, and to go on with after an answer.

Each is made of a heading and passes the same gate as any question: it is answered, and from that heading. In a large
library, where asking them all would take longer than the answer, it is enough that few passages are named by the
heading's words.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.article import Heading, Passage
from bot.cache.kept import kept
from bot.cache.tables import Content, Tables
from bot.conversation.inquiry import inquire
from bot.conversation.ranking import rank
from bot.conversation.verdict import judge
from bot.language.terms import terms
from bot.library import Library

_FEW = 500  # passages of a library whose questions are all checked at once
_STARTING = 20  # articles whose headings are questions to start with
_NAMED = 10  # passages of a large library that may be named by a heading of which a question is made
_ROOMS = ("language", "retrieval", "library", "article", "conversation")  # what decides which are answered
_LIBRARIES = ("Stemmer", "nltk")
_MAIN = {
    "symptom": "What are the {}?",
    "type": "What are the {}?",
    "cause": "What are the {}?",
    "treatment": "What is the {}?",
}


class Suggestions:
    """Suggests questions about a library's headings, checked once each."""

    def __init__(self, library: Library) -> None:
        """Checks nothing yet: a question is checked when it is first thought of, or all at once if they are few."""
        self._library = library
        self._answered: dict[str, bool] = {}

    @cached_property
    def _kept(self) -> Tables | None:
        """What checking found, where the questions of this library were all checked."""
        library = self._library
        if not library.key or len(library.passages) > _FEW:
            return None
        return kept("suggestions", [library.key.encode()], _ROOMS, self._checked, _LIBRARIES)

    def _checked(self) -> Content:
        headings = (name for article in self._library.articles for section in article.sections for name in section.path)
        return {"answered": {question: self._check(question) for question in dict.fromkeys(map(_question, headings))}}

    def starters(self, count: int = 4) -> tuple[str, ...]:
        """Returns questions to start with: about the main headings, in order, of one article after the other."""
        main = [
            [section.path[-1] for section in article.sections if section.level == 2]
            for article in self._library.articles[:_STARTING]
        ]
        in_turn = itertools.chain.from_iterable(itertools.zip_longest(*main))
        return self._first((heading for heading in in_turn if heading), count)

    def after(self, shown: Iterable[Passage], count: int = 3) -> tuple[str, ...]:
        """Returns questions to go on with after an answer: about the headings next to the best passage's."""
        passages = list(shown)
        if not passages:
            return ()
        seen = {passage.heading for passage in passages[:3]}
        outline = self._library.outline_of(passages[0].article)
        near = [heading for heading in _from(outline, passages[0]) if heading.path not in seen]
        return self._first((heading.path[-1] for heading in near), count)

    def _first(self, headings: Iterable[str], count: int) -> tuple[str, ...]:
        chosen: list[str] = []
        for heading in headings:
            if len(chosen) == count:
                break
            question = _question(heading)
            if question not in chosen and (self._is_telling(heading) or self._is_answered(question)):
                chosen.append(question)
        return tuple(chosen)

    def _is_telling(self, heading: str) -> bool:
        """Tells of a large library whether few of its passages are named by a heading."""
        shelf = self._library.shelf
        named = shelf.named(terms(heading)) if shelf else 0
        return 0 < named <= _NAMED

    def _is_answered(self, question: str) -> bool:
        if self._library.shelf:
            return False
        if question not in self._answered:
            known = self._kept.get("answered", question) if self._kept else None
            self._answered[question] = self._check(question) if known is None else known
        return self._answered[question]

    def _check(self, question: str) -> bool:
        inquiry = inquire(question, self._library)
        hits = rank(self._library, inquiry)
        headings = [self._library.passages[hit.passage].heading for hit in hits[:3]]
        about = any(_question(name) == question for heading in headings for name in heading)
        return about and judge(inquiry, hits, self._library).state == "answered"


def _from(outline: Sequence[Heading], passage: Passage) -> Iterator[Heading]:
    """The headings after a passage's own in the same chapter, then those before it, then the main ones."""
    chapter = [heading for heading in outline if heading.path[0] == passage.heading[0] and len(heading.path) > 1]
    place = next((n for n, heading in enumerate(chapter) if heading.path == passage.heading), -1)
    yield from chapter[place + 1 :]
    yield from chapter[: max(place, 0)]
    yield from (heading for heading in outline if heading.level == 2)


def _question(heading: str) -> str:
    """A question about a heading: "Symptoms of X" asks for itself, any other is asked about."""
    name = heading.strip().rstrip(":?")
    first = name.split(" ")[0].lower().rstrip("s")
    if " of " in name and first in _MAIN:
        return _MAIN[first].format(name[0].lower() + name[1:])
    return f"What does the article say about {name}?"
