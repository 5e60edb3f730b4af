"""What an FAQ list expects, found in the articles: headings, passages, rows and phrases, to the ids of passages.

A place is looked up in this order: a passage's id; a heading or the label of a row or item (one name may be both);
a phrase of the article, which is found wherever the article's passages now end.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.article import Offsets, Passage
from bot.coverage.values import NONE, Label
from bot.language.terms import terms
from bot.library import Library

CLOSE = 60  # how alike (0 to 100) a heading has to be to be named in the place of one that is gone
NAMED = 2  # headings named

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00ad": ""})
_CITED = re.compile(r"\s*\[\^?\d[\d\s,;^\]\[–-]*\]")
_SPACED = re.compile(r"\s+([.,;:!?)])")
_PATH = re.compile(r"\s*(?:>|›|»|→)\s*")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a row expects: its label, the ids accepted, the places that name nothing, and headings close to those.

    `contradicts` says that the row names a place and `NONE` at once.
    """

    label: Label
    gold: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    contradicts: bool = False


class Places:
    """The places of a library by which a list may name its passages."""

    def __init__(self, library: Library) -> None:
        """Takes down the names once; `find` then is a look-up."""
        self._passages = library.passages
        self._ids = {passage.id.casefold(): passage.id for passage in library.passages}
        self._named: dict[str, list[str]] = {}
        self._headings: dict[str, str] = {}
        for passage in library.passages:
            self._name(passage)
        for article in library.articles:
            for section in article.sections:
                self._headings.setdefault(_key(section.path[-1]), section.path[-1])
        self._texts = [
            text
            for article in library.articles
            for text in _texts([passage for passage in library.passages if passage.article == article.name])
        ]

    def _name(self, passage: Passage) -> None:
        names = [" > ".join(passage.heading[start:]) for start in range(len(passage.heading))]
        for name in (*names, *([passage.row] if passage.row else [])):
            ids = self._named.setdefault(_key(name), [])
            if passage.id not in ids:
                ids.append(passage.id)

    def expectation(self, expected: Sequence[str]) -> Expectation:
        """Returns what a row expects, given what stands under "expected"."""
        places = [place for place in expected if place.strip()]
        if not places:
            return Expectation("unlabelled")
        named = [place for place in places if _key(place) != NONE]
        if not named:
            return Expectation("unanswerable")
        if len(named) < len(places):
            return Expectation("outdated", lost=tuple(named), contradicts=True)
        found = {place: self.find(place) for place in named}
        lost = tuple(place for place, ids in found.items() if not ids)
        gold = tuple(dict.fromkeys(passage for ids in found.values() for passage in ids))
        close = tuple(dict.fromkeys(heading for place in lost for heading in self._close(place)))[:NAMED]
        return Expectation("answerable" if gold else "outdated", gold, lost, close)

    def find(self, place: str) -> tuple[str, ...]:
        """Returns the ids of the passages that a place names, in reading order; () when it names none."""
        if place.strip().casefold() in self._ids:
            return (self._ids[place.strip().casefold()],)
        key = _key(place)
        named = self._named.get(key) or self._below(key) or self._holding(key)
        wanted = set(named)
        return tuple(passage.id for passage in self._passages if passage.id in wanted)

    def _below(self, key: str) -> list[str]:
        """The passages anywhere under a heading that has none right under it."""
        return [p.id for p in self._passages if any(_key(heading) == key for heading in p.heading[:-1])]

    def _holding(self, phrase: str) -> list[str]:
        """The passages in which a phrase stands; those that it runs through, where it goes over an end."""
        if not terms(phrase):
            return []
        found = [
            passage
            for text in self._texts
            for start, end in _occurrences(phrase, text.text)
            for passage, (first, last) in text.spans
            if start < last and first < end
        ]
        held = [p for p in self._passages if not found or p.kind == "table"]  # else it stands in a lead-in or a header
        return found + [p.id for p in held if any(any(_occurrences(phrase, text)) for text in _forms(p, 0))]

    def _close(self, place: str) -> list[str]:
        """The headings that are most like a place that is gone."""
        from rapidfuzz import fuzz, process

        parts = place.split(":")
        asked = parts[1].replace("-", " ") if len(parts) == 3 else place  # a passage's id holds its heading
        found = process.extract(_key(asked), list(self._headings), scorer=fuzz.WRatio, score_cutoff=CLOSE, limit=NAMED)
        return [self._headings[name] for name, _, _ in found]


@dataclass(frozen=True, slots=True)
class _Running:
    """The text of an article as it runs, and where each passage stands in it."""

    text: str
    spans: tuple[tuple[str, Offsets], ...]


def _texts(passages: Sequence[Passage]) -> Iterator[_Running]:
    """The text of an article with its citations, and without: a phrase is copied either way."""
    for number in (0, 1):
        parts, spans, place = [], [], 0
        for passage in passages:
            if passage.kind != "table":
                part = _forms(passage, passage.context)[number]
                parts.append(part)
                spans.append((passage.id, (place, place + len(part))))
                place += len(part) + 1
        yield _Running(" ".join(parts), tuple(spans))


def _forms(passage: Passage, start: int) -> tuple[str, str]:
    """A passage's text from `start` on, for comparison: as it reads, and without its citations."""
    shown = list(passage.text)
    for left, right in passage.citation_spans:
        shown[left:right] = " " * (right - left)
    return _folded(passage.text[start:]), _folded("".join(shown)[start:])


def _occurrences(phrase: str, text: str) -> Iterable[Offsets]:
    """Where a phrase stands in a text, as whole words."""
    place = text.find(phrase)
    while place >= 0:
        end = place + len(phrase)
        if not (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum()):
            yield place, end
        place = text.find(phrase, place + 1)


def _folded(text: str) -> str:
    """A text for comparison: case, white space, accents' forms, kinds of quotes and dashes do not count."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return _SPACED.sub(r"\1", " ".join(plain.split()))


def _key(place: str) -> str:
    """A place for comparison; without what a copied one may carry around it."""
    folded = _folded(_CITED.sub("", place))
    return _PATH.sub(" > ", folded).strip(" .:;…\"'#*_")
