"""The expected places in one cell: headings, phrases, passage ids, or "none"."""

import re
from collections.abc import Iterable

from bot.coverage.formulas import bare
from bot.coverage.headers import means_none
from bot.coverage.values import NONE
from bot.reading.characters import clean, fold

_ID = re.compile(r"\S+:\S*:[0-9a-f]{6,}")
_LONGEST_HEADING = 10  # words


def places_of(cell: str) -> tuple[str, ...]:
    """Returns the places that a cell names, each once; (`NONE`,) where it says so; () where it is empty.

    Places stand apart by line ends or " | ", and by ";" where each part looks like a passage id or a heading: in a
    sentence of the article a ";" goes on.
    """
    parts = [part for line in clean(bare(cell)).split("\n") for part in re.split(r"\s\|\s", f" {line} ")]
    return each_place(piece for part in parts for piece in _at_semicolons(part))


def each_place(parts: Iterable[str]) -> tuple[str, ...]:
    """Returns places that are apart already, white space folded, each once, "none" in one form."""
    folded = [fold(clean(part)) for part in parts]
    return tuple(dict.fromkeys(NONE if means_none(part) else part for part in folded if part))


def _at_semicolons(part: str) -> list[str]:
    pieces = [fold(piece) for piece in part.split(";") if piece.strip()]
    if len(pieces) > 1 and (all(map(_ID.fullmatch, pieces)) or all(map(_like_a_heading, pieces))):
        return pieces
    return [part]


def _like_a_heading(piece: str) -> bool:
    few = len(piece.split()) <= _LONGEST_HEADING
    return few and piece[:1].isupper() and piece[-1:] not in ".,!"
