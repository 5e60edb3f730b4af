"""A corpus as files: which articles it holds, under which names, and what is in them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.article import Article
from bot.reading.files import content_of, find_articles, parse_article


class File(NamedTuple):
    """A file of a corpus: the name of its article, where it stands, and its bytes."""

    name: str
    path: Path
    content: bytes


class Place(NamedTuple):
    """A file of a corpus that was not read yet: the name of its article, and where it stands."""

    name: str
    path: Path


def list_files(corpus: Path) -> list[Place]:
    """Returns where the articles of a file or folder stand, under their names; raises `CorpusError` for none."""
    paths = find_articles(corpus)
    return [Place(name, path) for name, path in zip(_names(paths), paths, strict=True)]


def files_of(corpus: Path) -> list[File]:
    """Returns the files of a file or folder; raises `CorpusError` when there are none, or one cannot be read."""
    return [File(name, path, content_of(path)) for name, path in list_files(corpus)]


def parsed(files: Iterable[File]) -> Iterator[Article]:
    """Yields the articles in files; raises `CorpusError` for one that holds none."""
    return (parse_article(file.path, file.content, file.name) for file in files)


def _names(paths: Sequence[Path]) -> list[str]:
    """Names articles by their file's stem; where two share it, the later ones get a number."""
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}  # the next one of each stem
    for path in paths:
        stem = name = path.stem
        while name in names:
            numbers[stem] = number = numbers.get(stem, 1) + 1
            name = f"{stem}-{number}"
        names[name] = None
    return list(names)
