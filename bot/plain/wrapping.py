"""Lines broken between words at a terminal's width; a terminal by itself would break them within a word."""

import os
from typing import TextIO

_LEAST = 20  # columns below which a terminal breaks lines as it likes
_MARKS = ("> ", "  ")  # what stands before a line of the article stands before each part of it


def width_of(out: TextIO) -> int | None:
    """Returns the width at which lines are to be broken; None where whoever reads them does that better."""
    if not out.isatty() or os.environ.get("TERM") == "dumb":
        return None
    try:
        columns = os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError):  # it is no real terminal
        return None
    return columns if columns >= _LEAST else None


def wrapped(text: str, width: int) -> str:
    """Returns the text in lines of at most this many columns; a word that is longer stays whole."""
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width))


def _parts(line: str, width: int) -> list[str]:
    from rich.cells import cell_len  # a character may be two columns wide, or none

    if cell_len(line) <= width:
        return [line]
    mark = line[:2] if line.startswith(_MARKS) else ""
    parts: list[str] = []
    held, room = "", width - len(mark)
    for word in line[len(mark) :].split(" "):
        longer = f"{held} {word}" if held else word
        if held and cell_len(longer) > room:
            parts.append(mark + held)
            longer = word
        held = longer
    return [*parts, mark + held]
