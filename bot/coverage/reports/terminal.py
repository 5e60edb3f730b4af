"""The report for a terminal: what to act on first, readable at 80 columns and without colour."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.coverage.baseline import stands
from bot.coverage.reports import console, content, numbers
from bot.coverage.values import Comparison, Figures, Gate, Outcome, Run
from bot.showing import one_line

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"worse": "red", "better": "green"}
_LISTED = 20  # passages of a list that are named, unless everything is wanted


def render(
    run: Run,
    comparison: Comparison | None,
    gates: Sequence[Gate],
    *,
    show_all: bool = False,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Returns the report as text of at most `width` columns; with `colour`, ANSI colours tell nothing on their own.

    `show_all` adds the questions that did well, and every passage where the lists are otherwise cut.
    """
    out = console.made(width, colour)
    _summary(out, run, gates)
    _problems(out, run)
    if comparison is not None:
        _comparison(out, run, comparison)
    _figures(out, run)
    _reverse(out, run, show_all)
    _remarks(out, run, show_all)
    _skipped(out, run)
    if show_all:
        _everything(out, run)
    elif any(stands(outcome) for outcome in run.outcomes):
        out.print()
        out.print("--show-all lists the questions that do well, too, with the passages that they find.")
    written = out.file
    assert isinstance(written, io.StringIO)  # noqa: S101 - it was made here
    return "\n".join(line.rstrip() for line in written.getvalue().split("\n"))


def _summary(out: Console, run: Run, gates: Sequence[Gate]) -> None:
    out.print(f"FAQ coverage of {content.subject(run)}", style="bold")
    out.print(content.accounted(run))
    counts = content.states(run.outcomes)
    total = len(run.outcomes)
    for state, name in content.STATES.items():
        if counts[state] or state != "courtesy":
            share = counts[state] / total if total else 0.0
            out.print(f"  {counts[state]:5,}  {name:10} {console.bar(share, 24)} {content.percent(share):>5}")
    if gates:
        console.title(out, content.verdict(gates))
        for gate in gates:
            mark, style = ("met    ", "green") if gate.holds else ("NOT MET", "red")
            table = console.table("", "")
            table.show_header = False
            table.add_row(console.styled(f"  {mark}", style), f"{one_line(gate.name)}: {one_line(gate.said)}")
            out.print(table)


def _problems(out: Console, run: Run) -> None:
    bad = content.problems(run)
    if not bad:
        console.title(out, "Every question does well." if run.outcomes else "No question was asked.")
        return
    labelled = sum(outcome.passed is not None for outcome in bad)
    rest = len(bad) - labelled
    said = [f"{content.counted(labelled, 'question')} failed"] if labelled else []
    said += [f"{content.counted(rest, 'question')} without a label not answered"] if rest else []
    console.title(out, f"{', '.join(said)}")
    table = console.table("Row", "Question", "Why", "What to do", tight=("Row",), right=("Row",))
    table.columns[1].ratio, table.columns[2].ratio, table.columns[3].ratio = 5, 3, 6
    table.expand = True
    for outcome in bad:
        table.add_row(
            content.row_of(outcome.row, run),
            content.short(outcome.row.question, 160),
            console.styled(content.problem(outcome), "red" if outcome.passed is False else ""),
            content.next_step(outcome),
        )
    out.print(table)


def _comparison(out: Console, run: Run, comparison: Comparison) -> None:
    console.title(out, f"Since the baseline: {content.tally(comparison)}")
    out.print(content.changed(comparison))
    if not comparison.differences:
        return
    table = console.table("Row", "Question", "Change", "Before", "Now", tight=("Row", "Change"), right=("Row",))
    table.columns[1].ratio, table.columns[3].ratio, table.columns[4].ratio = 4, 4, 4
    table.columns[2].no_wrap = out.width >= 72
    table.expand = True
    for entry in content.entries(run, comparison):
        difference = entry.difference
        change = content.CHANGES[difference.change]
        table.add_row(
            entry.row,
            content.short(difference.question, 160),
            console.styled(change, _STYLES.get(change, "")),
            one_line(difference.before),
            one_line(difference.now),
        )
    out.print(table)


