"""Small talk: greetings, thanks, goodbyes and questions about the program itself get a short fixed reply.

Only a text that asks nothing besides is small talk. The phrases and replies stand in `courtesy.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from bot.conversation.cues import Cue, needed, read

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?…;\n]+|[,:()\"“”–—/]|(?<=\s)-+(?=\s)")
_LONG_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_TAILS = {"s": "is", "m": "am", "ve": "have", "ll": "will", "re": "are", "d": "would"}
_SHORT = dict(
    pair.split("=")
    for pair in (
        "im=i am|ive=i have|hes=he is|shes=she is|theyre=they are|whats=what is|wots=what is|wot=what|wat=what|"
        "thats=that is|theres=there is|hows=how is|cannot=cant|u=you|r=are|ur=your|n=and|wanna=want to|gonna=going to|"
        "cos=because|coz=because|dunno=dont know|shud=should|shoud=should|pls=please|plz=please|"
        "wud=would|cud=could|alrite=alright"
    ).split("|")
)
_SHORT_TEXT = 400  # what is longer than this is not small talk
_PHRASES = 5  # how many greetings, thanks and excuses in a row are taken off
BREAKS = ".?,"  # what `read_words` puts between sentences, after a question and where a clause may end
_PUNCTUATION = " \t\r\n,.!?;:…-–—"
_GREETINGS = frozenset("hi hello hey hiya heya hallo helo howdy greetings good".split())
_OPENINGS = frozenset(
    "what which why how when where who is are can could does do did would will should i my we our the tell".split()
)
_ASKING = frozenset(
    "what whats which who whose when where why how is are was does do did can could will would should has have".split()
)
_LEAST = 2  # words of the shortest question
_WH = frozenset("what which who whose when where why how".split())  # behind these, more must follow
_CLOSING = 12  # words of the longest phrase that may close a text, or lead to its question
_NOT = {"can": "cant", "will": "wont"} | {
    verb: f"{verb}nt" for verb in "do does did is are was were would could should has have had".split()
}


def read_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yields the words of a text in plain form, each with the offsets of what it was read from.

    Lower case, without apostrophes, short forms written out ("I'm": "i", "am"; "can not": "cant"). Between sentences
    stands "." or "?", and "," where a clause may end.
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
            yield ("?" if "?" in piece else "." if piece[0] in ".!…;\n" else ","), start, end
            continue
        word = _LONG_DRAWN.sub(r"\1", (piece if piece.isascii() else unicodedata.normalize("NFKC", piece)).lower())
        head, _, tail = word.rpartition("'")
        head = head.replace("'", "")
        plain = f"{head} {_TAILS[tail]}" if head and tail in _TAILS else head + tail
        for part in _SHORT.get(plain, plain).split():
            yield part, start, end


class _Talk(NamedTuple):
    """One kind of small talk; `leading` phrases are also taken off the front of a question."""

    phrases: tuple[Cue, ...]
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
        self._asking = _compile(data["asking"]["phrases"])
        self._closing = _compile(data["closing"]["phrases"])
        self._introducing = _compile(data["introducing"]["phrases"])
        self._manner = _compile(data["manner"]["phrases"])

    @classmethod
    def load(cls) -> Self:
        """Reads the bundled phrases and replies."""
        return cls(read("courtesy.toml"))

    def reply(self, text: str) -> str | None:
        """Returns the fixed reply to small talk, or None where anything else is said or asked."""
        words = [word for word, _, _ in read_words(text[:_SHORT_TEXT]) if word not in BREAKS]
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
        """Returns the text without the greeting, thanks or excuse it begins with, without "could you tell me" before a
        question, "kind regards" behind it and "in simple terms" on either side; "" if nothing else is there.

        Where the words might be part of the question ("morning stiffness", "thanks to rituximab") it stays as it is.
        """
        rest = self._without_closing(text)
        for _ in range(_PHRASES):
            body = rest.lstrip(_PUNCTUATION)
            size = self._leading(body) or self._before_asking(body) or self._introduction(body)
            if not size:
                break
            rest = body[size:].lstrip(_PUNCTUATION)
        rest = self._without_manner(rest)
        return rest if any(char.isalnum() for char in rest) or rest == text else ""

    def _without_closing(self, text: str) -> str:
        """Returns a question without what closes it behind its last sentence."""
        offset = max(0, len(text) - _SHORT_TEXT)
        words = list(read_words(text[offset:]))
        for place in range(max(1, len(words) - _CLOSING), len(words)):
            asks = words[0][0] in _ASKING or any(word == "?" for word, _, _ in words[:place])
            plain = " ".join(word for word, _, _ in words[place:] if word not in BREAKS)
            if asks and words[place - 1][0] in BREAKS and plain and _end(self._closing, plain, 0) == len(plain):
                return text[: offset + words[place][1]].rstrip()
        return text

    def _without_manner(self, text: str) -> str:
        """Returns a question without what says, behind it, how it is to be answered: "in simple terms"."""
        offset = max(0, len(text) - _SHORT_TEXT)
        words = [word for word in read_words(text[offset:]) if word[0] != ","]
        size = next((n for n in range(len(words), 0, -1) if words[n - 1][0] not in BREAKS), 0)
        plain = [word for word, _, _ in words[:size]]
        if not plain or plain[0] not in _ASKING or any(word in BREAKS for word in plain):
            return text
        for place in range(max(_LEAST, size - _CLOSING), size):
            said = " ".join(plain[place:])
            if plain[place - 1] not in _WH and _end(self._manner, said, 0) == len(said):
                return text[: offset + words[place][1]].rstrip(_PUNCTUATION)
        return text

    def _leading(self, text: str) -> int:
        """Returns how many characters at the front are a greeting, thanks or excuse that ends there."""
        words = list(read_words(text[:_SHORT_TEXT]))
        size = next((i for i, (word, _, _) in enumerate(words) if word in BREAKS), len(words))
        plain = " ".join(word for word, _, _ in words[:size])
        end = max((_end(talk.phrases, plain, 0) for talk in self._talk if talk.leading), default=0)
        taken = len(plain[:end].split())
        if not taken or words[0][1] > 0:
            return 0
        joined = text[words[taken - 1][2] : words[taken - 1][2] + 1] in ("-", "'", "’", "/")
        if joined or (taken < size and not self._opens_a_question(words[0][0], words[taken][0])):
            return 0
        return words[taken - 1][2]

    def _before_asking(self, text: str) -> int:
        """Returns how many characters at the front only say that a question follows: "could you tell me"."""
        words = [word for word in read_words(text[:_SHORT_TEXT]) if word[0] != ","][: _CLOSING + 1]
        plain = " ".join(word for word, _, _ in words)
        taken = len(plain[: max(_end(self._asking, plain, 0), _end(self._manner, plain, 0))].split())
        return words[taken][1] if 0 < taken < len(words) and words[taken][0] in _ASKING else 0

    def _introduction(self, text: str) -> int:
        """Returns how many characters at the front say who asks, or what for, before a question: "my son asked me:"."""
        words = list(read_words(text[:_SHORT_TEXT]))[: _CLOSING + 2]
        size = next((n for n, (word, _, _) in enumerate(words) if word in BREAKS), 0)
        plain = " ".join(word for word, _, _ in words[:size])
        asks = size + 1 < len(words) and words[size + 1][0] in _ASKING
        return words[size][2] if asks and plain and _end(self._introducing, plain, 0) == len(plain) else 0

    @staticmethod
    def _opens_a_question(first: str, following: str) -> bool:
        """Whether a phrase without a comma after it ends before this word."""
        return first in _GREETINGS or following in _OPENINGS


def _compile(phrases: list[str]) -> tuple[Cue, ...]:
    return tuple(Cue([(f"(?:{phrase})(?= |$)", needed(phrase))]) for phrase in phrases)


def _end(phrases: tuple[Cue, ...], plain: str, place: int) -> int:
    """Returns where the longest phrase at this place ends, or the place itself."""
    return max(match.end() if (match := phrase.match(plain, place)) else place for phrase in phrases)
