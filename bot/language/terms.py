"""Terms: the one tokenizer for passages and questions.

A token is a word where it stands in the text; its term is the key under which it is searched. Passages and
questions go through the same function, so what matches is what was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from bot.article import Offsets
from bot.language.remembered import LONG, Remembered
from bot.language.rules import lines_of
from bot.language.stems import stem

# Letters and digits with marks between them; an apostrophe inside belongs to the word.
_WORD = re.compile(r"[^\W_](?:[\w]*[^\W_])?(?:['’][^\W\d_]{1,3}(?![^\W_]))?")
# "she'd" is "she", not a shed.
_PRONOUNS = frozenset("i you he she it we they that this there who what where how".split())
_VERBS = frozenset("d ll ve re m".split())
_APOSTROPHE = re.compile(r"['’]")
# "x-ray", "X ray", "T-cell": a single letter before a word is part of it.
_LETTER_WORD = re.compile(r"\b([tx])[-‐‑ ]?(rays?|cells?)\b(?:['’][^\W\d_]{1,3}(?![^\W_]))?", re.IGNORECASE)
_PARTED = re.compile(r"\b([tx]) (rays?|cells?)\b", re.IGNORECASE)
_MARKS = '.,;:!?()[]"“”…'  # which are in no word
_INSIDE_WORD = re.compile(r"[\w'’]{2}|[tTxX][-‐‑ ]|[-‐‑ ][rRcC]")  # two characters that may be of one word


class Token(NamedTuple):
    """A word of a text.

    `start` and `end` are its offsets, `word` the word in lower case without accents, `term` the key it is searched by.
    """

    start: int
    end: int
    word: str
    term: str


@cache
def stop_words() -> frozenset[str]:
    """Returns the words that are never terms, in lower case without apostrophes."""
    return _word_list("stopwords.txt")


@cache
def scene_words() -> frozenset[str]:
    """Returns the words that set the scene of a question (persons, times, places) but ask nothing."""
    return _word_list("scene.txt")


@cache
def generic_words() -> frozenset[str]:
    """Returns the words of which medical talk is full: an article that does not use them may still answer."""
    return _word_list("generic.txt")


def _word_list(name: str) -> frozenset[str]:
    return frozenset(word for line in lines_of(name) for word in line.split())


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Returns a word in lower case, without accents, possessive and apostrophes ("Raynaud’s" -> "raynaud")."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = "".join(
        char for char in folded if not unicodedata.combining(char) and not char.isspace()
    )  # U+037A has one
    head, apostrophe, tail = _APOSTROPHE.sub("'", folded).partition("'")
    contracted = head in _PRONOUNS and tail in _VERBS
    return head if apostrophe and (tail in ("s", "") or contracted) else head + tail


def tokenize(text: str, skip: Iterable[Offsets] = ()) -> list[Token]:
    """Returns every word of a text, stop words too, in order; words inside the `skip` spans are left out."""
    skipped = sorted(skip, reverse=True)  # the last of them is the next
    tokens = []
    for start, end in _word_spans(text):
        while skipped and skipped[-1][1] <= start:
            skipped.pop()
        if skipped and skipped[-1][0] < end:
            continue
        written = text[start:end].replace("-", "").replace("‐", "").replace("‑", "").replace(" ", "")
        if end - start > LONG:
            word = fold.__wrapped__(written)
            term = stem.__wrapped__(word)
        else:
            word = fold(written)
            term = stem(word)
        if word:
            tokens.append(Token(start, end, word, term))
    return tokens


def _word_spans(text: str) -> Iterable[Offsets]:
    joined = dict(match.span() for match in _LETTER_WORD.finditer(text))
    done = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start >= done:
            done = max(end, joined.get(start, 0))
            yield start, done


def content(tokens: Iterable[Token]) -> list[Token]:
    """Returns the tokens that are terms: all but the stop words."""
    stops = stop_words()
    return [token for token in tokens if token.word not in stops]


def terms(text: str, skip: Iterable[Offsets] = ()) -> list[str]:
    """Returns the terms of a text, in order, repeated as they occur."""
    spans = sorted(skip)
    parted = pieces(text, spans)
    if parted is None:
        return [token.term for token in content(tokenize(text, spans))]
    return terms_of(parted)


def terms_of(parted: Iterable[str]) -> list[str]:
    """Returns the terms of a text that `pieces` has parted."""
    return list(chain.from_iterable(map(_TERMS.__getitem__, parted)))


def said_by(text: str, known: Set[str]) -> bool:
    """Tells whether a text has terms, all of which are known; of most texts the first word tells that it is not so."""
    found = False
    for piece in pieces(text, ()) or ():
        for term in _TERMS[piece]:
            if term not in known:
                return False
            found = True
    return found


def pieces(text: str, spans: Sequence[Offsets]) -> list[str] | None:
    """Returns what stands between white spaces, outside of spans in order; the words of each make those of the text.

    None where a span parts a word: then the text can only be read as a whole.
    """
    if _parts_words(text, spans):
        return None
    if spans:
        ends = [0, *accumulate((end for _, end in spans), max)]
        starts = [*(start for start, _ in spans), len(text)]
        text = "\n".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
    lower = text.lower()
    if " ray" in lower or " cell" in lower:
        text = _PARTED.sub(r"\1-\2", text)
    return text.split()


def words_of(piece: str) -> list[tuple[str, str]]:
    """Returns the words of what stands between two white spaces, stop words too, each with its term."""
    word = plain_word(piece)
    return [(word, stem(word))] if word else [(token.word, token.term) for token in tokenize(piece)]


def plain_word(piece: str) -> str:
    """Returns the one word, in lower case, that `tokenize` finds in a piece of plain letters between marks, else ""."""
    word = piece.strip(_MARKS)
    return word.lower() if word.isascii() and word.isalpha() and len(word) <= LONG else ""


def _terms_of(piece: str) -> tuple[str, ...]:
    word = plain_word(piece)
    if not word:
        return tuple([token.term for token in content(tokenize(piece))])
    if word != piece:
        return _TERMS[word]
    return () if word in stop_words() else (stem(word),)


_TERMS = Remembered(_terms_of)  # by what stands between two white spaces


def _parts_words(text: str, spans: Iterable[Offsets]) -> bool:
    """Tells whether a span begins or ends inside of a word, which is left out as a whole; brackets are in none."""
    return any(
        _INSIDE_WORD.fullmatch(text, max(0, at - 1), at + 1)
        for start, end in spans
        if text[start : start + 1] != "[" or text[end - 1 : end] != "]"
        for at in (start, end)
    )
