"""Targets: what was kept on disk and comes back: the cache, the library of a large corpus, and transcripts."""

import os
import struct
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.cache import known
from bot.cache.tables import Content, Damaged, InFile, encoded
from bot.errors import UsageError
from bot.keeping.parsing import parse
from bot.keeping.verify import render as rendered
from bot.keeping.verify import verify
from bot.shelf.opened import Opened
from tests.fuzz.asking import library
from tests.fuzz.holding import holds_error, is_shown, text_of

_KEY = "0123456789abcdef"
_TABLES: Content = {
    "facts": {"articles": [["a", "b", [1, 2]]], "words": ["calcium", "skin"]},
    "stems": {f"word{number}": f"stem{number}" for number in range(120)},
    "none": {},
}
_EDIT = struct.Struct("<BIB")  # of a change: how, where, and with what


def changed(whole: bytes, changes: bytes) -> bytes:
    """Returns bytes with changes made in them: one set, one put in, one taken out, or all behind it cut off."""
    made = bytearray(whole)
    for start in range(0, len(changes) - _EDIT.size + 1, _EDIT.size):
        how, where, what = _EDIT.unpack_from(changes, start)
        at = where % (len(made) + 1)
        if how % 4 == 0 and at < len(made):
            made[at] = what
        elif how % 4 == 1:
            made.insert(at, what)
        elif how % 4 == 2:
            del made[at : at + what]
        elif how == 3:
            del made[at:]
    return bytes(made)


def cache_file(data: bytes) -> None:
    """A file of the cache: what is read from it is what was written, or it is said to be damaged.

    The first byte tells whether the rest is the file, changes of a whole one, or a foreign one with its checks right,
    of which another byte says how many in front tell of the pieces.
    """
    path = _folder() / "one.cache"
    how, rest = data[:1], data[1:]
    if how == b"f":
        length = min(rest[0], len(rest) - 1) if rest else 0
        head, body = rest[1 : length + 1], rest[length + 1 :]
        path.write_bytes(b"citebot-cache 3 %08x %08x\n" % (zlib.crc32(head), length) + head + body)
    else:
        path.write_bytes(changed(encoded(_TABLES, _KEY), rest) if how == b"c" else rest)
    try:
        found = InFile(path, _KEY)
        read = {table: dict(found.items(table)) for table in _TABLES}
        one = found.get("stems", "word7")
    except (Damaged, OSError):
        return
    assert how != b"c" or (read, one) == (_TABLES, "stem7")


def record_file(data: bytes) -> None:
    """A record of the cache: it is what was noted, or nothing."""
    folder = _folder()
    (folder / "read.md").touch()
    os.utime(folder / "read.md", ns=(0, 0))
    known.note(folder, "one", "asked", [folder / "read.md"], "found", known.now() + 10 * known.UNSURE)
    path = next(folder.glob(f"one-*{known.SUFFIX}"))
    body = data[1:]
    if data[:1] == b"f":
        path.write_bytes(b"%08x\n" % zlib.crc32(body) + body)
    else:
        path.write_bytes(changed(path.read_bytes(), body))
    found = known.recalled(folder, "one", "asked")
    assert found in (None, "found") or data[:1] == b"f"
    assert found is None or isinstance(found, str)


class _Kept(NamedTuple):
    """The library of a corpus as it was kept: its files by their bytes, its key, and all that is read from it."""

    folder: Path
    files: tuple[tuple[Path, bytes], ...]
    key: str
    read: Any


def shelf(data: bytes) -> None:
    """A large library on disk: what is read of a damaged one is what was written, or it is said to be damaged."""
    kept = _kept()
    path, whole = kept.files[data[0] % len(kept.files)] if data else kept.files[0]
    path.write_bytes(changed(whole, data[1:]))
    try:
        read = _all_of(kept.folder, kept.key)
    except (Damaged, OSError):
        return
    finally:
        path.write_bytes(whole)
    assert read == kept.read


def _all_of(folder: Path, key: str) -> Any:
    """Returns all that can be read of a library, as far as that is not damaged; raises `Damaged` where nothing can."""
    opened = Opened.open(folder, key)
    try:
        terms, numbers = sorted(opened.store.terms()), range(opened.passages)
        return (
            [(term, opened.store.find(term) is not None) for term in terms],
            [(opened.passage(number), opened.names(number)) for number in numbers],
            [opened.article(number) for number in range(len(opened.firsts))],
            [opened.citing(number) for number in range(9)],
            [opened.number(name) for name in ("calcium", "sleep", "sun", "moon")],
            [(word, opened.database.get("words", word)) for word in ("cramps", "sunburn", "aspirin")],
            [sorted(opened.database.items(table)) for table in ("goals", "pointing", "near")],
            (sorted(opened.words()), opened.fact("subjects"), bytes(opened.bits), opened.sizes.tolist()),
        )
    finally:
        opened.database.close()


@cache
def _kept() -> _Kept:
    from bot import library as rooms
    from bot.library import Library
    from tests.shelf.corpus import ARTICLES, write

    folder = _folder()
    before, large = os.environ.get("CITEBOT_CACHE"), rooms.LARGE
    os.environ["CITEBOT_CACHE"], rooms.LARGE = str(folder / "cache"), 0
    try:
        made = Library.open(write(folder / "corpus", ARTICLES))
    finally:
        rooms.LARGE = large
        os.environ.pop("CITEBOT_CACHE") if before is None else os.environ.update(CITEBOT_CACHE=before)
    place = next(path.parent for path in (folder / "cache").rglob("library.sqlite"))
    files = tuple((path, path.read_bytes()) for path in sorted(place.rglob("*")) if path.is_file())
    return _Kept(place, files, made.key, _all_of(place, made.key))


def transcript(data: bytes) -> None:
    """A transcript: no quotation is found to hold that does not stand in the article."""
    try:
        written = parse(text_of(data))
        found = verify(written, library().articles, library().passages)
    except UsageError as error:
        holds_error(error)
        return
    assert len(found.findings) == len(written.quotations)
    assert is_shown(rendered(found))
    for finding in found.findings:
        assert finding.outcome != "ok" or " ".join(finding.quotation.text.split()) in _texts()


@cache
def _texts() -> str:
    return "\n".join(" ".join(passage.text.split()) for passage in library().passages)


@cache
def _holder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="citebot-fuzz-")


def _folder() -> Path:
    return Path(_holder().name)
