"""The figures of a run in the words of every report: rates, labels against answers, wordings, passages reached."""

from dataclasses import dataclass

from bot.coverage.reports.content import counted, headings, percent, place, row_of, short
from bot.coverage.values import Figures, Rate, Reached, Run
from bot.showing import one_line


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the run in words: its name, its value, and over what."""

    name: str
    value: str
    detail: str = ""


_RATES = (
    ("Answered", "answered", "questions"),
    ("First passage right (hit@1)", "hit1", "labelled"),
    ("Right one in the first 3 (hit@3)", "hit3", "labelled"),
    ("Right one in the first 5 (hit@5)", "hit5", "labelled"),
    ("Mean reciprocal rank (MRR)", "mrr", ""),
    ("nDCG@5", "ndcg5", ""),
    ("False answers", "false_answers", "unanswerable"),
    ("False refusals", "false_refusals", "answerable"),
)


def rates(figures: Figures) -> tuple[tuple[str, Rate], ...]:
    """Returns the figures that are over at least one question, by name."""
    named = ((name, getattr(figures, field)) for name, field, _ in _RATES)
    return tuple((name, rate) for name, rate in named if rate.n)


def facts(figures: Figures) -> tuple[Fact, ...]:
    """Returns the figures that are over at least one question, in words."""
    over = {name: what for name, _, what in _RATES}
    return tuple(_fact(name, rate, over[name]) for name, rate in rates(figures))


def _fact(name: str, rate: Rate, what: str) -> Fact:
    if what:
        return Fact(name, percent(rate.value), _over(rate, what))
    low, high = f"{rate.low:.3f}", f"{rate.high:.3f}"
    return Fact(name, f"{rate.value:.3f}", f"{rate.n:,} labelled ({low} to {high})")


def _over(rate: Rate, what: str) -> str:
    hits = round(rate.value * rate.n)
    return f"{hits:,} of {rate.n:,} {what} ({percent(rate.low)} to {percent(rate.high)})"


def confusion(figures: Figures) -> tuple[tuple[str, int, int], ...]:
    """Returns the answerable × answered table as (label, answered, not answered); () where nothing is labelled."""
    rows = [
        (name, figures.table.get((label, "answered"), 0), figures.table.get((label, "not_answered"), 0))
        for label, name in (("answerable", "Answerable"), ("unanswerable", "Not meant to be answered"))
    ]
    return tuple(rows) if any(answered + refused for _, answered, refused in rows) else ()


def reached(section: Reached) -> str:
    """Returns a section's coverage: "3 of 4 (75%)"."""
    share = section.reached / section.passages if section.passages else 0.0
    return f"{section.reached} of {section.passages} ({percent(share)})"


def unreached(section: Reached) -> str:
    """Returns where the passages stand that no question reaches: "lines 17, 21, 44–45", "" where there are none."""
    spans = [f"{first}" if first == last else f"{first}–{last}" for first, last in (p.lines for p in section.unreached)]
    return f"line{'' if spans[0].isdecimal() and len(spans) == 1 else 's'} {', '.join(spans)}" if spans else ""


def heading(section: Reached, run: Run) -> str:
    """Returns a section's headings, with its article where there are several."""
    article = f"{one_line(section.article)}: " if len(run.articles) > 1 else ""
    return article + headings(section.heading)


def remarks(run: Run) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Returns what is odd about passages, as titles with a sentence for each passage; nothing that holds for none."""
    rows = {outcome.row.id: row_of(outcome.row, run) for outcome in run.outcomes}
    reverse = run.reverse
    found = (
        (
            "Passages that come first for suspiciously many questions",
            tuple(f"{place(passage)}: {counted(number, 'question')}" for passage, number in reverse.busy),
        ),
        (
            "Passages that come first for several different questions",
            tuple(
                f"{place(passage)}: rows {', '.join(rows.get(name, one_line(name)) for name in ids)}"
                for passage, ids in reverse.shared
            ),
        ),
        (
            "Passages that are not found first even by their own words",
            tuple(f"{place(passage)}: {short(passage.text, 100)}" for passage in reverse.hidden),
        ),
    )
    return tuple((title, listed) for title, listed in found if listed)


def worst(run: Run) -> tuple[tuple[str, str, str], ...]:
    """Returns the questions of which some wordings fail: the question, "1 of 3" that do well, the worst one's row."""
    rows = {outcome.row.id: row_of(outcome.row, run) for outcome in run.outcomes}
    found = [one for one in (*run.figures.worst, *run.followups.worst) if one.passed < one.wordings]
    return tuple(
        (one_line(one.question), f"{one.passed} of {one.wordings}", rows.get(one.worst, one_line(one.worst)))
        for one in found
    )
