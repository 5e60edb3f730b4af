"""PDF: by its structure where it is tagged, else by where the letters stand."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.adding.assembling import draft_of
from bot.adding.blocks import Draft, Facts
from bot.adding.htmlpage import body_of, parsed
from bot.adding.pdfchars import Char, html_of, lines_in_order, vocabulary
from bot.errors import NothingToRead, Unreadable
from bot.reading.characters import clean, fold

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

    from bot.adding.pdftree import Node

MOST_PAGES = 300
_FEWEST = 20  # characters; a page with fewer has no text to speak of
_SCANNED = "Page {} holds a picture and no text: it is a scan, and nothing of it was read."
_AUTHOR = "The publisher is the author in the document's properties."
_CREATED = "The date is that on which the PDF was made."
_UNREADABLE = "Some letters of the document have no known character, and are missing."
_UNMARKED = "Text outside of the document's structure was left out: {}"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_STRUCTURE = "Its structure was taken from the tags in the PDF."


def read_pdf(content: bytes, name: str, shown: str) -> Draft:
    """Returns the draft of a PDF. Raises `Unreadable`, or `NothingToRead` for one of scans or without text."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with contextlib.ExitStack() as stack:
        try:
            pdf = stack.enter_context(pdfplumber.open(io.BytesIO(content)))
            chars, scanned = _chars(pdf, shown)
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # pdfminer raises whatever a broken file brings about
            raise _broken(error, shown) from error
        return _checked(pdf, chars, scanned, name, shown)


def _checked(pdf: PDF, chars: list[Char], scanned: bool, name: str, shown: str) -> Draft:
    """Returns the draft; raises `NothingToRead` where there is no text."""
    if sum(bool(char["text"].strip()) for char in chars) < _FEWEST:
        hint = "Run it through text recognition (OCR) first." if scanned else "Save it again from where it was written."
        raise NothingToRead(f"The PDF {shown} holds {'pictures and ' * scanned}no text.", hint)
    return _draft(pdf, chars, name)


def _chars(pdf: PDF, shown: str) -> tuple[list[Char], bool]:
    """Returns all characters that stand upright, and whether there are pictures."""
    if len(pdf.pages) > MOST_PAGES:
        raise Unreadable(f"The PDF {shown} has more than {MOST_PAGES} pages.", "Split it into its articles.")
    chars = [char for page in pdf.pages for char in page.chars if char["size"] >= 1 and char["upright"]]
    return chars, any(page.images for page in pdf.pages)


def _broken(error: Exception, shown: str) -> Unreadable:
    if "Password" in repr(error) or "Encrypt" in repr(error):
        return Unreadable(f"The PDF {shown} is protected with a password.", "Save it again without one.")
    return Unreadable(f"The PDF {shown} is damaged.", "Open it in a PDF viewer, print it to a new PDF, and add that.")


def _draft(pdf: PDF, chars: Sequence[Char], name: str) -> Draft:
    from bot.adding.pdfflow import flow
    from bot.adding.pdfmargins import without_margins
    from bot.adding.pdftags import tagged

    doubts = []
    if any(re.match(r"\(cid:\d+\)", char["text"]) for char in chars):
        doubts.append(_UNREADABLE)
        chars = [char for char in chars if not re.match(r"\(cid:\d+\)", char["text"])]
    heights = {page.page_number: float(page.height) for page in pdf.pages}
    kept, margins = without_margins(chars, heights)
    doubts.extend(margins)
    lines = lines_in_order(kept, widest=1.2)
    known = vocabulary(lines)
    tree = _tree(pdf)
    found = tagged(tree, kept, known) if tree else None
    if found:
        html, labels = found.html, found.labels
        unmarked = [char for char in kept if char.get("mcid") is None]
        if text := fold(" ".join(line.text for line in lines_in_order(unmarked))):
            doubts.append(_UNMARKED.format(clean(text)[:200]))
            labels = [*labels, text]
        doubts.append(_STRUCTURE)
    else:
        flowed = flow(pdf.pages, kept, known)
        html, labels = flowed.html, flowed.labels
        doubts.extend(flowed.doubts)
    doubts.extend(_pictures(pdf, chars, bool(found)))
    words = _without(parsed(f"<p>{html_of(lines, known)}</p>").text(separator=" "), labels)
    return draft_of(body_of(parsed(html)), _facts(pdf), words, doubts, name)


def _tree(pdf: PDF) -> Node | None:
    """Returns the structure tree; None without one, and a broken tree is as good as none."""
    from bot.adding.pdftree import Tree

    if "StructTreeRoot" not in pdf.doc.catalog:
        return None
    try:
        pages = {int(str(page.page_obj.pageid)): page.page_number for page in pdf.pages}
        return Tree(pdf.doc.catalog["StructTreeRoot"], pages).root
    except (TypeError, ValueError, AttributeError, KeyError, RecursionError):
        return None


def _without(text: str, labels: Sequence[str]) -> str:
    """Returns the words of a text without those of marks that are no text."""
    left = Counter(word for label in labels for word in _WORD.findall(label))
    kept = []
    for word in _WORD.findall(text):
        if left[word] > 0:
            left[word] -= 1
        else:
            kept.append(word)
    return " ".join(kept)


def _pictures(pdf: PDF, chars: Sequence[Char], told: bool) -> Iterator[str]:
    """Yields a doubt for each page with pictures, and for each that is nothing but one."""
    full = Counter(char["page_number"] for char in chars if char["text"].strip())
    for page in pdf.pages:
        count = len(page.images)
        if count and full[page.page_number] < _FEWEST:
            yield _SCANNED.format(page.page_number)
        elif count and not told:
            what = "A picture" if count == 1 else f"{count} pictures"
            yield f"{what} on page {page.page_number} {'was' if count == 1 else 'were'} left out."


def _facts(pdf: PDF) -> Facts:
    said = {str(key): fold(clean(str(value))) for key, value in (pdf.metadata or {}).items() if isinstance(value, str)}
    language = pdf.doc.catalog.get("Lang", b"")
    language = language.decode("latin-1", "ignore") if isinstance(language, bytes) else str(language)
    date = re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("ModDate", "") or said.get("CreationDate", ""))
    publisher = said.get("Author", "")
    return Facts(
        title=said.get("Title", ""),
        publisher=publisher,
        date="-".join(date.groups()) if date else "",
        language=clean(language),
        description=said.get("Subject", ""),
        doubts=tuple([_AUTHOR] * bool(publisher) + [_CREATED] * bool(date)),
    )
