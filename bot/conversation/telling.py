"""How telling the words of a question are: what it counts to find them in a passage, and to miss them."""

from collections.abc import Sequence

from bot.language.english import information, is_english, is_generic, is_term_of_art
from bot.language.terms import Token, content, scene_words
from bot.library import Library

LEAST = 0.5  # what the commonest word counts in ranking
GENERIC = 0.4  # what a word of which medical talk is full tells when it is missing,
EVERYDAY = 0.4  # what an everyday word tells beside a medical one,
SHORT = 9  # content words up to which a question is short
PRECISE = 0.7  # … and what it tells in a question that speaks in terms of art


def is_precise(tokens: Sequence[Token], library: Library) -> bool:
    """Tells whether a question uses the articles' own terms of art.

    Who says "colchicine" in a short question means every word; who says "the chalky bits" has a manner of speaking.
    """
    return len(content(tokens)) <= SHORT and any(
        token.word in library.words and token.term not in library.subjects and is_term_of_art(token.word)
        for token in tokens
    )


def weight(tokens: Sequence[Token]) -> float:
    """Returns what a concept counts in ranking, in [0, 1]: as its most telling word.

    Words that every conversation has count little, however rare they are in the corpus.
    """
    best = max(0.0 if token.word in scene_words() else information(token.word) for token in tokens)
    return LEAST + (1 - LEAST) * best


def loss(tokens: Sequence[Token], library: Library, *, precise: bool) -> float:
    """Returns what a question loses, in [0, 1], when no passage has a concept: as much as its most telling word.

    Medical words and words that nobody knows tell all they can. Of everyday words a story is made: a patient's
    "piano" asks nothing. Persons, times and places only set the scene.
    """
    return max(_loss(token, library, precise) for token in tokens)


def _loss(token: Token, library: Library, precise: bool) -> float:
    if token.word in scene_words() or len(token.word) == 1 or token.word.isdigit():
        return 0.0
    told = information(token.word)
    if is_generic(token.term):
        return GENERIC * told
    if library.lexicon.knows(token.term) or token.word in library.words or not is_english(token.word):
        return told
    return (PRECISE if precise else EVERYDAY) * told
