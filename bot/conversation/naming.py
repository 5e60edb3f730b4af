"""What the corpus is about, where a question describes it: "these hard white lumps" are those of calcinosis."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation import telling
from bot.conversation.correcting import Word
from bot.language.terms import Token, content
from bot.library import Library
from bot.retrieval.query import Alternative, Concept

_WEIGHT = 0.3  # what a description counts in ranking beside the name that it stands for


class Named(NamedTuple):
    """The words of a question, with the name of the corpus's subject in the place of its descriptions.

    `described` are the concepts of these: they help to rank passages, and nothing is missing without them. `places` are
    the offsets at which words begin that say where in the body it is.
    """

    words: Sequence[Word]
    described: tuple[Concept, ...] = ()
    places: frozenset[int] = frozenset()


def named(words: Sequence[Word], library: Library) -> Named:
    """Reads what a question describes as the corpus's subject, where that is what it may be and goes unnamed."""
    tokens = [word.token for word in words]
    if any(token.term in library.subjects for token in tokens):
        return Named(words)  # "the lumps of calcinosis" are a part of it
    read: dict[int, Word | None] = dict(enumerate(words))
    described: list[Concept] = []
    places: set[int] = set()
    for expression in library.lexicon.expressions(tokens):
        name = next((e for e in expression.expansions if len(e.terms) == 1 and e.terms[0] in library.subjects), None)
        if expression.describes and name:
            said = [tokens[number] for number in expression.tokens]
            token = Token(said[0].start, said[-1].end, name.words, name.terms[0])
            read.update(dict.fromkeys(expression.tokens))
            read[expression.tokens[0]] = Word(
                token, " ".join(words[number].typed for number in expression.tokens), "synonym"
            )
            described.append(_described(said))
            places.update(tokens[number].start for number in expression.places)
    return Named([word for word in read.values() if word is not None], tuple(described), frozenset(places))


def _described(tokens: Sequence[Token]) -> Concept:
    said = content(tokens)
    words = " ".join(token.word for token in said)
    alternative = Alternative(tuple(dict.fromkeys(token.term for token in said)), 1.0, "typed", words)
    return Concept(words, (alternative,), _WEIGHT * telling.weight(said), 0.0, (tokens[0].start, tokens[-1].end))
