"""The files of FAQ lists: their bytes, their characters, and what can be wrong with them.

FaqError
├── FaqNotFound     no such file
├── FaqUnreadable   a folder, binary, damaged, of an unknown form, or a library is missing
├── NoQuestions     a file without a question that can be asked
└── LabelError      a label cannot be written where it should stand
"""

from dataclasses import dataclass
from pathlib import Path

from bot.errors import CitebotError
from bot.reading.characters import byte_order_mark
from bot.showing import shown_path

READABLE = "FAQ lists are read from .csv, .tsv, .xlsx, .jsonl, .json, .md and .txt files."

LARGEST = 50_000_000  # bytes of one list
MOST_ROWS = 100_000

_MOST_CONTROLS = 0.05  # of all characters; text has next to none
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xDC80, 0xDD00)])


class FaqError(CitebotError):
    """An FAQ list cannot be used."""


class FaqNotFound(FaqError):
    """There is no such file."""


class FaqUnreadable(FaqError):
    """The file is a folder, binary, damaged, of an unknown form, or needs a library that is missing."""


class NoQuestions(FaqError):
    """The file holds no question that can be asked."""


class LabelError(FaqError):
    """A label cannot be written where it should stand."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark, and what gives the same bytes again."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Returns the bytes of another text in the same encoding. Raises `UnicodeEncodeError`."""
        return self.mark + text.encode(self.encoding, "surrogateescape" if self.encoding in _BYTEWISE else "strict")


_BYTEWISE = ("utf-8", "cp1252")  # a byte that means nothing is kept as it is


_SPLIT = "Split the list into several files: they can be named one behind the other."


def too_many_rows(path: Path) -> FaqUnreadable:
    """Returns what is said of a list that is too long."""
    return FaqUnreadable(f"{shown_path(path)} has more than {MOST_ROWS:,} rows.", _SPLIT)


def bytes_of(path: Path) -> bytes:
    """Returns a file's bytes. Raises `FaqNotFound` or `FaqUnreadable`."""
    try:
        if path.is_dir():
            raise FaqUnreadable(
                f"{shown_path(path)} is a folder, not an FAQ list.", f"Name the files in it. {READABLE}"
            )
        if path.exists() and not path.is_file():
            raise FaqUnreadable(f"{shown_path(path)} is no ordinary file.", READABLE)
        if path.stat().st_size > LARGEST:
            raise FaqUnreadable(f"{shown_path(path)} is larger than {LARGEST // 1_000_000} MB.", _SPLIT)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FaqNotFound(f"There is no file {shown_path(path)}.", "Check the path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path is not valid"
        said = f"The FAQ list {shown_path(path)} cannot be read: {reason[:1].lower()}{reason[1:]}."
        raise FaqUnreadable(said, "Check the path, and that you may read the file.") from error


def decode(content: bytes, path: Path) -> Decoded:
    """Returns a file's text: by its byte order mark, else UTF-8, else Windows-1252.

    Raises `NoQuestions` for an empty file and `FaqUnreadable` for one that is not text.
    """
    mark, encoding = byte_order_mark(content)
    body = content[len(mark) :]
    if not body.strip(b" \t\r\n\0"):
        raise NoQuestions(
            f"The FAQ list {shown_path(path)} is empty.", "Write one question a line, or a table of them."
        )
    try:
        text, encoding = _decoded(body, encoding or _unmarked(body))
    except UnicodeDecodeError as error:
        raise FaqUnreadable(f"The FAQ list {shown_path(path)} is damaged.", "Save it again as UTF-8.") from error
    if "\0" in text or len(text) - len(text.translate(_CONTROLS)) > _MOST_CONTROLS * len(text):
        raise FaqUnreadable(f"{shown_path(path)} is binary, not text.", READABLE)
    return Decoded(text, encoding, mark)


def _unmarked(body: bytes) -> str:
    """UTF-16 without a mark has a zero byte beside every letter."""
    start = body[:2000]
    if len(start) >= 8 and start[1::2].count(0) > 0.4 * len(start) and 0 not in start[::2]:
        return "utf-16-le"
    if len(start) >= 8 and start[::2].count(0) > 0.4 * len(start) and 0 not in start[1::2]:
        return "utf-16-be"
    return "utf-8"


def _decoded(body: bytes, encoding: str) -> tuple[str, str]:
    if encoding != "utf-8":
        return body.decode(encoding), encoding
    text = body.decode("utf-8", "surrogateescape")
    damaged = sum("\ud800" <= char <= "\udfff" for char in text)
    # A few bad bytes among good UTF-8 are damage; otherwise the file is in the encoding of older spreadsheets.
    if damaged and damaged >= sum(not char.isascii() for char in text) - damaged:
        return body.decode("cp1252", "surrogateescape"), "cp1252"
    return text, "utf-8"
