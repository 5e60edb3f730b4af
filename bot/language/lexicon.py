"""The lexicon: lay and clinical words that say the same, and what a staff's own file adds to it.

`lexicon.toml` ships with Citebot and is about medicine in general; a corpus may have a `synonyms.toml` of the same
form beside its articles. A line is a group of expressions, `"nodule" = ["lump", "bump"]`, each of which stands for
the others; in a table whose name begins with `one-way`, the key stands for the values but not the other way round;
in one that begins with `class-of`, the values are what the key belongs to (a drug and its class): a passage on the
class is worth showing to one who asks for the drug, but does not answer. In `loosely`, the key is only a hint of the
values ("line", "infusion"). In `opposites`, either side answers a question that asks with the other ("is it mild?").
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.errors import Unreadable
from bot.language.terms import Token, content, generic_words, scene_words, stop_words, tokenize

MEDICAL, EVERYDAY = "lexicon.toml", "sayings.toml"
_OWN = 0.9  # the weight of a group of the staff's own
_PARTICLES = frozenset("out off back up away down in on over through".split())
_ARTICLES = frozenset("a an the my your his her their our".split())
# Stop words that turn the sense of an expression.
_TURNING = frozenset("no not without never nothing nobody known least less cannot".split())
_GAP, _PARTICLE_GAP = 2, 3  # words that may stand between those of an expression: stop words, or any before a particle


@dataclass(frozen=True, slots=True)
class _Table:
    """What the groups of a table are worth, in which direction, and how an expansion is shown; `tells`: its single
    words are medical words.
    """

    weight: float
    one_way: bool = False
    tells: bool = True
    shown: str = "{}"
    same: bool = True  # either says the same, more or less; not so of opposites and of what something belongs to


_MEDICINES = ("medicine-names", "medicine-classes", "class-of.medicine-names")
_TWO_WAY = _Table(0.75)
_TABLES = {
    "one-way": _Table(0.65, one_way=True),
    "class-of": _Table(0.45, one_way=True, same=False),
    "loosely": _Table(0.4, one_way=True, tells=False),
    "opposites": _Table(0.5, tells=False, shown="{} (opposite)", same=False),
}


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another expression for a word of a question: as shown, its terms, and how much it counts, in (0, 1].

    `same` tells whether it says the same, more or less: an opposite does not.
    """

    words: str
    terms: tuple[str, ...]
    weight: float
    same: bool = True


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of the lexicon found in a question: which tokens it covers, and what else it may be called.

    `tells`: it is a medical one, which says something by itself.
    """

    tokens: tuple[int, ...]
    expansions: tuple[Expansion, ...]
    tells: bool = True


class Lexicon:
    """Finds expressions in a question, and what else they may be called."""

    def __init__(self) -> None:
        """Starts empty; `add` fills it."""
        self._expansions: dict[tuple[str, ...], dict[tuple[str, ...], Expansion]] = {}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._particles: set[tuple[str, ...]] = set()
        self._telling: set[tuple[str, ...]] = set()
        self._medicines: dict[str, set[tuple[str, ...]]] = {}
        self.words: set[str] = set()
        self.digest = ""  # the SHA-256 of all that was added; comments, and the order inside of a file, do not count

    @classmethod
    def load(cls, own: Iterable[Path] = ()) -> "Lexicon":
        """Returns the bundled lexicon with the groups of a staff's own files; raises `Unreadable` for a broken one."""
        lexicon = cls()
        for name in (MEDICAL, EVERYDAY):
            text = files("bot.language").joinpath(name).read_text(encoding="utf-8")
            lexicon.add(tomllib.loads(text), medical=name == MEDICAL)
        for path in own:
            try:
                lexicon.add(tomllib.loads(path.read_text(encoding="utf-8-sig")), own=True)
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
                raise Unreadable(
                    f"The synonyms in {path.name} cannot be read: {error}.",
                    'Write one group a line, such as "nodule" = ["lump", "bump"].',
                ) from None
        return lexicon

    def add(self, tables: Mapping[str, Any], *, own: bool = False, medical: bool = True) -> None:
        """Adds groups as TOML has them: {key: [expression, …]}, in nested tables or none; `medical`: their words say
        something by themselves. Raises `TypeError`.
        """
        written = json.dumps([tables, own, medical], sort_keys=True, default=str)
        self.digest = hashlib.sha256((self.digest + written).encode()).hexdigest()
        self._add(tables, replace(_TWO_WAY, tells=medical), own)

    def _add(self, tables: Mapping[str, Any], kind: _Table, own: bool) -> None:
        for key, value in tables.items():
            if isinstance(value, Mapping):
                table = _TABLES.get(key.split(".")[0], kind)
                self._add(value, replace(table, tells=table.tells and kind.tells), own)
                if key in _MEDICINES:
                    self._note_medicines(value)
            elif isinstance(value, list) and all(isinstance(expression, str) for expression in value):
                self._add_group(key, value, replace(kind, weight=_OWN) if own else kind)
            else:
                raise TypeError(f'"{key}" needs a list of expressions in quotes')

    def _add_group(self, key: str, others: Sequence[str], kind: _Table) -> None:
        members = [_read(name) for name in (key, *others)]
        for member in members:
            if kind.tells:
                self.words.update(member.words)
                if member.goal or len(member.path) > 1:
                    self._telling.add(member.path)
        for source in members[:1] if kind.one_way else members:
            for target in members:
                if target is not source:
                    self._add_pair(source, target, kind)

    def _note_medicines(self, names: Iterable[str]) -> None:
        for path in (_read(name).path for name in names):
            self._medicines.setdefault(path[0], set()).add(path)

    def medicines(self, terms: Sequence[str]) -> frozenset[tuple[str, ...]]:
        """Returns the medicines and classes of medicines that a text names, each as its terms."""
        return frozenset(
            path
            for place, term in enumerate(terms)
            for path in self._medicines.get(term, ())
            if tuple(terms[place : place + len(path)]) == path
        )

    def _add_pair(self, source: "_Member", target: "_Member", kind: _Table) -> None:
        if not source.path or not target.goal or target.is_loose or set(target.goal) == set(source.goal):
            return
        if source.path not in self._expansions:
            self._by_first.setdefault(source.path[0], []).append(source.path)
            if len(source.path) > 1 and source.words[-1] in _PARTICLES:
                self._particles.add(source.path)
        targets = self._expansions.setdefault(source.path, {})
        if target.goal not in targets or targets[target.goal].weight < kind.weight:
            targets[target.goal] = Expansion(kind.shown.format(target.name), target.goal, kind.weight, kind.same)

    def pairs(self) -> Iterator[tuple[tuple[str, ...], Expansion]]:
        """Yields what says the same as what: the terms of an expression, stop words too, and what it stands for."""
        for path, expansions in self._expansions.items():
            for expansion in expansions.values():
                if expansion.same:
                    yield path, expansion

    def knows(self, term: str) -> bool:
        """Tells whether a term is an expression of its own here: a medical word, or one that patients use for one."""
        return (term,) in self._telling

    def expressions(self, tokens: Sequence[Token]) -> list[Expression]:
        """Returns the expressions found in a question, longest first at each place, none overlapping another."""
        found: list[Expression] = []
        taken: set[int] = set()
        for positions, path in sorted(self._candidates(tokens), key=_longest_first):
            if taken.isdisjoint(positions):
                taken.update(positions)
                found.append(Expression(positions, tuple(self._expansions[path].values()), path in self._telling))
        return sorted(found, key=lambda expression: expression.tokens)

    def _candidates(self, tokens: Sequence[Token]) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
        said = {token.term for token in tokens}
        for start, token in enumerate(tokens):
            for path in self._by_first.get(token.term, ()):
                if path[-1] not in said:
                    continue  # most paths end here; following the rest costs more
                positions = self._follow(tokens, start, path)
                if positions and not (len(path) == 1 and token.word in stop_words()):
                    yield positions, path

    def _follow(self, tokens: Sequence[Token], start: int, path: tuple[str, ...]) -> tuple[int, ...]:
        """The tokens that spell out an expression, with a little room between its words ("cut the bumps out")."""
        particle = path in self._particles
        positions = [start]
        for term in path[1:]:
            after = positions[-1] + 1
            window = range(after, min(after + (_PARTICLE_GAP if particle else _GAP) + 1, len(tokens)))
            position = next((number for number in window if tokens[number].term == term), None)
            if position is None:
                return ()
            if not particle and any(tokens[number].word not in stop_words() for number in range(after, position)):
                return ()
            positions.append(position)
        return tuple(positions)


