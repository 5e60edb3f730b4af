"""Characters and lines: what belongs to a text, what counts as one line, white space folded."""

import codecs
import re

from bot.showing import BLANKS, STEERING

# A whole terminal control sequence goes, not only its escape character: "[31m" is no text of the article.
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
_LINE_END = re.compile(r"\r\n?")
# A tab means something to some articles.
_TABLE: dict[int, str | None] = {**dict.fromkeys(STEERING), **dict.fromkeys(set(BLANKS) - {ord("\t")}, " ")}

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
