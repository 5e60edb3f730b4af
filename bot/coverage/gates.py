"""Gates: what a run has to reach, for people and for CI.

What cannot be judged is never green: it raises `UsageError`, which the command ends with exit code 2, as it does for a
run without questions. A gate that does not hold is exit code 1.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

from bot.coverage.baseline import regressed, stands
from bot.coverage.values import Comparison, Gate, Outcome, Run
from bot.errors import UsageError

_SHARE = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%)?|(\d+)\s*/\s*(\d+)")
_NAMED = 5  # rows that a gate names


def gates(
    run: Run,
    comparison: Comparison | None = None,
    *,
    min_answered: float | None = None,
    max_false_answers: float | None = None,
    no_regressions: bool = False,
    must_pass: str | Iterable[str] | None = None,
) -> tuple[Gate, ...]:
    """Returns the gates that were asked for, each with whether it holds and why.

    `min_answered` is a share in [0, 1] of the questions that the article is meant to answer. `max_false_answers` is a
    number of questions where it is an int, a share of the unanswerable ones where it is a float. `must_pass` is a
    priority, or several. Raises `UsageError` where nothing can be judged: no question was asked, no baseline to regress
    from, a share above 1, no question of that priority, no question labelled unanswerable.
    """
    if not run.outcomes:
        skipped = f"all {len(run.faq.skipped)} rows were skipped" if run.faq.skipped else "the list is empty"
        raise UsageError(f"No question was asked: {skipped}.", "Write one question a line, or a column named question.")
    found = []
    if min_answered is not None:
        found.append(_min_answered(run, min_answered))
    if max_false_answers is not None:
        found.append(_max_false_answers(run, max_false_answers))
    if no_regressions:
        found.append(_no_regressions(run, comparison))
    if must_pass is not None:
        priorities = (must_pass,) if isinstance(must_pass, str) else tuple(must_pass)
        found += [_must_pass(run, priority) for priority in priorities]
    return tuple(found)


def share(text: str) -> float:
    """Returns "90%", "0.9", "0,9" or "9/10" as a share in [0, 1]. Raises `UsageError` for anything else."""
    match = _SHARE.fullmatch(text.strip())
    value = _value(match) if match else None
    if value is None or value > 1:
        raise UsageError(f"{text!r} is not a share.", "Give one such as 90%, 0.9 or 9/10.")
    return float(value)


def limit(text: str) -> float:
    """Returns "3" as a number of questions (an int), else a share as `share` does. Raises `UsageError`."""
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip()) else share(text)


def _value(match: re.Match[str]) -> Fraction | None:
    number, percent, above, below = match.groups()
    if number is None:
        return Fraction(int(above), int(below)) if int(below) else None
    value = Fraction(f"0{number}".replace(",", "."))
    return value / 100 if percent else value


def _exact(value: float) -> Fraction:
    """The share that was meant: 0.9 as nine tenths, so that nine of ten reach it."""
    if not 0 <= value <= 1:
        raise UsageError(f"{value} is not a share between 0 and 1.", "Give one such as 90%, 0.9 or 9/10.")
    return Fraction(value).limit_denominator(1_000_000)


def _min_answered(run: Run, minimum: float) -> Gate:
    meant = [outcome for outcome in run.outcomes if outcome.label != "unanswerable"]
    if not meant:
        raise UsageError(
            "No question of the list is meant to be answered.", "Leave out --min-answered, or add such questions."
        )
    answered = sum(outcome.state == "answered" for outcome in meant)
    reached, wanted = Fraction(answered, len(meant)), _exact(minimum)
    said = f"{answered} of {len(meant)} answered ({_percent(reached)}), at least {_percent(wanted)} wanted."
    return Gate("min-answered", reached >= wanted, said)


def _max_false_answers(run: Run, maximum: float) -> Gate:
    unanswerable = [outcome for outcome in run.outcomes if outcome.label == "unanswerable"]
    if not unanswerable:
        raise UsageError(
            "No question of the list is labelled as one that the article is not meant to answer.",
            'Write "none" under expected for some, or leave out --max-false-answers.',
        )
    wrong = [outcome for outcome in unanswerable if outcome.state == "answered"]
    counts = f"{len(wrong)} of {len(unanswerable)} unanswerable questions answered"
    if isinstance(maximum, int):
        if maximum < 0:
            raise UsageError(
                "--max-false-answers cannot be below 0.", "Give a number such as 0, or a share such as 5%."
            )
        holds, wanted = len(wrong) <= maximum, str(maximum)
    else:
        most = _exact(maximum)
        holds, wanted = Fraction(len(wrong), len(unanswerable)) <= most, _percent(most)
    return Gate("max-false-answers", holds, f"{counts}, at most {wanted} allowed{_rows(wrong)}.")


def _no_regressions(run: Run, comparison: Comparison | None) -> Gate:
    if comparison is None:
        raise UsageError("--no-regressions needs a baseline.", "Give a saved run with --baseline RUN.json.")
    worse = {difference.id for difference in regressed(comparison)}
    rows = [outcome for outcome in run.outcomes if outcome.row.id in worse]
    if not worse:
        return Gate("no-regressions", True, "Every question that did well in the baseline still does.")
    said = f"{_count(len(worse))} did well in the baseline and no longer {'does' if len(worse) == 1 else 'do'}"
    return Gate("no-regressions", False, f"{said}{_rows(rows)}.")


def _must_pass(run: Run, priority: str) -> Gate:
    wanted = priority.strip().casefold()
    rows = [outcome for outcome in run.outcomes if outcome.row.priority.strip().casefold() == wanted]
    if not wanted or not rows:
        known = sorted({outcome.row.priority.strip() for outcome in run.outcomes} - {""})
        hint = f"The list has: {', '.join(known[:9])}." if known else 'The list has no column "priority".'
        raise UsageError(f"No question of the list has the priority {priority!r}.", hint)
    failed = [outcome for outcome in rows if not stands(outcome)]
    said = f'{len(rows) - len(failed)} of {_count(len(rows))} with priority "{priority.strip()}" passed{_rows(failed)}.'
    return Gate("must-pass", not failed, said)


def _rows(outcomes: list[Outcome]) -> str:
    """The first rows by number, as the end of a sentence."""
    if not outcomes:
        return ""
    named = ", ".join(str(outcome.row.number) for outcome in outcomes[:_NAMED])
    more = f" and {len(outcomes) - _NAMED} more" if len(outcomes) > _NAMED else ""
    return f": row{'s' * (len(outcomes) > 1)} {named}{more}"


def _count(number: int) -> str:
    return f"{number} question{'s' * (number != 1)}"


def _percent(value: Fraction) -> str:
    """In whole percent, or as many decimals as tell it from one (94.96% is not 95%)."""
    hundred = value * 100
    return f"{int(hundred)}%" if hundred.denominator == 1 else f"{int(hundred * 100) / 100:.2f}%"
