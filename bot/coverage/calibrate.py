"""The decision line: what it would cost to draw it higher or lower.

A question counts as answered from a likelihood that the passages answer it (`verdict.ANSWERED`). A lower line
answers more of what the article does not answer; a higher one refuses more of what it does. Questions that stand for
themselves are counted; later turns of a conversation are not.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import parts, verdict
from bot.conversation.bounds import LONGEST
from bot.conversation.courtesy import Courtesy
from bot.conversation.inquiry import inquire
from bot.conversation.ranking import rank
from bot.conversation.safety import Safety
from bot.coverage.evaluate import conversations, expectations
from bot.coverage.expected import Places
from bot.coverage.metrics import rate
from bot.coverage.values import FaqList, Label, Rate
from bot.library import Library
from bot.reading.characters import clean

STEPS = 20  # from 0 to 1


@dataclass(frozen=True, slots=True)
class Line:
    """What comes of the questions with the decision line at `at`; `current` marks the one that is in use."""

    at: float
    false_answers: Rate
    false_refusals: Rate
    current: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The trade-off over the decision line, from 0 to 1; `left_out` counts the rows that have no label to judge by, or
    are later turns of a conversation.
    """

    lines: tuple[Line, ...]
    answerable: int
    unanswerable: int
    left_out: int

    @property
    def current(self) -> Line:
        """The line in use."""
        return next(line for line in self.lines if line.current)


def calibrate(faq: FaqList, library: Library) -> Calibration:
    """Asks each question once, and counts what would come of it at each line."""
    lines = sorted({*(step / STEPS for step in range(STEPS + 1)), verdict.ANSWERED})
    reached: dict[Label, list[int]] = {"answerable": [], "unanswerable": []}
    judge = _Judge(library, lines)
    expected = expectations(faq.rows, Places(library))
    for first, *_ in conversations(faq.rows):
        if expected[first].label in reached:
            reached[expected[first].label].append(judge.answered(faq.rows[first].question))
    counted = tuple(
        Line(
            at,
            rate(answered > number for answered in reached["unanswerable"]),
            rate(answered <= number for answered in reached["answerable"]),
            at == verdict.ANSWERED,
        )
        for number, at in enumerate(lines)
    )
    answerable, unanswerable = len(reached["answerable"]), len(reached["unanswerable"])
    return Calibration(counted, answerable, unanswerable, len(faq.rows) - answerable - unanswerable)


class _Judge:
    """Judges questions as a new conversation does, at one line after the other."""

    def __init__(self, library: Library, lines: Sequence[float]) -> None:
        self._library, self._lines = library, lines
        self._safety, self._courtesy = Safety.load(library.notices), Courtesy.load()

    def answered(self, text: str) -> int:
        """Returns at how many of the lines, from the lowest, a question is answered."""
        question = clean(text)[:LONGEST]
        if self._safety.check(question) or self._courtesy.reply(question) is not None:
            return 0
        asked = self._courtesy.strip(question) or question
        return max(self._part(asked[start:end]) for start, end in parts.split(asked))

    def _part(self, text: str) -> int:
        inquiry = inquire(text, self._library)
        hits = rank(self._library, inquiry)
        return bisect_right(self._lines, verdict.judge(inquiry, hits, self._library).line)
