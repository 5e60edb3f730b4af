"""A transcript read again, whichever form it has: its articles and its quotations."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.article import Kind, LineRange, Passage
from bot.codec import Mismatch, decode
from bot.errors import UsageError
from bot.keeping.forms import MARKDOWN, NAME, TEXT, VERSION, Marks
from bot.keeping.quotations import Quotation, in_data
from bot.keeping.transcript import Stamp

_EXPORTED = "Give a file that Citebot exported."
_PLACE = re.compile(r"From (.*), (lines? \d+(?: to \d+)?):")
_FACT = re.compile(r"- (Publisher|Date|Name|SHA-256): (.*)")
_QUOTED = re.compile(r" {0,3}> ?(.*)")


@dataclass(frozen=True, slots=True)
class Written:
    """What a transcript says: its articles, and its quotations, each with its label ("2.1")."""

    articles: tuple[Stamp, ...]
    quotations: tuple[tuple[str, Quotation], ...]
    is_data: bool


def parse(text: str) -> Written:
    """Returns what a transcript says. Raises `UsageError` with a sentence when it is none."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").strip()
    if text.startswith("{"):
        return _from_json(text)
    first, *lines = text.split("\n")
    marks = next((marks for marks in (MARKDOWN, TEXT) if first.rstrip() == f"{marks.title}Citebot transcript"), None)
    if marks is None:
        raise UsageError("This is no transcript of Citebot's.", _EXPORTED)
    return _from_lines(lines, marks)


@dataclass(frozen=True, slots=True)
class _Article:
    name: str
    title: str
    publisher: str
    date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Passage:
    article: str
    heading: tuple[str, ...]
    kind: Kind
    row: str | None
    text: str
    citations: tuple[int, ...]
    lines: LineRange


@dataclass(frozen=True, slots=True)
class _Turn:
    passages: tuple[_Passage, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    articles: tuple[_Article, ...]
    turns: tuple[_Turn, ...]


def _from_json(text: str) -> Written:
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or value.get("format") != NAME:
            raise UsageError("This is JSON, but no transcript of Citebot's.", _EXPORTED)
        if value.get("version") != VERSION:
            raise UsageError("This transcript is of another version of Citebot.", "Update Citebot to check it.")
        whole = decode(_Whole, value, "the transcript")
    except Mismatch as error:
        raise UsageError(f"This transcript is damaged: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError("This begins like JSON but is not valid JSON.", _EXPORTED) from error
    quotations = tuple(
        (f"{number}.{place}", _quotation(passage))
        for number, turn in enumerate(whole.turns, start=1)
        for place, passage in enumerate(turn.passages, start=1)
    )
    articles = tuple(Stamp(a.name, a.title, a.publisher, a.date, a.sha256) for a in whole.articles)
    return Written(articles, quotations, is_data=True)


def _quotation(said: _Passage) -> Quotation:
    passage = Passage("", said.article, said.heading, said.kind, said.text, said.lines, said.row, 0, said.citations)
    return in_data(passage)


@dataclass
class _Draft:
    """A quotation whose lines are being read; nothing that is quoted outside of one is lost."""

    label: str = "?"
    heading: str = ""
    article: str = ""
    place: str = ""
    lines: list[str] = field(default_factory=list)

    def quotation(self) -> Quotation:
        return Quotation(self.article, self.heading, self.place, " ".join(filter(None, self.lines)))


def _from_lines(lines: list[str], marks: Marks) -> Written:
    facts: list[dict[str, str]] = []
    drafts: list[_Draft] = []
    labelled = re.compile(rf"{marks.passage}(\d+\.\d+) (.*)")
    part = re.compile(rf"{marks.part}(?:Article: (.*)|Question \d+)")
    draft: _Draft | None = None
    quoting = False  # the line before was quoted: Markdown takes the next one to go on with it
    for line in lines:
        if found := labelled.fullmatch(line):
            draft = _Draft(found[1], marks.read(found[2]))
            drafts.append(draft)
        elif found := part.fullmatch(line):
            draft = None
            if found[1] is not None:
                facts.append({"Title": marks.read(found[1])})
        elif (found := _PLACE.fullmatch(line)) and draft and not draft.place:
            draft.article, draft.place = marks.read(found[1]), found[2]
        elif (found := _FACT.fullmatch(line)) and facts and not drafts:
            facts[-1][found[1]] = marks.read(found[2])
        elif (found := _QUOTED.fullmatch(line)) or (quoting and line.strip()):
            if draft is None:
                draft = _Draft()
                drafts.append(draft)
            # Markdown takes a line right below to be quoted too: without ">" it is not Citebot's, and fits no passage.
            draft.lines.append(marks.read(found[1].rstrip(" ")) if found else f"\n{line}")
            quoting = True
            continue
        quoting = False
    return Written(tuple(_stamps(facts)), tuple((draft.label, draft.quotation()) for draft in drafts), is_data=False)


def _stamps(facts: list[dict[str, str]]) -> Iterator[Stamp]:
    names = ("Name", "Title", "Publisher", "Date", "SHA-256")
    yield from (Stamp(*(fact.get(name, "") for name in names)) for fact in facts)
