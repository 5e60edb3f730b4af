"""The sections of the HTML report below its summary, each a table or a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.coverage.baseline import stands
from bot.coverage.reports import content, numbers, pictures
from bot.coverage.reports.markup import Html, join, tag
from bot.coverage.reports.pagetable import Column, table
from bot.coverage.values import Comparison, Figures, Found, Outcome, Rate, Reached, Run
from bot.showing import one_line

_TEXT = 140  # characters of a passage that are shown
_JUDGED = {True: "passed", False: "failed", None: ""}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: the name that links lead to, its title, and what stands in it."""

    anchor: str
    title: str
    body: Html


ROW, QUESTION = Column("Row", "number"), Column("Question", heads=True)


def sections(run: Run, comparison: Comparison | None) -> Iterator[Section]:
    """Yields the sections that have something to say, those to act on first."""
    if comparison is not None:
        yield Section("baseline", "Since the baseline", _comparison(run, comparison))
    yield from _problems(run)
    for anchor, title, figures in (
        ("figures", "Figures", run.figures),
        ("follow-ups", "Follow-up questions", run.followups),
    ):
        if numbers.facts(figures):
            yield Section(anchor, title, join(_facts(figures), _confusion(figures)))
    yield from _wordings(run)
    if run.reverse.sections:
        yield Section("headings", "The article by heading", _headings(run))
    listed = numbers.remarks(run)
    if listed:
        parts = (join(tag("h3", title), _list(lines)) for title, lines in listed)
        yield Section("passages", "Passages to look at", join(*parts))
    if run.faq.skipped:
        yield Section("skipped", "Rows skipped", _skipped(run))
    if run.outcomes:
        yield Section("questions", "Every question", _everything(run))


def _list(lines: Sequence[str]) -> Html:
    return tag("ul", *(tag("li", line) for line in lines), class_="remarks")


def _comparison(run: Run, comparison: Comparison) -> Html:
    said = tag("p", tag("strong", content.tally(comparison).capitalize()), ". ", content.changed(comparison))
    if not comparison.differences:
        return said
    styles = {"pass_to_fail": "bad", "fail_to_pass": "good"}
    rows = [
        (
            entry.row,
            one.question,
            tag("span", content.CHANGES[one.change], class_=styles.get(one.change, "plain")),
            one.before,
            one.now,
        )
        for entry in content.entries(run, comparison)
        for one in (entry.difference,)
    ]
    columns = (ROW, QUESTION, Column("Change"), Column("Before"), Column("Now"))
    return join(said, table(columns, rows, "Questions that changed since the baseline"))


def _problems(run: Run) -> Iterator[Section]:
    bad = content.problems(run)
    if bad:
        rows = [(content.row_of(one.row, run), one.row.question, _why(one), _found(one), _step(one)) for one in bad]
        columns = (ROW, QUESTION, Column("Why"), Column("Shown first"), Column("What to do", "wide"))
        yield Section("act", "What to act on", table(columns, rows, "Questions that do not do well"))
    elif run.outcomes:
        yield Section("act", "What to act on", tag("p", "Nothing: every question does well."))


def _why(outcome: Outcome) -> Html:
    style = "bad" if outcome.passed is False else "plain"
    said = [tag("span", content.problem(outcome), class_=style)]
    if outcome.passed is None:
        said.append(tag("span", " (no label)", class_="soft"))
    if outcome.missing:
        said.append(tag("span", f" Not covered: {', '.join(outcome.missing)}.", class_="soft"))
    return join(*said)


def _step(outcome: Outcome) -> Html:
    if not outcome.suggestion:
        return join(outcome.next_step)
    return join(outcome.next_step, " Add to synonyms.toml: ", tag("code", outcome.suggestion))


def _found(outcome: Outcome) -> str:
    return content.place(outcome.found[0]) if outcome.found else ""


def _facts(figures: Figures) -> Html:
    rates: dict[str, Rate] = dict(numbers.rates(figures))
    rows = [
        (fact.name, fact.value, pictures.interval(rates[fact.name], f"{fact.value}, {fact.detail}"), fact.detail)
        for fact in numbers.facts(figures)
    ]
    columns = (
        Column("Figure", heads=True),
        Column("Value", "number"),
        Column("From 0 to 1", "picture"),
        Column("Over (95% interval)"),
    )
    return table(columns, rows, "Figures with their 95% intervals")


def _confusion(figures: Figures) -> Html:
    counts = numbers.confusion(figures)
    if not counts:
        return Html()
    rows = [
        (
            name,
            f"{answered:,}",
            f"{refused:,}",
            pictures.stacked(
                [("answered", answered), ("refused", refused)],
                f"{name}: {answered:,} answered, {refused:,} not answered",
            ),
        )
        for name, answered, refused in counts
    ]
    columns = (
        Column("Label", heads=True),
        Column("Answered", "number"),
        Column("Not answered", "number"),
        Column("Share", "picture"),
    )
    keys = (
        tag("li", pictures.swatch(style), name)
        for style, name in (("answered", "answered"), ("refused", "not answered"))
    )
    shown = table(columns, rows, "Labels against answers")
    return join(tag("h3", "Labels against answers"), shown, tag("ul", *keys, class_="key"))


def _wordings(run: Run) -> Iterator[Section]:
    worst = numbers.worst(run)
    if worst:
        said = tag("p", "Questions of which some wordings do not do well, the least robust first.")
        columns = (QUESTION, Column("Good wordings", "number"), Column("Worst: row", "number"))
        yield Section("wordings", "Wordings", join(said, table(columns, worst, "Questions with several wordings")))


def _headings(run: Run) -> Html:
    rows = [
        (
            numbers.heading(section, run),
            numbers.reached(section),
            pictures.share(section.reached, section.passages, f"{numbers.reached(section)} reached"),
            _unreached(section),
        )
        for section in run.reverse.sections
    ]
    columns = (
        Column("Heading", heads=True),
        Column("Reached", "number"),
        Column("Share", "picture"),
        Column("No question reaches"),
    )
    said = tag("p", "How many passages under each heading some question reaches, and those that none does.")
    return join(said, table(columns, rows, "Passages reached, by heading"))


def _unreached(section: Reached) -> Html:
    return tag("ul", *(tag("li", _passage(found)) for found in section.unreached)) if section.unreached else Html()


def _passage(found: Found) -> Html:
    line = content.lines(found)
    return join(tag("span", f"{line[0].upper()}{line[1:]}: ", class_="soft"), content.short(found.text, _TEXT))


def _skipped(run: Run) -> Html:
    rows = [
        (content.skipped_row(one, run), content.REASONS[one.reason], one_line(one.detail)) for one in run.faq.skipped
    ]
    return table((ROW, Column("Why"), Column("Detail", "wide")), rows, "Rows skipped")


def _everything(run: Run) -> Html:
    rows = [
        (
            content.row_of(one.row, run),
            one.row.question,
            _state(one),
            ", ".join(one.row.expected),
            _found(one),
            content.margin(one),
        )
        for one in run.outcomes
    ]
    columns = (
        ROW,
        QUESTION,
        Column("State"),
        Column("Expected"),
        Column("Shown first"),
        Column("Margin", "number"),
    )
    said = tag("p", "The margin is how far the first passage stands before the second: 0% is a tie.")
    return join(said, table(columns, rows, "Every question"))


def _state(outcome: Outcome) -> Html:
    state, judged = content.STATES[outcome.state], _JUDGED[outcome.passed]
    if not judged:
        return join(state)
    return join(f"{state}, ", tag("span", judged, class_="good" if stands(outcome) else "bad"))
