"""Writing a file so that it is either the old one or the whole new one, never half of it."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.errors import UsageError
from bot.showing import shown_path

_END = ".tmp"
_RANDOM = 8  # characters by which `tempfile` tells its files apart
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota by this name
_LONG = 3600  # seconds in which any file is written


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes the bytes beside the file and then puts them in its place; a device or a pipe is written to directly.

    `private`: nobody but the user can read a file that is new; one that is there keeps its permissions.
    Raises `UsageError` when the file cannot be written; what stood there before is then untouched.
    """
    try:
        target = path.resolve()  # a link stays a link
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            replace(target, data, private=private and not target.exists())
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritten(path, error) from None


def write_private(path: Path, data: bytes) -> None:
    """Writes the bytes into a file that nobody but the user can read, in place of what stood there, a link too.

    Raises `UsageError` when the file cannot be written; what stood there before is then untouched.
    """
    try:
        replace(path, data, private=True)
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None


def make_private(folder: Path) -> bool:
    """Makes a folder that is its user's alone, with those above it that are missing; one that is there is tightened.

    Tells whether others could have written into it before. Raises `OSError`.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
    rights = folder.stat().st_mode
    if rights & 0o077:
        folder.chmod(0o700)
    return bool(rights & 0o022)


def replace(target: Path, data: bytes, like: Path | None = None, *, private: bool = False) -> None:
    """Puts a file with these bytes in the place of another, whole or not at all; raises `OSError`.

    It gets the permissions of the one that it replaces, else of the one that it is `like`, else those of a new file;
    where it is `private`, those of one that is the user's alone.
    """
    with _beside(target, data) as written:
        if not private:  # a temporary file is
            written.chmod(_mode(target if target.exists() or like is None else like))
        written.replace(target)
    _sweep(target)


def copy_new(path: Path, to: Path) -> None:
    """Copies a file to a name that nothing has yet, whole or not at all, with its permissions and times.

    Raises `FileExistsError` where something has the name, and `OSError`.
    """
    with _beside(to, path.read_bytes()) as written:
        with contextlib.suppress(OSError):
            shutil.copystat(path, written)
        try:
            to.hardlink_to(written)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without links
            if to.exists():
                raise FileExistsError(to) from None
            written.replace(to)


@contextlib.contextmanager
def _beside(target: Path, data: bytes) -> Iterator[Path]:
    """Gives a temporary file beside another, with these bytes; in the end it is gone, unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=_begin(target), suffix=_END, dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        with contextlib.suppress(OSError):
            written.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Removes what one who was killed while writing the same file left beside it."""
    begin, then = _begin(target), time.time() - _LONG
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            name = entry.name
            ours = name.startswith(begin) and name.endswith(_END) and len(name) == len(begin) + _RANDOM + len(_END)
            if ours and "." not in name[len(begin) : -len(_END)] and entry.stat().st_mtime < then:
                Path(entry.path).unlink()


def _begin(target: Path) -> str:
    return f".{target.name[:40]}."


def _unwritten(path: Path, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error)
    hint = "Name a file in a folder that exists and may be written to."
    if isinstance(error, OSError) and error.errno in _FULL:
        hint = "Make room, or name a file elsewhere."
    return UsageError(f"{shown_path(path)} cannot be written: {reason}.", hint)


def _mode(target: Path) -> int:
    """The permissions of a file, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
