"""FAQ lists as running text: Markdown and plain text, in the forms in which people write them.

The first form that fits is read: marks ("Q: … A: …"), headings or bold lines that end in "?", a numbered or bulleted
list, one question a line. What answers a question is no row.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.coverage.entries import Entry
from bot.coverage.textlines import ANSWER, INLINE_ANSWER, QUESTION, Line, lines_of

_BIDDING = re.compile(r"(?:please|tell|explain|describe|list|name|show|give|i (?:want|need|would|have)|bitte)\b", re.I)
_LONGEST = 12  # words; a longer sentence under a question reads like its answer


def read_text(text: str) -> list[Entry]:
    """Returns the questions of a Markdown or plain text, each with its line and the heading above it as its topic."""
    lines = lines_of(text)
    for read in (_marked, _headed, _listed):
        found = read(lines)
        if found:
            return found
    return _lined(lines)


def _marked(lines: Sequence[Line]) -> list[Entry]:
    """Questions behind a mark, to their answer, the next mark, a heading or an empty line."""
    found: list[Entry] = []
    place = 0
    while place < len(lines):
        mark = QUESTION.match(lines[place].text)
        if not mark:
            place += 1
            continue
        first = lines[place]
        said = first.text[mark.end() :].strip()
        place += 1
        while place < len(lines) and not INLINE_ANSWER.search(said):
            following = lines[place]
            ends = QUESTION.match(following.text) or ANSWER.match(following.text) or following.kind == "heading"
            if ends or (said and (following.after_gap or said.endswith("?"))):
                break
            said = f"{said} {following.text}".strip()
            place += 1
        found.append(_entry(first, INLINE_ANSWER.split(said)[0]))
    return found


def _headed(lines: Sequence[Line]) -> list[Entry]:
    """Headings and bold beginnings of lines that end in "?", unless more list items or plain lines do."""
    strong = [line for line in lines if (line.kind == "heading" and line.asks) or line.bold.endswith("?")]
    others = sum(line.asks and line.kind != "heading" and not line.bold and line.top for line in lines)
    if not strong or len(strong) < others:
        return []
    return [_entry(line, line.bold or line.text) for line in strong]


def _listed(lines: Sequence[Line]) -> list[Entry]:
    """The items of the list: the numbered ones where these ask, else all at the left margin."""
    items = [line for line in lines if line.kind in ("number", "bullet") and line.top]
    plain = [line for line in lines if line.kind == "plain" and line.top]
    if any(line.kind == "number" and line.asks for line in items):
        items = [line for line in items if line.kind == "number"]
    asked_outside = sum(line.asks for line in plain)
    asked = sum(line.asks for line in items)
    if not items or (asked < asked_outside if asked or asked_outside else len(items) < len(plain)):
        return []
    chosen = {line.number for line in items}
    return _with_continuations(lines, _without_answers(items), lambda line: line.number in chosen)


def _lined(lines: Sequence[Line]) -> list[Entry]:
    """One question a line; where questions are followed by sentences that answer them, only what ends in "?"."""
    texts = [line for line in lines if line.kind != "heading"]
    return [_entry(line, line.text) for line in _without_answers(texts)]


def _without_answers(lines: Sequence[Line]) -> list[Line]:
    """Leaves out the answers, where at least half of the questions are followed by one."""
    asked = sum(line.asks for line in lines)
    answered = sum(line.asks and _reads_like_an_answer(after) for line, after in pairwise(lines))
    told = [line for line in lines if not line.asks]
    if answered and answered >= asked / 2 and sum(map(_reads_like_an_answer, told)) >= len(told) / 2:
        return [line for line in lines if line.asks]
    return list(lines)


def _reads_like_an_answer(line: Line) -> bool:
    ends = line.text.rstrip("\"'”’)")[-1:]
    return not (line.asks or _BIDDING.match(line.text)) and (
        ends in (".", "!", ":", ";") or len(line.text.split()) > _LONGEST
    )


def _with_continuations(lines: Sequence[Line], items: Sequence[Line], is_item: Callable[[Line], bool]) -> list[Entry]:
    """The items as entries; a line that goes on where an item broke off belongs to it."""
    found = []
    places = {line.number: place for place, line in enumerate(lines)}
    for item in items:
        said = item.text
        for line in lines[places[item.number] + 1 :]:
            if line.kind != "plain" or line.after_gap or is_item(line) or said.endswith(("?", ".", "!")):
                break
            said = f"{said} {line.text}"
        found.append(_entry(item, said))
    return found


def _entry(line: Line, question: str) -> Entry:
    return Entry(line.number, {"question": question, "topic": line.topic})
