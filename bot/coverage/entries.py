"""What a file holds before it is judged: its rows as they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Unit = Literal["row", "line"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it stands in its file: its number, and what stands under each field.

    `places` are the expected places where the file itself keeps them apart. `problem` says why the row cannot be used.
    """

    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    problem: str = ""


def made_id(unit: Unit, number: int) -> str:
    """Returns the id of a row that has none of its own."""
    return f"{unit}-{number}"
