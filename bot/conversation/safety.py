"""Notices that stand before an answer: somebody may be in danger, or a personal decision is asked for.

What alarms is data, in `safety.toml`, which a hospital can replace by its own; here is how it is applied. A text is cut
into clauses; a pattern is found in a clause when a word of each of its groups stands there, close together. A sign of
danger counts only as a report: not where the clause denies it, asks about it in general, supposes it or tells of the
past. Words of the pattern itself ("not breathing") never count against it.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.conversation.answer import Notice
from bot.conversation.courtesy import Lexicon, read_words
from bot.errors import UsageError

Phrase = tuple[str, ...]

_BUNDLED = Path(__file__).with_name("safety.toml")
_REACH = 14  # how many words before a sign can deny, ask about or suppose it
_NEAR = 12  # how many clauses may lie between the parts of a sign told in parts
_LONGEST = 60  # a clause that never ends is cut here, so that the time stays linear
_NOTICES: tuple[Notice, ...] = ("emergency", "personal_advice")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What the patterns of one entry of the file have in common; `parts` counts the lists it is told in."""

    notice: Notice
    name: str
    within: int
    always: bool
    unless: int | None
    parts: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Groups of words that must stand close together; a `topic` alarms only when it is told of a person."""

    groups: tuple[int, ...]
    sign: _Sign
    topic: bool = False
    part: int | None = None


class _Clause:
    """The words of a clause between "^" and "$", what is found in them, and which place bears which mark."""

    def __init__(self, words: list[str], before: "_Clause | None", lexicon: Lexicon, marks: list[tuple[int, str]]) -> None:
        self.words = ["^", *words, "$"]
        self.found = lexicon.find(self.words)
        self.marks: dict[int, set[str]] = defaultdict(set)
        for group, mark in marks:
            for start, end in self.found.get(group, ()):
                for place in range(start, end):
                    self.marks[place].add(mark)
        self.last = False  # of its sentence
        same = before if before and not before.last else None
        mine = self.has("person")
        self.somebody = mine or bool(before and before.somebody)
        self.past = (self.has("past") and not self.has("recent")) or bool(same and same.past)
        self.listed = bool(same and (same.listed or same.has("without"))) and not mine and len(words) < 6

    def has(self, mark: str, start: int = 0, end: int = 10**9, used: frozenset[int] = frozenset()) -> bool:
        """Whether a place from `start` up to `end` bears the mark and is not used by the sign itself."""
        places = range(max(start, 0), min(end, len(self.words)))
        return any(mark in self.marks.get(place, ()) and place not in used for place in places)

    def asks(self, place: int, used: frozenset[int]) -> bool:
        """Whether a question begins at this place."""
        marks = self.marks.get(place, ())
        if place in used or "question" in marks or "auxiliary" not in marks:
            return place not in used and "question" in marks
        first = self.has("opening", place - 1, place)
        turned = self.has("subject", place + 1, place + 2)
        if "modal" in marks:
            return first or turned
        return first and (turned or "weak" not in marks)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found in a clause: from where to where, and which places its own words take."""

    pattern: _Pattern
    clause: _Clause
    start: int
    end: int
    used: frozenset[int]

    def near(self, mark: str, before: int = 0, after: int = 0) -> bool:
        """Whether the mark stands inside the sign or so many words before or after it."""
        return self.clause.has(mark, self.start - before, self.end + after, self.used)

    def is_report(self) -> bool:
        """Whether the clause tells that it is so, now, of somebody."""
        if self._denied() or self._past():
            return False
        if self.near("feared", 5) and not self.pattern.sign.always:
            return False
        recent = self.clause.has("recent", self.start - _REACH, self.end + 8)
        mine = self.clause.has("person", self.start - 4, self.end)
        if not self.pattern.sign.always:
            if self.near("supposed", _REACH) or (self.near("anybody", 3) and not recent and not mine):
                return False
            if self._asked(mine) or self._only_possible() or (not mine and self.near("topic", 6)):
                return False
        elif self.near("anybody", 3) and not mine:
            return False
        return not self.pattern.topic or self._of_somebody()

    def _denied(self) -> bool:
        if self.near("gone", after=4):
            return True
        clause = self.clause
        for place in range(max(self.start - 6, 0), self.end):
            if clause.has("no", place, place + 1, self.used) and not clause.has("not_denied", place + 1, place + 2):
                # "no, he is ...": a "no" that is said before a new subject denies nothing
                return not (clause.has("without", place, place + 1) and clause.has("person", place + 1, self.start))
        return self.clause.listed and not self.near("person", 3)

    def _past(self) -> bool:
        clause = self.clause
        if clause.has("recent", self.start - _REACH, self.end + 8):
            return False
        if clause.has("past", self.start - _REACH, self.end + _REACH):
            return True
        return clause.past and not clause.has("present", self.start - 6, self.end + 2)

    def _asked(self, mine: bool) -> bool:
        clause, words = self.clause, self.clause.words
        asked = next((i for i in range(self.start, max(self.start - _REACH, -1), -1) if clause.asks(i, self.used)), None)
        if asked is None:
            return False
        if self.pattern.topic and self.near("own", 1) and not self.near("will", 6):
            return False
        between = range(asked + 1, self.start)
        restarted = any(words[i] in ("that", "think", "because", "since", "as") for i in between)
        open_question = clause.has("why", asked, asked + 1) or restarted
        bare = not any(clause.has("modal", i, i + 1, self.used) for i in range(asked, self.end))
        return not (mine and (open_question or bare))

    def _only_possible(self) -> bool:
        words = self.clause.words
        places = range(max(self.start - 4, 0), self.start)
        return any(
            self.clause.has("modal", i, i + 1, self.used) and words[i + 1] not in ("be", "i", "he", "she", "hardly", "barely") for i in places
        )

    def _of_somebody(self) -> bool:
        clause = self.clause
        if not self.near("own", 1) and (self.near("purpose", 2) or self.near("topic", 8, 5)):
            return False
        return clause.somebody or self.near("person", _REACH, 6) or self.near("urgent", 4, 4)


