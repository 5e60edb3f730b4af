"""What is made of the lexicon's files: for each expression, what else it may be called, in tables to be looked up."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from bot.language.described import TABLE, Descriptions
from bot.language.nearby import NEAR, near_table
from bot.language.stems import stem
from bot.language.terms import content, generic_words, scene_words, stop_words, tokenize

_BRACES = re.compile(r"(\{[^{}]*\})")
_MOST = 1000  # expressions that a key may stand for
_OWN = 0.9  # the weight of a group of the staff's own
_PARTICLES = frozenset("out off back up away down in on over through".split())
_ARTICLES = frozenset("a an the my your his her their our".split())
# Stop words that turn the sense of an expression.
_TURNING = frozenset("no not without never nothing nobody known least less cannot".split())


class _Table(NamedTuple):
    """What the groups of a table are worth, in which direction, and how an expansion is shown; `tells`: its single
    words are medical words.
    """

    weight: float
    one_way: bool = False
    tells: bool = True
    shown: str = "{}"
    relation: str = ""  # either says the same, more or less, or it is an "opposite", or a "class" that the other is of


_MEDICINES = ("medicine-names", "medicine-classes", "class-of.medicine-names")
_TWO_WAY = _Table(0.75)
_TABLES = {
    "one-way": _Table(0.65, one_way=True),
    "class-of": _Table(0.45, one_way=True, relation="class"),
    "loosely": _Table(0.4, one_way=True, tells=False),
    "opposites": _Table(0.5, tells=False, shown="{} (opposite)", relation="opposite"),
}

Path = tuple[str, ...]  # the terms of an expression
Row = tuple[str, Path, float, str]  # of an expansion: its words, its terms, its weight, and the relation


class Groups:
    """Gathers groups of expressions; `tables` gives what they make."""

    def __init__(self) -> None:
        """Starts empty; `add` fills it."""
        self._expansions: dict[Path, dict[Path, Row]] = {}
        self._particles: set[Path] = set()
        self._telling: set[Path] = set()
        self._medicines: dict[str, set[Path]] = {}
        self._words: set[str] = set()
        self._stems: dict[str, str] = {}
        self._descriptions = Descriptions()
        self._digest = ""

    def add(self, tables: Mapping[str, Any], *, own: bool = False, medical: bool = True) -> None:
        """Adds groups as TOML has them; see `Lexicon.add`. Raises `TypeError`."""
        written = json.dumps([tables, own, medical], sort_keys=True, default=str)
        self._digest = hashlib.sha256((self._digest + written).encode()).hexdigest()
        self._add(tables, _TWO_WAY._replace(tells=medical), own)

    def _add(self, tables: Mapping[str, Any], kind: _Table, own: bool) -> None:
        for key, value in tables.items():
            if key == TABLE and isinstance(value, Mapping):
                self._descriptions.add(value)
                self._words.update(self._descriptions.words)
                self._stems.update((word, stem(word)) for word in sorted(self._descriptions.words))
            elif isinstance(value, Mapping):
                table = _TABLES.get(key.split(".")[0], kind)
                self._add(value, table._replace(tells=table.tells and kind.tells), own)
                if key in _MEDICINES:
                    self._note_medicines(value)
            elif isinstance(value, list) and all(isinstance(expression, str) for expression in value):
                self._add_group(key, value, kind._replace(weight=_OWN) if own else kind)
            else:
                raise TypeError(f'"{key}" needs a list of expressions in quotes')

    def _add_group(self, key: str, others: Sequence[str], kind: _Table) -> None:
        for name in _spelled_out(key):
            self._add_members([_read(name), *map(_read, others)], kind)

    def _add_members(self, members: Sequence["_Member"], kind: _Table) -> None:
        for member in members:
            self._stems.update(member.stems)
            if kind.tells:
                self._words.update(member.words)
                if member.goal or len(member.path) > 1:
                    self._telling.add(member.path)
        for source in members[:1] if kind.one_way else members:
            for target in members:
                if target is not source:
                    self._add_pair(source, target, kind)

    def _note_medicines(self, names: Iterable[str]) -> None:
        for path in filter(None, (_read(name).path for name in names)):
            self._medicines.setdefault(path[0], set()).add(path)

    def _add_pair(self, source: "_Member", target: "_Member", kind: _Table) -> None:
        if not source.path or not target.goal or target.is_loose or set(target.goal) == set(source.goal):
            return
        if source.path not in self._expansions and len(source.path) > 1 and source.words[-1] in _PARTICLES:
            self._particles.add(source.path)
        targets = self._expansions.setdefault(source.path, {})
        if target.goal not in targets or targets[target.goal][2] < kind.weight:
            targets[target.goal] = (kind.shown.format(target.name), target.goal, kind.weight, kind.relation)

    def tables(self) -> dict[str, dict[str, Any]]:
        """Returns the tables, of values as JSON has them.

        `expressions`: by first term, each with its number in order, its terms, whether it ends in a particle, and its
        expansions. `telling` and `medicines`: by first term. `words`: those of medical expressions. `stems`: of all
        words. `facts`: the digest. `near`: the words as spelling needs them. `describing`: see `Descriptions.table`.
        `described`: by what is described, its expansions.
        """
        expressions: dict[str, list[Any]] = {}
        for number, (path, targets) in enumerate(self._expansions.items()):
            rows = [[words, list(terms), weight, relation] for words, terms, weight, relation in targets.values()]
            expressions.setdefault(path[0], []).append([number, list(path), path in self._particles, rows])
        telling: dict[str, list[list[str]]] = {}
        for path in sorted(self._telling):
            telling.setdefault(path[0], []).append(list(path))
        medicines = {first: sorted(map(list, paths)) for first, paths in self._medicines.items()}
        words: dict[str, Any] = dict.fromkeys(sorted(self._words), 1)
        described = {name: _rows(map(_read, means)) for name, means in self._descriptions.means.items()}
        return {
            "describing": self._descriptions.table(), "described": described, "expressions": expressions,
            "telling": telling, "medicines": medicines, "words": words, "stems": dict(self._stems),
            "facts": {"digest": self._digest}, NEAR: near_table(self._words),
        }  # fmt: skip


def _rows(members: Iterable["_Member"]) -> list[list[Any]]:
    return [[member.name, list(member.goal), _TWO_WAY.weight, _TWO_WAY.relation] for member in members]


class _Member(NamedTuple):
    """An expression of a group: its words, the terms of all of them, and those of its content words."""

    name: str
    words: tuple[str, ...]
    path: Path
    goal: Path
    stems: tuple[tuple[str, str], ...]

    @property
    def _is_generic(self) -> bool:
        content = [word for word in self.words if word not in stop_words()]
        return len(content) > 1 and _said_anywhere().issuperset(content)

    @property
    def is_loose(self) -> bool:
        """Tells whether it is mostly stop words ("what leads to") or loses its sense without them ("no known cause"):
        understood, but it tells no passage apart.
        """
        return 2 * len(self.goal) < len(self.path) or not _TURNING.isdisjoint(self.words) or self._is_generic


@cache
def _said_anywhere() -> frozenset[str]:
    return generic_words() | scene_words()


def _spelled_out(key: str) -> Iterator[str]:
    """Yields the expressions of a key with alternatives in braces: "{hard|stony} {lump|bit}" stands for four.

    Raises `TypeError` where it stands for too many.
    """
    parts = [part[1:-1].split("|") if part.startswith("{") else [part] for part in _BRACES.split(key)]
    if prod(map(len, parts)) > _MOST:
        raise TypeError(f'"{key}" stands for more than {_MOST:,} expressions')
    return map("".join, product(*parts))


@lru_cache(maxsize=20_000)
def _read(name: str) -> _Member:
    tokens = tokenize(name)
    words = tuple(token.word for token in tokens)
    # "a drip", "the drip" and "drip" are one expression.
    path = tuple(token.term for token in tokens if token.word not in _ARTICLES) or tuple(t.term for t in tokens)
    stems = tuple((token.word, token.term) for token in tokens)
    return _Member(name, words, path, tuple(token.term for token in content(tokens)), stems)
