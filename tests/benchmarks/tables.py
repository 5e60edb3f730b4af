"""Tables of measured figures, as aligned text and as values for JSON; and the machine they were measured on."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from statistics import median

from tests.benchmarks.rounds import Figure

PACKAGES = ("textual", "nltk", "numpy", "rank-bm25")
_HEAD = ("", "n", "min", "median", "ratio")


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under one title, in milliseconds; `peer` says what the ratios are to, `note` what else there is to say.

    `wrong` is said last: something that must not be, found while measuring.
    """

    title: str
    figures: tuple[Figure, ...]
    peer: str = ""
    note: str = ""
    wrong: str = ""


def as_text(table: Table) -> str:
    """Returns the table as aligned plain text."""
    rows = [_HEAD, *(_cells(figure) for figure in table.figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [f"{table.title} (ms{f'; ratio to {table.peer}' if table.peer else ''})"]
    for name, *cells in rows if table.figures else []:
        aligned = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([f"  {name.ljust(widths[0])}", *aligned]).rstrip())
    notes = [*table.note.splitlines(), *([f"WRONG: {table.wrong}"] if table.wrong else [])]
    return "\n".join([*lines, *(f"  {line}" for line in notes)])


def as_values(tables: Sequence[Table]) -> list[dict[str, object]]:
    """Returns the tables as JSON has them, in seconds, with the seconds and the ratio of every round."""
    return [
        {
            "title": table.title,
            "peer": table.peer,
            "note": table.note,
            "wrong": table.wrong,
            "figures": [
                {
                    "name": figure.name,
                    "min": min(figure.seconds),
                    "median": median(figure.seconds),
                    "ratio": figure.ratio,
                    "seconds": figure.seconds,
                    "ratios": figure.ratios,
                }
                for figure in table.figures
            ],
        }
        for table in tables
    ]


def machine() -> str:
    """Returns the machine in a line: Python, processors, platform, packages; nothing that names it."""
    system = f"{platform.system()} {platform.machine()}"
    return " · ".join([f"Python {platform.python_version()}", f"{os.cpu_count()} CPUs", system, *_packages()])


def _packages() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return found


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    shortest, middle = (_milliseconds(value) for value in (min(figure.seconds), median(figure.seconds)))
    return figure.name, str(len(figure.seconds)), shortest, middle, ratio


def _milliseconds(value: float) -> str:
    return f"{value * 1000:.0f}" if value >= 0.1 else f"{value * 1000:.1f}" if value >= 0.01 else f"{value * 1000:.3f}"
