"""The lines of a Markdown or plain text, each with its kind and without its marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.reading.characters import fold, split_lines

Kind = Literal["heading", "number", "bullet", "plain"]

# "Q:", "Q1.", "Question 3:", "Frage:", and what begins an answer. A single letter needs its colon: "A. Miller asks".
QUESTION = re.compile(
    r"(?:q\s*\d{0,4}\s*[:.)]|q\d{1,4}\s|f\s*\d{0,4}\s*:|(?:question|frage)\s*\d{0,4}\s*[:.)])\s*", re.I
)
ANSWER = re.compile(
    r"(?:[ar]\s*\d{0,4}\s*:|a\s*\d{0,4}[.)]\s|(?:answer|antwort|réponse|reponse)\s*\d{0,4}\s*[:.)])", re.I
)
INLINE_ANSWER = re.compile(r"\s+(?:[ar]\s*\d{0,4}|answer|antwort|réponse|reponse)\s*:(?:\s|$)", re.I)

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)[\s#]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+|\*\s*\*\s*\*[\s*]*)\s*$")
_ITEM = re.compile(r"(\s*)(?:(\(?\d{1,4}[.)]|[a-z]\))|[-*+•–·‣▪◦])\s+(?:\[[ xX]\]\s+)?(\S.*)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1(\?)?|<(b|strong|summary)>(.+?)</\4>(\?)?", re.I)
_QUOTE = re.compile(r"^\s*>\s?")
_LONGEST = 5_000  # characters; the marks of a longer line are left in it
_FENCE = re.compile(r"\s*(```|~~~)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|__|_|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text: its number, its kind, and its text without marks.

    `bold` is the bold beginning of the line, "" where there is none; `top`: it stands at the left margin of its kind;
    `after_gap`: an empty line stands before it; `topic` is the heading above it.
    """

    number: int
    kind: Kind
    text: str
    bold: str = ""
    top: bool = True
    after_gap: bool = False
    topic: str = ""

    @property
    def asks(self) -> bool:
        """Tells whether the line ends in a question mark."""
        return self.text.rstrip("\"'”’») ").endswith(("?", "？"))


def lines_of(text: str) -> list[Line]:
    """Returns the lines that hold text, without front matter, comments, code and rules."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT_MATTER.sub(_line_ends, text)  # the numbers of the lines stay
    if "-->" in text:
        last = text.rindex("-->") + 3
        text = _COMMENT.sub(_line_ends, text[:last]) + text[last:]
    found: list[Line] = []
    topic, gap = "", False
    for number, raw in _outside_code(split_lines(text)):
        underlined = bool(found) and not gap and _underlines(raw, found[-1])
        if underlined:
            found[-1] = replace(found[-1], kind="heading", bold="", top=True)
        if not underlined and raw.strip(" \t>") and not _is_rule(raw):
            line = _line(number, _QUOTE.sub("", raw), gap, topic)
            found.extend([line] if line.text else [])
        gap = not raw.strip(" \t>") or _is_rule(raw)
        if found and found[-1].kind == "heading" and not found[-1].asks:
            topic = found[-1].text if len(found) > 1 else ""  # the first heading names the list
    return found


def _line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _outside_code(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    fences = sum(bool(_FENCE.match(line)) for line in lines)
    inside = False
    for number, line in enumerate(lines, start=1):
        if _FENCE.match(line) and (inside or fences > 1):
            inside, fences = not inside, fences - 1
            continue
        fences -= bool(_FENCE.match(line))
        if not inside:
            yield number, line


def _underlines(raw: str, line: Line) -> bool:
    """Tells whether a row of "=" or "-" makes the line above a heading; under a sentence, it parts two answers."""
    if line.kind != "plain" or not _is_rule(raw) or "*" in raw:
        return False
    return raw.strip()[0] == "=" or line.asks


def _is_rule(line: str) -> bool:
    return bool(_UNDERLINE.match(line)) and len(line.strip()) > 1


def _line(number: int, raw: str, gap: bool, topic: str) -> Line:
    heading = _HEADING.match(raw)
    if heading:
        return Line(number, "heading", plain(_unnumbered(heading[2])), "", True, gap, topic)
    item = _ITEM.match(raw)
    kind: Kind = "plain" if not item else "number" if item[2] else "bullet"
    inner = item[3] if item else raw
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    bold = _BOLD.match(inner.strip()) if len(inner) <= _LONGEST else None
    strong = plain(_unnumbered((bold[2] or bold[5]) + (bold[3] or bold[6] or ""))) if bold else ""
    return Line(number, kind, plain(inner), strong, indent < 2, gap, topic)


def _unnumbered(text: str) -> str:
    return re.sub(r"^\s*\(?\d{1,4}[.)]\s+", "", text)


def plain(text: str) -> str:
    """Returns a line's text without inline markup."""
    if len(text) > _LONGEST:
        return fold(text)
    text = _LINK.sub(r"\1", _TAG.sub("", text))
    for _ in range(2):  # bold in italics
        text = _EMPHASIS.sub(r"\2", text)
    return fold(_ESCAPED.sub(r"\1", text))
