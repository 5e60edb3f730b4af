"""How passages are named in a run, and in the sentences about it."""

from collections.abc import Sequence

from bot.article import LineRange, Passage
from bot.coverage.values import Found

BEGINNING = 160  # characters of a passage that are kept
NAMED = 4  # words named at most


def found_in(passage: Passage, score: float = 0.0) -> Found:
    """Returns a passage as the values of a run hold it: with the beginning of its own text."""
    own = " ".join(passage.text[passage.context :].split())
    text = own if len(own) <= BEGINNING else own[: BEGINNING - 1].rsplit(" ", 1)[0] + "…"
    return Found(passage.id, passage.heading, passage.row, passage.lines, text, score)


def name_of(passage: Passage | Found) -> str:
    """Returns a passage as a sentence names it: “Pain and Tenderness” (line 32)."""
    row = f", {passage.row}" if passage.row else ""
    return f"“{passage.heading[-1]}”{row} ({in_words(passage.lines)})"


def in_words(lines: LineRange) -> str:
    """Returns a range of lines as a sentence names it."""
    return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}–{lines[1]}"


def listed(words: Sequence[str]) -> str:
    """Returns words as a sentence names them: each in quotation marks, the first few of many."""
    return ", ".join(f"“{word}”" for word in words[:NAMED])
