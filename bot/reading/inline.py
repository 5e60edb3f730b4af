"""A Markdown block's running text: as it reads without its markup, with its citations and its leading label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.article import Citation
from bot.reading.characters import clean, fold
from bot.reading.citations import bracketed_citations, number_list

if TYPE_CHECKING:
    from markdown_it.token import Token

_LABEL_WORDS = 6
# What may be markup inside of a block (CommonMark 0.31); of brackets, see `plain_inline`.
_MARKUP = re.compile(r"[\\`*_]|<[A-Za-z/!?]|&[#A-Za-z]|!\[|\]\(|\[\^")
_BOLD_START = re.compile(r"\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?=[ \n]|\Z)")


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without markup, white space folded; `bold` is how far the bold text at its start reaches.

    `lines` are the texts of its source lines, where soft or hard breaks parted them. `html` says whether tags
    were left out.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    bold: int = 0
    lines: tuple[str, ...] = ()
    html: bool = False


class InlineReader:
    """Collects the text of inline tokens; `notes` gives footnotes their numbers by label."""

    def __init__(self, notes: Mapping[str, int]) -> None:
        self._notes = notes
        self._pieces: list[str] = []
        self._length = 0
        self._spaced = True
        self._breaks: list[int] = []
        self._protected: list[tuple[int, int]] = []
        self._found: list[Citation] = []
        self._bold = 0
        self._html = False

    def read(self, tokens: Iterable[Token]) -> Inline:
        """Returns the text of the tokens."""
        depth = 0
        links: list[tuple[int, int, str]] = []
        for token in tokens:
            if token.type == "strong_open":
                depth = depth + 1 if depth or self._length == 0 else 0
            elif token.type == "strong_close":
                self._bold = self._length if depth == 1 else self._bold
                depth = max(0, depth - 1)
            elif token.type == "link_open":
                links.append((self._length, len(self._pieces), str(token.meta.get("label", ""))))
            elif token.type == "link_close":
                self._close_link(*links.pop())
            else:
                self._add_token(token)
        return self._result()

    def _close_link(self, start: int, place: int, label: str) -> None:
        """A link made by a reference such as [7] is a citation; the text of any other link never is one."""
        text = "".join(self._pieces[place:])
        if text == label and (numbers := number_list(label)):
            self._pieces[place:] = [f"[{text}]"]
            self._length += 2
            self._found.append(Citation(start, self._length, numbers))
        self._protected.append((start, self._length))

    def _add_token(self, token: Token) -> None:
        start = self._length
        if token.type in ("softbreak", "hardbreak"):
            self._add(" ")
            self._breaks.append(self._length)
        elif token.type == "html_inline":
            self._html = True
            if token.content.casefold().startswith("<br"):
                self._add(" ")
        elif token.type == "code_inline":
            self._add(token.content)
            self._protected.append((start, self._length))
        elif token.type == "image":
            inner = InlineReader(self._notes).read(token.children or ())
            self._add(inner.text or token.content)
            self._protected.append((start, self._length))
        elif token.type == "footnote_ref":
            label = str(token.meta["label"])
            self._add(f"[^{label}]")
            self._protected.append((start, self._length))
            self._found.append(Citation(start, self._length, (self._notes[label],)))
        else:
            self._add(token.content)

    def _add(self, text: str) -> None:
        """Adds a text with its white space folded, also where it meets the text before it."""
        text = clean(text)  # what is written as &#x202e; is only seen by now
        words = " ".join(text.split())
        if text[:1].isspace() and not self._spaced:
            words = f" {words}"
        if words.strip() and text[-1:].isspace():
            words += " "
        if words:
            self._pieces.append(words)
            self._length += len(words)
            self._spaced = words.endswith(" ")

    def _result(self) -> Inline:
        text = "".join(self._pieces).rstrip(" ")
        protected = bytearray(self._length)
        for start, end in self._protected:
            protected[start:end] = b"\1" * (end - start)
        bracketed = [c for c in bracketed_citations(text) if not any(protected[c.start : c.end])]
        citations = tuple(sorted((*bracketed, *self._found), key=lambda citation: citation.start))
        ends = [*self._breaks, len(text)]
        lines = tuple(text[start:end].strip() for start, end in zip([0, *self._breaks], ends, strict=True))
        return Inline(text, citations, min(self._bold, len(text)), lines, self._html)


def plain_inline(content: str) -> Inline | None:
    """Returns a text that holds no markup but bold at its start; None where it takes the parser to tell.

    Where nothing in the article is defined to be referred to, no brackets are links by themselves.
    """
    begin = _BOLD_START.match(content) if content.startswith("**") else None
    bold = begin[1] if begin else ""
    plain = f"{bold}{content[begin.end() :]}" if begin else content
    lines = tuple([fold(line) for line in plain.split("\n")])
    if not all(lines) or _MARKUP.search(plain):
        return None
    text = " ".join(lines)
    return Inline(text, bracketed_citations(text) if "[" in text else (), len(fold(bold)), lines)


def label_of(text: str, bold: int = 0) -> str | None:
    """Returns the label at a list item's start: bold text that ends in a colon, or a few words before the first."""
    marked = text[:bold].rstrip()
    if marked.endswith(":"):
        return marked[:-1].rstrip() or None
    if bold and text[bold:].lstrip().startswith(":"):
        return marked or None
    head, colon, rest = text.partition(": ")
    is_label = colon and rest.strip() and 0 < len(head.split()) <= _LABEL_WORDS
    return head if is_label and not re.search(r"[.!?;](\s|$)", head) else None
