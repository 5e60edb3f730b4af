"""What was made of which files, so that they need not be read again while none of them was touched.

As git's index does, a record trusts a file's size, times and inode instead of its bytes, unless the file was touched
so shortly before that a second change might not show in its times.
"""

import json
import os
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.errors import Unreadable

SUFFIX = ".known"
UNSURE = 2 * 10**9  # nanoseconds in which a file may change twice and show one time


def recalled(folder: Path, name: str, asked: str) -> str | None:
    """Returns what was noted for what is asked, None where nothing was or a file has been touched since."""
    try:
        record = read_record(_place(folder, name, asked))
        if record["asked"] == asked and all(_look(path) == seen for path, seen in record["files"]):
            return str(record["found"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # gone, damaged, or of another form
        pass
    return None


def note(folder: Path, name: str, asked: str, files: Iterable[Path], found: str, at: int) -> None:
    """Keeps what was found of files that were read after a time, in nanoseconds; nothing where that is not safe.

    Raises `OSError`.
    """
    try:
        seen = [(str(path), _look(path)) for path in files]
    except OSError:
        return
    if any(max(look[1], look[2]) > at - UNSURE for _, look in seen):
        return
    write_record(_place(folder, name, asked), {"asked": asked, "found": found, "files": seen})


def read_record(path: Path) -> Any:
    """Returns what was written as a record, as JSON has it; raises `OSError`, `ValueError` where it is not whole."""
    check, _, body = path.read_bytes().partition(b"\n")
    if check != b"%08x" % zlib.crc32(body):
        raise ValueError("the record is damaged")
    return json.loads(body)


def write_record(path: Path, record: Any) -> None:
    """Writes what JSON can hold as a record, with its check; raises `OSError`."""
    body = json.dumps(record, separators=(",", ":")).encode()
    write(path, b"%08x\n" % zlib.crc32(body) + body)


def now() -> int:
    """Returns the time in nanoseconds, as files have it."""
    return time.time_ns()


def write(path: Path, data: bytes) -> None:
    """Puts the whole file in its place at once, private to its user; raises `OSError`."""
    from bot.saving import replace  # what it needs takes a while to load, and is seldom needed

    replace(path, data, private=True)


def touched(path: Path) -> int:
    """Returns when a file was last written, in nanoseconds; 0 where another process has removed it."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def changed() -> Unreadable:
    """Returns what is said where files are not any more those that something was made of."""
    return Unreadable("The files that are read have changed meanwhile.", "Start again.")


def _look(path: str | Path) -> list[Any]:
    found = os.stat(path)  # noqa: PTH116  # of a hundred files at every start
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _place(folder: Path, name: str, asked: str) -> Path:
    return folder / f"{name}-{zlib.crc32(asked.encode('utf-8', 'surrogatepass')):08x}{SUFFIX}"
