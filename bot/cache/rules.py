"""The version of the rules: a hash over all that decides what is made of a data file.

What came with the package was made elsewhere: there the interpreter counts as little as the libraries that only take
part in the making. A stemmer goes on to stem questions, so what was stemmed by another version is of no use; nor is the
help as another version of its parser writes it.
"""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib

_PACKAGE = Path(__file__).parent.parent
_SOURCES = (".py", ".toml", ".txt")
# Of each library, a file that a new version changes. nltk: what it parts sentences by; Stemmer: all of it;
# markdown_it and the others: their version.
_LIBRARIES = {
    "Stemmer": "",
    "nltk": "tokenize/punkt.py",
    "rank_bm25": "",
    "numpy": "version.py",
    "markdown_it": "__init__.py",
    "mdit_py_plugins": "__init__.py",
    "yaml": "__init__.py",
    "click": "__init__.py",
}
# Those of which the version counts also for what came with the package: how the folder begins whose name tells it.
_RELEASES = {"Stemmer": "pystemmer-", "click": "click-"}


@cache
def version(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Returns a hash over this interpreter, the sources and data of rooms or modules of this package, and libraries.

    Raises `OSError` where they are no plain files.
    """
    import hashlib

    first = f"{sys.version_info} {unicodedata.unidata_version} {shipped(rooms, libraries)}"
    return _over(hashlib.sha256(first.encode()), _files_of(libraries))


@cache
def shipped(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Returns a hash over what decides, beside the sources, whether files that came with the package may be used.

    Raises `OSError` as `version` does.
    """
    import hashlib

    releases = [_release(library) for library in libraries if library in _RELEASES]
    return _over(hashlib.sha256(repr(releases).encode()), _sources(rooms))


def files(rooms: tuple[str, ...], libraries: tuple[str, ...] = ()) -> list[Path]:
    """Returns the files that decide on the version, and the folders in which others may appear; raises `OSError`."""
    folders = [place for room in _all(rooms) if (place := _PACKAGE / room).is_dir()]
    return [*folders, *_sources(rooms), *_files_of(libraries)]


def _over(digest: "hashlib._Hash", paths: Iterable[Path]) -> str:
    for path in paths:
        content = path.read_bytes()
        digest.update(f"\n{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _release(library: str) -> str:
    """The version of a library, which its file need not tell: a compiled one is another for each interpreter."""
    import hashlib

    (file,) = _files_of([library])
    folder = file.parent.parent if file.name == "__init__.py" else file.parent
    named = (path.name.lower() for path in folder.iterdir())
    found = sorted(name for name in named if name.startswith(_RELEASES[library]))
    return found[-1].removesuffix(".dist-info") if found else _over(hashlib.sha256(), [file])


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
