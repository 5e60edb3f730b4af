"""The evaluation of an FAQ list: every question asked, and what came of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot import __version__
from bot.conversation.answer import Answer
from bot.conversation.dialogue import Conversation
from bot.coverage import fingerprints
from bot.coverage.advice import Adviser
from bot.coverage.expected import Expectation, Places
from bot.coverage.metrics import figures, rank_of
from bot.coverage.naming import found_in
from bot.coverage.reverse import reverse
from bot.coverage.values import FaqList, FaqRow, Found, Outcome, Run
from bot.library import Library

TOP = 5  # passages looked at: the figures go to the fifth

Progress = Callable[[int], None]


def evaluate(faq: FaqList, library: Library, progress: Progress | None = None) -> Run:
    """Asks a library every question of a list; the same list and library give the same run.

    `progress` is told after each question how many are done.
    """
    found = outcomes(faq, library, progress)
    return Run(
        version=__version__,
        articles=tuple((article.name, article.title, article.date) for article in library.articles),
        hashes=fingerprints.of(faq, library),
        faq=faq,
        outcomes=found,
        figures=figures([outcome for outcome in found if not outcome.is_followup]),
        followups=figures([outcome for outcome in found if outcome.is_followup]),
        reverse=reverse(found, library),
    )


def outcomes(faq: FaqList, library: Library, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Returns what came of each question of a list, in its order.

    The rows of a conversation are asked in their order in one conversation; every other row begins a new one. A
    wording without an expectation of its own has that of the question it is a wording of.
    """
    places, adviser, conversation = Places(library), Adviser(library), Conversation(library, top=TOP)
    expected = expectations(faq.rows, places)
    found: dict[int, Outcome] = {}
    for group in conversations(faq.rows):
        conversation.restart()
        turns: list[str] = []
        for place in group:
            row = faq.rows[place]
            turns.append(row.question)
            outcome = _outcome(row, conversation.ask(row.question), expected[place], is_followup=place != group[0])
            found[place] = _advised(outcome, expected[place], adviser, turns)
            if progress is not None:
                progress(len(found))
    return tuple(found[place] for place in range(len(faq.rows)))


def conversations(rows: Sequence[FaqRow]) -> Iterator[list[int]]:
    """Yields the places of the rows, one list for each conversation, in the order in which they begin."""
    groups: dict[tuple[str, int], list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault((row.conversation, -1) if row.conversation else ("", place), []).append(place)
    yield from groups.values()


def expectations(rows: Sequence[FaqRow], places: Places) -> list[Expectation]:
    """Returns what each row expects; a wording that says nothing expects what its question does."""
    by_id = {row.id: row for row in rows}
    found = []
    for row in rows:
        meant, seen = row, {row.id}
        while not meant.expected and meant.variant_of in by_id and meant.variant_of not in seen:
            meant = by_id[meant.variant_of]
            seen.add(meant.id)
        found.append(places.expectation(meant.expected))
    return found


def _outcome(row: FaqRow, answer: Answer, expectation: Expectation, *, is_followup: bool) -> Outcome:
    found = tuple(found_in(quote.passage, quote.score) for quote in answer.quotes)
    rank = rank_of([passage.id for passage in found], expectation.gold)
    passed = None
    if expectation.label == "unanswerable":
        passed = answer.state != "answered"
    elif expectation.label != "unlabelled":
        passed = answer.state == "answered" and rank == 1
    return Outcome(
        row=row,
        state=answer.state,
        notice=answer.notice,
        found=found,
        margin=_margin(found),
        missing=answer.missing,
        label=expectation.label,
        gold=expectation.gold,
        rank=rank,
        passed=passed,
        is_followup=is_followup,
    )


def _margin(found: Sequence[Found]) -> float:
    if len(found) < 2:
        return float(len(found))
    first, second = found[0].score, found[1].score
    return min(1.0, max(0.0, 1 - second / first)) if first > 0 else 0.0


def _advised(outcome: Outcome, expectation: Expectation, adviser: Adviser, turns: Sequence[str]) -> Outcome:
    advice = adviser.advise(outcome, expectation, turns)
    if advice is None:
        return outcome
    return replace(outcome, failure=advice.failure, next_step=advice.next_step, suggestion=advice.suggestion)
