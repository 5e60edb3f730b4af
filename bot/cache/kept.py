"""Keeps tables in the user's cache folder: private, whole or not at all, and made anew where anything is wrong.

Some were made when this package was built, and came with it: they are as good as those of the cache.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bot.cache import known
from bot.cache.rules import files, shipped, version
from bot.cache.tables import Content, Damaged, InFile, InMemory, Mending, Tables, encoded

VARIABLE = "CITEBOT_CACHE"
PREPARED = Path(__file__).parent.parent / "prepared"
_FOLDER = "compiled"
_MOST = 8  # files of one name that are kept: those of as many corpora
_SUFFIX = ".cache"
ANY, _WRITE = 0o077, 0o022  # rights of others
_HOUR = 3600 * 10**9  # nanoseconds

Source = bytes | Path  # what is given, or where it stands
_preparing: list[Path] = []  # the folder into which what ships is being made, while it is


@contextlib.contextmanager
def preparing(folder: Path) -> Iterator[None]:
    """While it lasts, the cache stands in this folder, what shipped is not used, and any interpreter may use the new.

    What was made in this process before stays as it is.
    """
    _preparing.append(folder)
    try:
        yield
    finally:
        _preparing.pop()


def remembered(
    name: str,
    sources: Sequence[Source],
    rooms: tuple[str, ...],
    build: Callable[[], Content],
    libraries: tuple[str, ...] = (),
) -> Tables:
    """Returns what `build` makes of the sources, from the cache where it is kept there.

    `rooms` are the folders and modules of this package, `libraries` those beside it, that decide what is made.
    Raises what `build` raises, `OSError` for a source that cannot be read, and nothing else.
    """
    return kept(name, sources, rooms, build, libraries) or InMemory(build())


def kept(
    name: str,
    sources: Sequence[Source],
    rooms: tuple[str, ...],
    build: Callable[[], Content],
    libraries: tuple[str, ...] = (),
) -> Tables | None:
    """Does as `remembered` does, but returns None where there is no cache to keep it in."""
    folder = _own_folder()
    asked = repr((name, rooms, libraries, sys.version, sys.prefix, *map(_named, sources)))
    again = partial(_again, folder, name, sources, rooms, build, libraries)
    if folder is not None and (found := known.recalled(folder, name, asked)):
        with contextlib.suppress(OSError, Damaged, ValueError):
            stored, _, key = found.rpartition(" ")
            return Mending(InFile(Path(stored), key), partial(again, key))
    at = known.now()
    try:
        rules = {folder: _rules(rooms, libraries)}
        if not _preparing:
            rules[PREPARED] = shipped(rooms, libraries)
        touched = [*files(rooms, libraries), *(source for source in sources if isinstance(source, Path))]
    except (OSError, ValueError, ImportError):
        return None  # installed in a way in which nothing can be said of it
    for place, ruled in rules.items():
        if place is not None:
            key = _key(ruled, sources)
            path = place / _file_name(name, ruled, key)
            with contextlib.suppress(OSError, Damaged):
                tables = Mending(InFile(path, key), partial(again, key))
                _note(folder, name, asked, touched, f"{path} {key}", at)
                return tables
    if folder is None:
        return None
    content = build()
    key = _key(rules[folder], sources)
    made = _written_to(folder, name, rules[folder], key, content)
    if made is not None:
        _note(folder, name, asked, touched, f"{made} {key}", at)
    return InMemory(content, key)


def _again(
    folder: Path | None,
    name: str,
    sources: Sequence[Source],
    rooms: tuple[str, ...],
    build: Callable[[], Content],
    libraries: tuple[str, ...],
    key: str,
) -> Tables:
    """Makes tables in the place of damaged ones; raises `Unreadable` where it is too late for that."""
    rules, content = _rules(rooms, libraries), build()
    here = _key(rules, sources)
    if key not in (here, _key(shipped(rooms, libraries), sources)):
        raise known.changed()
    if folder is not None:
        _written_to(folder, name, rules, here, content)
    return InMemory(content, key)


def _written_to(folder: Path, name: str, rules: str, key: str, content: Content) -> Path | None:
    path = folder / _file_name(name, rules, key)
    try:
        known.write(path, encoded(content, key))
        _sweep(folder, name, rules)
    except OSError:
        return None
    return path


def _rules(rooms: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    return (shipped if _preparing else version)(rooms, libraries)


def _note(folder: Path | None, name: str, asked: str, touched: list[Path], found: str, at: int) -> None:
    with contextlib.suppress(OSError):
        if folder is not None:
            known.note(folder, name, asked, touched, found, at)


def _file_name(name: str, rules: str, key: str) -> str:
    return f"{name}-{rules[:12]}-{key[:24]}{_SUFFIX}"


def _named(source: Source) -> str | bytes:
    return str(source) if isinstance(source, Path) else source


def _key(rules: str, sources: Sequence[Source]) -> str:
    import hashlib

    digest = hashlib.sha256(rules.encode())
    for source in sources:
        content = source.read_bytes() if isinstance(source, Path) else source
        digest.update(f"\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def cache_folder() -> Path | None:
    """Returns where the cache stands, or will; None where the user wants none, or has no place for it."""
    if _preparing:
        return _preparing[-1] / _FOLDER
    place = os.environ.get(VARIABLE)
    if place is None:
        place = user_cache()
        place = place if os.path.isabs(place) else ""  # noqa: PTH117  # a user without a home
    return Path(place) / _FOLDER if place else None


def user_cache() -> str:
    """Returns the folder for this program in the user's cache folder, as platformdirs has it.

    Where the answer is as short as on Linux, it is not loaded: that would take a tenth of the time of an answer.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        place = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
        return os.path.join(place, "citebot")  # noqa: PTH118
    import platformdirs

    return platformdirs.user_cache_dir("citebot", appauthor=False)


