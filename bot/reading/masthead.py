"""What stands above the text of a web page: category and date, title, standfirst, publisher, contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.sources import is_source_heading
from bot.reading.weblines import Chunk

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    r"(?:[^/\n]{1,60}/\s?)?"  # the category: "Conditions/"
    r"(?:(?:last |medically )?(?:published|updated|reviewed|date|posted|modified)(?: on)?:?\s)?"
    rf"({_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}|{_MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})$",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:researched|published|provided) by:?\s?(\S.{0,80}?)(?:\s?[—|].*|\s[–-]\s.*)?$", re.IGNORECASE
)
_OTHER = re.compile(
    r"(?:(?:written |(?:medically )?reviewed |fact[- ]checked |edited )?by:?\s?\S.{0,100}|\d+ min(?:ute)?s? read"
    r"|(?:authors?|doi|licen[cs]e|sha|keywords):\s.*|share)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:(?:url|source):\s)?(https?://\S+)$", re.IGNORECASE)
_CONTENTS = frozenset(["table of contents", "contents", "on this page", "in this article"])
_REACH = 12  # chunks; a masthead is short
_TITLE_WORDS, _TITLE_LENGTH = 25, 250


@dataclass(slots=True)
class Masthead:
    """What the masthead says; the text starts with chunk number `end`, `contents` are the headings it lists."""

    title: str = ""
    title_line: int = 1
    date: str = ""
    publisher: str = ""
    url: str = ""
    description: str = ""
    contents: tuple[str, ...] = ()
    end: int = 0


def is_masthead_line(text: str) -> bool:
    """Returns whether a line can only be part of a masthead, not of the text."""
    return bool(_DATE.match(text) or _PUBLISHER.match(text)) or is_contents(text)


def is_contents(text: str) -> bool:
    """Returns whether a line is the heading of a table of contents."""
    return text.rstrip(":").casefold() in _CONTENTS


def read_masthead(chunks: Sequence[Chunk]) -> Masthead:
    """Returns what stands above the text; a text that starts right away has an empty masthead."""
    head = Masthead()
    pending: list[int] = []  # sentences that are the standfirst if more of the masthead follows
    for place, chunk in enumerate(chunks[:_REACH]):
        text = chunk.text
        if chunk.kind != "text":
            break
        if is_contents(text):
            head.end, head.contents = _contents(chunks, place + 1)
        elif _take(head, text):
            head.end = place + 1
        elif not head.title and not pending and place + 1 < len(chunks) and _is_title(chunk):
            head.title, head.title_line, head.end = text, chunk.line, place + 1
        elif pending or not head.title:
            break
        else:
            pending.append(place)
            continue
        if pending:
            head.description = chunks[pending.pop()].text
        if head.contents or head.end > place + 1:
            break
    return head


def _take(head: Masthead, text: str) -> bool:
    """Notes what a line says about the article; returns whether it is such a line."""
    if found := _DATE.match(text):
        head.date = head.date or found[1]
    elif found := _PUBLISHER.match(text):
        head.publisher = head.publisher or found[1].rstrip(" —–|-")
    elif found := _ADDRESS.match(text):
        head.url = head.url or found[1]
    else:
        return len(text) <= 200 and _OTHER.match(text) is not None
    return True


def _is_title(chunk: Chunk) -> bool:
    text = chunk.text
    short = len(chunk.lines) <= 2 and len(text) <= _TITLE_LENGTH and len(text.split()) <= _TITLE_WORDS
    return short and text[-1] not in ".,;:!"


def _contents(chunks: Sequence[Chunk], start: int) -> tuple[int, tuple[str, ...]]:
    """Returns where the text starts, and the entries before it: lines that stand again below as headings."""
    lines = [(place, text) for place, chunk in enumerate(chunks[start:], start) for text in _entries(chunk)]
    last_place = {text: place for place, text in lines}
    entries: list[str] = []
    end = start
    for place in range(start, len(chunks)):
        found = _entries(chunks[place])
        if not found or not all(last_place[text] > place or is_source_heading(text) for text in found):
            break
        entries.extend(found)
        end = place + 1
    return end, tuple(entries)


def _entries(chunk: Chunk) -> list[str]:
    """Returns the lines of a chunk as entries of a table of contents; none when one is too long to be one."""
    texts = [" ".join(text.split()).rstrip(":").casefold() for _, text in chunk.lines]
    return texts if all(len(text) <= 100 for text in texts) else []
