"""What is made of the signs file's words: which groups each fills, and how to read what is nearly one of them.

`groups.py` looks it up.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

Phrase = tuple[str, ...]
_BRACES = re.compile(r"(\{[^{}]*\})")
CORRECTED = range(4, 20)  # how long a word must be to be read as another


class Gathering:
    """Gathers the groups and phrases of a file; `tables` gives what they make."""

    def __init__(self, lists: dict[str, str], read_as: str = "", joined: str = "") -> None:
        self._lists = lists
        self._read_as: dict[str, Any] = dict(pair.split("=") for pair in read_as.split())
        self._joined = joined.split()
        self._groups: dict[frozenset[Phrase], int] = {}
        self._single: dict[str, list[int]] = {}
        self._longer: dict[str, list[tuple[int, Phrase]]] = {}
        self._known: dict[str, int] = {}
        self._near: dict[str, list[str]] = {}

    def group(self, alternatives: str) -> int:
        """Returns the number of the group written "word|two_words|<list>"."""
        phrases = frozenset(tuple(word.split("_")) for word in self._written_out(alternatives))
        if phrases not in self._groups:
            number = self._groups[phrases] = len(self._groups)
            for phrase in sorted(phrases):
                if len(phrase) == 1:
                    self._single.setdefault(phrase[0], []).append(number)
                else:
                    self._longer.setdefault(" ".join(phrase[:2]), []).append((number, phrase))
                self._know(phrase)
        return self._groups[phrases]

    def _written_out(self, alternatives: str) -> Iterator[str]:
        for item in alternatives.replace("|", " ").split():
            if item.startswith("<"):
                yield from self._written_out(self._lists[item.strip("<>")])
            else:
                yield from spelled_out(item)

    def phrases(self, items: str) -> dict[str, list[Phrase]]:
        """Returns the phrases written "word two_words", longest first, by their first word; `spell` knows them."""
        found: dict[str, list[Phrase]] = {}
        for item in sorted(self._written_out(items), key=lambda item: -item.count("_")):
            phrase = tuple(item.split("_"))
            self._know(phrase)
            found.setdefault(phrase[0], []).append(phrase)
        return found

    def _know(self, words: Phrase) -> None:
        for word in words:
            if word not in self._known:
                self._known[word] = 1
                for cut in sorted(cuts(word)) if len(word) in CORRECTED else ():
                    self._near.setdefault(cut, []).append(word)

    def tables(self) -> dict[str, dict[str, Any]]:
        """Returns the tables, of values as JSON has them.

        `single`: by word, the groups that it fills. `longer`: by the first two words, groups and phrases. `known`: all
        words. `near`: by what is left of a word without one of its letters, the words. `read_as`: by a word, those that
        are read in its place. `spelling`: what words may be joined.
        """
        longer = {pair: [[group, list(phrase)] for group, phrase in found] for pair, found in self._longer.items()}
        return {
            "single": dict(self._single), "longer": longer, "known": dict(self._known), "near": dict(self._near),
            "read_as": self._read_as, "spelling": {"joined": self._joined},
        }  # fmt: skip


def spelled_out(item: str) -> Iterator[str]:
    """Yields what alternatives in braces stand for: "{in,on}_my_{arm,leg}" for four phrases."""
    parts = [part[1:-1].split(",") if part.startswith("{") else [part] for part in _BRACES.split(item)]
    return map("".join, product(*parts))


def cuts(word: str) -> set[str]:
    """Returns a word, and what is left of it without one of its letters."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
