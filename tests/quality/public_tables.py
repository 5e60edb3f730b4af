"""The tables of a public set, counted from the outcomes."""

from collections.abc import Sequence

from tests.quality.article_tables import STATES, by_style, retrieval_row, state_row
from tests.quality.metrics import share
from tests.quality.outcomes import CITEBOT, OKAPI, PLUS, PLUS_TEXT, Outcome
from tests.quality.report import Row, Table

SYSTEMS = (CITEBOT, OKAPI, PLUS_TEXT, PLUS)


def tables(outcomes: Sequence[Outcome]) -> list[Table]:
    """Returns every table that the set has questions for."""
    built = [_retrieval(outcomes), _states(outcomes), _notices(outcomes)]
    return [table for table in built if table.rows]


def _retrieval(outcomes: Sequence[Outcome]) -> Table:
    rows = []
    if len({o.group for o in outcomes}) > 1:
        every = [o for o in outcomes if o.answerable and o.group != "last turn alone"]
        rows.append(retrieval_row("all, with history", every, SYSTEMS, 10))
    for group in ("single", "with history", "last turn alone"):
        asked = [o for o in outcomes if o.answerable and o.group == group]
        styles = by_style(asked)
        if asked:
            rows.append(retrieval_row(f"{group}, all" if len(styles) > 1 else group, asked, SYSTEMS, 10))
        if len(styles) > 1:
            rows += [retrieval_row(f"{group}, {style}", found, SYSTEMS, 10) for style, found in styles.items()]
    return Table(
        "Retrieval",
        tuple(f"{system} {metric}" for system in SYSTEMS for metric in ("hit@1", "hit@3", "MRR")),
        tuple(rows),
        "First ten passages. okapi and plus text: BM25Okapi and BM25Plus over the text; plus: BM25Plus over headings\n"
        "and text, and the title of several articles. With history, the baselines read the turn before in front.",
    )


def _states(outcomes: Sequence[Outcome]) -> Table:
    rows = []
    for group in ("single", "with history", "last turn alone"):
        for label, wanted in (("answerable", True), ("unanswerable", False)):
            asked = [o for o in outcomes if o.answerable is wanted and o.group == group]
            if not asked:
                continue
            rows.append(
                state_row(f"{group}, all {label}", asked, "right", lambda o: (o.state == "answered") == o.answerable)
            )
            if len(by_style(asked)) > 1:
                rows += [
                    state_row(f"{group}, {style}", found, "right", lambda o: (o.state == "answered") == o.answerable)
                    for style, found in by_style(asked).items()
                ]
    return Table("States", ("right", *STATES), tuple(rows), "Right: an answerable question answered, another not.")


def _notices(outcomes: Sequence[Outcome]) -> Table:
    asked = [o for o in outcomes if o.group != "last turn alone"]
    notices = ("emergency", "personal_advice")
    figures = {notice: share(o.notice == notice for o in asked) for notice in notices}
    rows = (Row("all questions", len(asked), figures),) if asked else ()
    return Table("Notices shown", notices, rows, "The set labels none; read each one that is shown.")
