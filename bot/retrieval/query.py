"""A question as it is searched: concepts, each with the terms that may stand for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from bot.article import Offsets

_NONE: Mapping[int, "Match"] = MappingProxyType({})
Origin = Literal["typed", "corrected", "synonym", "carried over"]


class Alternative(NamedTuple):
    """One way in which a concept may stand in a passage: its terms, all of which must occur.

    `weight`, in (0, 1], says how much a match by it counts beside the word itself; `words` is it as shown;
    `part` says that it is only a part of what was said ("stones" of "kidney stones"), `opposite` that it says the
    opposite.
    """

    terms: tuple[str, ...]
    weight: float
    origin: Origin
    words: str
    part: bool = False
    opposite: bool = False


class Concept(NamedTuple):
    """A content word or phrase of the question, and its alternatives, the typed word first.

    `span` is where it stands in the question (None when it was carried over). `weight`, in [0, 1], is what it counts
    in ranking; `information`, in [0, 1], how much the question loses when no passage covers it.
    """

    words: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    information: float = 1.0
    span: Offsets | None = None

    def begins_in(self, span: Offsets) -> bool:
        """Tells whether it stands in the question and begins inside a stretch of it."""
        return self.span is not None and span[0] <= self.span[0] < span[1]

    def overlaps(self, span: Offsets) -> bool:
        """Tells whether some of it stands inside a stretch of the question."""
        return self.span is not None and span[0] < self.span[1] and self.span[0] < span[1]


class Match(NamedTuple):
    """How a passage covers a concept: by which alternative, and what that adds to its score."""

    concept: int
    alternative: Alternative
    score: float

    def scaled(self, factor: float) -> "Match":
        """Returns the match with its score multiplied."""
        return Match(self.concept, self.alternative, self.score * factor)


class Hit(NamedTuple):
    """A passage that shares terms with the query: its number, its score, and how it covers each concept it covers."""

    passage: int
    score: float
    matches: Mapping[int, Match] = _NONE

    def scaled(self, factor: float) -> "Hit":
        """Returns the hit with its score, and what each concept adds to it, multiplied."""
        matches = {number: match.scaled(factor) for number, match in self.matches.items()}
        return Hit(self.passage, self.score * factor, matches)

    def weighed(self, factors: Mapping[int, float]) -> "Hit":
        """Returns the hit with what these concepts add to its score multiplied."""
        matches = {number: match.scaled(factors.get(number, 1.0)) for number, match in self.matches.items()}
        more = sum(match.score - self.matches[number].score for number, match in matches.items())
        return Hit(self.passage, self.score + more, matches)
