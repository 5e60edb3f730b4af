"""Small talk: greetings, thanks, goodbyes and questions about the program itself get a short fixed reply.

Only a text that asks nothing besides is small talk. The phrases and replies stand in `courtesy.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

Phrase = tuple[str, ...]
Found = dict[int, list[tuple[int, int]]]

_BUNDLED = Path(__file__).with_name("courtesy.toml")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…;\n]+|[,:()\"“”–—/]|(?<=\s)-+(?=\s)")
_LONG_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_TAILS = {"s": "is", "m": "am", "ve": "have", "ll": "will", "re": "are", "d": "would"}
_SHORT = dict(
    pair.split("=")
    for pair in (
        "im=i am|ive=i have|hes=he is|shes=she is|theyre=they are|whats=what is|wots=what is|wot=what|wat=what|"
        "thats=that is|theres=there is|hows=how is|cannot=cant|u=you|r=are|ur=your|n=and|wanna=want to|gonna=going to|"
        "cos=because|coz=because|dunno=dont know|shud=should|shoud=should|pls=please|plz=please"
    ).split("|")
)
_SHORT_TEXT = 400  # what is longer than this is not small talk
_PHRASES = 5  # how many greetings, thanks and excuses in a row are taken off
_PUNCTUATION = " \t\r\n,.!?;:…-–—"
_GREETINGS = frozenset("hi hello hey hiya heya hallo helo howdy greetings good".split())
_OPENINGS = frozenset(
    "what which why how when where who is are can could does do did would will should i my we our the tell".split()
)
_NOT = {"can": "cant", "will": "wont"} | {
    verb: f"{verb}nt" for verb in "do does did is are was were would could should has have had".split()
}


class Lexicon:
    """The words of a data file, each with the groups it can fill, and how to read what is nearly one of them."""

    def __init__(self, lists: dict[str, str], corrected: str = "", real_words: str = "") -> None:
        self._lists = lists
        self._groups: dict[frozenset[Phrase], int] = {}
        self._single: dict[str, list[int]] = {}
        self._longer: dict[Phrase, list[tuple[int, Phrase]]] = {}
        self._known = {*real_words.split(), *corrected.split()}
        self._near: dict[str, set[str]] = {}
        for word in corrected.split():
            for cut in _cuts(word):
                self._near.setdefault(cut, set()).add(word)

    def group(self, alternatives: str) -> int:
        """Returns the number of the group written "word|two_words|<list>"."""
        items = alternatives.replace("|", " ").split()
        words = " ".join(self._lists[item.strip("<>")] if item.startswith("<") else item for item in items)
        phrases = frozenset(tuple(word.split("_")) for word in words.split())
        if phrases not in self._groups:
            self._groups[phrases] = len(self._groups)
            for phrase in sorted(phrases):
                if len(phrase) == 1:
                    self._single.setdefault(phrase[0], []).append(self._groups[phrases])
                else:
                    self._longer.setdefault(phrase[:2], []).append((self._groups[phrases], phrase))
                self._known.update(phrase)
        return self._groups[phrases]

    def phrases(self, items: str) -> dict[str, list[Phrase]]:
        """Returns the phrases written "word two_words", longest first, by their first word; `spell` knows them."""
        found: dict[str, list[Phrase]] = {}
        for item in sorted(items.split(), key=lambda item: -item.count("_")):
            phrase = tuple(item.split("_"))
            self._known.update(phrase)
            found.setdefault(phrase[0], []).append(phrase)
        return found

    def spell(self, word: str) -> str:
        """Returns the word of the file that was meant, or the word itself; a real word is never changed."""
        if word.isdecimal() and word not in self._known:
            return "#year" if 1900 <= int(word[:5]) < 2100 else "#many" if int(word[:5]) > 9 else "#few"
        if word[0].isdecimal() and word not in self._known:
            return "#few"
        if word in self._known or not 4 < len(word) < 20:
            return word
        near = {key for cut in _cuts(word) for key in self._near.get(cut, ()) if key[0] == word[0]}
        if not near:
            return word
        from rapidfuzz.distance import OSA

        distance, best = min((OSA.distance(word, key), key) for key in near)
        return best if distance <= (2 if len(word) > 8 else 1) else word

    def find(self, words: list[str]) -> Found:
        """Returns where each group is filled, in order."""
        found: Found = {}
        for place, (word, following) in enumerate(pairwise([*words, ""])):
            for group in self._single.get(word, ()):
                found.setdefault(group, []).append((place, place + 1))
            for group, phrase in self._longer.get((word, following), ()):
                end = place + len(phrase)
                if tuple(words[place:end]) == phrase:
                    found.setdefault(group, []).append((place, end))
        return found

    @staticmethod
    def together(groups: tuple[int, ...], found: Found, within: int, ordered: bool) -> Iterator[list[tuple[int, int]]]:
        """Yields where all the groups are filled with fewer than `within` words between them, one way each."""
        for first in found[groups[0]]:
            taken = [first]
            for group in groups[1:]:
                start, end = taken[-1]
                spans = (span for span in found[group] if not ordered or span[0] >= end)
                free = [span for span in spans if all(span[1] <= other[0] or span[0] >= other[1] for other in taken)]
                if not free:
                    break
                taken.append(min(free, key=lambda span: abs(span[0] - start)))
            spread = max(taken)[1] - min(taken)[0] - sum(end - start for start, end in taken)
            if len(taken) == len(groups) and spread < within:
                yield taken


def _cuts(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def read_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yields the words of a text in plain form, each with the offsets of what it was read from.

    Lower case, without apostrophes, short forms written out ("I'm": "i", "am"; "can not": "cant"). Between sentences
    stands ".", and "," where a clause may end.
    """
    held = ("", 0, 0)
    for word, start, end in _pieces(text):
        if word == "not" and held[0] in _NOT:
            held = (_NOT[held[0]], held[1], end)
            continue
        if held[0]:
            yield held
        held = (word, start, end)
    if held[0]:
        yield held


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(text.replace("’", "'").replace("‘", "'").replace("`", "'")):
        start, end = match.span()
        piece = match.group()
        if not piece[0].isalnum():
            yield ("." if piece[0] in ".!?…;\n" else ","), start, end
            continue
        word = _LONG_DRAWN.sub(r"\1", (piece if piece.isascii() else unicodedata.normalize("NFKC", piece)).lower())
        head, _, tail = word.rpartition("'")
        head = head.replace("'", "")
        plain = f"{head} {_TAILS[tail]}" if head and tail in _TAILS else head + tail
        for part in _SHORT.get(plain, plain).split():
            yield part, start, end


