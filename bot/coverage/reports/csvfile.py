"""The report as CSV that a spreadsheet opens right: every row of the list, the skipped ones included, in its order."""

import csv
import io
from collections.abc import Sequence

from bot.coverage.formulas import is_formula
from bot.coverage.reports import content
from bot.coverage.values import Comparison, Gate, Outcome, Run, Skipped

COLUMNS = (
    "file row id question state passed type next_step suggestion change expected label notice rank passages margin "
    "passage heading passage_row lines text missing topic priority variant_of conversation"
).split()
_LONGEST = 32_000  # Excel breaks a cell that is longer than 32,767 characters


def render(run: Run, comparison: Comparison | None, gates: Sequence[Gate]) -> bytes:  # noqa: ARG001 - one form for all
    """Returns the report in UTF-8 with a byte order mark; a cell that could be taken for a formula gets an apostrophe.

    The gates are about the run as a whole and have no place in it.
    """
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL)  # a ";" in a cell stays in it where Excel parts columns by ";"
    table.writerow(COLUMNS)
    files = {name: place for place, name in enumerate(run.faq.files)}
    changes = _changes(comparison)
    rows = [(outcome.row.file, outcome.row.number, _cells(outcome, changes)) for outcome in run.outcomes]
    rows += [(skipped.file, skipped.number, _skipped(skipped)) for skipped in run.faq.skipped]
    for _, _, cells in sorted(rows, key=lambda row: (files.get(row[0], len(files)), row[1])):
        table.writerow([cell(cells.get(name, "")) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def cell(value: str) -> str:
    """Returns a text as a cell: harmless, on one line, and never a formula."""
    said = content.short(value, _LONGEST)
    return f"'{said}" if is_formula(value) or is_formula(said) else said


def _changes(comparison: Comparison | None) -> dict[str, str]:
    found = comparison.differences if comparison else ()
    return {one.id: content.CHANGES[one.change] for one in found if one.change != "removed"}


def _cells(outcome: Outcome, changes: dict[str, str]) -> dict[str, str]:
    row = outcome.row
    cells = {
        "file": row.file,
        "row": str(row.number),
        "id": row.id,
        "question": row.question,
        "state": content.STATES[outcome.state],
        "passed": {True: "yes", False: "no", None: ""}[outcome.passed],
        "type": content.FAILURES[outcome.failure] if outcome.failure else "",
        "next_step": outcome.next_step,
        "suggestion": outcome.suggestion,
        "change": changes.get(row.id, ""),
        "expected": " | ".join(row.expected),
        "label": content.LABELS[outcome.label],
        "notice": content.NOTICES[outcome.notice] if outcome.notice else "",
        "rank": str(outcome.rank) if outcome.gold else "",
        "passages": str(len(outcome.found)),
        "margin": f"{outcome.margin:.3f}" if outcome.found else "",
        "missing": ", ".join(outcome.missing),
        "topic": row.topic,
        "priority": row.priority,
        "variant_of": row.variant_of,
        "conversation": row.conversation,
    }
    if outcome.found:
        best = outcome.found[0]
        cells |= {
            "passage": best.id,
            "heading": content.headings(best.heading),
            "passage_row": best.row or "",
            "lines": content.lines(best),
            "text": best.text,
        }
    return cells


def _skipped(skipped: Skipped) -> dict[str, str]:
    return {
        "file": skipped.file,
        "row": str(skipped.number),
        "state": "skipped",
        "type": content.REASONS[skipped.reason],
        "next_step": skipped.detail,
    }
