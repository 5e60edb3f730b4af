"""Sentences of a text where Punkt leaves no doubt, found without it: nltk takes a quarter of a second to import.

Punkt (Kiss and Strunk 2006) that was given abbreviations, and not trained, ends a sentence after every word with a full
stop but these, initials, and numbers before a small letter; what closes brackets or quotation marks still belongs to
the sentence. Dots in a row and the like are left to it.
"""

import re
from collections.abc import Set

from bot.article import Offsets

_END = re.compile(r"([.?!])([)\"'}\]]*)")  # and what it closes
_INSIDE = re.compile(r"[^\s)\"';}\]*:@({\[‘’“”«»?!]")  # an end mark before one of these ends nothing, as in "3.5"
_OTHER_SPACE = re.compile(r"[^\S ]")
_CURLY = re.compile("[‘’“”«»]")  # behind an end mark, one release of nltk takes it for a word and another does not
_BEGINNING = re.compile(r" +([^\s\"')\]}‘’“”«».?!])")  # of another sentence
_MARKED = re.compile(r" +[^\s.?!]*[.?!]")  # a next word with a mark of its own, for Punkt looks at both together
_ALONE, _QUOTES = r")\";}\]*:@({\[", "'‘’“”«»"  # marks between words: tokens of their own, or beginnings of the next
_BEFORE = re.compile(rf"(?:^| )(?:[^\s.?!]*(?:[{_ALONE}]|(?=[{_QUOTES}])))?([{_QUOTES}]?[^\s{_ALONE}{_QUOTES}]+)$")
_PIECE = r"[A-Za-zÀ-ɏ0-9/%]+"
_WORD = re.compile(rf"(?=.*[A-Za-zÀ-ɏ%]){_PIECE}(?:[-.]{_PIECE})*")
_NUMBER = re.compile(r"[0-9]+")
_LONGEST = 60  # characters of a word


def plain_sentences(text: str, abbreviations: Set[str]) -> list[Offsets] | None:
    """Returns the sentences of a line as Punkt does that was given these abbreviations (in lower case, without their
    last full stop) and nothing else; None where only Punkt can tell.
    """
    if _OTHER_SPACE.search(text):
        return None
    end = len(text.rstrip())
    spans: list[Offsets] = []
    start = 0
    for mark in _END.finditer(text, 0, end):
        place = mark.end()
        if mark.end(1) == end or _INSIDE.match(text, mark.end(1)):
            continue
        if _CURLY.match(text, place):
            return None
        beginning = _BEGINNING.match(text, place)
        if beginning is None and place < end:
            return None
        following = beginning[1] if beginning and not mark[2] else ""
        ends = _ends(text[max(0, mark.start() - _LONGEST) : mark.start()], mark[1], following, abbreviations)
        if ends is None or (not ends and _MARKED.match(text, place)):
            return None
        if ends and beginning:
            spans.append((start, place))
            start = beginning.start(1)
    return [*spans, (start, end)] if start < end else spans


def _ends(before: str, mark: str, following: str, abbreviations: Set[str]) -> bool | None:
    """Tells whether a mark ends a sentence, by what stands before it and the character of the next word, "" where
    something is closed in between; None where that is not certain.
    """
    if before.endswith((")", "]")):
        return True
    if mark != ".":
        return True if before[-1:].isalnum() else None
    found = _BEFORE.search(before)
    if found is None or (found.start() == 0 and len(before) == _LONGEST):
        return None
    word = found[1]
    if word[0] in _QUOTES:  # "don't": what remains of it is no word that Punkt knows
        return True if word[1:].isalnum() else None
    if word.lower() in abbreviations or word.lower().rpartition("-")[2] in abbreviations:
        return False
    if len(word) == 1 and word.isalpha():
        return False if following.isalpha() else None  # an initial
    if _NUMBER.fullmatch(word):
        return True if following.isupper() else None
    return True if _WORD.fullmatch(word) else None
