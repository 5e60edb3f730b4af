"""What reaches a terminal, and how: the one place that decides which characters may, and the one that prints.

What people and files supply may hold characters that steer a terminal, turn the reading direction or hide text. As
data they stay what they are, and JSON writes them as escapes; where they are shown, a sign stands for each of them.
Joiners and direction marks (U+200C to U+200F, U+2060), which writing needs, are shown as they are.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from pathlib import Path

SIGN = "\N{REPLACEMENT CHARACTER}"
BLANKS = (0x09, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029)  # they part words: a space is shown
STEERING = (
    *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A and code not in BLANKS),  # C0, DEL and C1
    *(*range(0x202A, 0x202F), *range(0x2066, 0x2070)),  # they embed, override and isolate directions
    *(0x200B, *range(0x2061, 0x2066), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)),  # they are not seen
    *(*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)),  # no characters: XML or UTF-8 cannot hold them
)
_SIGNS = {**dict.fromkeys(STEERING, SIGN), **dict.fromkeys(BLANKS, " ")}
_COLOUR = "(\x1b\\[[0-9;]*m)"


def printable(text: str) -> str:
    """Returns the text with a sign for each character that would steer a terminal; line feeds are kept.

    It is as long as before, so that offsets keep their meaning.
    """
    return text if text.isprintable() or text.replace("\n", "").isprintable() else text.translate(_SIGNS)


def one_line(text: str) -> str:
    """Returns the text as one line that can be shown, white space folded."""
    return " ".join(printable(text).split())


def shown_path(path: Path) -> str:
    """Returns a path as it can be shown."""
    return one_line(str(path))


def json_text(value: Any, indent: int | None = None, *, sort_keys: bool = False) -> str:
    """Returns a value as JSON that any terminal may show and UTF-8 can hold: what `printable` replaces is escaped.

    Raises `ValueError` for a number that JSON has no way to write, such as NaN.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=sort_keys, allow_nan=False)
    return text if text.replace("\n", "").isprintable() else text.translate(_escapes())


@cache
def _escapes() -> dict[int, str]:
    """JSON's way to write each character that is not shown; the line feeds between its values are none of them."""

    def escape(code: int) -> str:
        units = chr(code).encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))

    return {code: escape(code) for code in (*STEERING, *BLANKS)}


def put(text: str | bytes, stream: TextIO | None = None, *, coloured: bool = False) -> None:
    """Prints a text on a stream (None: stdout), with tabs.

    It is UTF-8, but for a terminal or a stream that was told to replace what its encoding lacks. Whatever it holds,
    nothing steers the terminal; where it is `coloured`, colours are let through. Bytes are a report as a file, and
    written as they are.
    """
    out = sys.stdout if stream is None else stream
    shown = text if isinstance(text, bytes) else _coloured(text) if coloured else _with_tabs(text)
    out.flush()
    if hasattr(out, "buffer"):
        own = out.isatty() or out.errors == "replace"
        encoding = (out.encoding if own else None) or "utf-8"
        out.buffer.write(shown.encode(encoding, "replace") if isinstance(shown, str) else shown)
    else:
        out.write(shown if isinstance(shown, str) else shown.decode())
    out.flush()


def _with_tabs(text: str) -> str:
    return "\t".join(map(printable, text.split("\t"))) if "\t" in text else printable(text)


def _coloured(text: str) -> str:
    import re

    return "".join(part if place % 2 else _with_tabs(part) for place, part in enumerate(re.split(_COLOUR, text)))
