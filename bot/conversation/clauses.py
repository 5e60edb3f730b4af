"""How a text is cut into clauses for the safety notices, and what marks the words of a clause bear.

Where a clause ends, which words bear which mark, and which measured values are normal is data, in `safety.toml`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise, product
from typing import Any

from bot.conversation.courtesy import BREAKS, read_words
from bot.conversation.gathering import Gathering
from bot.conversation.groups import Lexicon

_LISTS = ("figurative", "pleas", "joining", "beginning", "subject", "linking", "pronoun", "finite")
_TIMED = 4  # of how many words a segment may be that only tells when something was
_MEASURED = 3  # how many words before a number may name what was measured
_ABOUT = ("about", "around", "roughly", "approximately")  # before a number they say nothing
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9])?")
_APART = ("to", "and", "or", "but")  # what follows is not said of the word before: "hit his head and is sick"
_LONGEST = 60  # a clause that never ends is cut here, so that the time stays linear


class Clause:
    """The words of a clause between "^" and "$", what is found in them, and which place bears which mark.

    A clause that `continues` another after "and" or "but" asks nothing by beginning with "is" or "has".
    """

    def __init__(
        self, words: list[str], before: "Clause | None", continues: bool, lexicon: Lexicon, marks: dict[int, str]
    ) -> None:
        self.said, asked = words, words[-1:] == ["?"]
        self.words = ["^", *words[: len(words) - asked], "$", *words[len(words) - asked :]]
        self._continues = continues
        self.found = lexicon.find(self.words)
        found = self.found.groups.intersection(marks)
        self._marked = {marks[group]: dict(self.found.spans(group)) for group in found}
        self.last = False  # of its sentence
        self.mended = "mended" in self._marked  # what was told before is over,
        self.over = False  # … as is what this tells
        same, mine = before if before and not before.last else None, "person" in self._marked
        self.unreal: bool = self._is_unreal() or (same is not None and same.unreal)
        # "Started an hour ago." - "It began ...", but not "the dialysis began ..."
        self.under_way = self.has("under_way", 1, 2) or (self.has("it", 1, 2) and self.has("under_way", 2, 4))
        self.somebody: bool = mine or (before is not None and before.somebody)
        self.after_past = same is not None and same.past and "today" not in self._marked
        self.past: bool = self.after_past or ("past" in self._marked and "recent" not in self._marked)
        after_no = same is not None and (same.listed or same._lacks())
        self.listed: bool = after_no and not mine and len(words) < 6

    def _is_unreal(self) -> bool:
        """Whether it is said to be of a film or the like: not "this is no exam question", nor "like in a movie"."""
        places = self._marked.get("unreal", ())
        return any(not self.has("not_unreal", place - 3, place) for place in places)

    def _lacks(self) -> bool:
        places = self._marked.get("without", ())
        return any(not self.has("not_denied", place + 1, place + 2) for place in places)

    def has(self, mark: str, start: int, end: int, used: frozenset[int] = frozenset()) -> bool:
        """Whether words that begin from `start` up to `end` bear the mark and are not used by the sign itself.

        When it was ("in 2019") a sign uses only as a whole.
        """
        marked = self._marked.get(mark)
        if marked is None:
            return False
        places = [place for place in range(start, end) if place in marked]
        return any(place not in used or (mark == "past" and marked[place] - 1 not in used) for place in places)

    def says_no(self, place: int, used: frozenset[int] = frozenset()) -> bool:
        """Whether a word denies what follows, and is not used by the sign itself."""
        return self.has("no", place, place + 1, used) and not self.has("not_denied", place + 1, place + 2)

    def renews(self, place: int, end: int) -> bool:
        """Whether a "no" is said before a new subject, up to some place: "no, he is ..." denies nothing."""
        return self.has("without", place, place + 1) and self.has("person", place + 1, end)

    @cached_property
    def not_so(self) -> set[int]:
        """The places of what is denied (up to six words, or all of a list that goes on), past, made up, or said to be
        well.
        """
        past = self.past and not self._marked.keys() & {"recent", "present"}
        denied = set(range(1, len(self.words) - 1)) if self.listed or past or self.unreal else set()
        for place in self._marked.get("no", ()):
            if self.says_no(place) and not self.renews(place, place + 7):
                denied.update(range(place + 1, min(place + 7, len(self.words) - 1)))
        for place in self._marked.get("well", ()):
            denied.update(range(max(place - 3, 1), place))
        return denied

    @cached_property
    def asking(self) -> bool:
        """Whether the clause asks something or ends with a question mark."""
        if self.words[-1] == "?":
            return True
        places = (*self._marked.get("question", ()), *self._marked.get("auxiliary", ()))
        return any(self.asks(place) for place in places)

    def asks(self, place: int, used: frozenset[int] = frozenset()) -> bool:
        """Whether a question begins at this place."""
        if self.has("question", place, place + 1, used) or not self.has("auxiliary", place, place + 1, used):
            return self.has("question", place, place + 1, used)
        first, turned = self.has("opening", place - 1, place), self.has("subject", place + 1, place + 2)
        if self.has("modal", place, place + 1):
            return first or turned
        weak = self.has("weak", place, place + 1)
        if turned:
            return first and not (weak and self.has("article", place + 1, place + 2))  # "and have an ulcer"
        return first and not (self._continues or weak)


class Reader:
    """Cuts texts into clauses by the lists of one file."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: dict[str, dict[str, list[list[str]]]],
        marks: dict[str, str],
        values: dict[str, list[tuple[str, float, float]]],
    ) -> None:
        """Takes what `gathered` makes of them."""
        self._lexicon, self._lists, self._values = lexicon, lists, values
        self._cutting: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for kind in ("figurative", "pleas", "joining"):
            for first, phrases in self._lists[kind].items():
                self._cutting[first] += [(kind, phrase) for phrase in phrases]
        self._owned = frozenset(self._lists.get("owned", ()))  # a hospital's own file need not have it
        self._marks = {int(group): mark for group, mark in marks.items()}
        self.marks = frozenset(self._marks)

    @staticmethod
    def gathered(gathering: Gathering, read: dict[str, Any]) -> dict[str, Any]:
        """Returns the lists, marks and values of a file as JSON has them; raises `KeyError` for a missing list."""
        phrases = {kind: gathering.phrases(words) for kind, words in read["clauses"].items()}
        missing = next((kind for kind in _LISTS if kind not in phrases), None)
        if missing is not None:
            raise KeyError(missing)
        lists = {kind: {first: [*map(list, found[first])] for first in found} for kind, found in phrases.items()}
        marks = {str(gathering.group(words)): mark for mark, words in read["grammar"].items()}
        values: dict[str, list[list[Any]]] = defaultdict(list)
        for kind, name in (("dangerous", "#danger"), ("normal", "#normal")):
            for words, ranges in read.get(kind, {}).items():
                for word, (least, most) in product(words.split(), ranges):
                    values[word].append([name, float(least), float(most)])
        return {"lists": lists, "marks": marks, "values": values}

    def clauses(self, text: str) -> Iterator[Clause]:
        """Yields the clauses of a text, in order; one that is said twice running only once."""
        before: Clause | None = None
        sentence: list[Clause] = []
        for words, last in self._timed(text):
            for clause, continues in self._split(words):
                if before and clause == before.said:
                    continue  # said again, it tells nothing new
                continues = continues and before is not None and not before.last
                before = Clause(clause, before, continues, self._lexicon, self._marks)
                sentence.append(before)
            if last:
                yield from _ended(sentence)
                sentence = []
        yield from _ended(sentence)

    def _timed(self, text: str) -> Iterator[tuple[list[str], bool]]:
        """Yields the segments of a text; what only tells when it was (", years ago") belongs to the one before it."""
        held: tuple[list[str], bool] = ([], True)
        for words, last in self._segments(text):
            if not held[1] and self._is_past(words):
                held = ([*held[0], *words], last)
            else:
                yield held
                held = (words, last)
        yield held

    def _is_past(self, words: list[str]) -> bool:
        if not 0 < len(words) <= _TIMED:
            return False
        found = self._lexicon.find(words)
        past = (found.spans(group) for group in found.groups if self._marks.get(group) == "past")
        return any(start < 2 and end == len(words) for spans in past for start, end in spans)

    def _segments(self, text: str) -> Iterator[tuple[list[str], bool]]:
        words: list[str] = []
        for word, _, _ in read_words(text):
            if word == "?" and words:
                words.append(word)
            if word in BREAKS or len(words) >= _LONGEST:
                yield words, word in ".?"
                words = []
            if word not in BREAKS:
                spelled = list(self._spelled(word, words[-_MEASURED:]))
                if spelled[0][0] == "#" and words and words[-1] in _ABOUT:
                    words.pop()
                words += spelled
        yield words, True

    def _spelled(self, word: str, before: list[str]) -> Iterator[str]:
        """Yields a word as the file spells it; what was measured is "#normal" or "#danger" where the file says so."""
        if word[0].isdecimal() and _NUMBER.fullmatch(word) and before[-1:] != ["over"]:
            named = (self._values.get(name) for name in reversed([*map("_".join, pairwise(before)), *before]))
            for name, least, most in next(filter(None, named), ()):
                if least <= float(word.replace(",", ".")) <= most:
                    yield name
                    return
        yield from self._lexicon.spell(word)

    def _split(self, words: list[str]) -> Iterator[tuple[list[str], bool]]:
        """Cuts at joining words, before new subjects and at pleas, which begin with "!"; a figure of speech is "~"."""
        clause: list[str] = []
        continues, place = False, 0
        while place < len(words):
            kind, end = self._cut(words, place)
            if clause and kind != "figurative" and (kind or self._starts(words, place, len(clause))):
                yield clause, continues
                clause, continues = [], False
            if not clause:
                continues = kind == "joining" or (continues and not kind)
            if kind == "pleas":
                yield ["!", *words[place:end]], False
            elif kind != "joining" or words[place] == "so":
                clause.append("~" if kind else words[place])
            place = end
        if clause and clause != ["?"]:
            yield clause, continues

    def _cut(self, words: list[str], place: int) -> tuple[str, int]:
        for kind, phrase in self._cutting.get(words[place], ()):
            end = place + len(phrase)
            if words[place:end] == phrase and self._fits(kind, phrase, place, words[end : end + 1]):
                return kind, end
        return "", place + 1

    def _fits(self, kind: str, phrase: list[str], place: int, following: list[str]) -> bool:
        """Whether a figure of speech, plea or joining word is meant as such; "help" is no plea inside a sentence."""
        if kind == "figurative" or phrase == ["but"]:
            return True
        ends = following in ([], ["?"])
        plea = kind == "pleas" and (len(phrase) > 1 or not place or ends)
        return plea if ends else (plea or kind == "joining") and following[0] in self._lists["beginning"]

    def _starts(self, words: list[str], place: int, size: int) -> bool:
        """Whether a new sentence begins here without a sign: "what do I do | my dad isn't breathing"."""
        if size < 3 or words[place] not in self._lists["subject"] or words[place - 1] in self._lists["linking"]:
            return False
        far = 2 if words[place] in self._lists["pronoun"] else 4
        near = [*words[place : place + far + 1], ""][: far + 1]
        return any(
            word in self._lists["finite"] and before not in _APART and not (word == "is" and after in self._owned)
            for before, word, after in zip(near, near[1:], near[2:], strict=False)
        )


def _ended(sentence: list[Clause]) -> list[Clause]:
    """Returns the clauses of a sentence that has ended; what came before "all fine now" is over."""
    over = False
    for clause in reversed(sentence):
        clause.over, over = over, over or clause.mended
    if sentence:
        sentence[-1].last = True
    return sentence
