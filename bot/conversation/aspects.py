"""What a question asks of its subject: dose, cost, how common, causes, treatment and so on.

An aspect becomes a concept like a word of the question: its terms point to passages, and an aspect that must be
covered (nobody wants the passage on a drug who asked for its dose) decides about the state of the answer.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from bot.article import Offsets
from bot.conversation.cues import Cue, evidence, read
from bot.retrieval.passageterms import UNDER
from bot.retrieval.query import Alternative, Concept

_LITERAL = re.compile(r"(?<![a-z\\])[a-z]{4,}")
_WHICH = frozenset(["which", "what", "whats"])
_VERBS = frozenset("is are was were do does did can could will would".split())
_BEHIND = 3  # words behind "which" among which the class stands: "which other rare type"
POINTING = 0.25  # what an aspect counts in ranking, beside a typed word


class Aspect(NamedTuple):
    """An aspect: how a question asks it, and the terms by which a passage speaks of it (see `aspects.toml`)."""

    name: str
    label: str
    cues: tuple[Cue, ...]
    excluded: tuple[Cue, ...]
    literals: frozenset[str]
    terms: tuple[tuple[str, ...], ...]
    required: bool
    points: float
    spoken: bool = False
    of_the_whole: str = ""
    nouns: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    brings: str = ""
    brought: str = ""

    def says(self, word: str) -> bool:
        """Tells whether a word is one of the cues' own ("milligrams"), not one that they leave open ("diltiazem")."""
        return any(word.startswith(literal) for literal in self.literals)

    @property
    def headings(self) -> frozenset[str]:
        """The terms of the headings under which passages speak of it."""
        return frozenset(term.removeprefix(UNDER) for terms in self.terms for term in terms)

    @property
    def concept(self) -> Concept:
        """The aspect as a concept of a query; it has no place in the question."""
        alternatives = tuple(Alternative(term, 1.0, "typed", self.label) for term in self.terms)
        return Concept(self.label, alternatives, self.points, 1.0 if self.required else 0.0)


@cache
def all_aspects() -> tuple[Aspect, ...]:
    """Returns the aspects of `aspects.toml`, in its order."""
    return tuple(
        Aspect(
            name,
            table["label"],
            tuple(Cue.of([cue]) for cue in table["cues"]),
            tuple(Cue.of([cue]) for cue in table.get("not", [])),
            frozenset(word for cue in table["cues"] for word in _LITERAL.findall(cue)),
            tuple(_evidence(term, table.get("required", False)) for term in table["terms"]),
            table.get("required", False),
            table.get("points", POINTING),
            table.get("spoken", False),
            table.get("of_the_whole", ""),
            frozenset(table.get("nouns", "").split()),
            frozenset(table.get("members", "").split()),
            table.get("brings", ""),
            table.get("brought", ""),
        )
        for name, table in read("aspects.toml").items()
    )


def _evidence(term: str, required: bool) -> tuple[str, ...]:
    """What a passage must hold: the words anywhere in it, or, for an aspect that only points, in its headings."""
    if term.startswith("#"):
        return (term,)
    return tuple(found if required else f"{UNDER}{found}" for found in evidence(term))


class Asked(NamedTuple):
    """An aspect that a question asks, and the words that ask it, by their numbers."""

    aspect: Aspect
    words: frozenset[int]


def asked(words: Sequence[str]) -> list[Asked]:
    """Returns the aspects that a question asks; `words` are its words in lower case, spelling mended, in order."""
    return list(_asked(tuple(words)))


@lru_cache(maxsize=16)
def _asked(words: tuple[str, ...]) -> tuple[Asked, ...]:
    """A turn that leans on another is looked at twice."""
    text = " ".join(words)
    found = []
    for aspect in all_aspects():
        spans = [match.span() for cue in aspect.cues for match in cue.finditer(text)]
        if spans and not any(cue.search(text) for cue in aspect.excluded):
            found.append(Asked(aspect, frozenset(n for n in inside(words, spans) if aspect.says(words[n]))))
    return tuple(found)


def class_asked(words: Sequence[str]) -> Aspect | None:
    """Returns the aspect of whose list a question asks for a member: "which type …"."""
    called = _called()
    for place in (number for number, word in enumerate(words, 1) if word in _WHICH):
        behind = takewhile(lambda word: word not in _VERBS, words[place : place + _BEHIND])
        found = next((called[word] for word in behind if word in called), None)
        if found is not None:
            return found
    return None


@cache
def _called() -> Mapping[str, Aspect]:
    """The words for a list, or for one of it, each with its aspect."""
    return {word: aspect for aspect in all_aspects() for word in aspect.nouns | aspect.members}


def inside(words: Sequence[str], spans: Sequence[Offsets]) -> frozenset[int]:
    """Returns the numbers of the words that lie in one of the spans of the text that they make, joined by spaces."""
    found, place = set(), 0
    for number, word in enumerate(words):
        if any(start <= place and place + len(word) <= end for start, end in spans):
            found.add(number)
        place += len(word) + 1
    return frozenset(found)