class Safety:
    """Tells whether a text needs a notice before its answer, by the signs of one file."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._messages: dict[Notice, str] = {notice: str(data["messages"][notice]) for notice in _NOTICES}
        self._lexicon = Lexicon(data["words"], data["spelling"]["corrected"], data["spelling"]["real_words"])
        self._marks = [(self._lexicon.group(words), mark) for mark, words in data["grammar"].items()]
        self._joining = set(data["clauses"]["joining"].split())
        self._beginning = set(data["clauses"]["beginning"].split())
        self._fixed: dict[str, list[Phrase]] = defaultdict(list)
        self._pleas = {tuple(phrase.split("_")) for phrase in data["clauses"]["pleas"].split()}
        for phrase in self._pleas | {tuple(phrase.split("_")) for phrase in data["clauses"]["figurative"].split()}:
            self._fixed[phrase[0]].append(phrase)
            self._lexicon.group("_".join(phrase))
        self._patterns: dict[int, list[_Pattern]] = defaultdict(list)
        patterns = [pattern for notice in _NOTICES for entry in data[notice] for pattern in self._read(entry, notice)]
        shared = Counter(group for pattern in patterns for group in pattern.groups)
        for pattern in patterns:
            self._patterns[min(pattern.groups, key=lambda group: shared[group])].append(pattern)

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Reads the signs and texts from the bundled file or a hospital's own; raises UsageError if it is broken."""
        path = path or _BUNDLED
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8-sig")))
        except OSError as error:
            raise UsageError(f"The safety file {path} cannot be read.", "Check its name and permissions.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"The safety file {path} is broken: {error}.", "Compare it with the bundled one.") from error

    def _read(self, entry: dict[str, Any], notice: Notice) -> Iterator[_Pattern]:
        parts = entry.get("together", [])
        unless = self._lexicon.group(entry["unless"]) if "unless" in entry else None
        sign = _Sign(notice, entry["name"], entry.get("within", 7), entry.get("always", False), unless, len(parts))
        lists = [("says", None, entry.get("says", [])), ("of_person", None, entry.get("of_person", []))]
        for kind, part, patterns in [*lists, *(("part", part, patterns) for part, patterns in enumerate(parts))]:
            for pattern in patterns:
                groups = tuple(self._lexicon.group(group) for group in pattern.split())
                yield _Pattern(groups, sign, kind == "of_person", part)

    def check(self, text: str) -> Notice | None:
        """Returns the notice that the text needs, if any; an emergency comes before personal advice."""
        notice: Notice | None = None
        told: dict[tuple[_Sign, int | None], int] = {}
        for number, clause in enumerate(self._clauses(text)):
            for hit in self._hits(clause):
                sign, part = hit.pattern.sign, hit.pattern.part
                if (notice and sign.notice == notice) or (sign.notice == "emergency" and not hit.is_report()):
                    continue
                told[sign, part] = number
                others = [told.get((sign, other), -_NEAR) for other in range(sign.parts)]
                if part is None or min(others) > number - _NEAR:
                    if sign.notice == "emergency":
                        return sign.notice
                    notice = sign.notice
        return notice

    def message(self, notice: Notice) -> str:
        """Returns the fixed text of a notice."""
        return self._messages[notice]

    def _clauses(self, text: str) -> Iterator[_Clause]:
        before: _Clause | None = None
        for words, last in self._segments(text):
            for clause in self._split(words):
                before = _Clause(clause, before, self._lexicon, self._marks)
                yield before
            if before is not None and last:
                before.last = True

    def _segments(self, text: str) -> Iterator[tuple[list[str], bool]]:
        words: list[str] = []
        for word, _, _ in read_words(text):
            if word in ".," or len(words) == _LONGEST:
                yield words, word == "."
                words = []
            if word not in ".,":
                words.append(self._lexicon.spell(word))
        yield words, True

    def _split(self, words: list[str]) -> Iterator[list[str]]:
        clause: list[str] = []
        place = 0
        while place < len(words):
            size, mark = self._set_phrase(words, place)
            if mark == "~":
                clause.append(mark)
            elif mark:
                yield from filter(None, (clause, ["!"] if mark == "!" else []))
                clause = []
            else:
                clause.append(words[place])
            place += size
        if clause:
            yield clause

    def _set_phrase(self, words: list[str], place: int) -> tuple[int, str]:
        """Returns how many words to read at this place as one, and as what: a figure "~", a plea "!", a joint ","."""
        for phrase in self._fixed.get(words[place], ()):
            end = place + len(phrase)
            if tuple(words[place:end]) == phrase:
                if phrase not in self._pleas:
                    return len(phrase), "~"
                if end == len(words) or words[end] in self._beginning:
                    return len(phrase), "!"
        joint = words[place] == "but" or (words[place] in self._joining and words[place + 1 : place + 2])
        if joint and (words[place] == "but" or words[place + 1] in self._beginning):
            return 1, ","
        return 1, ""

    def _hits(self, clause: _Clause) -> Iterator[_Hit]:
        for group in clause.found:
            for pattern in self._patterns.get(group, ()):
                if all(other in clause.found for other in pattern.groups) and pattern.sign.unless not in clause.found:
                    yield from _places(pattern, clause)


def _places(pattern: _Pattern, clause: _Clause) -> Iterator[_Hit]:
    """Yields where a word of each group stands close together; what asks for advice must keep the order."""
    ordered = pattern.sign.notice == "personal_advice"
    for first in clause.found[pattern.groups[0]]:
        taken = [first]
        for group in pattern.groups[1:]:
            free = [
                span for span in clause.found[group]
                if (span[0] >= taken[-1][1] if ordered else all(span[1] <= t[0] or span[0] >= t[1] for t in taken))
            ]
            if not free:
                break
            taken.append(min(free, key=lambda span: abs(span[0] - taken[-1][0])))
        start, end = min(taken)[0], max(taken)[1]
        if len(taken) == len(pattern.groups) and end - start - sum(b - a for a, b in taken) < pattern.sign.within:
            yield _Hit(pattern, clause, start, end, frozenset(i for a, b in taken for i in range(a, b)))