def _longest_first(candidate: tuple[tuple[int, ...], tuple[str, ...]]) -> tuple[int, int, tuple[int, ...]]:
    positions, _ = candidate
    return -len(positions), positions[-1] - positions[0], positions  # of two as long, the tighter one


@dataclass(frozen=True, slots=True)
class _Member:
    """An expression of a group: its words, the terms of all of them, and those of its content words."""

    name: str
    words: tuple[str, ...]
    path: tuple[str, ...]
    goal: tuple[str, ...]

    @property
    def _is_generic(self) -> bool:
        content = [word for word in self.words if word not in stop_words()]
        return len(content) > 1 and generic_words().union(scene_words()).issuperset(content)

    @property
    def is_loose(self) -> bool:
        """Tells whether it is mostly stop words ("what leads to") or loses its sense without them ("no known cause"):
        understood, but it tells no passage apart.
        """
        return 2 * len(self.goal) < len(self.path) or not _TURNING.isdisjoint(self.words) or self._is_generic


@lru_cache(maxsize=20_000)
def _read(name: str) -> _Member:
    tokens = tokenize(name)
    words = tuple(token.word for token in tokens)
    # "a drip", "the drip" and "drip" are one expression.
    path = tuple(token.term for token in tokens if token.word not in _ARTICLES) or tuple(t.term for t in tokens)
    return _Member(name, words, path, tuple(token.term for token in content(tokens)))
