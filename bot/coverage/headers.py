"""The columns of an FAQ list: which name means which field, and where the header stands."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.reading.characters import clean, fold

FIELDS = ("question", "id", "expected", "variant_of", "topic", "priority", "conversation")
_SEARCHED = 10  # rows from the top among which the header is looked for
_LONGEST_NAME = 4  # words; more is no name of a column
_ASKING = re.compile(r"\b(questions?|fragen?)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands among the rows, from 0, and the column of each field that it names."""

    row: int
    columns: Mapping[str, int]


def normal(name: str) -> str:
    """Returns a name without case, accents and punctuation: "Expected_Section" as "expected section"."""
    plain = unicodedata.normalize("NFKD", clean(name).replace("#", " nr ").replace("°", "o")).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return fold("".join(char if char.isalnum() else " " for char in letters))


def columns_of(names: Sequence[str]) -> dict[str, int]:
    """Returns the column of each field that the names mean; the best name of a field wins, then the first column."""
    best: dict[str, tuple[int, int]] = {}
    for column, name in enumerate(names):
        field, rank = _ranks().get(normal(name), (None, 0))
        if field is not None and (field not in best or rank < best[field][0]):
            best[field] = (rank, column)
    if "question" not in best:
        speaking = next((column for column, name in enumerate(names) if _speaks_of_questions(name)), None)
        if speaking is not None:
            best["question"] = (0, speaking)
    return {field: best[field][1] for field in FIELDS if field in best}


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Returns the header of a table: a row that names a question column, or two other fields.

    Above it may stand a title, of one cell a row. None where the rows begin at once.
    """
    above = 0
    best: Header | None = None
    for place, row in enumerate(rows[:_SEARCHED]):
        filled = sum(bool(cell.strip()) for cell in row)
        columns = columns_of(row)
        named = "question" in columns or (not above and len(columns) > 1)
        if named and (best is None or len(columns) > len(best.columns)):
            best = Header(place, columns)  # "Our questions" above "id, question" is a title
        above += filled > 0
        if filled > 1:
            break
    return best


def _is_yes_column(name: str) -> bool:
    """Tells whether a priority column says "must" by its name and yes or no by its cells."""
    return normal(name) in _words("yes", "names")


def priority_of(cell: str, name: str) -> str:
    """Returns a row's priority, in lower case, from its cell and its column's name."""
    said = fold(cell).casefold()
    if _is_yes_column(name):
        if said in _data()["yes"]["words"]:
            return "must"
        if said in _data()["yes"]["no"]:
            return ""
    return said


def means_none(cell: str) -> bool:
    """Tells whether an expected cell says in words that the article is not meant to answer."""
    said = fold(cell).casefold().strip(".()[]\"'“”„ ")
    return said in _data()["none"]["words"]


def _speaks_of_questions(name: str) -> bool:
    if name.rstrip().endswith("?") or re.search(r"[,;\t|]", name):
        return False
    plain = normal(name)
    words = plain.split()
    others = any(field != "question" for word in words for field in [_ranks().get(word, ("question", 0))[0]])
    return len(words) <= _LONGEST_NAME and not others and bool(_ASKING.search(plain))


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Every known name with its field and its place among the field's names."""
    return {normal(name): (field, rank) for field in FIELDS for rank, name in reversed([*enumerate(_data()[field])])}


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(normal(word) for word in _data()[table][key])


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))
