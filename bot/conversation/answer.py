"""The answer to one question, and its form as JSON."""

from typing import Any, Literal, NamedTuple

from bot.article import Offsets, Passage
from bot.retrieval.query import Origin

State = Literal["answered", "weak", "not_found", "courtesy"]
Notice = Literal["emergency", "personal_advice"]


class Correction(NamedTuple):
    """A word of the question that was read as another."""

    written: str
    read_as: str


class Synonyms(NamedTuple):
    """A word of the question and the words of the article searched beside it."""

    word: str
    added: tuple[str, ...]


class Contribution(NamedTuple):
    """What one word added to a passage's score: the word as searched, where it came from, and how much."""

    word: str
    origin: Origin
    score: float


class Quote(NamedTuple):
    """A passage as the answer shows it.

    `answer_span` is the sentence that answers best and `matches` are the words that matched, in order and
    without overlaps: both are offsets in the passage's text. `part` is the number, from 0, of the question that it
    answers, where one message asks several.
    """

    passage: Passage
    score: float
    answer_span: Offsets | None
    matches: tuple[Offsets, ...]
    contributions: tuple[Contribution, ...] = ()
    part: int = 0


class Answer(NamedTuple):
    """What the bot says to one question: a state, an optional notice, and quotations.

    `message` is the bot's own words for the state and `notice_text` those for the notice (JSON has both in one),
    `searched_for` what was searched, in words; `missing` are the content words of the question that the corpus does
    not cover.
    """

    question: str
    state: State
    message: str = ""
    notice: Notice | None = None
    notice_text: str = ""
    searched_for: str = ""
    corrections: tuple[Correction, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    carried_over: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    suggestions: tuple[str, ...] = ()


def to_json(answer: Answer) -> dict[str, Any]:
    """Returns the answer as the object that `citebot ask --json` prints."""
    return {
        "question": answer.question,
        "state": answer.state,
        "notice": answer.notice,
        "message": f"{answer.notice_text} {answer.message}".strip(),
        "searched_for": answer.searched_for,
        "corrections": [{"from": c.written, "to": c.read_as} for c in answer.corrections],
        "synonyms": [{"from": s.word, "to": list(s.added)} for s in answer.synonyms],
        "carried_over": list(answer.carried_over),
        "missing": list(answer.missing),
        "passages": [_quote_to_json(quote) for quote in answer.quotes],
        "suggestions": list(answer.suggestions),
    }


def _quote_to_json(quote: Quote) -> dict[str, Any]:
    passage = quote.passage
    return {
        "id": passage.id,
        "article": passage.article,
        "heading": list(passage.heading),
        "kind": passage.kind,
        "row": passage.row,
        "text": passage.text,
        "citations": list(passage.citations),
        "lines": list(passage.lines),
        "score": round(quote.score, 4),
        "answer_span": list(quote.answer_span) if quote.answer_span else None,
        "matches": [list(match) for match in quote.matches],
    }
