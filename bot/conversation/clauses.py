"""How a text is read for the safety notices: its words, cut into clauses, and where the groups of a word list stand.

Which words are known, how they may be misspelt and where a clause ends is data, in `safety.toml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.conversation.courtesy import BREAKS, read_words
from bot.language.english import is_english

Phrase = tuple[str, ...]
Found = dict[int, list[tuple[int, int]]]

_LONGEST = 60  # a clause that never ends is cut here, so that the time stays linear
_CORRECTED = range(4, 20)  # how long a word must be to be read as another


class Lexicon:
    """The words of a data file, each with the groups it can fill, and how to read what is nearly one of them."""

    def __init__(self, lists: dict[str, str], read_as: str = "", joined: str = "") -> None:
        self._lists = lists
        self._read_as = dict(pair.split("=") for pair in read_as.split())
        self._joined = frozenset(joined.split())
        self._groups: dict[frozenset[Phrase], int] = {}
        self._single: dict[str, list[int]] = {}
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
                    self._single.setdefault(phrase[0], []).append(self._groups[phrases])
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

    def find(self, words: list[str]) -> Found:
        """Returns where each group is filled, in order."""
        found: Found = defaultdict(list)
        for place, (word, following) in enumerate(pairwise([*words, ""])):
            span = (place, place + 1)
            for group in self._single.get(word, ()):
                found[group].append(span)
            for group, phrase in self._longer.get((word, following), ()):
                end = place + len(phrase)
                if tuple(words[place:end]) == phrase:
                    found[group].append((place, end))
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


def places(spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yields every place that the spans take."""
    return (place for start, end in spans for place in range(start, end))


class Clause:
    """The words of a clause between "^" and "$", what is found in them, and which place bears which mark.

    A clause that `continues` another after "and" or "but" asks nothing by beginning with "is" or "has".
    """

    def __init__(
        self, words: list[str], before: "Clause | None", continues: bool, lexicon: Lexicon, marks: dict[int, str]
    ) -> None:
        asked = words[-1:] == ["?"]
        self.words = ["^", *words[: len(words) - asked], "$", *words[len(words) - asked :]]
        self._continues = continues
        self.found = lexicon.find(self.words)
        self._marked = {
            marks[group]: {start for start, _ in spans} for group, spans in self.found.items() if group in marks
        }
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

    def asks(self, place: int, used: frozenset[int]) -> bool:
        """Whether a question begins at this place."""
        if self.has("question", place, place + 1, used) or not self.has("auxiliary", place, place + 1, used):
            return self.has("question", place, place + 1, used)
        first, turned = self.has("opening", place - 1, place), self.has("subject", place + 1, place + 2)
        if self.has("modal", place, place + 1):
            return first or turned
        return first and (turned or not (self._continues or self.has("weak", place, place + 1)))


class Reader:
    """Cuts texts into clauses by the lists of one file."""

    def __init__(self, lexicon: Lexicon, clauses: dict[str, str], grammar: dict[str, str]) -> None:
        self._lexicon = lexicon
        self._lists = {kind: lexicon.phrases(words) for kind, words in clauses.items()}
        self._cutting: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        for kind in ("figurative", "pleas", "joining"):
            for first, phrases in self._lists[kind].items():
                self._cutting[first] += [(kind, phrase) for phrase in phrases]
        self._marks = {lexicon.group(words): mark for mark, words in grammar.items()}

    def clauses(self, text: str) -> Iterator[Clause]:
        """Yields the clauses of a text, in order."""
        before: Clause | None = None
        for words, last in self._segments(text):
            for clause, continues in self._split(words):
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
        """Cuts at joining words, before new subjects and at pleas, which stay as "!"; a figure of speech is "~"."""
        clause: list[str] = []
        continues, place = False, 0
        while place < len(words):
            kind, end = self._cut(words, place)
            if clause and kind != "figurative" and (kind or self._starts(words, place, len(clause))):
                yield clause, continues
                clause, continues = [], kind == "joining"
            if kind == "pleas":
                yield ["!"], False
            elif kind != "joining":
                clause.append("~" if kind else words[place])
            place = end
        if clause and clause != ["?"]:
            yield clause, continues

    def _cut(self, words: list[str], place: int) -> tuple[str, int]:
        for kind, phrase in self._cutting.get(words[place], ()):
            end = place + len(phrase)
            if tuple(words[place:end]) == phrase and self._fits(kind, phrase, place, words[end : end + 1]):
                return kind, end
        return "", place + 1

    def _fits(self, kind: str, phrase: Phrase, place: int, following: list[str]) -> bool:
        """Whether a figure of speech, plea or joining word is meant as such; "help" is no plea inside a sentence."""
        if kind == "figurative" or phrase == ("but",):
            return True
        ends = following in ([], ["?"])
        plea = kind == "pleas" and (len(phrase) > 1 or not place or ends)
        return plea if ends else (plea or kind == "joining") and following[0] in self._lists["beginning"]

    def _starts(self, words: list[str], place: int, size: int) -> bool:
        """Whether a new sentence begins here without a sign: "what do I do | my dad isn't breathing"."""
        if size < 3 or words[place] not in self._lists["subject"] or words[place - 1] in self._lists["linking"]:
            return False
        far = 2 if words[place] in self._lists["pronoun"] else 4
        return any(word in self._lists["finite"] for word in words[place + 1 : place + far])
