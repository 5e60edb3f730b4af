"""The version of the rules: a hash over all that decides what is made of a data file."""

import hashlib
import sys
import unicodedata
from functools import cache
from importlib.util import find_spec
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
    digest = hashlib.sha256(f"{sys.version_info} {unicodedata.unidata_version}".encode())
    for path in [*_sources(("cache", *rooms)), *(_file_of(name) for name in libraries)]:
        content = path.read_bytes()
        digest.update(f"\n{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(rooms: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for room in rooms:
        place = _PACKAGE / room
        found += sorted(place.iterdir()) if place.is_dir() else [place.with_suffix(".py")]
    return [path for path in found if path.suffix in _SOURCES]


def _file_of(library: str) -> Path:
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(library)
    return Path(spec.origin).parent / _LIBRARIES[library] if _LIBRARIES[library] else Path(spec.origin)
