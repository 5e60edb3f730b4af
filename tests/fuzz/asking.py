"""Targets: questions in a conversation, and the lines of `citebot ask --jsonl`."""

import io
import json
from functools import cache, lru_cache
from typing import Any

from bot.article import Passage
from bot.batch import answers
from bot.conversation.answer import Answer, to_json
from bot.conversation.dialogue import Conversation
from bot.library import Library
from bot.plain.rendering import render
from tests.fuzz.holding import holds_spans, is_shown, text_of

TURN = b"\xff"  # between the turns of a conversation: in no UTF-8 text
_TURNS = 6
_KEYS = {
    *("question", "state", "notice", "message", "searched_for", "corrections", "synonyms", "carried_over", "missing"),
    *("passages", "suggestions"),
}
_STATES = {"answered": True, "weak": True, "not_found": False, "courtesy": False}  # and whether passages are shown


def conversation(data: bytes) -> None:
    """Questions, turn by turn: whatever is said, the passages are the article's own, and the same again next time."""
    turns = [text_of(turn) for turn in data.split(TURN)[:_TURNS]]
    one, again = Conversation(library()), Conversation(library())
    for turn in turns:
        answer = one.ask(turn)
        holds_answer(answer, turn)
        if len(data) % 4 == 0:
            assert again.ask(turn) == answer


def lines(data: bytes) -> None:
    """JSON lines: every line with text is answered by one object, in order, that is valid JSON and UTF-8."""
    given = [number for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    found = list(answers(io.BytesIO(data), library(), 3))
    assert len(found) == len(given)
    for number, value in zip(given, found, strict=True):
        written = json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
        assert json.loads(written) == value
        if "error" in value:
            assert value["line"] == number
            assert is_shown(value["error"])
        else:
            assert _KEYS <= value.keys() <= _KEYS | {"id", "conversation"}


def holds_answer(answer: Answer, question: str) -> None:
    """An answer fits its state; its passages are the article's own; nothing of it acts on a terminal."""
    assert answer.question == question
    assert bool(answer.quotes) == _STATES[answer.state]
    assert bool(answer.notice) == bool(answer.notice_text)
    assert answer.state == "answered" or answer.message or answer.notice
    for quote in answer.quotes:
        text = quote.passage.text
        assert quote.passage == passages()[quote.passage.id]
        assert quote.score > 0
        holds_spans(quote.matches, len(text))
        assert quote.answer_span is None or 0 <= quote.answer_span[0] < quote.answer_span[1] <= len(text)
    said: dict[str, Any] = to_json(answer)
    assert said.keys() == _KEYS
    own = json.dumps(said | {"question": ""}, ensure_ascii=False, allow_nan=False)
    assert is_shown(own), own
    assert is_shown(render(answer, {}))


@cache
def library() -> Library:
    """Returns the library of the bundled article."""
    return Library.open()


@lru_cache(1)
def passages() -> dict[str, Passage]:
    """Returns its passages by their ids."""
    return {passage.id: passage for passage in library().passages}
