"""Things that patients describe, having no word for them: "hard white bits under my skin", "lumps of chalk".

A question is read as a string of classes, one letter a word, in which a description is a regular expression.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.language.stems import stem
from bot.language.terms import Token

TABLE = "described"  # of a file of groups
_MEANS, _PLACES = "means", "places"
_LISTS = {"things": "n", "stones": "s", "matter": "m", "telling": "t", "hinting": "h", "passing": "a"}
_OTHER, _PLACE, _SKIN = "x", "b", "k"
_STOP_WORDS = {
    **dict.fromkeys("in inside on at near around by round along across over through throughout into".split(), "p"),
    **dict.fromkeys("under underneath beneath below".split(), "u"),
    **dict.fromkeys("a an the my his her its our your their some both one this that these those".split(), "d"),
    **dict.fromkeys("like as than".split(), "l"),
    **dict.fromkeys("which who are is feel feels felt look looks looking".split(), "r"),
    **dict.fromkeys("with full filled containing made".split(), "w"),
    "of": "o",
}
# No more words of a kind in a row than people say: a text of nothing else is read in no time.
_FEW = "{0,6}"
_WHERE = rf"(?:[na]{_FEW}[pu]d?[ah]{_FEW}[bk]{{1,3}}(?:od?b{{1,3}})?)"
# "like gravel", "as hard as stone", "full of chalk"
_LIKE = rf"(?:[dr]{_FEW}l[ah]{_FEW}l?d?[ahtms]{_FEW}[tms]|(?:[dr]{_FEW}[wo]){{1,3}}[dahlt]{_FEW}[tms]n?p?)"
_DESCRIPTION = re.compile(
    rf"""(?:[ahtmnsl]{_FEW}[tms]l?[ahtmns]{_FEW}[ns]  # "hard chalky bumps"
    | [ahn]{_FEW}h[ahn]{_FEW}n                         # "little hard bumps"
    | [ahn]{_FEW}[ns](?={_LIKE})                       # "bumps of chalk"
    | [ah]{_FEW}s(?={_WHERE})                          # "stones in my fingers"
    | [aht]{_FEW}m(?={_WHERE})                         # "chalk in my fingers"
    | a{_FEW}n(?=a{_FEW}ud?k)                          # "bumps under my skin"
    )(?:{_LIKE})?(?P<where>{_WHERE}{{0,3}})""",
    re.VERBOSE,
)


class Description(NamedTuple):
    """Words of a question that describe a thing: the numbers of its tokens, those that say where it is in the body, and
    the name of what is described.
    """

    tokens: tuple[int, ...]
    places: tuple[int, ...]
    described: str


class Descriptions:
    """Gathers what is described; `table` gives what it makes, `means` what each is called, `words` all words."""

    def __init__(self) -> None:
        """Starts empty; `add` fills it."""
        self.means: dict[str, list[str]] = {}
        self._classes: dict[str, dict[str, str]] = {}
        self._places: set[str] = set()
        self.words: set[str] = set()

    def add(self, tables: Mapping[str, Any]) -> None:
        """Adds the tables of `described`, as TOML has them; raises `TypeError`."""
        for name, value in tables.items():
            if name == _PLACES:
                self._places.update(map(stem, _words(name, value)))
                self.words.update(value)
            elif isinstance(value, Mapping):
                self._add(name, value)
            else:
                raise TypeError(f'"{name}" needs lists of words: {", ".join([_MEANS, *_LISTS])}')

    def _add(self, name: str, lists: Mapping[str, Any]) -> None:
        unknown = lists.keys() - {_MEANS, *_LISTS}
        if unknown:
            raise TypeError(f'"{min(unknown)}" is none of {", ".join([_MEANS, *_LISTS])}')
        self.means.setdefault(name, []).extend(_words(_MEANS, lists.get(_MEANS, [])))
        classes = self._classes.setdefault(name, {})
        for key, letter in _LISTS.items():
            for word in _words(key, lists.get(key, [])):
                self.words.add(word)
                classes.setdefault(stem(word), letter)  # "lumpy" is of the family of "lump"

    def table(self) -> dict[str, dict[str, str]]:
        """Returns the classes of each term, by what is described."""
        found: dict[str, dict[str, str]] = {}
        for name, classes in self._classes.items():
            for term in sorted(self._places - classes.keys()):
                found.setdefault(term, {})[name] = _SKIN if term == stem("skin") else _PLACE
            for term, letter in classes.items():
                found.setdefault(term, {})[name] = letter
        return found


def descriptions(tokens: Sequence[Token], classes: Callable[[str], Mapping[str, str] | None]) -> Iterator[Description]:
    """Yields the descriptions in a question, longest at each place; `classes` looks up the row of a term in the table
    above.
    """
    rows = [None if token.word in _STOP_WORDS else classes(token.term) for token in tokens]
    for name in sorted({name for row in rows if row for name in row}):
        letters = "".join(
            _STOP_WORDS.get(token.word) or (row or {}).get(name, _OTHER)
            for token, row in zip(tokens, rows, strict=True)
        )
        for match in _DESCRIPTION.finditer(letters):
            start, end = match.span("where")
            if _SKIN in letters[start:end] and _PLACE not in letters[start:end]:
                start = end
            yield Description(
                tuple(n for n in range(match.start(), start)),
                tuple(n for n in range(start, end) if letters[n] in (_PLACE, _SKIN)),
                name,
            )


def _words(name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError(f'"{name}" needs a list of words in quotes')
    return value
