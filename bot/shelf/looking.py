"""A look at the files of a corpus without reading them: how much there is, and whether any was touched."""

import os
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from bot.cache.known import UNSURE
from bot.reading.files import is_article

_FORM = 2  # of marshal's, the last without references: equal values are equal bytes
_EACH = 4  # numbers of a file


class Look:
    """What a look at a file or folder found; nothing is made for each of its files but the numbers that tell of it."""

    def __init__(self, root: Path) -> None:
        """Looks at it; raises `OSError` where that cannot be done."""
        self._at = time.time_ns()
        self._names: list[str] = []  # of a folder, then of the articles in it
        self._numbers: list[int] = []  # of each file its size, the times of its change and its inode
        place = str(root.absolute())
        if root.is_dir():
            self._look_into(place)
        else:
            self._names.append(place)
            self._numbers += _seen(os.stat(root))  # noqa: PTH116

    def _look_into(self, root: str) -> None:
        """Notes the articles of a folder, as `find_articles` finds them, in the order in which folders have them."""
        folders, names = [root], self._names
        while folders:
            folder = folders.pop()
            names.append(folder)
            first = len(names)
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if entry.is_dir():
                        if not name.startswith(".") and not entry.is_symlink():
                            folders.append(entry.path)
                    elif is_article(name):
                        names.append(name)
            self._look_at(folder, names[first:])

    def _look_at(self, folder: str, names: Sequence[str]) -> None:
        if os.stat not in os.supports_dir_fd:
            for name in names:
                self._numbers += _seen(os.stat(os.path.join(folder, name)))  # noqa: PTH116, PTH118
            return
        place = os.open(folder, os.O_RDONLY)  # a short way to each of its files
        try:
            for name in names:
                self._numbers += _seen(os.stat(name, dir_fd=place))
        finally:
            os.close(place)

    @property
    def size(self) -> int:
        """The bytes of all articles."""
        return sum(self._numbers[::_EACH])

    @cached_property
    def stamp(self) -> str:
        """A digest over the names, sizes, times and inodes."""
        import hashlib
        import marshal

        return hashlib.sha256(marshal.dumps((self._names, self._numbers), _FORM)).hexdigest()

    @property
    def is_sure(self) -> bool:
        """Whether a file that is changed from now on shows it: none was touched just before the look."""
        latest = max(max(self._numbers[first::_EACH], default=0) for first in (1, 2))
        return latest < self._at - UNSURE


def look(root: Path) -> Look | None:
    """Returns what stands in a file or folder; None where it cannot be looked at, which reading it will explain."""
    try:
        return Look(root)
    except (OSError, ValueError):
        return None


def _seen(file: os.stat_result) -> tuple[int, int, int, int]:
    return file.st_size, file.st_mtime_ns, file.st_ctime_ns, file.st_ino
