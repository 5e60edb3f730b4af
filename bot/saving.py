"""Writing a file so that it is either the old one or the whole new one, never half of it."""

import contextlib
import os
import tempfile
from pathlib import Path

from bot.errors import UsageError


def write_whole(path: Path, data: bytes) -> None:
    """Writes the bytes beside the file and then puts them in its place; a device or a pipe is written to directly.

    Raises `UsageError` when the file cannot be written; what stood there before is then untouched.
    """
    try:
        target = path.resolve()  # a link stays a link
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            replace(target, data)
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


def replace(target: Path, data: bytes, like: Path | None = None, *, private: bool = False) -> None:
    """Puts a file with these bytes in the place of another, whole or not at all; raises `OSError`.

    It gets the permissions of the one that it replaces, else of the one that it is `like`, else those of a new file;
    where it is `private`, those of one that is the user's alone.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # a temporary file is
            Path(name).chmod(_mode(target if target.exists() or like is None else like))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _unwritten(path: Path, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error)
    hint = "Name a file in a folder that exists and may be written to."
    return UsageError(f"{path} cannot be written: {reason}.", hint)


def _mode(target: Path) -> int:
    """The permissions of a file, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
