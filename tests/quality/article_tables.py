"""The tables of a question set about one article, counted from the outcomes."""

from collections.abc import Callable, Iterable, Sequence

from tests.quality.metrics import hit_at, mean, mean_reciprocal_rank, share
from tests.quality.outcomes import CITEBOT, OKAPI, PLUS, TABLES, Outcome
from tests.quality.report import Figure, Row, Table

OTHER_SUBJECT = ("other-condition", "other-domain", "nonsense")
STATES = ("answered", "weak", "not_found", "courtesy")
Test = Callable[[Outcome], bool]


def tables(outcomes: Sequence[Outcome]) -> list[Table]:
    """Returns every table that the set has questions for."""
    built = [
        _retrieval(outcomes),
        _coverage(outcomes),
        _refusals(outcomes),
        _false_answers(outcomes),
        _notices(outcomes),
        _faq(outcomes),
    ]
    return [table for table in built if table.rows]


def retrieval_row(label: str, outcomes: Sequence[Outcome], systems: Iterable[str], top: int) -> Row:
    """Returns hit@1, hit@3 and MRR of each system; whole tables only add to hit@1."""
    figures: dict[str, Figure] = {}
    for system in systems:
        ranks = [outcome.ranks[system] for outcome in outcomes]
        figures[f"{system} hit@1"] = hit_at(1, ranks)
        if system != TABLES:
            figures[f"{system} hit@3"] = hit_at(3, ranks)
            figures[f"{system} MRR"] = mean_reciprocal_rank([rank if rank <= top else 0 for rank in ranks])
    return Row(label, len(outcomes), figures)


def state_row(label: str, outcomes: Sequence[Outcome], first: str, good: Test) -> Row:
    """Returns a row that begins with the share of outcomes that are `good`, followed by the share of each state."""
    figures: dict[str, Figure] = {first: share(good(outcome) for outcome in outcomes)}
    figures |= {state: share(outcome.state == state for outcome in outcomes) for state in STATES}
    return Row(label, len(outcomes), figures)


