"""A line added to a file of synonyms, and taken back: every other byte of the file stays as it was."""

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.language.lexicon import Lexicon
from bot.saving import write_whole
from bot.showing import shown_path

# The word of the patients stands for the words of the article, but not the other way round.
TABLES = ("one-way.review", "one-way.review-added")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file: its bytes before (None: there was no file) and after."""

    path: Path
    before: bytes | None
    after: bytes

    def undo(self) -> None:
        """Puts the bytes back that stood there before; raises `UsageError` where somebody changed the file since."""
        if _bytes_of(self.path) != self.after:
            raise UsageError(f"{self.path.name} was changed by somebody else since.", "Take the line out by hand.")
        if self.before is None:
            try:
                self.path.unlink()
            except OSError as error:
                raise UsageError(f"{shown_path(self.path)} cannot be removed: {error.strerror or error}.") from None
        else:
            write_whole(self.path, self.before)


def parsed(suggestion: str) -> tuple[str, tuple[str, ...]]:
    """Returns the word and the expressions of a line such as `"sore" = ["pain"]`; ("", ()) of anything else."""
    try:
        found = list(tomllib.loads(suggestion).items())
    except tomllib.TOMLDecodeError:
        return "", ()
    if len(found) != 1 or not _is_group(found[0][1]):
        return "", ()
    return found[0][0], tuple(found[0][1])


def add(path: Path, word: str, expressions: Sequence[str], start: bytes | None = None) -> Edit:
    """Adds a group to a file and returns what was changed; `start` is what a file begins with that is not there yet.

    Raises `UsageError` where there is nothing to add, or the file cannot be read or written.
    """
    word, wanted = word.strip(), tuple(dict.fromkeys(filter(None, (text.strip() for text in expressions))))
    if not word or not wanted:
        raise UsageError("A synonym needs a word and what the article says for it.")
    before = _bytes_of(path)
    text = _decoded(path, before if before is not None else start or b"")
    known = _loaded(path, text)
    for table in TABLES:
        after = _with_group(text, known, table, word, wanted)
        if after is not None:
            break
    else:
        raise UsageError(f"The line cannot be added to {path.name}.", "Add it by hand, at the top of the file.")
    if after == text and before is not None:
        raise UsageError(f"{path.name} says so already.")
    mark = b"\xef\xbb\xbf" if (before or b"").startswith(b"\xef\xbb\xbf") else b""
    data = mark + after.encode("utf-8")
    write_whole(path, data)
    return Edit(path, before, data)


def _with_group(text: str, known: dict[str, Any], table: str, word: str, wanted: tuple[str, ...]) -> str | None:
    """The text with the group in the table, or None where the file would then say anything else than that."""
    outer, inner = table.split(".")
    room = known.get(outer, {})
    own = room.get(inner, {}) if isinstance(room, dict) else None
    if not isinstance(own, dict) or not _is_group(own.get(word, [])):
        return None
    group = [*own.get(word, []), *(text for text in wanted if text not in own.get(word, []))]
    line = f"{_quoted(word)} = [{', '.join(map(_quoted, group))}]"
    after = _placed(text, table, line, _quoted(word) if word in own else "")
    expected = known | {outer: room | {inner: own | {word: group}}}
    try:
        return after if tomllib.loads(after) == expected else None
    except tomllib.TOMLDecodeError:
        return None


def _placed(text: str, table: str, line: str, key: str) -> str:
    """The text with the line at the end of the table, in place of the line with that key if there is one."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    start = next((place for place, old in enumerate(lines) if old.strip() == f"[{table}]"), None)
    if start is None:
        gap = "" if not text or text.endswith(("\n\n", "\r\n\r\n")) else end if text.endswith("\n") else end * 2
        return f"{text}{gap}[{table}]{end}{line}{end}"
    stop = next((n for n in range(start + 1, len(lines)) if re.match(r"\s*\[", lines[n])), len(lines))
    for place in range(start + 1, stop):
        if key and lines[place].lstrip().startswith(f"{key} ="):
            lines[place] = line + end
            return "".join(lines)
    while not lines[stop - 1].strip():
        stop -= 1
    if not lines[stop - 1].endswith("\n"):
        lines[stop - 1] += end
    return "".join([*lines[:stop], line + end, *lines[stop:]])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_group(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise UsageError(f"{shown_path(path)} cannot be read: {error.strerror or error}.") from None


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path.name} is not UTF-8 text.") from None


def _loaded(path: Path, text: str) -> dict[str, Any]:
    try:
        known = tomllib.loads(text)
        Lexicon().add(known)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise UsageError(f"The synonyms in {path.name} cannot be read: {error}.", "Mend the file first.") from None
    return known
