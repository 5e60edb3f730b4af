"""The fit of the ranking finds what made the accepted passages, and judges each set by the others."""

import numpy as np
import pytest

from bot.article import Passage
from bot.library import Library
from tests.quality import fit_ranking
from tests.quality.cases import INTRO, asked, gold, write_set
from tests.quality.fit_ranking import Row, Seen

NAMES = ("score", "log_score", "good")


def row(*goods: float, accepted: int | None, folder: str = "set", leaning: float = 0.0) -> Row:
    features = [{"score": 1.0, "log_score": 0.0, "good": good} for good in goods]
    passages: list[Passage] = [INTRO] * len(goods)
    return Row(Seen(passages, features, 0.0, leaning), [n == accepted for n in range(len(goods))], folder)


def rows(count: int, slope: float, leaning: float = 0.0) -> list[Row]:
    """Rows of two passages, of which the one that is good is accepted as often as the logit of `slope` says."""
    often = round(count / (1 + np.exp(-slope)))
    return [row(1.0, 0.0, accepted=int(n >= often), leaning=leaning) for n in range(count)]


def test_the_counts_that_made_the_rows_are_found() -> None:
    always, by_need, in_turn = np.split(fit_ranking.fit(rows(2000, 1.5), NAMES, ridge=1e-6), 3)
    assert always[2] == pytest.approx(1.5, abs=0.02)
    assert by_need[2] == pytest.approx(0, abs=0.02)
    assert in_turn[2] == pytest.approx(0, abs=0.02)


def test_what_counts_in_turns_is_told_from_what_counts_always() -> None:
    always, _, in_turn = np.split(fit_ranking.fit([*rows(900, 1.0), *rows(900, -1.0, 1.0)], NAMES, ridge=1e-6), 3)
    assert always[2] == pytest.approx(1.0, abs=0.02)
    assert in_turn[2] == pytest.approx(-2.0, abs=0.04)


def test_of_several_that_are_accepted_one_is_enough() -> None:
    both = Row(row(1.0, 0.5, 0.0, accepted=0).seen, [True, True, False], "set")
    counts = fit_ranking.fit([both] * 200, NAMES, ridge=0.1)
    assert counts[2] > 1
    assert fit_ranking.hits([both], counts, NAMES) == [True]


def test_a_question_without_an_accepted_passage_says_nothing() -> None:
    given = rows(100, 1.0)
    nothing = [row(1.0, 0.0, accepted=None)] * 50
    assert np.allclose(fit_ranking.fit(given, NAMES), fit_ranking.fit([*given, *nothing], NAMES), atol=1e-3)


def test_each_set_is_judged_by_what_was_fitted_to_the_others() -> None:
    agreeing = rows(90, 2.0)
    odd = [row(1.0, 0.0, accepted=1, folder="odd")] * 40
    assert fit_ranking.judged([*agreeing, *odd], NAMES)[len(agreeing) :] == [False] * len(odd)


def test_a_set_gives_a_row_for_each_question_that_is_asked_as_a_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("set")
    label = gold("Pain and Tenderness", "paragraph")
    write_set(
        folder,
        answerable=[
            asked("Does calcinosis hurt?", "yes/no", label),
            asked("Where does it hurt, and what causes calcinosis?", "two-part", label),
        ],
    )
    (found,) = fit_ranking.rows_of(folder, Library.open())
    assert any(found.accepted)
    assert len(found.accepted) == len(found.seen.features) == len(found.seen.passages)
    assert not found.turn


def test_the_scale_is_what_the_score_counts() -> None:
    counts = np.array([2.0, 0.5, 9.0, 1.0, 0.0, 9.0, 4.0, 0.0, 9.0])
    plain = row(1.0, accepted=0)
    needing = plain._replace(seen=plain.seen._replace(own=1.0))
    assert fit_ranking.scale([plain, needing], counts, NAMES) == pytest.approx((2.5 + 3.5) / 2)
