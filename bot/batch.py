"""The lines of `citebot ask --jsonl`: one question a line, to one object a line."""

import json
import math
from collections import OrderedDict
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from bot.conversation.answer import to_json
from bot.conversation.dialogue import Conversation
from bot.library import Library

LONGEST = 16_000_000  # bytes of a line; a longer one is passed over, and said so
REMEMBERED = 1_000  # conversations; of more, those asked longest ago begin anew
_DEEPEST = 100  # lists and objects within each other, of what is given back
_PORTION = 65_536


def answers(lines: BinaryIO, library: Library, top: int) -> Iterator[dict[str, Any]]:
    """Yields an object for each line with text, in order; lines that name the same conversation share a history.

    A line that asks nothing, or is too long, gets an object with an "error". What was said is remembered of the
    `REMEMBERED` conversations that asked last: memory does not grow with the number of lines.
    """
    conversations = _Conversations(library, top)
    for number, raw in enumerate(_bounded(lines), start=1):
        if raw is None:
            said = f"The line is longer than {LONGEST // 1_000_000} MB."
            yield {"id": None, "line": number, "error": said}
        elif raw.strip():
            yield _answer(raw, number, conversations)


def _bounded(lines: BinaryIO) -> Iterator[bytes | None]:
    """Yields the lines of a file; None for one that is too long."""
    while raw := lines.readline(LONGEST + 1):
        if len(raw) <= LONGEST or raw.endswith(b"\n"):
            yield raw
            continue
        while not raw.endswith(b"\n") and (raw := lines.readline(_PORTION)):
            pass
        yield None


class _Conversations:
    """The conversations that lines belong to, by name; a line without one has a conversation of its own."""

    def __init__(self, library: Library, top: int) -> None:
        self._first = Conversation(library, top)
        self._named: OrderedDict[str, Conversation] = OrderedDict()

    def of(self, name: object) -> Conversation:
        if name is None:
            return self._first.another()
        key = json.dumps(name, sort_keys=True)
        found = self._named.pop(key, None) or self._first.another()
        self._named[key] = found
        if len(self._named) > REMEMBERED:
            self._named.popitem(last=False)
        return found


def _answer(raw: bytes, number: int, conversations: _Conversations) -> dict[str, Any]:
    try:
        line = _parsed(raw)
    except ValueError as error:
        return {"id": None, "line": number, "error": str(error)}
    echoed = {name: line[name] for name in ("id", "conversation") if name in line}
    question = line.get("question")
    if not isinstance(question, str) or not question.strip():
        said = 'There is no "question" in this line.' if question is None else "The question is empty or not a text."
        return {"id": line.get("id"), "line": number, "error": said}
    return echoed | to_json(conversations.of(line.get("conversation")).ask(question))


def _parsed(raw: bytes) -> dict[str, Any]:
    """Returns a line as an object; bare text is its question. Raises `ValueError` with a sentence to show."""
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("The line is not UTF-8 text.") from None
    if not text.startswith("{"):
        return {"question": text}
    try:
        line: dict[str, Any] = json.loads(text, parse_constant=_no_json)
    except (ValueError, RecursionError):
        raise ValueError("The line begins like a JSON object but is not one.") from None
    if not all(_can_be_given_back(line.get(name)) for name in ("id", "conversation")):
        raise ValueError("The id or conversation nests too deep, or holds a number that is too large.")
    return line


def _no_json(name: str) -> float:
    """Refuses NaN and Infinity, which Python reads and writes, but which are no JSON."""
    raise ValueError(name)


def _can_be_given_back(value: object) -> bool:
    """Tells whether a value can be written as JSON again."""
    level = [value]
    for _ in range(_DEEPEST):
        if any(isinstance(one, float) and not math.isfinite(one) for one in level):
            return False
        inner = [one for one in level if isinstance(one, list | dict)]
        if not inner:
            return True
        level = list(chain.from_iterable(one.values() if isinstance(one, dict) else one for one in inner))
    return False
