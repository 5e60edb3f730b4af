"""A look at the files of a corpus without reading them: how much there is, and whether any was touched."""

import os
import time
from functools import cached_property
from pathlib import Path

from bot.cache.known import UNSURE
from bot.reading.files import is_article

_FORM = 2  # of marshal's, the last without references: equal values are equal bytes
_Entry = tuple[str, int, int, int, int]  # of a file: its path, size, times of change, inode


class Look:
    """What a look at a file or folder found."""

    def __init__(self, root: Path) -> None:
        """Looks at it; raises `OSError` where that cannot be done."""
        self._root = str(root.absolute())
        self._at = time.time_ns()
        self._found = _entries(self._root) if root.is_dir() else [_entry("", os.stat(root))]  # noqa: PTH116

    @cached_property
    def size(self) -> int:
        """The bytes of all articles."""
        return sum(entry[1] for entry in self._found)

    @cached_property
    def stamp(self) -> str:
        """A digest over the names, sizes, times and inodes."""
        import hashlib
        import marshal

        return hashlib.sha256(marshal.dumps((self._root, self._found), _FORM)).hexdigest()

    @property
    def is_sure(self) -> bool:
        """Whether a file that is changed from now on shows it: none was touched just before the look."""
        return all(max(entry[2], entry[3]) < self._at - UNSURE for entry in self._found)


def look(root: Path) -> Look | None:
    """Returns what stands in a file or folder; None where it cannot be looked at, which reading it will explain."""
    try:
        return Look(root)
    except (OSError, ValueError):
        return None


def _entries(root: str) -> list[_Entry]:
    """The articles of a folder, as `find_articles` finds them, in the order in which the folders have them."""
    found: list[_Entry] = []
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if not entry.name.startswith(".") and not entry.is_symlink():
                        folders.append(entry.path)
                elif is_article(entry.name):
                    found.append(_entry(entry.path, entry.stat()))
    return found


def _entry(path: str, seen: os.stat_result) -> _Entry:
    return path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
