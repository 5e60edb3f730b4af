"""Groups of words from a data file: how misspelt words are read, and which groups the words of a clause fill."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.cache.tables import Tables
from bot.conversation.gathering import CORRECTED, cuts
from bot.language.english import is_english

Span = tuple[int, int]

_NONE: frozenset[int] = frozenset()
_FEVER = re.compile(r"3[89]\.[0-9]")  # from 40 on, the whole degrees alarm by themselves


class Lexicon:
    """The words of a data file, each with the groups it can fill, and how to read what is nearly one of them."""

    def __init__(self, tables: Tables) -> None:
        """Takes the tables of a `Gathering`."""
        self._tables = tables
        self._joined = frozenset(tables.get("spelling", "joined"))
        self._single: dict[str, frozenset[int]] = {}

    def _knows(self, word: str) -> bool:
        return self._tables.get("known", word) is not None

    def spell(self, word: str) -> Iterator[str]:
        """Yields the word or words of the file that were meant, or the word itself; a real word is never changed."""
        read_as: str | None = self._tables.get("read_as", word)
        if read_as is not None:
            yield from read_as.split("_")
        elif self._knows(word):
            yield word
        elif word[0].isdecimal():
            yield self._number(word)
        else:
            yield from self._joined_words(word) or [self._corrected(word)]

    def _number(self, word: str) -> str:
        plain = word.replace(",", ".")
        if _FEVER.fullmatch(plain):
            return "#fever"
        whole = plain.split(".")[0]
        if self._knows(whole) or not whole.isdecimal() or not word[-1].isdecimal():
            return whole if self._knows(whole) else "#few"
        return "#year" if whole == word and 1900 <= int(whole[:5]) < 2100 else "#many" if int(whole[:5]) > 9 else "#few"

    def _joined_words(self, word: str) -> list[str]:
        if not 6 < len(word) < 20 or not any(word.startswith(first) for first in self._joined):
            return []
        halves = ((word[:place], word[place:]) for place in range(2, len(word) - 1))
        parts = next((list(pair) for pair in halves if self._joined.issuperset(pair)), [])
        return [] if parts and is_english(word) else parts

    def _corrected(self, word: str) -> str:
        if len(word) not in CORRECTED:
            return word
        near = {key for cut in cuts(word) for key in self._tables.get("near", cut) or () if key[0] == word[0]}
        if not near or is_english(word):
            return word
        from rapidfuzz.distance import OSA

        distance, _, best = min((OSA.distance(word, key), -len(key), key) for key in near)
        return best if distance <= (2 if len(word) > 6 else 1) else word

    def find(self, words: list[str]) -> "Found":
        """Returns where each group is filled."""
        longer: dict[int, list[Span]] = defaultdict(list)
        plain = ["#many" if word.isdecimal() else word for word in words]  # "40" of a fever is as many minutes
        for said in (words,) if plain == words else (words, plain):
            for place, pair in enumerate(pairwise(said)):
                for group, phrase in self._tables.get("longer", " ".join(pair)) or ():
                    span = place, place + len(phrase)
                    if said[place : span[1]] == phrase and span not in longer[group]:
                        longer[group].append(span)
        return Found([self._filled(word) for word in words], longer)

    def _filled(self, word: str) -> frozenset[int]:
        """The groups that a word fills by itself."""
        groups = self._single.get(word)
        if groups is None:
            found = self._tables.get("single", word)
            if found is None:
                return _NONE
            groups = self._single[word] = frozenset(found)
        return groups


class Found:
    """Which groups the words of a clause fill; where they do is looked up when it is asked for."""

    def __init__(self, single: list[frozenset[int]], longer: dict[int, list[Span]]) -> None:
        self._single, self._longer = single, longer
        self._spans: dict[int, list[Span]] = {}
        self.groups = set(longer).union(*single)

    def spans(self, group: int) -> list[Span]:
        """Returns where a group is filled, in order."""
        if group not in self._spans:
            single = [(place, place + 1) for place, groups in enumerate(self._single) if group in groups]
            self._spans[group] = sorted(single + self._longer[group]) if group in self._longer else single
        return self._spans[group]

    def together(self, groups: tuple[int, ...], within: int, ordered: bool) -> Iterator[list[Span]]:
        """Yields where all the groups are filled with fewer than `within` words between them, one way each."""
        for first in self.spans(groups[0]):
            taken = [first]
            for group in groups[1:]:
                start, end = taken[-1]
                spans = (span for span in self.spans(group) if not ordered or span[0] >= end)
                free = [span for span in spans if all(span[1] <= other[0] or span[0] >= other[1] for other in taken)]
                if not free:
                    break
                taken.append(min(free, key=lambda span: abs(span[0] - start)))
            spread = max(taken)[1] - min(taken)[0] - sum(end - start for start, end in taken)
            if len(taken) == len(groups) and spread < within:
                yield taken


def places(spans: Iterable[Span]) -> Iterator[int]:
    """Yields every place that the spans take."""
    return (place for start, end in spans for place in range(start, end))
