"""Which form a file has, and the draft that is made of it."""

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.adding.blocks import Draft
from bot.errors import CorpusNotFound, NothingToRead, Unreadable, UsageError
from bot.showing import shown_path

LARGEST = 50_000_000  # bytes
INSTALL = 'Install it with: pip install "citebot[documents]".'
ACCEPTED = "Citebot adds web pages (.html), Word documents (.docx), PDF (.pdf) and text copied from a web page (.txt)."

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FORMS = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf", ".txt": "text"}
_MARKDOWN = (".md", ".markdown")
_MEMORY = 3_000_000_000  # bytes above what is in use; what asks for more is no leaflet


def draft_of_file(path: Path) -> Draft:
    """Returns the draft of a document in any form.

    Raises `CorpusNotFound`, `Unreadable` or `NothingToRead` for a file that is none, and `UsageError` where a library
    is not installed.
    """
    shown = shown_path(path)
    content = _content(path, shown)
    if not content.strip():
        raise NothingToRead(f"The file {shown} is empty.")
    try:
        with bounded_memory():
            return _READERS[form_of(path, content)](content, path, shown)
    except ModuleNotFoundError as error:
        library = (error.name or "").split(".")[0]
        if library == "bot":
            raise
        raise UsageError(f"Reading {shown} needs the library {library}.", INSTALL) from None
    except MemoryError:
        raise Unreadable(f"The file {shown} takes more memory than any leaflet does.", "Split the document.") from None
    except RecursionError:
        raise Unreadable(f"The parts of {shown} stand too deep within each other.") from None


def form_of(path: Path, content: bytes) -> str:
    """Returns the form of a file, by its content before its name. Raises `Unreadable` for an unknown one."""
    shown, suffix = shown_path(path), path.suffix.casefold()
    if _PDF in content[:1024]:
        return "pdf"
    if content.startswith(_OLE):
        raise Unreadable(
            f"The file {shown} is protected with a password, or in the form of old Word (.doc).",
            "Save it as DOCX without a password.",
        )
    if content.startswith(_ZIP):
        if suffix == ".docx" or b"word/document.xml" in content:
            return "docx"
        raise Unreadable(f"Citebot cannot add {shown}: its form is not known.", "Save it as DOCX or PDF.")
    if suffix in _MARKDOWN:
        raise Unreadable(f"The file {shown} is Markdown already.", "Put it in the folder as it is.")
    if suffix not in _FORMS:
        raise Unreadable(f"Citebot cannot add {shown}: its form is not known.", ACCEPTED)
    if suffix in (".docx", ".pdf"):
        kind = "Word document" if suffix == ".docx" else "PDF"
        raise Unreadable(f"The file {shown} is damaged or no {kind}.", "Open it in its program and save it again.")
    return _FORMS[suffix]


def _content(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise UsageError(f"{shown} is a folder.", "Name the files in it.")
        if not path.exists():
            raise CorpusNotFound(f"There is no file {shown}.", "Check the path.")
        if not path.is_file():
            raise Unreadable(f"Citebot cannot read {shown}: it is no ordinary file.")
        if path.stat().st_size > LARGEST:
            limit = LARGEST // 1_000_000
            raise Unreadable(f"The file {shown} is larger than {limit} MB.", "Take its pictures out, or split it.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        raise Unreadable(f"Citebot cannot read {shown}: {reason[:1].lower()}{reason[1:]}.") from error


@contextlib.contextmanager
def bounded_memory() -> Iterator[None]:
    """Bounds the memory that a document may take, where the system can: packed data may unpack to anything."""
    try:
        import resource

        status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
        used = int(re.search(r"^VmSize:\s+(\d+)", status, re.MULTILINE)[1]) * 1024  # type: ignore[index]
        before = resource.getrlimit(resource.RLIMIT_AS)
        limit = used + _MEMORY
        if before[0] != resource.RLIM_INFINITY and before[0] < limit:
            limit = before[0]
        resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
    except (ImportError, OSError, ValueError, TypeError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _html(content: bytes, path: Path, shown: str) -> Draft:
    from bot.adding.assembling import draft_of
    from bot.adding.htmlfacts import facts_of
    from bot.adding.htmlpage import decoded, parsed, seen

    html, doubt = decoded(content)
    if "\0" in html:
        raise Unreadable(f"The file {shown} is binary, not a web page.", "Save the page again as HTML.")
    tree = parsed(html)
    facts = facts_of(tree)
    page = seen(tree)
    words = page.root.text(separator=" ")
    if not words.strip():
        raise NothingToRead(
            f"The page {shown} holds no text.", "If scripts write its text, print it to PDF and add that."
        )
    return draft_of(page.root, facts, words, [doubt] * bool(doubt) + page.doubts, path.stem)


def _docx(content: bytes, path: Path, shown: str) -> Draft:
    from bot.adding.word import read_docx

    return read_docx(content, path.stem, shown)


def _pdf(content: bytes, path: Path, shown: str) -> Draft:
    from bot.adding.pdf import read_pdf

    return read_pdf(content, path.stem, shown)


def _text(content: bytes, path: Path, shown: str) -> Draft:  # noqa: ARG001  # all readers are called alike
    from bot.adding.webtext import read_text

    return read_text(content, path)


_READERS: dict[str, Callable[[bytes, Path, str], Draft]] = {"html": _html, "docx": _docx, "pdf": _pdf, "text": _text}
