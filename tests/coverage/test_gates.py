from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage.gates import gates, limit, share
from bot.coverage.values import Comparison, Label, Outcome, Run, Skipped, State
from bot.errors import CitebotError
from tests.coverage.madeup import COMPARISON, EMPTY, OUTCOMES, RUN, row, run_of


def made(answered: int, others: int, label: Label = "unlabelled", state: State = "not_found") -> Run:
    """A run of so many answered questions and so many others."""
    states: list[State] = ["answered"] * answered + [state] * others
    return run_of(*(Outcome(row(n, f"Question {n}?"), s, label=label) for n, s in enumerate(states, start=2)))


def holds(run: Run, comparison: Comparison | None = None, **wanted: object) -> list[bool]:
    return [gate.holds for gate in gates(run, comparison, **wanted)]  # type: ignore[arg-type]


def test_without_demands_there_are_no_gates() -> None:
    assert gates(RUN) == ()
    assert gates(RUN, COMPARISON) == ()


@pytest.mark.parametrize("run", [EMPTY, replace(EMPTY, faq=replace(EMPTY.faq, skipped=(Skipped("f", 2, "bad", ""),)))])
@pytest.mark.parametrize("wanted", [{}, {"min_answered": 0.0}, {"max_false_answers": 9}, {"must_pass": "high"}])
def test_a_run_without_questions_never_passes(run: Run, wanted: dict[str, object]) -> None:
    with pytest.raises(CitebotError, match="No question was asked"):
        gates(run, None, **wanted)  # type: ignore[arg-type]


@given(st.integers(1, 300), st.integers(0, 300))
def test_a_share_is_reached_exactly_when_it_is_reached(total: int, answered: int) -> None:
    answered = min(answered, total)
    run = made(answered, total - answered)
    assert holds(run, min_answered=answered / total) == [True]
    assert holds(run, min_answered=min(1.0, (answered + 1) / total)) == [answered == total]


def test_weak_answers_and_small_talk_are_not_answered() -> None:
    assert holds(made(9, 1, state="weak"), min_answered=0.95) == [False]
    assert holds(made(9, 1, state="courtesy"), min_answered=0.95) == [False]


def test_questions_that_are_not_meant_to_be_answered_do_not_lower_the_share() -> None:
    refused = Outcome(row(99, "Where can I park?"), "not_found", label="unanswerable", passed=True)
    assert holds(run_of(*made(2, 0).outcomes, refused), min_answered=1.0) == [True]
    with pytest.raises(CitebotError, match="meant to be answered"):
        gates(run_of(refused), min_answered=0.5)


def test_false_answers_are_limited_by_number_or_by_share() -> None:
    run = made(1, 3, "unanswerable")
    assert holds(run, max_false_answers=0) == [False]
    assert holds(run, max_false_answers=1) == [True]
    assert holds(run, max_false_answers=0.24) == [False]
    assert holds(run, max_false_answers=0.25) == [True]


def test_a_limit_on_false_answers_needs_questions_that_could_be_answered_falsely() -> None:
    with pytest.raises(CitebotError, match="labelled as one") as raised:
        gates(made(3, 0), max_false_answers=0)
    assert "none" in raised.value.hint


def test_regressions_need_a_baseline_and_name_their_rows() -> None:
    with pytest.raises(CitebotError, match="needs a baseline"):
        gates(RUN, no_regressions=True)
    (gate,) = gates(RUN, COMPARISON, no_regressions=True)
    assert not gate.holds
    assert "row 3" in gate.said
    better = Comparison(COMPARISON.differences[1:])
    assert holds(RUN, better, no_regressions=True) == [True]


def test_every_question_of_a_priority_has_to_do_well() -> None:
    assert holds(RUN, must_pass=" HIGH") == [True]
    failed = replace(OUTCOMES[1], row=replace(OUTCOMES[1].row, priority="High"))
    (gate,) = gates(run_of(OUTCOMES[0], failed), must_pass="high")
    assert not gate.holds
    assert "row 3" in gate.said
    weak = Outcome(row(2, "Does it hurt?", priority="1"), "weak")
    assert holds(run_of(weak, OUTCOMES[0]), must_pass=("1", "high")) == [False, True]


@pytest.mark.parametrize("priority", ["urgent", "", " "])
def test_a_priority_that_no_question_has_is_refused(priority: str) -> None:
    with pytest.raises(CitebotError, match="priority") as raised:
        gates(RUN, must_pass=priority)
    assert "high" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [("90%", 0.9), (" 90 % ", 0.9), ("0.9", 0.9), ("0,9", 0.9), (".5", 0.5), ("9/10", 0.9), ("1", 1.0), ("0", 0.0)],
)
def test_a_share_is_read_as_percent_decimal_or_fraction(text: str, value: float) -> None:
    assert share(text) == value


@pytest.mark.parametrize("text", ["", "90", "110%", "-5%", "1/0", "3/2", "nan", "inf", "1e-3", "many", "９０％"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(CitebotError, match="not a share"):
        share(text)


def test_a_limit_is_a_number_or_a_share() -> None:
    assert (limit("3"), type(limit("3"))) == (3, int)
    assert limit(" 0 ") == 0
    assert (limit("1.0"), type(limit("1.0"))) == (1.0, float)
    assert limit("5%") == pytest.approx(0.05)


@given(st.text())
def test_any_text_is_a_share_or_refused(text: str) -> None:
    try:
        assert 0 <= share(text) <= 1
    except CitebotError as error:
        assert error.hint  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan")])
def test_a_share_outside_0_to_1_is_refused(wrong: float) -> None:
    with pytest.raises(CitebotError, match="not a share"):
        gates(RUN, min_answered=wrong)


def test_a_share_just_below_the_demand_is_not_rounded_up_to_it() -> None:
    (gate,) = gates(made(9_496, 504), min_answered=0.95)
    assert not gate.holds
    assert "94.96%" in gate.said
    assert Fraction(9_496, 10_000) < Fraction(95, 100)