def is_private(folder: Path, rights: int = _WRITE) -> bool:
    """Tells whether a folder of the user's is there on which nobody else has these rights: to write, unless given."""
    given = _given_to_others(folder)
    return given is not None and not given & rights


def _own_folder() -> Path | None:
    """Returns the cache folder, made where there is none and closed to others; None where there cannot be one."""
    folder = cache_folder()
    if folder is None:
        return None
    given = _given_to_others(folder)
    if given is None or given & _WRITE:
        return folder if _made_private(folder) else None
    if given:
        with contextlib.suppress(OSError):
            folder.chmod(0o700)
    return folder


def _given_to_others(folder: Path) -> int | None:
    """Returns the rights that others have on a folder of the user's; None where there is no such folder."""
    try:
        found = folder.stat()
    except OSError:
        return None
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return found.st_mode & ANY if own and stat.S_ISDIR(found.st_mode) else None


def _made_private(folder: Path) -> bool:
    """Makes the folder where there is none, and its user's own; tells whether it can be written to."""
    try:
        from bot.saving import make_private  # what it needs takes a while to load, and is seldom needed

        if make_private(folder):
            for path in (*folder.glob(f"*{_SUFFIX}"), *folder.glob(f"*{known.SUFFIX}")):
                path.unlink()  # anybody may have written them
        return is_private(folder) and os.access(folder, os.W_OK)
    except OSError:
        return False


def _sweep(folder: Path, name: str, rules: str) -> None:
    """Removes the files of other rules, the oldest of these, and what a broken off writer left; raises `OSError`."""
    stored = sorted(folder.glob(f"{name}-*{_SUFFIX}"), key=known.touched)
    current = [path for path in stored if path.name.startswith(f"{name}-{rules[:12]}-")]
    left = [path for path in folder.glob(".*.tmp") if known.touched(path) < known.touched(current[-1]) - _HOUR]
    records = sorted(folder.glob(f"{name}-*{known.SUFFIX}"), key=known.touched)[:-_MOST]
    for path in [*(path for path in stored if path not in current[-_MOST:]), *left, *records]:
        path.unlink(missing_ok=True)
