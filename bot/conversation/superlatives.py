"""Superlatives: "which type is the most common?" wants a passage that says "most common", and says it of a type.

"A common complication" has the word, but not in the highest degree; "its most common associations" has that, but says
it of something that was not asked about.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from bot.conversation.inquiry import Inquiry
from bot.language.terms import Token, stop_words, tokenize
from bot.retrieval.query import Concept, Hit

MORE = 1.5  # what a word counts that a passage has in the highest degree too, where that is asked for,
OF_ANOTHER = 0.5  # and what it counts where it is said of something else
_DEGREES = frozenset(["most", "least"])
_OF_TWO = frozenset(["more", "less"])  # "which of the two is more common?"
_FREQUENCY = "frequency"  # the aspect that "which do most people have?" asks for without a word for it


class Superlative(NamedTuple):
    """What a question asks for in the highest degree: the numbers of these concepts, of those that it has no word for
    the terms by which any of them is met, and the terms of all that is asked about.
    """

    asked: Set[int]
    unsaid: Mapping[int, Set[str]]
    own: Set[str]

    def found_in(self, text: str, hit: Hit) -> Hit:
        """Returns a hit in which these words count by how its passage, whose text is given, has them."""
        if self.asked.isdisjoint(hit.matches):
            return hit
        tokens = tokenize(text)
        terms = {n: self.unsaid.get(n) or {*hit.matches[n].alternative.terms} for n in self.asked & hit.matches.keys()}
        return hit.weighed({number: _factor(tokens, text, each, self.own) for number, each in terms.items()})


def superlative(inquiry: Inquiry) -> Superlative:
    """Returns what a question asks for in the highest degree."""
    tokens = [word.token for word in inquiry.reading.words]
    highest = [token.start for place, token in enumerate(tokens) if _is_highest(tokens, place, _DEGREES | _OF_TWO)]
    most = [token.start for token in tokens if token.word in _DEGREES]
    asked = {n for n, c in enumerate(inquiry.typed) if any(c.begins_in((at, at + 1)) for at in highest)}
    asked |= {n for n, c in enumerate(inquiry.typed) if any(c.overlaps((at, at + 1)) for at in most)}
    unsaid = {n for n, a in enumerate(inquiry.aspects, len(inquiry.typed)) if a.name == _FREQUENCY}
    asked |= unsaid if asked or most else set()
    often = _terms_of(inquiry.concepts[number] for number in asked)
    return Superlative(asked, dict.fromkeys(unsaid, often), _terms_of(inquiry.concepts) if asked else frozenset())


def _terms_of(concepts: Iterable[Concept]) -> Set[str]:
    return {term for concept in concepts for each in concept.alternatives for term in each.terms}


def _is_highest(tokens: Sequence[Token], place: int, degrees: Set[str] = _DEGREES) -> bool:
    """Tells whether a word is in the highest degree, "most common" or "commonest", or behind one of these degrees."""
    token = tokens[place]
    if token.word in stop_words():
        return False
    in_itself = token.word == "worst" or (token.word.endswith("est") and token.term != token.word)
    return in_itself or (place > 0 and tokens[place - 1].word in degrees)


def _factor(tokens: Sequence[Token], text: str, terms: Set[str], own: Set[str]) -> float:
    """What a match by these terms counts in a text; `own` are the terms of what is asked about."""
    found = 1.0
    for place, token in enumerate(tokens):
        if token.term in terms and _is_highest(tokens, place):
            if not _is_of_another(tokens, place, text, own):
                return MORE
            found = OF_ANOTHER
    return found


def _is_of_another(tokens: Sequence[Token], place: int, text: str, own: Set[str]) -> bool:
    """Tells whether a superlative stands right before a word that was not asked about: "most common associations"."""
    token = tokens[place]
    if place + 1 == len(tokens) or token.word.endswith("ly"):
        return False
    following = tokens[place + 1]
    beside = text[token.end : following.start].isspace()
    return beside and following.word not in stop_words() and following.term not in own
