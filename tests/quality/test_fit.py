"""The fit finds what made the rows, and judges each set by the others."""

import json
from pathlib import Path

import numpy as np
import pytest

from bot.library import Library
from tests.quality import fit
from tests.quality.cases import asked, gold, write_set


def rows(count: int, start: float, slope: float) -> list[fit.Row]:
    """Rows whose answers follow a logistic line of one trait exactly, as shares."""
    made = []
    for step in range(11):
        value = step / 10
        yes = round(count / (1 + np.exp(-(start + slope * value))))
        made += [fit.Row({"trait": value}, n < yes, f"set {n % 3}", False) for n in range(count)]
    return made


def test_the_line_that_made_the_rows_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "COST", 1.0)
    counts, start = fit.fit(rows(3000, -1.0, 2.5), ["trait"], ridge=1e-6)
    assert (start, counts["trait"]) == pytest.approx((-1.0, 2.5), abs=0.02)


def test_a_dear_false_answer_moves_the_line_up() -> None:
    even = rows(300, 0.0, 0.0)
    start = fit.fit(even, ["trait"]).start
    assert start == pytest.approx(-np.log(fit.COST), abs=0.05)


def test_what_is_kept_stays_and_the_new_trait_is_fitted_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "COST", 1.0)
    kept = fit.Line({"old": 1.0}, -1.0)
    made = [
        fit.Row({"old": 1.0, **(row.traits or {})}, row.answerable, row.folder, False) for row in rows(3000, 0.0, 2.5)
    ]
    counts, start = fit.fit(made, ["trait"], ridge=1e-6, kept=kept)
    assert (counts["old"], start) == (1.0, -1.0)
    assert counts["trait"] == pytest.approx(2.5, abs=0.03)


def test_each_set_is_judged_by_what_was_fitted_to_the_others() -> None:
    agreeing = rows(30, -5.0, 10.0)
    odd = [fit.Row(row.traits, not row.answerable, "odd", False) for row in agreeing]
    sums = fit.judged([*agreeing, *odd], ["trait"])
    of_odd = sums[len(agreeing) :]
    assert of_odd[-1] > 0 > of_odd[0]  # against its own labels


def test_what_is_not_for_the_fit_is_never_answered() -> None:
    sums = fit.judged([*rows(9, 0.0, 1.0), fit.Row(None, False, "set 1", False)], ["trait"])
    assert sums[-1] == -np.inf


def test_a_set_gives_a_row_for_each_part_of_a_question(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("set")
    label = gold("Pain and Tenderness", "paragraph")
    write_set(folder, answerable=[asked("Where does it hurt, and what causes calcinosis?", "two-part", label)])
    found = fit.rows_of(folder, Library.open())
    assert [row.answerable for row in found] == [True, True]


def test_a_public_set_gives_the_questions_about_other_subjects(tmp_path: Path) -> None:
    queries = [
        {"query_id": "1", "text": "What causes bronchiectasis?", "scope": "Bronchiectasis", "answerable": False},
        {"query_id": "2", "text": "What causes calcinosis?", "scope": "Calcinosis_cutis", "answerable": False},
        {"query_id": "3", "text": "And Norway?", "history": ["What is the capital of Sweden?"], "answerable": False},
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    for name in ("corpus.jsonl", "qrels.tsv"):
        (tmp_path / name).touch()
    (found,) = fit.rows_of_public(tmp_path, Library.open(), None)
    assert found.traits is not None
    assert (found.answerable, found.far, found.public, found.cost) == (False, True, True, fit.PUBLIC)
