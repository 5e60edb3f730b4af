"""From a path to the articles it names, and from a file's bytes to an article."""

import os
from pathlib import Path

from bot.article import Article, Doubt
from bot.errors import CorpusNotFound, NothingToRead, Unreadable
from bot.reading.characters import byte_order_mark, clean, fold, is_printable
from bot.showing import shown_path

MARKDOWN = (".md", ".markdown")
WEB_TEXT = (".txt",)
_READABLE = (*MARKDOWN, *WEB_TEXT)
LARGEST = 100_000_000  # bytes of one article
READABLE = "Citebot reads Markdown (.md) and text copied from a web page (.txt)."

_MOST_CONTROLS = 0.3  # of all characters; text has next to none
_MOST_CONTROLS_GUESSED = 0.05
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), *range(0x7F, 0xA0)])


def find_articles(corpus: Path) -> list[Path]:
    """Returns the articles of a corpus: a file itself, or a folder's .md and .txt files at any depth, sorted.

    Hidden files and folders and files named README.md are left out. Raises `CorpusNotFound`, `NothingToRead`,
    `Unreadable`.
    """
    try:
        if corpus.is_dir():
            return _in_folder(corpus)
        if not corpus.exists():
            raise CorpusNotFound(f"There is no file or folder {shown_path(corpus)}.", "Check the path.")
    except (OSError, ValueError) as error:
        raise _unreadable(corpus, error) from error
    return [corpus]


def _in_folder(folder: Path) -> list[Path]:
    def fail(error: OSError) -> None:
        raise error

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent) / name for name in files if is_article(name))
    if not found:
        raise NothingToRead(f"The folder {shown_path(folder)} holds no articles.", READABLE)
    return sorted(found, key=lambda path: _order(path.relative_to(folder).as_posix()))


def is_article(name: str) -> bool:
    """Tells whether a file of a folder is taken for an article, by its name."""
    folded = name.casefold()
    return folded.endswith(_READABLE) and not name.startswith(".") and folded != "readme.md"


def _order(path: str) -> tuple[str, str]:
    return path.casefold(), path


def read_article(path: Path, name: str | None = None) -> Article:
    """Returns the article in a file, under its stem or a given name.

    Raises `CorpusNotFound`, `Unreadable` or `NothingToRead`.
    """
    return parse_article(path, content_of(path), name)


def content_of(path: Path) -> bytes:
    """Returns the bytes of a file that may be an article; raises `CorpusNotFound` or `Unreadable`."""
    if path.suffix.casefold() not in (*MARKDOWN, *WEB_TEXT):
        raise Unreadable(f"Citebot cannot read {shown_path(path)}: its form is not known.", READABLE)
    return _bytes_of(path)


def parse_article(path: Path, content: bytes, name: str | None = None) -> Article:
    """Returns the article in the bytes of a file, under its stem or a given name.

    Raises `Unreadable` or `NothingToRead`.
    """
    # What parses is loaded only when there is something to parse: an article that was read before is kept.
    import hashlib

    from bot.reading.markdown import read_markdown
    from bot.reading.outline import with_doubts
    from bot.reading.webtext import read_webtext

    text, doubts = _decoded(content, path)
    if not clean(text).strip():
        raise NothingToRead(f"The file {shown_path(path)} is empty.")
    read = read_markdown if path.suffix.casefold() in MARKDOWN else read_webtext
    article = read(text, name or path.stem, hashlib.sha256(content).hexdigest())
    if not any(section.blocks for section in article.sections):
        raise NothingToRead(
            f"The file {shown_path(path)} holds no text to answer from.", "Headings alone are not enough."
        )
    return with_doubts(article, *doubts)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "no ordinary file"
            raise Unreadable(f"Citebot cannot read {shown_path(path)}: it is {kind}.")
        if path.stat().st_size > LARGEST:
            said = f"The file {shown_path(path)} is larger than {LARGEST // 1_000_000} MB."
            raise Unreadable(said, "Split it into several articles.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CorpusNotFound(f"There is no file {shown_path(path)}.", "Check the path.") from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _decoded(content: bytes, path: Path) -> tuple[str, tuple[Doubt, ...]]:
    """Returns the text, and a doubt about its first odd line where the encoding had to be guessed."""
    mark, encoding = byte_order_mark(content)
    doubt = ""
    try:
        text = content[len(mark) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding not in ("", "utf-8"):
            raise Unreadable(f"The file {shown_path(path)} is damaged.", "Save it again as UTF-8.") from error
        text, doubt = _guessed(content)
    controls = 0 if is_printable(text) else len(text) - len(text.translate(_CONTROLS))
    most = _MOST_CONTROLS_GUESSED if doubt else _MOST_CONTROLS
    if "\0" in text or controls > most * len(text):
        said = f"The file {shown_path(path)} is binary, not text."
        raise Unreadable(said, "If it is text, save it again as UTF-8.")
    if not doubt:
        return text, ()
    lines = clean(text).split("\n")
    odd = next((place for place, line in enumerate(lines) if not line.isascii()), 0)
    return text, (Doubt(odd + 1, fold(lines[odd]), doubt),)


def _guessed(content: bytes) -> tuple[str, str]:
    """Reads bytes that are not all UTF-8: a few bad ones are replaced, otherwise it is Windows-1252."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if sum(not character.isascii() for character in text) - damaged > damaged:
        return text.removeprefix("\ufeff"), "Some characters of the file are damaged."
    return content.decode("cp1252", "replace"), "The file is not UTF-8: it was read as Windows-1252."


def _unreadable(path: Path, error: Exception) -> Unreadable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path is not valid"
    return Unreadable(f"Citebot cannot read {shown_path(path)}: {reason[:1].lower()}{reason[1:]}.")