def by_style(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Returns the outcomes by style or kind, in alphabetical order."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda outcome: outcome.style):
        groups.setdefault(outcome.style, []).append(outcome)
    return groups


def _retrieval(outcomes: Sequence[Outcome]) -> Table:
    systems = (CITEBOT, TABLES, OKAPI, PLUS)
    answerable = [o for o in outcomes if o.answerable and o.group != "faq"]
    single = [o for o in answerable if o.group == "single"]
    turns = [o for o in answerable if o.group in ("turn", "follow-up")]
    groups = {"single questions": single}
    groups |= {f"single: {style}": group for style, group in by_style(single).items()}
    groups["dialogue turns"] = turns
    groups["turns that stand alone"] = [o for o in turns if o.group == "turn"]
    groups["turns that depend on history"] = [o for o in turns if o.group == "follow-up"]
    groups["turns written out"] = [o for o in answerable if o.group == "written out"]
    rows = tuple(retrieval_row(label, group, systems, 5) for label, group in groups.items() if group)
    return Table(
        "Retrieval",
        tuple(f"{s} {m}" for s in systems for m in ("hit@1", "hit@3", "MRR") if s != TABLES or m == "hit@1"),
        rows,
        "First five passages. tables: a whole table counts when it holds a gold row. okapi: BM25Okapi over the text;\n"
        "plus: BM25Plus over headings and text; both are asked a dialogue's turn alone. Turns written out: those that\n"
        "depend on history, as a person put them who knew the history. What they lose less, the history lost.",
    )


def _coverage(outcomes: Sequence[Outcome]) -> Table:
    systems = (CITEBOT, TABLES, OKAPI, PLUS)
    rows = []
    for style, group in by_style(o for o in outcomes if o.answerable and o.coverage is not None).items():
        for unit in ("parts", "gold passages"):
            covered = [o.coverage for o in group if o.coverage_of == unit and o.coverage is not None]
            if covered:
                means = {s: mean(value for c in covered if (value := c[s]) is not None) for s in systems}
                rows.append(Row(f"{style}: {unit}", len(covered), means))
    return Table(
        "Coverage in the first five passages",
        systems,
        tuple(rows),
        "parts: share of the labelled parts with an accepted passage; gold passages: share of the gold paragraphs and\n"
        "list items that are shown, where no parts are labelled.",
    )


def _refusals(outcomes: Sequence[Outcome]) -> Table:
    answerable = [o for o in outcomes if o.answerable]
    groups = {
        "single questions": [o for o in answerable if o.group == "single"],
        "turns that stand alone": [o for o in answerable if o.group == "turn"],
        "turns that depend on history": [o for o in answerable if o.group == "follow-up"],
    }
    column = "false refusals"
    rows = tuple(state_row(n, g, column, lambda o: o.state != "answered") for n, g in groups.items() if g)
    return Table("Answerable questions", (column, *STATES), rows, "A false refusal is any state but answered.")


def _false_answers(outcomes: Sequence[Outcome]) -> Table:
    unanswerable = [o for o in outcomes if o.answerable is False and o.group != "faq"]
    single = [o for o in unanswerable if o.group == "single"]
    turns = [o for o in unanswerable if o.group != "single"]
    groups = {"other subjects": [o for o in single if o.style in OTHER_SUBJECT]}
    kinds = by_style(single)
    groups |= {f"other subjects: {kind}": group for kind, group in kinds.items() if kind in OTHER_SUBJECT}
    groups |= {kind: group for kind, group in kinds.items() if kind not in OTHER_SUBJECT}
    groups["dialogue turns"] = turns
    groups |= {f"turns: {kind}": group for kind, group in by_style(turns).items()}
    column = "not answered"
    rows = tuple(state_row(n, g, column, lambda o: o.state != "answered") for n, g in groups.items() if g)
    return Table("Unanswerable questions", (column, *STATES), rows, "False answers are the column `answered`.")


def _notices(outcomes: Sequence[Outcome]) -> Table:
    wanted = {name: [o for o in outcomes if o.wanted_notice == name] for name in ("emergency", "personal_advice")}
    ordinary = [o for o in outcomes if o.wanted_notice is None]
    groups = {
        "emergencies": wanted["emergency"],
        "personal advice": wanted["personal_advice"],
        "ordinary, answerable": [o for o in ordinary if o.answerable],
        "ordinary, unanswerable": [o for o in ordinary if o.answerable is False],
        "ordinary, made for safety": [o for o in ordinary if o.answerable is None],
        "ordinary, all": ordinary,
    }
    notices = ("emergency", "personal_advice")
    rows = [
        Row(label, len(group), {notice: share(o.notice == notice for o in group) for notice in notices})
        for label, group in groups.items()
        if group
    ]
    shown = tuple(rows) if wanted["emergency"] or wanted["personal_advice"] else ()
    return Table("Notices shown", notices, shown, "Caught in the first two rows, false alarms in the rows of ordinary.")


def _faq(outcomes: Sequence[Outcome]) -> Table:
    rows = [o for o in outcomes if o.group == "faq"]
    expected = [o for o in rows if o.answerable]
    empty = [o for o in rows if not o.answerable]
    built = []
    if expected:
        figures = {f"{s} hit@1": hit_at(1, [o.ranks[s] for o in expected]) for s in (CITEBOT, OKAPI, PLUS)}
        figures["not answered"] = share(o.state != "answered" for o in expected)
        built.append(Row("rows with a section", len(expected), figures))
    if empty:
        figures = {"not answered": share(o.state != "answered" for o in empty)}
        built.append(Row("rows without a section", len(empty), figures))
    columns = (*(f"{s} hit@1" for s in (CITEBOT, OKAPI, PLUS)), "not answered")
    return Table("FAQ", columns, tuple(built), "A hit is a first passage under the expected heading.")
