"""Small talk: greetings, thanks, goodbyes and questions about the program itself get a short fixed reply.

Only a text that asks nothing besides is small talk. The phrases and replies stand in `courtesy.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

Phrase = tuple[str, ...]
Found = dict[int, list[tuple[int, int]]]

_BUNDLED = Path(__file__).with_name("courtesy.toml")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…;\n]+|[,:()\"“”–—/]|(?<=\s)-+(?=\s)")
_LONG_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_TAILS = {"s": "is", "m": "am", "ve": "have", "ll": "will", "re": "are", "d": "would"}
_SHORT = {
    "im": "i am",
    "ive": "i have",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "whats": "what is",
    "wots": "what is",
    "wot": "what",
    "wat": "what",
    "thats": "that is",
    "theres": "there is",
    "cannot": "cant",
    "u": "you",
    "r": "are",
    "ur": "your",
    "hows": "how is",
    "wanna": "want to",
    "gonna": "going to",
    "cos": "because",
    "coz": "because",
    "dunno": "dont know",
    "shud": "should",
    "shoud": "should",
    "pls": "please",
    "plz": "please",
    "n": "and",
}
_NOT = {"can": "cant", "will": "wont"} | {
    verb: f"{verb}nt" for verb in "do does did is are was were would could should has have had".split()
}


class Lexicon:
    """The words of a data file, each with the groups it can fill, and how to read what is nearly one of them."""

    def __init__(self, lists: dict[str, str], corrected: str = "", real_words: str = "") -> None:
        self._lists = lists
        self._groups: dict[frozenset[Phrase], int] = {}
        self._index: dict[str, list[tuple[int, Phrase]]] = {}
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
                self._index.setdefault(phrase[0], []).append((self._groups[phrases], phrase))
                self._known.update(phrase)
        return self._groups[phrases]

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
        for place, word in enumerate(words):
            for group, phrase in self._index.get(word, ()):
                end = place + len(phrase)
                if len(phrase) == 1 or tuple(words[place:end]) == phrase:
                    found.setdefault(group, []).append((place, end))
        return found


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