@dataclass(frozen=True, slots=True)
class _Talk:
    """One kind of small talk; `leading` phrases are also taken off the front of a question."""

    phrases: tuple[re.Pattern[str], ...]
    reply: str
    leading: bool


class Courtesy:
    """Replies to small talk, and takes greetings, thanks and excuses off the front of a question."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._empty = str(data["empty"]["reply"])
        self._talk = [
            _Talk(_compile(kind["phrases"]), str(kind["reply"]), kind.get("leading", False)) for kind in data["kind"]
        ]
        self._filler = _compile(data["filler"]["phrases"])

    @classmethod
    def load(cls) -> Self:
        """Reads the bundled phrases and replies."""
        return cls(tomllib.loads(_BUNDLED.read_text(encoding="utf-8")))

    def reply(self, text: str) -> str | None:
        """Returns the fixed reply to small talk, or None where anything else is said or asked."""
        words = [word for word, _, _ in read_words(text[:_SHORT_TEXT]) if word not in ".,"]
        if not words:
            return self._empty if len(text) <= _SHORT_TEXT or not text.strip() else None
        if len(text) > _SHORT_TEXT:
            return None
        plain, place, kinds = " ".join(words), 0, set()
        while place < len(plain):
            ends = [(_end(talk.phrases, plain, place), -number) for number, talk in enumerate(self._talk)]
            end, number = max(ends)
            filler = _end(self._filler, plain, place)
            if max(end, filler) == place:
                return None
            if end >= filler:
                kinds.add(-number)
            place = max(end, filler) + 1
        return self._talk[min(kinds)].reply if kinds else None

    def strip(self, text: str) -> str:
        """Returns the text without the greeting, thanks or excuse it begins with, "" if nothing else is there.

        Where the words might be part of the question ("morning stiffness", "thanks to rituximab") it stays as it is.
        """
        rest = text
        for _ in range(_PHRASES):
            body = rest.lstrip(_PUNCTUATION)
            size = self._leading(body)
            if not size:
                break
            rest = body[size:].lstrip(_PUNCTUATION)
        return rest if any(char.isalnum() for char in rest) or rest == text else ""

    def _leading(self, text: str) -> int:
        """Returns how many characters at the front are a greeting, thanks or excuse that ends there."""
        words = list(read_words(text[:_SHORT_TEXT]))
        size = next((i for i, (word, _, _) in enumerate(words) if word in ".,"), len(words))
        plain = " ".join(word for word, _, _ in words[:size])
        end = max((_end(talk.phrases, plain, 0) for talk in self._talk if talk.leading), default=0)
        taken = len(plain[:end].split())
        if not taken or words[0][1] > 0:
            return 0
        joined = text[words[taken - 1][2] : words[taken - 1][2] + 1] in ("-", "'", "’", "/")
        if joined or (taken < size and not self._opens_a_question(words[0][0], words[taken][0])):
            return 0
        return words[taken - 1][2]

    @staticmethod
    def _opens_a_question(first: str, following: str) -> bool:
        """Whether a phrase without a comma after it ends before this word."""
        return first in _GREETINGS or following in _OPENINGS


def _compile(phrases: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{phrase})(?= |$)") for phrase in phrases)


def _end(phrases: tuple[re.Pattern[str], ...], plain: str, place: int) -> int:
    """Returns where the longest phrase at this place ends, or the place itself."""
    return max(match.end() if (match := phrase.match(plain, place)) else place for phrase in phrases)
