"""The version of the rules: a hash over all that decides what is made of a data file."""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_SOURCES = (".py", ".toml", ".txt")
# Of each library, a file that a new version changes. nltk: its stemmer; markdown_it and the others: their version.
_LIBRARIES = {
    "nltk": "stem/snowball.py",
    "rank_bm25": "",
    "numpy": "version.py",
    "markdown_it": "__init__.py",
    "mdit_py_plugins": "__init__.py",
    "yaml": "__init__.py",
}


@cache
def version(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Returns a hash over the sources and data of rooms or modules of this package, and over libraries.

    Raises `OSError` where they are no plain files.
    """
    import hashlib

    digest = hashlib.sha256(f"{sys.version_info} {unicodedata.unidata_version}".encode())
    for path in [*_sources(rooms), *_files_of(libraries)]:
        content = path.read_bytes()
        digest.update(f"\n{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def files(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> list[Path]:
    """Returns the files that decide on the version, and the folders in which others may appear; raises `OSError`."""
    folders = [place for room in _all(rooms) if (place := _PACKAGE / room).is_dir()]
    return [*folders, *_sources(rooms), *_files_of(libraries)]


def _all(rooms: Iterable[str]) -> tuple[str, ...]:
    return ("cache", *rooms)


def _sources(rooms: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for room in _all(rooms):
        place = _PACKAGE / room
        found += sorted(place.iterdir()) if place.is_dir() else [place.with_suffix(".py")]
    return [path for path in found if path.suffix in _SOURCES]


def _files_of(libraries: Iterable[str]) -> list[Path]:
    from importlib.util import find_spec

    found = []
    for library in libraries:
        spec = find_spec(library)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(library)
        found.append(Path(spec.origin).parent / _LIBRARIES[library] if _LIBRARIES[library] else Path(spec.origin))
    return found
