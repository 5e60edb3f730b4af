"""Sentences of a passage, as offsets."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from bot.article import Offsets

# Abbreviations after which a full stop does not end a sentence (lower case, without the final stop).
_ABBREVIATIONS = frozenset(
    "dr prof mr mrs ms st fig figs tab no nos vol ed eds e.g i.e etc vs approx resp ca cf al et viz dept inc "
    "jan feb mar apr jun jul aug sep sept oct nov dec min max mg ml kg i.v i.m s.c p.o b.i.d t.i.d q.d ref refs".split()
)
# A citation in brackets that follows the full stop belongs to the sentence before it.
_TRAILING_CITATION = re.compile(r"(?:\s?\[\d[\d,\s–-]*\])+\s*")
# A sentence that takes back or limits the one before it is never cut off from it.
_QUALIFIER = re.compile(
    r"(?:however|but|although|though|yet|unless|except|nevertheless|nonetheless|still|even so|otherwise|"
    r"on the other hand|in contrast|by contrast|that said|only|this does not|it is not|not|(?:\w+,? ){1,8}?however)\b",
    re.IGNORECASE,
)


# A sentence that begins with one of these says something of the one before it.
_DEPENDENT = re.compile(
    r"(?:this|these|those|that|such|they|it|he|she|both|however|but|yet|in contrast)\b", re.IGNORECASE
)


class _Splitter(Protocol):
    def span_tokenize(self, text: str) -> list[Offsets]: ...


@cache
def _punkt() -> _Splitter:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    splitter: _Splitter = PunktSentenceTokenizer(parameters)
    return splitter


def _parted(line: str) -> list[Offsets]:
    from bot.language.plain_sentences import plain_sentences  # many patterns, for what was not kept

    parted = plain_sentences(line, _ABBREVIATIONS)
    return _punkt().span_tokenize(line) if parted is None else parted


# Punkt gives up on a text that takes it seconds; no sentence of a longer line is cut but one that is longer itself.
_LONGEST = 20_000  # characters
_LAST_END = re.compile(r".*[.!?]\s", re.DOTALL)

_Lookup = Callable[[str], list[list[int]] | None]
_known: deque[_Lookup] = deque(maxlen=8)  # where sentences were kept, the latest first


def remember(lookup: _Lookup) -> None:
    """Adds a place to look up what `sentences` returned, by `name_of` what it was given."""
    _known.appendleft(lookup)


def name_of(text: str, start: int) -> str:
    """Returns the key under which the sentences of text[start:] are kept."""
    return f"{start} {text}"


def sentences(text: str, start: int = 0) -> list[Offsets]:
    """Returns the sentences of text[start:], as offsets in `text`; a line break always ends one.

    By nltk's Punkt (Kiss and Strunk 2006) with given abbreviations instead of training, or as it would.
    """
    name = name_of(text, start)
    kept = next((found for lookup in _known if (found := lookup(name)) is not None), None)
    if kept is not None:
        return [(left, right) for left, right in kept]
    spans: list[Offsets] = []
    position = start
    for line in text[start:].split("\n"):
        for begin, piece in _pieces(line):
            at = position + begin
            spans.extend(_with_citations(text, [(at + left, at + right) for left, right in _parted(piece)]))
        position += len(line) + 1
    return spans


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """Yields a line in pieces that are not too long, each with its place."""
    start = 0
    while len(line) - start > _LONGEST:
        piece = line[start : start + _LONGEST]
        found = _LAST_END.match(piece)
        end = found.end() if found else piece.rfind(" ") + 1 or _LONGEST
        yield start, line[start : start + end]
        start += end
    yield start, line[start:]


def _with_citations(text: str, spans: list[Offsets]) -> list[Offsets]:
    mended: list[Offsets] = []
    for left, right in spans:
        trailing = _TRAILING_CITATION.match(text, left, right)
        if mended and trailing:
            mended[-1] = (mended[-1][0], left + len(trailing.group().rstrip()))
            left = trailing.end()
        if left < right:
            mended.append((left, right))
    return mended


def qualifies(text: str, sentence: Offsets) -> bool:
    """Tells whether a sentence limits the one before it, so that the two must be quoted together."""
    return _QUALIFIER.match(text, *sentence) is not None


def depends(text: str, sentence: Offsets) -> bool:
    """Tells whether a sentence cannot be understood without the one before it ("These can be small …")."""
    return _DEPENDENT.match(text, *sentence) is not None
