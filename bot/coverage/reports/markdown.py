"""The report as Markdown, for a pull request: the verdict, what changed, what to act on, the figures."""

import re
from collections.abc import Iterator, Sequence

from bot.coverage.reports import content, numbers
from bot.coverage.values import Comparison, Gate, Run

_MOST = 50  # rows of a table: a comment of a pull request may not be longer than 65,536 characters
_QUESTION, _CELL = 200, 400  # characters
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_WORD_JOINER = "\u2060"


def render(run: Run, comparison: Comparison | None, gates: Sequence[Gate]) -> str:
    """Returns the report as Markdown with GitHub's tables; what people wrote is shown as it stands, never as markup."""
    blocks = [*_summary(run, gates)]
    if comparison is not None:
        blocks += _comparison(run, comparison)
    blocks += [*_problems(run), *_figures(run), *_reverse(run), *_skipped(run)]
    return "\n\n".join(blocks) + "\n"


def plain(text: str, most: int = _CELL) -> str:
    """Returns a text that Markdown shows letter for letter: no markup, no link, nobody mentioned, no issue named."""
    said = _MARKUP.sub(r"\\\1", content.short(text, most))
    said = said.replace("://", ":\\/\\/").replace("www.", "www\\.")
    return said.replace("@", f"@{_WORD_JOINER}").replace("#", f"#{_WORD_JOINER}")


def _table(header: str, rows: Sequence[Sequence[str]]) -> str:
    """A table; a column whose name ends with ":" is set to the right."""
    names = header.split(" | ")
    rule = " | ".join("--:" if name.endswith(":") else "---" for name in names)
    lines = [f"| {' | '.join(name.rstrip(':') for name in names)} |", f"| {rule} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows[:_MOST])])


def _more(number: int) -> Iterator[str]:
    if number > _MOST:
        yield f"… and {number - _MOST:,} more."


def _summary(run: Run, gates: Sequence[Gate]) -> Iterator[str]:
    yield "## FAQ coverage"
    yield plain(content.subject(run))
    counts = content.states(run.outcomes)
    states = ", ".join(f"{counts[state]:,} {name}" for state, name in content.STATES.items() if counts[state])
    yield f"{content.accounted(run)}" + (f" **{states}.**" if states else "")
    if gates:
        yield f"**{content.verdict(gates)}**"
        rows = [("met" if gate.holds else "**not met**", plain(gate.name), plain(gate.said)) for gate in gates]
        yield _table("Result | Demand | Why", rows)


def _comparison(run: Run, comparison: Comparison) -> Iterator[str]:
    yield "### Since the baseline"
    yield f"{content.tally(comparison).capitalize()}. {content.changed(comparison)}"
    rows = [
        (
            f"**{content.CHANGES[one.change]}**" if one.change == "pass_to_fail" else content.CHANGES[one.change],
            plain(entry.row),
            plain(one.question, _QUESTION),
            plain(one.before),
            plain(one.now),
        )
        for entry in content.entries(run, comparison)
        for one in (entry.difference,)
    ]
    if rows:
        yield _table("Change | Row: | Question | Before | Now", rows)
        yield from _more(len(rows))


def _problems(run: Run) -> Iterator[str]:
    bad = content.problems(run)
    if not bad:
        return
    yield "### What to act on"
    rows = [
        (
            plain(content.row_of(outcome.row, run)),
            plain(outcome.row.question, _QUESTION),
            content.problem(outcome) + (" (no label)" if outcome.passed is None else ""),
            plain(content.next_step(outcome)),
        )
        for outcome in bad
    ]
    yield _table("Row: | Question | Why | What to do", rows)
    yield from _more(len(rows))


def _figures(run: Run) -> Iterator[str]:
    for title, figures in (("Figures", run.figures), ("Follow-up questions", run.followups)):
        facts = numbers.facts(figures)
        if facts:
            yield f"### {title}"
            rows = [(fact.name, plain(fact.value), plain(fact.detail)) for fact in facts]
            yield _table("Figure | Value: | Over (95% interval)", rows)
            counts = [(name, str(answered), str(refused)) for name, answered, refused in numbers.confusion(figures)]
            if counts:
                yield _table("Label | Answered: | Not answered:", counts)


def _reverse(run: Run) -> Iterator[str]:
    missed = [section for section in run.reverse.sections if section.unreached]
    if missed:
        yield "### Passages that no question reaches"
        rows = [
            (
                plain(numbers.heading(section, run)),
                plain(numbers.reached(section)),
                plain(numbers.unreached(section)),
            )
            for section in missed
        ]
        yield _table("Heading | Reached: | Not reached", rows)
        yield from _more(len(rows))


def _skipped(run: Run) -> Iterator[str]:
    if run.faq.skipped:
        yield "### Rows skipped"
        rows = [
            (plain(content.skipped_row(one, run)), content.REASONS[one.reason], plain(one.detail))
            for one in run.faq.skipped
        ]
        yield _table("Row: | Why | Detail", rows)
        yield from _more(len(rows))
