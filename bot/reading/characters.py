"""Characters and lines: what may be shown, what counts as one line, white space folded."""

import codecs
import re
from pathlib import Path

# A whole terminal control sequence goes, not only its escape character: "[31m" is no text of the article.
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
_LINE_END = re.compile(r"\r\n?")
_DROPPED = (
    *(n for n in range(0x20) if chr(n) not in "\t\n"),
    *range(0x7F, 0xA0),
    0x200B,  # zero-width space
    0xFEFF,  # byte order mark
    *range(0x202A, 0x202F),  # bidirectional embeddings and overrides
    *range(0x2066, 0x206A),  # bidirectional isolates
    *range(0xD800, 0xE000),  # lone surrogates cannot be written out again
)
_SPACES = (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029)
_TABLE: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **dict.fromkeys(_SPACES, " ")}


_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)


def byte_order_mark(content: bytes) -> tuple[bytes, str]:
    """Returns the mark that a file begins with, and the encoding of what comes after; both are empty without one."""
    return next(((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), (b"", ""))


def shown_path(path: Path) -> str:
    """Returns a path as it can be shown."""
    return fold(clean(str(path)))


def clean(text: str) -> str:
    """Returns the text with `\\n` at every line end and without characters that would act on a terminal."""
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    text = _SEQUENCE.sub("", text) if "\x1b" in text else text
    return text if is_printable(text) else text.translate(_TABLE)


def is_printable(text: str) -> bool:
    """Tells whether a text has no characters but printable ones, tabs and line ends, as most texts do: a quick look."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def split_lines(text: str) -> tuple[str, ...]:
    """Returns the lines of a cleaned text, counted as a pager counts them."""
    lines = text.split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def fold(text: str) -> str:
    """Returns the text with each stretch of white space as one space, and none at the ends."""
    return " ".join(text.split())


def readable(name: str) -> str:
    """Returns a file name's stem as a title: "kidney-stones" as "Kidney stones"."""
    words = fold(re.sub(r"[-_.]+", " ", clean(name)))
    return words[:1].upper() + words[1:] or "Untitled"
