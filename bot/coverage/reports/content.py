"""What every report says, in the same words: states, failures, changes, figures, places, and the order of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.answer import Notice, State
from bot.coverage.baseline import stands
from bot.coverage.values import (
    Change,
    Comparison,
    Difference,
    Failure,
    FaqRow,
    Found,
    Gate,
    Label,
    Outcome,
    Reason,
    Run,
    Skipped,
)
from bot.showing import one_line

STATES: dict[State, str] = {
    "answered": "answered",
    "weak": "weak",
    "not_found": "not found",
    "courtesy": "small talk",
}
FAILURES: dict[Failure, str] = {  # the most harmful first
    "false_answer": "false answer",
    "missed": "in the article, but missed",
    "below_line": "found, but below the line",
    "outdated": "expectation outdated",
    "not_in_article": "not in the article",
    "out_of_scope": "out of scope",
}
CHANGES: dict[Change, str] = {
    "pass_to_fail": "worse",
    "fail_to_pass": "better",
    "new": "new",
    "removed": "removed",
    "changed_passage": "another passage",
}
LABELS: dict[Label, str] = {
    "answerable": "answerable",
    "unanswerable": "not meant to be answered",
    "unlabelled": "no label",
    "outdated": "outdated label",
}
NOTICES: dict[Notice, str] = {"emergency": "emergency", "personal_advice": "personal advice"}
REASONS: dict[Reason, str] = {"empty": "empty", "bad": "bad", "duplicate": "duplicate"}
CHANGED = {
    "article": "the article",
    "synonyms": "the synonyms",
    "settings": "the settings",
    "questions": "the questions",
    "version": "the version of Citebot",
}
WITHIN = " › "


@dataclass(frozen=True, slots=True)
class Entry:
    """What a comparison says of one question, and the row it stands in now ("" where it was removed)."""

    difference: Difference
    row: str


def short(text: str, most: int) -> str:
    """Returns the text on one line, cut at `most` characters."""
    said = one_line(text)
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def counted(number: int, what: str) -> str:
    """Returns a number with its noun: "1 question", "1,200 questions"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def percent(share: float) -> str:
    """Returns a share in whole percent; neither 0 nor 100% unless it is just that."""
    rounded = round(share * 100)
    if rounded == 0 and share > 0:
        return "<1%"
    return ">99%" if rounded == 100 and share < 1 else f"{rounded}%"


def row_of(row: FaqRow, run: Run) -> str:
    """Returns where a question stands: its row's number, with the file where there are several."""
    return f"{one_line(row.file)}:{row.number}" if len(run.faq.files) > 1 else str(row.number)


def place(found: Found) -> str:
    """Returns where a passage stands: its headings, its row, its lines."""
    row = f" ({found.row})" if found.row else ""
    return one_line(f"{headings(found.heading)}{row}, {lines(found)}")


def headings(path: Sequence[str]) -> str:
    """Returns headings as one line, outermost first; a colon that ends a heading is left out."""
    return one_line(WITHIN.join(heading.rstrip(" :") or heading for heading in path))


def lines(found: Found) -> str:
    """Returns "line 31" or "lines 31 to 34"."""
    first, last = found.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def problems(run: Run) -> tuple[Outcome, ...]:
    """Returns the questions that do not do well: labelled ones first, by type, then in the order of the list."""
    order = list(FAILURES)
    bad = [outcome for outcome in run.outcomes if not stands(outcome)]

    def rank(outcome: Outcome) -> tuple[bool, int]:
        return outcome.passed is None, order.index(outcome.failure) if outcome.failure else len(order)

    return tuple(sorted(bad, key=rank))


def problem(outcome: Outcome) -> str:
    """Returns in words why a question does not do well."""
    return FAILURES[outcome.failure] if outcome.failure else STATES[outcome.state]


def next_step(outcome: Outcome) -> str:
    """Returns what to do about a question, with the line for the synonyms where there is one."""
    step = one_line(outcome.next_step)
    suggestion = one_line(outcome.suggestion)
    return f"{step} Add to synonyms.toml: {suggestion}" if suggestion and suggestion not in step else step


def margin(outcome: Outcome) -> str:
    """Returns how far the first passage stands before the second, as a share; "" where nothing was found."""
    return percent(outcome.margin) if outcome.found else ""


def entries(run: Run, comparison: Comparison) -> tuple[Entry, ...]:
    """Returns the changes since the baseline with the rows they concern, in their order."""
    rows = {outcome.row.id: row_of(outcome.row, run) for outcome in run.outcomes}
    return tuple(
        Entry(difference, "" if difference.change == "removed" else rows.get(difference.id, ""))
        for difference in comparison.differences
    )


def tally(comparison: Comparison) -> str:
    """Returns the changes in numbers: "2 worse, 1 better"."""
    counts = [(CHANGES[change], sum(d.change == change for d in comparison.differences)) for change in CHANGES]
    return ", ".join(f"{number} {name}" for name, number in counts if number) or "no question changed"


def changed(comparison: Comparison) -> str:
    """Returns a sentence on what else changed since the baseline."""
    if not comparison.changed:
        return "Article, synonyms, settings and questions are the same as in the baseline."
    names = [CHANGED.get(name, one_line(name)) for name in comparison.changed]
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Changed since the baseline: {said}."


def verdict(gates: Sequence[Gate]) -> str:
    """Returns the gates' result in a sentence, "" without gates."""
    failed = sum(not gate.holds for gate in gates)
    if not gates:
        return ""
    if len(gates) == 1:
        return "The demand is not met." if failed else "The demand is met."
    return f"{failed} of {len(gates)} demands are not met." if failed else f"All {len(gates)} demands are met."


def accounted(run: Run) -> str:
    """Returns how many rows were read and what became of them."""
    said = f"{counted(run.faq.rows_in, 'row')} read: {counted(len(run.outcomes), 'question')} asked"
    reasons = ((name, sum(skipped.reason == reason for skipped in run.faq.skipped)) for reason, name in REASONS.items())
    kinds = ", ".join(f"{number} {name}" for name, number in reasons if number)
    return f"{said}, {len(run.faq.skipped)} skipped ({kinds})." if kinds else f"{said}, none skipped."


def states(outcomes: Iterable[Outcome]) -> dict[State, int]:
    """Returns how many questions came to each state, states without a question included."""
    found = [outcome.state for outcome in outcomes]
    return {state: found.count(state) for state in STATES}


def subject(run: Run) -> str:
    """Returns what was evaluated: the articles with their dates, and the lists."""
    titles = [
        f"{one_line(title or name)} ({one_line(date)})" if date else one_line(title or name)
        for name, title, date in run.articles
    ]
    return f"{', '.join(titles)} · {', '.join(one_line(name) for name in run.faq.files)}"


def skipped_row(skipped: Skipped, run: Run) -> str:
    """Returns where a skipped row stands: its number, with the file where there are several."""
    return f"{one_line(skipped.file)}:{skipped.number}" if len(run.faq.files) > 1 else str(skipped.number)
