"""The words of a question as they are searched: shorthand spelt out, and slips corrected."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation import telling
from bot.language.spelling import shorthand
from bot.language.stems import stem
from bot.language.terms import Token, scene_words, stop_words
from bot.library import Library
from bot.retrieval.query import Origin

_SUBJECTS = frozenset(["it", "this", "that", "he", "she", "they", "the", "my"])  # "dose it hurt?" asks for no dose


class Word(NamedTuple):
    """A word of a question as it is searched, where it stands, and what was typed in its place."""

    token: Token
    typed: str
    origin: Origin = "typed"


def corrected(text: str, tokens: Sequence[Token], library: Library) -> list[Word]:
    """Returns the words of a text, given its tokens in order."""
    words = []
    names = {token.start for token in telling.names(text, tokens)}
    for place, token in enumerate(tokens):
        following = tokens[place + 1].word if place + 1 < len(tokens) else ""
        if token.word == "dose" and (following in _SUBJECTS or (not place and _says(following))):
            token = _renamed(token, "does")
        typed = text[token.start : token.end]
        if token.word in shorthand() and token.term not in library.index:
            words += [Word(_renamed(token, part), typed) for part in shorthand()[token.word].split()]
            continue
        known = token.term in library.index or (typed.isupper() and len(typed) < 6)
        meant = None if known else library.speller.correct(token.word)
        if meant is None or (token.start in names and not _is_said_here(meant, library)):
            words.append(Word(token, typed))
            continue
        words += [Word(_renamed(token, part), typed, "corrected") for part in meant.split()]
    return words


def _is_said_here(words: str, library: Library) -> bool:
    """Tells whether words are the corpus' own, or such as only set a scene ("Granda's")."""
    return all(stem(word) in library.index or word in scene_words() for word in words.split())


def _says(word: str) -> bool:
    return bool(word) and word not in stop_words()


def _renamed(token: Token, word: str) -> Token:
    return token._replace(word=word, term=stem(word))
