"""How a text is cut into clauses for the safety notices, and what marks and points the words of a clause bear.

Where a clause ends, and which words bear which mark, is data, in `safety.toml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Self

from bot.conversation.courtesy import BREAKS, read_words
from bot.conversation.gathering import Gathering
from bot.conversation.groups import Lexicon

_LISTS = ("figurative", "pleas", "joining", "beginning", "subject", "linking", "pronoun", "finite")
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
        self._marked = {marks[group]: {start for start, _ in self.found.spans(group)} for group in found}
        self.last = False  # of its sentence
        same, mine = before if before and not before.last else None, "person" in self._marked
        self.somebody: bool = mine or (before is not None and before.somebody)
        self.past: bool = ("past" in self._marked and "recent" not in self._marked) or bool(same and same.past)
        after_no = same is not None and (same.listed or "without" in same._marked)
        self.listed: bool = after_no and not mine and len(words) < 6

    def has(self, mark: str, start: int, end: int, used: frozenset[int] = frozenset()) -> bool:
        """Whether a place from `start` up to `end` bears the mark and is not used by the sign itself."""
        marked = self._marked.get(mark)
        return marked is not None and any(place in marked and place not in used for place in range(start, end))

    @cached_property
    def not_so(self) -> set[int]:
        """The places of what is denied (up to six words, or all of a list that goes on) or past."""
        past = self.past and not self._marked.keys() & {"recent", "present"}
        denied = set(range(1, len(self.words) - 1)) if self.listed or past else set()
        for place in self._marked.get("no", ()):
            renewed = self.has("without", place, place + 1) and self.has("person", place + 1, place + 7)
            if not renewed and not self.has("not_denied", place + 1, place + 2):
                denied.update(range(place + 1, min(place + 7, len(self.words) - 1)))
        return denied

    @cached_property
    def asking(self) -> bool:
        """Whether the clause asks something or ends with a question mark."""
        if self.words[-1] == "?":
            return True
        places = self._marked.get("question", set()) | self._marked.get("auxiliary", set())
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

    def __init__(self, lexicon: Lexicon, lists: dict[str, dict[str, list[list[str]]]], marks: dict[str, str]) -> None:
        """Takes what `gathered` makes of them."""
        self._lexicon, self._lists = lexicon, lists
        self._cutting: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for kind in ("figurative", "pleas", "joining"):
            for first, phrases in self._lists[kind].items():
                self._cutting[first] += [(kind, phrase) for phrase in phrases]
        self._marks = {int(group): mark for group, mark in marks.items()}
        self.marks = frozenset(self._marks)

    @staticmethod
    def gathered(gathering: Gathering, clauses: dict[str, str], grammar: dict[str, str]) -> dict[str, Any]:
        """Returns the lists and marks of a file as JSON has them; raises `KeyError` for a list that is missing."""
        read = {kind: gathering.phrases(words) for kind, words in clauses.items()}
        missing = next((kind for kind in _LISTS if kind not in read), None)
        if missing is not None:
            raise KeyError(missing)
        lists = {k: {first: [*map(list, phrases)] for first, phrases in found.items()} for k, found in read.items()}
        return {"lists": lists, "marks": {str(gathering.group(words)): mark for mark, words in grammar.items()}}

    def clauses(self, text: str) -> Iterator[Clause]:
        """Yields the clauses of a text, in order; one that is said twice running only once."""
        before: Clause | None = None
        for words, last in self._segments(text):
            for clause, continues in self._split(words):
                if before and clause == before.said:
                    continue  # said again, it tells nothing new
                yield (before := Clause(clause, before, continues, self._lexicon, self._marks))
            if before and last:
                before.last = True

    def _segments(self, text: str) -> Iterator[tuple[list[str], bool]]:
        words: list[str] = []
        for word, _, _ in read_words(text):
            if word == "?" and words:
                words.append(word)
            if word in BREAKS or len(words) >= _LONGEST:
                yield words, word in ".?"
                words = []
            if word not in BREAKS:
                words.extend(self._lexicon.spell(word))
        yield words, True

    def _split(self, words: list[str]) -> Iterator[tuple[list[str], bool]]:
        """Cuts at joining words, before new subjects and at pleas, which begin with "!"; a figure of speech is "~"."""
        clause: list[str] = []
        continues, place = False, 0
        while place < len(words):
            kind, end = self._cut(words, place)
            if clause and kind != "figurative" and (kind or self._starts(words, place, len(clause))):
                yield clause, continues
                clause, continues = [], kind == "joining"
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
        following = pairwise(words[place : place + far])
        return any(word in self._lists["finite"] and before != "to" for before, word in following)


_ASKING = -1  # the key of a clause that asks; that of a group is twice its number, and one more in a question


class Points(NamedTuple):
    """What is found in neighbouring clauses counts points; how many are enough for a notice, and in a long text."""

    enough: int
    in_a_story: int
    clauses: int
    of_key: dict[int, int]

    @staticmethod
    def gathered(data: dict[str, Any], grammar: dict[str, str], gathering: Gathering) -> list[Any]:
        """Returns the table of one notice (points, and the words, <lists> and @marks that count them) for JSON."""
        of_key: dict[int, int] = defaultdict(int)
        for points, items in data["of"].items():
            for item in items.split():
                name, asked = (item[1:], 1) if item[0] == "?" and len(item) > 1 else (item, 0)
                words = grammar[name[1:]] if name[0] == "@" and name != "@asks" else name
                of_key[_ASKING if name == "@asks" else 2 * gathering.group(words) + asked] += int(points)
        return [data["enough"], data["in_a_story"], data["clauses"], [list(pair) for pair in of_key.items()]]

    @classmethod
    def of(cls, enough: int, in_a_story: int, clauses: int, of_key: Iterable[tuple[int, int]]) -> Self:
        """Takes what `gathered` returned."""
        return cls(enough, in_a_story, clauses, dict(of_key))

    def found(self, clause: Clause, marks: Set[int]) -> frozenset[int]:
        """Returns the keys of what counts in a clause; what is denied or past does not count, a mark always does."""
        groups, not_so, spans = clause.found.groups, clause.not_so, clause.found.spans
        groups = {g for g in groups if 2 * g in self.of_key or 2 * g + 1 in self.of_key}
        if not_so:
            groups = {g for g in groups if g in marks or any(start not in not_so for start, _ in spans(g))}
        keys = {2 * group for group in groups}
        if clause.asking:
            keys.update([_ASKING], (key + 1 for key in tuple(keys)))
        return frozenset(keys & self.of_key.keys())

    def are_enough(self, clauses: Iterable[frozenset[int]], *, story: bool) -> bool:
        """Whether what was found in these clauses, each thing once, counts enough points."""
        keys = frozenset[int]().union(*clauses)
        return sum(self.of_key[key] for key in keys) >= (self.in_a_story if story else self.enough)
