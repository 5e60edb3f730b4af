"""The figures, by hand and beside a library that is well kept."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coverage.metrics import figures, hit, ndcg, rank_of, rate, reciprocal_rank, worst
from bot.coverage.values import Found, Outcome, Rate, Worst
from tests.coverage.small import outcome

IDS = "abcdefgh"


def found(names: str) -> tuple[Found, ...]:
    return tuple(Found(name, ("H",), None, (1, 1), "", 9.0 - place) for place, name in enumerate(names))


def answerable(shown: str, gold: str, **more: Any) -> Outcome:
    more.setdefault("state", "answered" if shown else "not_found")
    return outcome(found=found(shown), gold=tuple(gold), label="answerable", rank=rank_of(shown, gold), **more)


def test_the_rank_is_that_of_the_first_accepted_passage() -> None:
    assert (rank_of("abc", "cb"), rank_of("abc", "x"), rank_of("", "x"), rank_of("a", "")) == (2, 0, 0, 0)
    assert [hit(rank, 3) for rank in (0, 1, 3, 4)] == [0.0, 1.0, 1.0, 0.0]
    assert [reciprocal_rank(rank) for rank in (0, 1, 4)] == [0.0, 1.0, 0.25]


def test_ndcg_by_hand() -> None:
    assert ndcg("ab", "a") == 1.0
    assert ndcg("ba", "a") == pytest.approx(1 / math.log2(3))
    assert ndcg("bac", "ac") == pytest.approx((1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3)))
    assert ndcg("abcdef", "f") == 0.0  # the sixth is not looked at
    assert ndcg("abcde", "abcdefgh") == 1.0  # no more than five can be shown
    assert ndcg("", "a") == ndcg("a", "") == 0.0


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [(8, 10, 0.490162, 0.943318), (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0), (81, 263, 0.255289, 0.366210)],
)
def test_the_interval_of_a_share_is_wilsons(passed: int, n: int, low: float, high: float) -> None:
    measured = rate([1.0] * passed + [0.0] * (n - passed))
    assert (measured.value, measured.n) == (passed / n, n)
    assert measured.low == pytest.approx(low, abs=1e-6)
    assert measured.high == pytest.approx(high, abs=1e-6)


def test_a_rate_of_nothing_says_so() -> None:
    assert rate([]) == Rate(0.0, 0, 0.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_interval_holds_its_mean_and_is_wider_than_that_of_the_scores_own_variance(scores: list[float]) -> None:
    measured = rate(scores)
    assert 0 <= measured.low <= measured.value <= measured.high <= 1
    assert measured.low < measured.high
    mean = sum(scores) / len(scores)
    spread = sum((score - mean) ** 2 for score in scores) / len(scores)
    assert spread <= mean * (1 - mean) + 1e-9


def test_states_answers_and_refusals_are_counted_by_label() -> None:
    measured = figures(
        [
            answerable("a", "a"),
            answerable("ba", "a", state="weak"),
            outcome(label="unanswerable"),
            outcome(label="unanswerable", state="not_found"),
            outcome(label="unanswerable", state="courtesy"),
            outcome(state="weak", failure="below_line"),
        ]
    )
    assert measured.states == {"answered": 2, "weak": 2, "not_found": 1, "courtesy": 1}
    assert (measured.answered.value, measured.answered.n) == (2 / 6, 6)
    assert (measured.hit1.value, measured.hit3.value, measured.hit1.n) == (0.5, 1.0, 2)
    assert (measured.mrr.value, measured.mrr.n) == (0.75, 2)
    assert measured.table[("answerable", "answered")] == measured.table[("answerable", "not_answered")] == 1
    assert measured.table[("unanswerable", "answered")] == 1
    assert measured.table[("unanswerable", "not_answered")] == 2
    assert sum(measured.table.values()) == 6
    assert (measured.false_answers.value, measured.false_answers.n) == (1 / 3, 3)
    assert (measured.false_refusals.value, measured.false_refusals.n) == (0.5, 2)
    assert measured.failures == {"below_line": 1}


def test_figures_over_no_question_have_no_questions() -> None:
    measured = figures([])
    assert measured.hit1.n == measured.answered.n == measured.false_answers.n == 0
    assert (measured.hit1.low, measured.hit1.high) == (0.0, 1.0)


def test_a_question_that_retrieved_nothing_counts() -> None:
    assert figures([answerable("a", "a"), answerable("", "a")]).mrr == rate([1.0, 0.0])


def test_the_worst_wording_of_a_question_is_named() -> None:
    def wording(name: str, **more: Any) -> Outcome:
        return outcome(f"how {name}?", row={"id": name, "variant_of": "" if name == "q1" else "q1"}, **more)

    outcomes = [
        wording("q1", passed=True),
        wording("q2", passed=False, state="weak"),
        wording("q3", passed=False, state="not_found"),
        outcome("alone", row={"id": "q9"}, passed=False),
    ]
    assert worst(outcomes) == (Worst("q1", "how q1?", 3, 1, "q3"),)


def test_a_wording_without_a_label_passes_when_it_is_answered() -> None:
    outcomes = [outcome(row={"id": "a"}), outcome(row={"id": "b", "variant_of": "a"}, state="weak")]
    assert worst(outcomes) == (Worst("a", "q", 2, 1, "b"),)


def test_the_question_with_the_worst_wordings_comes_first() -> None:
    rows = [("a", ""), ("a2", "a"), ("b", ""), ("b2", "b")]
    outcomes = [outcome(row={"id": i, "variant_of": v}, passed=i == "a") for i, v in rows]
    assert [one.id for one in worst(outcomes)] == ["b", "a"]


questions = st.lists(
    st.tuples(
        st.lists(st.sampled_from(IDS), max_size=5, unique=True).map("".join),
        st.sets(st.sampled_from(IDS), min_size=1).map(lambda gold: "".join(sorted(gold))),
    ),
    min_size=1,
    max_size=12,
)


def test_the_figures_are_those_of_ir_measures() -> None:
    ir = pytest.importorskip("ir_measures")
    hit1, hit3, hit5, mrr, ndcg5 = measures = [ir.Success @ 1, ir.Success @ 3, ir.Success @ 5, ir.RR, ir.nDCG @ 5]

    @settings(deadline=None)
    @given(questions)
    def check(asked: list[tuple[str, str]]) -> None:
        wanted = [ir.Qrel(str(n), name, 1) for n, (_, gold) in enumerate(asked) for name in gold]
        shown = [(str(n), name, 9.0 - place) for n, (names, _) in enumerate(asked) for place, name in enumerate(names)]
        theirs = ir.calc_aggregate(measures, wanted, [ir.ScoredDoc(*one) for one in shown])
        ours = figures([answerable(names, gold) for names, gold in asked])
        assert theirs[hit1] == pytest.approx(ours.hit1.value)
        assert theirs[hit3] == pytest.approx(ours.hit3.value)
        assert theirs[hit5] == pytest.approx(ours.hit5.value)
        assert theirs[mrr] == pytest.approx(ours.mrr.value)
        assert theirs[ndcg5] == pytest.approx(ours.ndcg5.value)

    check()
