"""Groups of words from a data file: how misspelt words are read, and which groups the words of a clause fill."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.language.english import is_english

Phrase = tuple[str, ...]
Span = tuple[int, int]

_NONE: set[int] = set()
_CORRECTED = range(4, 20)  # how long a word must be to be read as another


class Lexicon:
    """The words of a data file, each with the groups it can fill, and how to read what is nearly one of them."""

    def __init__(self, lists: dict[str, str], read_as: str = "", joined: str = "") -> None:
        self._lists = lists
        self._read_as = dict(pair.split("=") for pair in read_as.split())
        self._joined = frozenset(joined.split())
        self._groups: dict[frozenset[Phrase], int] = {}
        self._single: dict[str, set[int]] = {}
        self._longer: dict[Phrase, list[tuple[int, Phrase]]] = {}
        self._known: set[str] = set()
        self._near: dict[str, set[str]] = {}

    def group(self, alternatives: str) -> int:
        """Returns the number of the group written "word|two_words|<list>"."""
        phrases = frozenset(tuple(word.split("_")) for word in self._written_out(alternatives))
        if phrases not in self._groups:
            self._groups[phrases] = len(self._groups)
            for phrase in sorted(phrases):
                if len(phrase) == 1:
                    self._single.setdefault(phrase[0], set()).add(self._groups[phrases])
                else:
                    self._longer.setdefault(phrase[:2], []).append((self._groups[phrases], phrase))
                self._know(phrase)
        return self._groups[phrases]

    def _written_out(self, alternatives: str) -> Iterator[str]:
        for item in alternatives.replace("|", " ").split():
            if item.startswith("<"):
                yield from self._written_out(self._lists[item.strip("<>")])
            else:
                yield item

    def phrases(self, items: str) -> dict[str, list[Phrase]]:
        """Returns the phrases written "word two_words", longest first, by their first word; `spell` knows them."""
        found: dict[str, list[Phrase]] = {}
        for item in sorted(self._written_out(items), key=lambda item: -item.count("_")):
            phrase = tuple(item.split("_"))
            self._know(phrase)
            found.setdefault(phrase[0], []).append(phrase)
        return found

    def _know(self, words: Phrase) -> None:
        for word in set(words) - self._known:
            self._known.add(word)
            if len(word) in _CORRECTED:
                for cut in _cuts(word):
                    self._near.setdefault(cut, set()).add(word)

    def spell(self, word: str) -> Iterator[str]:
        """Yields the word or words of the file that were meant, or the word itself; a real word is never changed."""
        if word in self._read_as:
            yield from self._read_as[word].split("_")
        elif word in self._known:
            yield word
        elif word[0].isdecimal():
            yield self._number(word)
        else:
            yield from self._joined_words(word) or [self._corrected(word)]

    def _number(self, word: str) -> str:
        whole = word.replace(",", ".").split(".")[0]
        if whole in self._known or not whole.isdecimal() or not word[-1].isdecimal():
            return whole if whole in self._known else "#few"
        return "#year" if whole == word and 1900 <= int(whole[:5]) < 2100 else "#many" if int(whole[:5]) > 9 else "#few"

    def _joined_words(self, word: str) -> list[str]:
        if not 6 < len(word) < 20 or not any(word.startswith(first) for first in self._joined):
            return []
        halves = ((word[:place], word[place:]) for place in range(2, len(word) - 1))
        parts = next((list(pair) for pair in halves if self._joined.issuperset(pair)), [])
        return [] if parts and is_english(word) else parts

    def _corrected(self, word: str) -> str:
        if len(word) not in _CORRECTED:
            return word
        near = {key for cut in _cuts(word) for key in self._near.get(cut, ()) if key[0] == word[0]}
        if not near or is_english(word):
            return word
        from rapidfuzz.distance import OSA

        distance, _, best = min((OSA.distance(word, key), -len(key), key) for key in near)
        return best if distance <= (2 if len(word) > 6 else 1) else word

    def find(self, words: list[str]) -> "Found":
        """Returns where each group is filled."""
        longer: dict[int, list[Span]] = defaultdict(list)
        for place, pair in enumerate(pairwise(words)):
            for group, phrase in self._longer.get(pair, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    longer[group].append((place, place + len(phrase)))
        return Found([self._single.get(word, _NONE) for word in words], longer)


class Found:
    """Which groups the words of a clause fill; where they do is looked up when it is asked for."""

    def __init__(self, single: list[set[int]], longer: dict[int, list[Span]]) -> None:
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


def _cuts(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def places(spans: Iterable[Span]) -> Iterator[int]:
    """Yields every place that the spans take."""
    return (place for start, end in spans for place in range(start, end))
