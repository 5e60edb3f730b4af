"""How telling the words of a question are: what it counts to find them in a passage, and to miss them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.language.english import information, is_english, is_generic, is_term_of_art
from bot.language.terms import Token, content, scene_words, stop_words, tokenize
from bot.library import Library

LEAST = 0.5  # what the commonest word counts in ranking
GENERIC = 0.4  # what a word of which medical talk is full tells when it is missing,
EVERYDAY = 0.4  # what an everyday word tells beside a medical one,
SHORT = 9  # content words up to which a question is short
PRECISE = 0.7  # … and what it tells in a question that speaks in terms of art
_NAME = re.compile(r"[A-Z][a-z]")  # "SSc" is no name
_OPENING = re.compile(r"[.!?…:;(\"“‘—–\n]| - ")  # what a capital stands behind in any case


def is_talk(token: Token) -> bool:
    """Tells whether a word names nothing: everybody's words, those of medical talk, of persons, times and places."""
    word = token.word
    nothing = word in stop_words() or word in scene_words() or word.isdigit() or len(word) == 1
    return nothing or is_generic(token.term)


def says_nothing(words: str) -> bool:
    """Tells whether words are all talk."""
    return all(map(is_talk, tokenize(words)))


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


def names(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Returns the words of a text that are written like a name: with a capital, but not at the start of a sentence.

    `tokens` are its words in order. Capitals tell nothing where all words have them.
    """
    if text.isupper() or text.istitle():
        return []
    return [
        token
        for before, token in pairwise(tokens)
        if _NAME.match(text, token.start) and not _OPENING.search(text, before.end, token.start)
    ]


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
