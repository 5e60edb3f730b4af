"""Runs made up by hand, for tests of what is done with a run."""

from dataclasses import replace

from bot.coverage.values import (
    Comparison,
    Difference,
    FaqList,
    FaqRow,
    Figures,
    Found,
    Gate,
    Hashes,
    Outcome,
    Rate,
    Reached,
    Reverse,
    Run,
    Skipped,
    Worst,
)

PAIN = Found("p1", ("Symptoms", "Pain and Tenderness"), None, (31, 31), "Deposits may hurt when pressed.", 7.25)
DRUGS = Found("p2", ("Treatment", "Medicines"), "Diltiazem", (44, 45), "Diltiazem is given by mouth.", 5.5)
CAUSES = Found("p3", ("Causes",), None, (12, 13), "Calcium is laid down in the skin.", 4.0)
NOTHING = Rate(0.0, 0, 0.0, 1.0)
NO_FIGURES = Figures(
    states={}, answered=NOTHING, hit1=NOTHING, hit3=NOTHING, hit5=NOTHING, mrr=NOTHING, ndcg5=NOTHING, table={},
    false_answers=NOTHING, false_refusals=NOTHING,
)  # fmt: skip
FIGURES = Figures(
    states={"answered": 3, "weak": 1, "not_found": 1, "courtesy": 0},
    answered=Rate(0.6, 5, 0.2307, 0.8824),
    hit1=Rate(0.5, 2, 0.0945, 0.9055),
    hit3=Rate(1.0, 2, 0.3424, 1.0),
    hit5=Rate(1.0, 2, 0.3424, 1.0),
    mrr=Rate(0.75, 2, 0.2, 0.97),
    ndcg5=Rate(0.8155, 2, 0.25, 0.98),
    table={
        ("answerable", "answered"): 2,
        ("answerable", "not_answered"): 0,
        ("unanswerable", "answered"): 1,
        ("unanswerable", "not_answered"): 0,
    },
    false_answers=Rate(1.0, 1, 0.2065, 1.0),
    false_refusals=Rate(0.0, 2, 0.0, 0.6576),
    worst=(Worst("a", "Does it hurt?", 2, 1, "b"),),
    failures={"missed": 1, "false_answer": 1},
)


def row(number: int, question: str, **other: object) -> FaqRow:
    values: dict[str, object] = {"file": "faq.csv", "id": f"row-{number}"} | other
    return FaqRow(number=number, question=question, **values)  # type: ignore[arg-type]


OUTCOMES = (
    Outcome(row(2, "Does it hurt?", id="a", expected=("Pain and Tenderness",), priority="high"), "answered",
            found=(PAIN, CAUSES), margin=0.4, label="answerable", gold=("p1",), rank=1, passed=True),
    Outcome(row(3, "Is it sore?", id="b", variant_of="a", expected=("Pain and Tenderness",)), "answered",
            found=(CAUSES, PAIN), margin=0.1, label="answerable", gold=("p1",), rank=2, passed=False,
            failure="missed", next_step='The article says "tenderness", not "sore".', suggestion='sore = ["tender"]'),
    Outcome(row(4, "=Can I park at the hospital?", expected=("none",), topic="visit"), "answered",
            found=(DRUGS,), margin=1.0, label="unanswerable", passed=False,
            failure="false_answer", next_step="Look why this passage is shown."),
    Outcome(row(6, "What does it cost?"), "not_found", missing=("cost",),
            failure="not_in_article", next_step="Add a sentence to the article, or label the question none."),
    Outcome(row(7, "Should I stop diltiazem?", conversation="c"), "weak", notice="personal_advice",
            found=(DRUGS,), margin=1.0, failure="below_line", next_step="Say it in the article in these words."),
)  # fmt: skip
SKIPPED = (
    Skipped("faq.csv", 5, "empty", "The question is empty."),
    Skipped("faq.csv", 8, "duplicate", "The same question stands in row 2."),
)
RUN = Run(
    version="0.1.0",
    articles=(("calcinosis", "Calcinosis", "November 9, 2025"),),
    hashes=Hashes("a" * 64, "b" * 64, "c" * 64, "d" * 64),
    faq=FaqList(("faq.csv",), tuple(outcome.row for outcome in OUTCOMES), SKIPPED, 7, "d" * 64),
    outcomes=OUTCOMES,
    figures=FIGURES,
    followups=NO_FIGURES,
    reverse=Reverse(
        sections=(
            Reached("calcinosis", ("Causes",), 2, 1, (CAUSES,)),
            Reached("calcinosis", ("Symptoms", "Pain and Tenderness"), 1, 1),
            Reached("calcinosis", ("Treatment", "Medicines"), 4, 1, (DRUGS, PAIN)),
        ),
        busy=((DRUGS, 9),),
        shared=((DRUGS, ("row-4", "row-7")),),
        hidden=(CAUSES,),
    ),
)
COMPARISON = Comparison(
    (
        Difference("b", "Is it sore?", "pass_to_fail", "passed, answered: Symptoms, line 31", "failed, answered"),
        Difference("row-6", "What does it cost?", "new", "", "not found"),
        Difference("row-9", "Is there a cure?", "removed", "weak", ""),
    ),
    ("article", "questions"),
)
GATES = (
    Gate("min-answered", True, "3 of 4 answered (75 %), at least 50 % wanted."),
    Gate("no-regressions", False, "1 question did well in the baseline and no longer does: row 3."),
)
EMPTY = replace(
    RUN,
    faq=FaqList(("faq.csv",), (), (), 0, "d" * 64),
    outcomes=(),
    figures=NO_FIGURES,
    reverse=Reverse(()),
    articles=(),
)


def run_of(*outcomes: Outcome, **other: object) -> Run:
    """A run over these outcomes; its figures are not theirs."""
    faq = FaqList(("faq.csv",), tuple(outcome.row for outcome in outcomes), (), len(outcomes), "d" * 64)
    return replace(RUN, faq=faq, outcomes=outcomes, **other)  # type: ignore[arg-type]


def asked(question: str, number: int = 2, **other: object) -> Run:
    """The made-up run with one question in the place of its first, everything else as it is."""
    first = replace(OUTCOMES[0], row=row(number, question, **other))
    return run_of(first, *OUTCOMES[1:])