def _figures(out: Console, run: Run) -> None:
    for title, figures in (("Figures", run.figures), ("Follow-up questions", run.followups)):
        facts = numbers.facts(figures)
        if facts:
            console.title(out, f"{title} (with 95% intervals)")
            table = console.table("", "", "")
            table.show_header = False
            table.columns[0].no_wrap = table.columns[1].no_wrap = out.width >= 72
            table.columns[1].justify = "right"
            for fact in facts:
                table.add_row(f"  {fact.name}", fact.value, fact.detail)
            out.print(table)
            _confusion(out, figures)
    _worst(out, run)


def _confusion(out: Console, figures: Figures) -> None:
    rows = numbers.confusion(figures)
    if rows:
        out.print()
        table = console.table("  Label", "Answered", "Not answered", right=("Answered", "Not answered"))
        for name, answered, refused in rows:
            table.add_row(f"  {name}", f"{answered:,}", f"{refused:,}")
        out.print(table)


def _worst(out: Console, run: Run) -> None:
    found = numbers.worst(run)
    if found:
        console.title(out, "Questions of which some wordings do not do well")
        table = console.table("Question", "Good wordings", "Worst: row", right=("Good wordings", "Worst: row"))
        for question, good, row in found:
            table.add_row(content.short(question, 160), good, row)
        out.print(table)


def _reverse(out: Console, run: Run, show_all: bool) -> None:
    if run.reverse.sections:
        console.title(out, "Passages that some question reaches, by heading")
        sections = run.reverse.sections
        listed = [section for section in sections if show_all or section.reached < section.passages]
        whole = len(sections) - len(listed)
        if whole:
            out.print(f"  Every passage under {whole} of {content.counted(len(sections), 'heading')}.")
        table = console.table("Reached", "Heading", "No question reaches", right=("Reached",))
        for section in listed:
            missed = numbers.unreached(section)
            table.add_row(f"{section.reached} of {section.passages}", numbers.heading(section, run), missed)
        if listed:
            out.print(table)


def _remarks(out: Console, run: Run, show_all: bool) -> None:
    for title, listed in numbers.remarks(run):
        console.title(out, f"{title} ({len(listed)})")
        most = len(listed) if show_all else _LISTED
        for line in listed[:most]:
            table = console.table("", "")
            table.show_header = False
            table.add_row("  •", line)
            out.print(table)
        if len(listed) > most:
            out.print(f"  … and {len(listed) - most} more; the other reports list them all.")


def _skipped(out: Console, run: Run) -> None:
    if run.faq.skipped:
        console.title(out, f"{content.counted(len(run.faq.skipped), 'row')} skipped")
        table = console.table("Row", "Why", "Detail", tight=("Row", "Why"), right=("Row",))
        for skipped in run.faq.skipped:
            table.add_row(content.skipped_row(skipped, run), content.REASONS[skipped.reason], one_line(skipped.detail))
        out.print(table)


def _everything(out: Console, run: Run) -> None:
    console.title(out, "Every question")
    table = console.table(
        "Row", "Question", "State", "First passage", "Margin", tight=("Row",), right=("Row", "Margin")
    )
    table.columns[1].ratio, table.columns[2].ratio, table.columns[3].ratio = 5, 2, 5
    table.expand = True
    for outcome in run.outcomes:
        table.add_row(
            content.row_of(outcome.row, run),
            content.short(outcome.row.question, 160),
            _judged(outcome),
            content.place(outcome.found[0]) if outcome.found else "",
            content.margin(outcome),
        )
    out.print(table)


def _judged(outcome: Outcome) -> str:
    passed = {True: ", passed", False: ", failed", None: ""}[outcome.passed]
    return content.STATES[outcome.state] + passed
