"""The blocks that the lines of a PDF make up, as HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.adding.htmlblocks import DOUBT
from bot.adding.pdfchars import Known, Line, html_of
from bot.reading.sources import is_source_heading

_FOOTNOTE = "A paragraph in small letters at the foot of page {} was taken for footnote {}."
_UNTOLD = (
    "Footnote {} on page {} is a paragraph at the end: its number is also that of a source, so check who cites it."
)
_GAPS = "There are wide gaps in it: it may be part of a table without lines."
_CONTINUED = "The table goes on over the end of a page."


@dataclass(slots=True)
class Flow:
    """A document as HTML; the marks of its lists, which are no text, are in `labels`."""

    html: str = ""
    labels: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """A block being put together: `kind` is a tag, or "table" with its rows in `html`."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    html: str = ""
    columns: int = 0
    page: int = 0
    number: int | None = None
    indent: float = 0.0
    right: float = 0.0
    continued: bool = False


class PartWriter:
    """Writes blocks and footnotes as HTML; notes doubts and labels in a flow."""

    def __init__(self, parts: Sequence[Part], notes: Sequence[Part], known: Known, flow: Flow) -> None:
        heads = [" ".join(line.text for line in part.lines) for part in parts if part.kind in "hp"]
        self._parts = parts
        self._notes = notes
        self._known = known
        self._flow = flow
        self._has_sources = any(map(is_source_heading, heads))

    def html(self) -> str:
        """Returns everything as HTML."""
        levels = self._levels()
        pieces = []
        at = 0
        while at < len(self._parts):
            part = self._parts[at]
            text = self._linked(html_of(part.lines, self._known) if part.kind != "table" else part.html, part)
            if part.kind == "h":
                level = levels[part.lines[0].size, part.lines[0].bold]
                pieces.append(f"<h{level}>{re.sub('</?b>', '', text)}</h{level}>")
            elif part.kind == "table":
                doubt = f' {DOUBT}="{_CONTINUED}"' if part.continued else ""
                pieces.append(text if text.startswith("<table") else f"<table{doubt}>{text}</table>")
            elif part.kind == "li":
                end = at
                while end < len(self._parts) and self._parts[end].kind == "li":
                    end += 1
                pieces.append(self._list(self._parts[at:end]))
                at = end
                continue
            else:
                doubt = f' {DOUBT}="{_GAPS}"' if any(line.gaps for line in part.lines) else ""
                pieces.append(f"<p{doubt}>{text}</p>")
            at += 1
        return "".join(pieces) + self._noted()

    def _list(self, items: Sequence[Part]) -> str:
        """Returns items as lists within each other, by where their marks stand."""
        made: list[str] = []
        open_: list[tuple[float, str]] = []
        for item in items:
            tag = "ul" if item.number is None else "ol"
            while open_ and item.indent < open_[-1][0] - 3:
                made.append(f"</li></{open_.pop()[1]}>")
            if open_ and item.indent <= open_[-1][0] + 3:
                made.append("</li>" if open_[-1][1] == tag else f"</li></{open_.pop()[1]}>")
            if not open_ or item.indent > open_[-1][0] + 3:
                open_.append((item.indent, tag))
                made.append(f"<{tag}>")
            value = f' value="{item.number}"' if item.number is not None else ""
            made.append(f"<li{value}>{self._linked(html_of(item.lines, self._known), item)}")
        made.extend(f"</li></{tag}>" for _, tag in reversed(open_))
        return "".join(made)

    def _noted(self) -> str:
        """Returns the footnotes: its number in the text leads to each, where no source has it, too."""
        made = []
        for place, note in enumerate(self._notes, 1):
            text = html_of(note.lines, self._known)
            if self._has_sources:
                self._flow.doubts.append(_UNTOLD.format(note.number, note.page))
                made.append(f'<p id="footnote-{place}">{note.number} {text}</p>')
            else:
                self._flow.labels.append(str(note.number))
                self._flow.doubts.append(_FOOTNOTE.format(note.page, note.number))
                made.append(f'<p id="footnote-{place}">{text}</p>')
        return "".join(made)

    def _linked(self, text: str, part: Part) -> str:
        """Returns a text whose raised numbers lead to the footnotes of their page."""
        pages = {line.page for line in part.lines} or {part.page}
        for place, note in enumerate([] if self._has_sources else self._notes, 1):
            if note.page in pages:
                text = text.replace(
                    f"<sup>{note.number}</sup>", f'<sup><a href="#footnote-{place}">{note.number}</a></sup>'
                )
        return text

    def _levels(self) -> dict[tuple[float, bool], int]:
        """Returns the levels of headings by their look: the larger the higher; the first is the title, if alone."""
        heads = [(part.lines[0].size, part.lines[0].bold) for part in self._parts if part.kind == "h"]
        looks = sorted(set(heads), key=lambda look: (-look[0], not look[1]))
        first = 1 if looks and heads.count(looks[0]) == 1 and heads[0] == looks[0] else 2
        return {look: min(6, first + place) for place, look in enumerate(looks)}
