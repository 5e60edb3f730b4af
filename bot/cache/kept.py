"""Keeps tables in the user's cache folder: private, whole or not at all, and made anew where anything is wrong."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.cache.rules import version
from bot.cache.tables import Content, Damaged, InFile, InMemory, Tables, encoded

VARIABLE = "CITEBOT_CACHE"
_FOLDER = "compiled"
_MOST = 8  # files of one name that are kept: those of as many corpora
_SUFFIX = ".cache"
_HOUR = 3600 * 10**9  # nanoseconds


def remembered(
    name: str,
    sources: Iterable[bytes],
    rooms: tuple[str, ...],
    build: Callable[[], Content],
    libraries: tuple[str, ...] = (),
) -> Tables:
    """Returns what `build` makes of the sources, from the cache where it is kept there.

    `rooms` are the folders and modules of this package, `libraries` those beside it, that decide what is made.
    Raises what `build` raises, and nothing else.
    """
    return kept(name, sources, rooms, build, libraries) or InMemory(build())


def kept(
    name: str,
    sources: Iterable[bytes],
    rooms: tuple[str, ...],
    build: Callable[[], Content],
    libraries: tuple[str, ...] = (),
) -> Tables | None:
    """Does as `remembered` does, but returns None where there is no cache to keep it in."""
    folder = _folder()
    if folder is None:
        return None
    try:
        rules = version(rooms, libraries)
    except (OSError, ValueError, ImportError):
        return None  # installed in a way in which nothing can be said of it
    key = _key(rules, sources)
    path = folder / f"{name}-{rules[:12]}-{key[:24]}{_SUFFIX}"
    with contextlib.suppress(OSError, Damaged):
        if _is_private(folder):
            return InFile(path.read_bytes(), key)
    if not _made_private(folder):
        return None
    content = build()
    with contextlib.suppress(OSError):
        _write(path, encoded(content, key))
        _sweep(folder, name, rules)
    return InMemory(content)


def _key(rules: str, sources: Iterable[bytes]) -> str:
    digest = hashlib.sha256(rules.encode())
    for source in sources:
        digest.update(f"\n{len(source)}\n".encode())
        digest.update(source)
    return digest.hexdigest()


def _folder() -> Path | None:
    """Where the cache stands, or will; None where the user wants none, or has no place for it."""
    place = os.environ.get(VARIABLE)
    if place is None:
        import platformdirs

        place = platformdirs.user_cache_dir("citebot", appauthor=False)
        place = place if os.path.isabs(place) else ""  # noqa: PTH117  # a user without a home
    return Path(place) / _FOLDER if place else None


def _is_private(folder: Path) -> bool:
    """Whether nobody but its user can have written to a folder; raises `OSError`."""
    found = folder.stat()
    return not found.st_mode & 0o022 and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _made_private(folder: Path) -> bool:
    """Makes the folder where there is none, and its user's own; tells whether it can be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
            for path in folder.glob(f"*{_SUFFIX}"):
                path.unlink()  # anybody may have written them
        return _is_private(folder) and os.access(folder, os.W_OK)
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
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


def _sweep(folder: Path, name: str, rules: str) -> None:
    """Removes the files of other rules, the oldest of these, and what a broken off writer left; raises `OSError`."""
    known = sorted(folder.glob(f"{name}-*{_SUFFIX}"), key=_written)
    current = [path for path in known if path.name.startswith(f"{name}-{rules[:12]}-")]
    left = [path for path in folder.glob(".*.tmp") if _written(path) < _written(current[-1]) - _HOUR]
    for path in [*(path for path in known if path not in current[-_MOST:]), *left]:
        path.unlink(missing_ok=True)


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0  # another process was faster
