"""Superlatives: "which type is the most common?" wants a passage that says "most common", and says it of a type.

"A common complication" has the word, but not in the highest degree; "its most common associations" has that, but says
it of something that was not asked about.
"""

from collections.abc import Sequence, Set

from bot.conversation.inquiry import Inquiry
from bot.language.terms import Token, stop_words, tokenize
from bot.retrieval.query import Hit

MORE = 1.5  # what a word counts that a passage has in the highest degree too, where that is asked for,
OF_ANOTHER = 0.5  # and what it counts where it is said of something else
_DEGREES = frozenset(["most", "least"])
_OF_TWO = frozenset(["more", "less"])  # "which of the two is more common?"
_FREQUENCY = "frequency"  # the aspect that "which do most people have?" asks for without a word for it


def superlative(inquiry: Inquiry) -> Set[int]:
    """Returns the numbers of the concepts that a question asks for in the highest degree."""
    tokens = [word.token for word in inquiry.reading.words]
    highest = [token.start for place, token in enumerate(tokens) if _is_highest(tokens, place, _DEGREES | _OF_TWO)]
    most = [token.start for token in tokens if token.word in _DEGREES]
    asked = {n for n, c in enumerate(inquiry.typed) if any(c.begins_in((at, at + 1)) for at in highest)}
    asked |= {n for n, c in enumerate(inquiry.typed) if c.span and any(c.span[0] <= at < c.span[1] for at in most)}
    if asked or most:
        asked |= {len(inquiry.typed) + n for n, aspect in enumerate(inquiry.aspects) if aspect.name == _FREQUENCY}
    return asked


def in_degree(inquiry: Inquiry, asked: Set[int], hit: Hit, text: str) -> Hit:
    """Returns a hit in which the words that are asked for in the highest degree (`asked`, see `superlative`) count by
    how its passage, whose text is given, has them.
    """
    if asked.isdisjoint(hit.matches):
        return hit
    tokens = tokenize(text)
    own = {term for concept in inquiry.concepts for each in concept.alternatives for term in each.terms}
    often = {term for number in asked for each in inquiry.concepts[number].alternatives for term in each.terms}
    matches = dict(hit.matches)
    for number in sorted(asked & hit.matches.keys()):
        match = hit.matches[number]
        terms = match.alternative.terms if number < len(inquiry.typed) else often
        matches[number] = match.scaled(_factor(tokens, text, set(terms), own))
    more = sum(match.score - hit.matches[number].score for number, match in matches.items())
    return Hit(hit.passage, hit.score + more, matches)


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
