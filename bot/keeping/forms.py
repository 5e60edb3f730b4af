"""The forms of a transcript: Markdown, text, JSON. What a person typed and what an article says is never structure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.conversation.answer import Answer, to_json
from bot.conversation.wording import DISCLAIMER, NOTICES, message_words, place_words, search_notes, state_words
from bot.errors import UsageError
from bot.keeping.quotations import ITEM, heading_line, quoted_lines
from bot.keeping.transcript import Stamp, Transcript
from bot.showing import json_text, one_line, printable

Form = Literal["md", "txt", "json"]
FORMS: tuple[Form, ...] = ("md", "txt", "json")
NAME = "citebot transcript"
VERSION = 1
_ABOUT = "Passages are quoted word for word. A number such as [2] names a source of the article."
# A citation stays as it is, unless what follows would make a link of it.
_MARKUP = re.compile(r"(\[\d+\](?![\[(:]))|([\\`*_\[\]<&~|#$])")
_AT_START = re.compile(r"(?=[-+=>:])|(?<=\d)(?=[.)])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~]?)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells the parts of a transcript apart, and how a line of words is written among them."""

    title: str
    part: str
    passage: str
    strong: str
    gap: str
    next_line: str
    written: Callable[[str], str]
    read: Callable[[str], str]


def form_of(path: Path) -> Form:
    """Returns the form that a file's name asks for. Raises `UsageError` when it asks for none."""
    form = next((form for form in FORMS if path.suffix.casefold() == f".{form}"), None)
    if form is None:
        raise UsageError(f"The form of {one_line(str(path))} is not known.", "Its name must end in .md, .txt or .json.")
    return form


def render(transcript: Transcript, form: Form) -> str:
    """Returns a transcript in one of its forms; the file is the text's UTF-8."""
    if form == "json":
        return _as_json(transcript)
    return "\n".join(_lines(transcript, MARKDOWN if form == "md" else TEXT)).strip("\n") + "\n"


def _as_json(transcript: Transcript) -> str:
    whole = {
        "format": NAME,
        "version": VERSION,
        "disclaimer": f"{DISCLAIMER}.",
        "articles": [
            {
                "name": stamp.name,
                "title": stamp.title,
                "publisher": stamp.publisher,
                "date": stamp.date,
                "sha256": stamp.digest,
            }
            for stamp in transcript.articles
        ],
        "turns": [to_json(answer) for answer in transcript.turns],
    }
    return json_text(whole, indent=1) + "\n"


def _lines(transcript: Transcript, marks: Marks) -> Iterator[str]:
    yield f"{marks.title}Citebot transcript"
    yield ""
    yield f"{DISCLAIMER}."
    yield _ABOUT
    yield ""
    for stamp in transcript.articles:
        yield from _stamp_lines(stamp, marks)
    for number, answer in enumerate(transcript.turns, start=1):
        yield f"{marks.part}Question {number}{marks.gap}"
        yield from _turn_lines(number, answer, marks)


def _stamp_lines(stamp: Stamp, marks: Marks) -> Iterator[str]:
    yield f"{marks.part}Article: {marks.written(one_line(stamp.title))}{marks.gap}"
    facts = (("Publisher", stamp.publisher), ("Date", stamp.date), ("Name", stamp.name), ("SHA-256", stamp.digest))
    yield from (f"{ITEM}{name}: {marks.written(one_line(fact))}" for name, fact in facts if fact)
    yield ""


def _turn_lines(number: int, answer: Answer, marks: Marks) -> Iterator[str]:
    yield from _said("You", printable(answer.question).strip(), marks)
    if answer.notice:
        yield from _said(NOTICES[answer.notice], one_line(answer.notice_text), marks)
    state = state_words(answer)
    yield from _said("Citebot", one_line(f"{state}. {message_words(answer)}" if state else answer.message), marks)
    yield from _said("Citebot", one_line("; ".join(search_notes(answer))), marks)
    if not marks.gap:
        yield ""
    for place, quote in enumerate(answer.quotes, start=1):
        passage = quote.passage
        yield f"{marks.passage}{number}.{place} {marks.written(heading_line(passage))}{marks.gap}"
        yield f"From {marks.written(one_line(passage.article))}, {place_words(passage)}:{marks.gap}"
        yield from _quoted(quoted_lines(passage), marks)
        yield ""


def _said(who: str, words: str, marks: Marks) -> Iterator[str]:
    if words:
        lines = marks.next_line.join(marks.written(line.rstrip()) for line in words.split("\n"))
        yield f"{marks.strong}{who}:{marks.strong} {lines}{marks.gap}"


def _quoted(lines: tuple[str, ...], marks: Marks) -> Iterator[str]:
    before = ""
    for line in lines:
        item = line.startswith(ITEM)
        if marks.gap and before and not (item and before.startswith(ITEM)):
            yield ">"  # else Markdown reads the line as one more of the paragraph or item above it
        yield f"> {ITEM}{marks.written(line.removeprefix(ITEM))}" if item else f"> {marks.written(line)}"
        before = line


@lru_cache(4096)  # a transcript is written anew after every answer
def _escaped(line: str) -> str:
    """Returns a line of words so that Markdown shows it as it is."""
    text = line.lstrip(" ")
    start = _AT_START.search(text)
    escaped = _MARKUP.sub(lambda found: found[1] or f"\\{found[2]}", text)
    if start and (start.start() == 0 or text[: start.start()].isdecimal()):
        escaped = f"{escaped[: start.start()]}\\{escaped[start.start() :]}"
    return "\N{NO-BREAK SPACE}" * (len(line) - len(text)) + escaped


def _unescaped(line: str) -> str:
    # A backslash that escapes nothing is none of Citebot's: with a line end behind it, it fits no passage.
    return _ESCAPED.sub(lambda found: found[1] or "\\\n", line)


def _as_it_is(line: str) -> str:
    return line


MARKDOWN = Marks("# ", "## ", "### ", "**", "\n", "\\\n", _escaped, _unescaped)
TEXT = Marks("", "", "", "", "", "\n     ", _as_it_is, _as_it_is)
