"""The lexicon: lay and clinical words that say the same, and what a staff's own file adds to it.

`lexicon.toml` ships with Citebot and is about medicine in general; a corpus may have a `synonyms.toml` of the same
form beside its articles. A line is a group of expressions, `"nodule" = ["lump", "bump"]`, each of which stands for
the others; in a table whose name begins with `one-way`, the key stands for the values but not the other way round;
in one that begins with `class-of`, the values are what the key belongs to (a drug and its class): a passage on the
class is worth showing to one who asks for the drug, but does not answer. In `loosely`, the key is only a hint of the
values ("line", "infusion"). In `opposites`, either side answers a question that asks with the other ("is it mild?").
A key with alternatives in braces stands for each of them: "{hard|stony} {lump|bit}" is four expressions. In `described`
stands of what words people describe a thing that they have no word for (see `described.toml`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.cache.kept import remembered
from bot.cache.tables import Content, InMemory, Keys, Tables
from bot.errors import Unreadable
from bot.language import stems
from bot.language.described import descriptions
from bot.language.terms import Token, stop_words

if TYPE_CHECKING:
    from bot.language.expressions import Groups

MEDICAL, EVERYDAY, DESCRIBED = "lexicon.toml", "sayings.toml", "described.toml"
_GAP, _PARTICLE_GAP = 2, 3  # words that may stand between those of an expression: stop words, or any before a particle


class Expansion(NamedTuple):
    """Another expression for a word of a question: as shown, its terms, and how much it counts, in (0, 1].

    `relation` is "" where it says the same, more or less, else "opposite" or "class".
    """

    words: str
    terms: tuple[str, ...]
    weight: float
    relation: str = ""


class Expression(NamedTuple):
    """An expression of the lexicon found in a question: which tokens it covers, and what else it may be called.

    `tells`: it is a medical one, which says something by itself. `describes`: it is no fixed expression, but describes
    a thing; `places` are the tokens behind it that say where in the body that is.
    """

    tokens: tuple[int, ...]
    expansions: tuple[Expansion, ...]
    tells: bool = True
    describes: bool = False
    places: tuple[int, ...] = ()


class Lexicon:
    """Finds expressions in a question, and what else they may be called."""

    def __init__(self) -> None:
        """Starts empty; `add` fills it."""
        self._groups: Groups | None = None
        self._loaded = False
        self._read_from(InMemory({}))

    def _read_from(self, tables: Tables) -> None:
        self._tables = tables
        self._entries: dict[str, list[_Entry]] = {}
        self._medicines: dict[str, list[list[str]]] | None = None
        self.words: Set[str] = Keys(tables, "words")
        # The SHA-256 of all that was added; comments, and the order inside of a file, do not count.
        self.digest: str = tables.get("facts", "digest") or ""

    @classmethod
    def load(cls, own: Iterable[Path] = ()) -> "Lexicon":
        """Returns the bundled lexicon with the groups of a staff's own files; raises `Unreadable` for a broken one.

        Nothing is added to it.
        """
        lexicon, added = cls(), [(path, _bytes_of(path)) for path in own]
        sources = [data for _, data in added]
        lexicon._read_from(remembered("lexicon", sources, ("language",), partial(_made, added), ("Stemmer",)))
        lexicon._loaded = True
        stems.remember(partial(lexicon._tables.get, "stems"))
        return lexicon

    def add(self, tables: Mapping[str, Any], *, own: bool = False, medical: bool = True) -> None:
        """Adds groups as TOML has them: {key: [expression, …]}, in nested tables or none; `medical`: their words say
        something by themselves. Raises `TypeError`, also for a lexicon that was loaded: its groups are read-only.
        """
        if self._loaded:
            raise TypeError("nothing is added to a lexicon that was loaded")
        self._groups = self._groups or _no_groups()
        self._groups.add(tables, own=own, medical=medical)
        self._read_from(InMemory(self._groups.tables()))

    @property
    def near(self) -> Tables:
        """The words of medical expressions, as `bot.language.nearby` takes them."""
        return self._tables

    def medicines(self, terms: Sequence[str]) -> frozenset[tuple[str, ...]]:
        """Returns the medicines and classes of medicines that a text names, each as its terms."""
        if self._medicines is None:
            self._medicines = dict(self._tables.items("medicines"))
        if self._medicines.keys().isdisjoint(terms):
            return frozenset()
        return frozenset(
            tuple(path)
            for place, term in enumerate(terms)
            for path in self._medicines.get(term) or ()
            if list(terms[place : place + len(path)]) == path
        )

    def pairs(self) -> Iterator[tuple[tuple[str, ...], Expansion]]:
        """Yields what says the same as what: the terms of an expression, stop words too, and what it stands for."""
        entries = [entry for first, _ in self._tables.items("expressions") for entry in self._starting(first)]
        for entry in sorted(entries, key=lambda entry: entry.number):
            for expansion in entry.expansions:
                if not expansion.relation:
                    yield entry.path, expansion

    def knows(self, term: str) -> bool:
        """Tells whether a term is an expression of its own here: a medical word, or one that patients use for one."""
        return self._tells((term,))

    def _tells(self, path: tuple[str, ...]) -> bool:
        return list(path) in (self._tables.get("telling", path[0]) or ())

    def _starting(self, term: str) -> list["_Entry"]:
        entries = self._entries.get(term)
        if entries is None:
            rows = self._tables.get("expressions", term)
            if rows is None:
                return []  # not remembered: there is no end of words that are no expressions
            entries = self._entries[term] = [_Entry.of(*row) for row in rows]
        return entries

    def expressions(self, tokens: Sequence[Token]) -> list[Expression]:
        """Returns the expressions found in a question, longest first at each place, none overlapping another."""
        found: list[Expression] = []
        taken: set[int] = set()
        candidates = [*self._candidates(tokens), *self._described(tokens)]
        for expression in sorted(candidates, key=_longest_first):
            if taken.isdisjoint(expression.tokens):
                taken.update(expression.tokens)
                found.append(expression)
        return sorted(found, key=lambda expression: expression.tokens)

    def _candidates(self, tokens: Sequence[Token]) -> Iterator[Expression]:
        said = {token.term for token in tokens}
        for start, token in enumerate(tokens):
            for entry in self._starting(token.term):
                path = entry.path
                if path[-1] not in said:
                    continue  # most paths end here; following the rest costs more
                positions = _follow(tokens, start, entry)
                if positions and not (len(path) == 1 and token.word in stop_words()):
                    yield Expression(positions, entry.expansions, self._tells(path))

    def _described(self, tokens: Sequence[Token]) -> Iterator[Expression]:
        for found in descriptions(tokens, partial(self._tables.get, "describing")):
            rows = self._tables.get("described", found.described) or ()
            yield Expression(found.tokens, tuple(_expansions(rows)), describes=True, places=found.places)


class _Entry(NamedTuple):
    """An expression of the lexicon: its number in order, its terms, what it stands for; `particle`: it ends in one."""

    number: int
    path: tuple[str, ...]
    expansions: tuple[Expansion, ...]
    particle: bool

    @classmethod
    def of(cls, number: int, path: Sequence[str], particle: bool, rows: Iterable[Any]) -> "_Entry":
        return cls(number, tuple(path), tuple(_expansions(rows)), particle)


def _expansions(rows: Iterable[Any]) -> Iterator[Expansion]:
    return (Expansion(words, tuple(terms), weight, relation) for words, terms, weight, relation in rows)


def _follow(tokens: Sequence[Token], start: int, entry: _Entry) -> tuple[int, ...]:
    """The tokens that spell out an expression, with a little room between its words ("cut the bumps out")."""
    positions = [start]
    for term in entry.path[1:]:
        after = positions[-1] + 1
        window = range(after, min(after + (_PARTICLE_GAP if entry.particle else _GAP) + 1, len(tokens)))
        position = next((number for number in window if tokens[number].term == term), None)
        if position is None:
            return ()
        if not entry.particle and any(tokens[number].word not in stop_words() for number in range(after, position)):
            return ()
        positions.append(position)
    return tuple(positions)


def _longest_first(candidate: Expression) -> tuple[int, int, bool, tuple[int, ...]]:
    positions = candidate.tokens
    return (
        -len(positions),
        positions[-1] - positions[0],
        not candidate.describes,
        positions,
    )  # of two as long, the tighter one


def _no_groups() -> "Groups":
    from bot.language.expressions import Groups  # what is kept needs none of it

    return Groups()


def _made(added: Iterable[tuple[Path, bytes]]) -> Content:
    """The tables of the bundled files and a staff's own; raises `Unreadable`."""
    import tomllib  # only where there is something to read

    groups = _no_groups()
    for name in (MEDICAL, EVERYDAY, DESCRIBED):
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        groups.add(tomllib.loads(text), medical=name != EVERYDAY)
    for path, data in added:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            groups.add(tomllib.loads(text), own=True)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
            raise _unreadable(path, error) from None
    return groups.tables()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> Unreadable:
    return Unreadable(
        f"The synonyms in {path.name} cannot be read: {error}.",
        'Write one group a line, such as "nodule" = ["lump", "bump"].',
    )
