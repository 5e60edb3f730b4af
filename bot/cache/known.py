"""What was made of which files, so that they need not be read again while none of them was touched.

As git's index does, a record trusts a file's size, times and inode instead of its bytes, unless the file was touched
so shortly before that a second change might not show in its times.
"""

import contextlib
import json
import os
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SUFFIX = ".known"
_UNSURE = 2 * 10**9  # nanoseconds in which a file may change twice and show one time


def recalled(folder: Path, name: str, asked: str) -> str | None:
    """Returns what was noted for what is asked, None where nothing was or a file has been touched since."""
    try:
        data = _place(folder, name, asked).read_bytes()
        check, _, body = data.partition(b"\n")
        if check != b"%08x" % zlib.crc32(body):
            return None
        record = json.loads(body)
        if record["asked"] == asked and all(_look(path) == seen for path, seen in record["files"]):
            return str(record["found"])
    except (OSError, ValueError):
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
    if any(max(look[1], look[2]) > at - _UNSURE for _, look in seen):
        return
    body = json.dumps({"asked": asked, "found": found, "files": seen}, separators=(",", ":")).encode()
    write(_place(folder, name, asked), b"%08x\n" % zlib.crc32(body) + body)


def now() -> int:
    """Returns the time in nanoseconds, as files have it."""
    return time.time_ns()


def write(path: Path, data: bytes) -> None:
    """Puts the whole file in its place at once; raises `OSError`."""
    import tempfile

    handle, made = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(made).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(made).unlink()
        raise


def _look(path: str | Path) -> list[Any]:
    found = os.stat(path)  # noqa: PTH116  # of a hundred files at every start
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _place(folder: Path, name: str, asked: str) -> Path:
    return folder / f"{name}-{zlib.crc32(asked.encode('utf-8', 'surrogatepass')):08x}{SUFFIX}"
