"""A look at the files of a corpus without reading them: how much there is, and whether any was touched."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from bot.reading.files import is_article

UNSURE = 2 * 10**9  # nanoseconds in which a file may change twice and show one time


class Look(NamedTuple):
    """What a look found: the number of articles, their bytes, a digest over their names, sizes, times and inodes, and
    when the latest of them was touched, in nanoseconds.
    """

    articles: int
    size: int
    stamp: str
    newest: int


def look(root: Path) -> Look | None:
    """Returns what stands in a file or folder; None where it cannot be looked at, which reading it will explain."""
    try:
        found = list(_entries(root)) if root.is_dir() else [_entry("", os.stat(root))]  # noqa: PTH116
    except OSError:
        return None
    digest = hashlib.sha256(repr((str(root.absolute()), found)).encode("utf-8", "surrogatepass"))
    newest = max((max(entry[2], entry[3]) for entry in found), default=0)
    return Look(len(found), sum(entry[1] for entry in found), digest.hexdigest(), newest)


_Entry = tuple[str, int, int, int, int]


def _entries(root: Path) -> list[_Entry]:
    """The articles of a folder, as `find_articles` finds them, in the order in which the folders have them."""
    found: list[_Entry] = []
    folders = [str(root)]
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
