import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codec import decode, encode
from bot.coverage import baseline
from bot.coverage.baseline import compare, fold, load, save, stands
from bot.coverage.values import Hashes, Outcome, Run
from bot.errors import CitebotError
from tests.coverage.madeup import CAUSES, EMPTY, OUTCOMES, PAIN, RUN, asked, row, run_of


def changes(now: Run, before: Run) -> list[tuple[str, str]]:
    return [(one.id, one.change) for one in compare(now, before).differences]


def passed(number: int, question: str, passed: bool | None = True, **other: object) -> Outcome:
    return Outcome(row(number, question, **other), "answered", found=(PAIN,), passed=passed, label="answerable")


@pytest.mark.parametrize("run", [RUN, EMPTY], ids=["full", "empty"])
def test_a_saved_run_is_loaded_as_it_was(run: Run, tmp_path: Path) -> None:
    save(run, tmp_path / "run.json")
    assert load(tmp_path / "run.json") == run


# A high surrogate right before a low one is read back as the one character that the pair stands for.
@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=[])).filter(lambda t: t.isascii() or json.loads(json.dumps(t)) == t))
def test_any_question_survives_saving(question: str) -> None:
    run = asked(question)
    data = baseline.dumps(baseline.enveloped(run))
    assert decode(Run, json.loads(data.decode("utf-8"))["run"]) == run
    assert data == baseline.dumps(baseline.enveloped(asked(question)))


def test_the_same_run_is_the_same_bytes_whatever_the_order_of_its_mappings(tmp_path: Path) -> None:
    figures = RUN.figures
    turned = replace(
        figures, states=dict(reversed(figures.states.items())), table=dict(reversed(figures.table.items()))
    )
    save(RUN, tmp_path / "one.json")
    save(replace(RUN, figures=turned), tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_file_that_cannot_be_replaced_stays_as_it_was_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.json"
    path.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CitebotError, match="cannot be written: No space left") as raised:
        save(RUN, path)
    assert raised.value.hint
    assert path.read_text() == "before"
    assert [found.name for found in tmp_path.iterdir()] == ["run.json"]


def test_saving_keeps_a_link_and_the_file_s_permissions(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("before")
    target.chmod(0o640)
    link.symlink_to(target)
    save(RUN, link)
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert load(link) == RUN


@pytest.mark.parametrize("path", ["missing/run.json", "."])
def test_what_cannot_be_written_is_said_with_a_hint(path: str, tmp_path: Path) -> None:
    with pytest.raises(CitebotError, match="cannot be written") as raised:
        save(RUN, tmp_path / path)
    assert raised.value.hint


SAVED = json.dumps(baseline.enveloped(RUN))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe{}", "not UTF-8"),
        (SAVED.encode()[:-200], "cut off"),
        (b"question,expected\nDoes it hurt?,Pain\n", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not a saved run"),
        (b'{"schema": 1}', "not a saved run"),
        (SAVED.replace('"schema": 1', '"schema": 2').encode(), "another version"),
        (SAVED.replace('"schema": 1', '"schema": true').encode(), "another version"),
        (SAVED.replace('"schema": 1', '"schema": null').encode(), "another version"),
        (SAVED.replace('"number": 2', '"number": "2"', 1).encode(), r"number is not a whole number"),
        (SAVED.replace('"number": 2', '"number": true', 1).encode(), r"number is not a whole number"),
        (SAVED.replace('"state": "weak"', '"state": "week"', 1).encode(), "state is none of"),
        (SAVED.replace('"margin": 0.4', '"margin": NaN', 1).encode(), "not JSON"),
        (SAVED.replace('"lines": [31, 31]', '"lines": [31]', 1).encode(), "1 items instead of 2"),
        (SAVED.replace('"version": "0.1.0", ', "", 1).encode(), "has no version"),
        (b'{"format": "citebot coverage run", "schema": 1}', "run is not an object"),
    ],
)
def test_a_file_that_is_no_saved_run_is_refused_with_a_hint(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(data)
    with pytest.raises(CitebotError, match=said) as raised:
        load(path)
    assert raised.value.hint


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_baseline_that_cannot_be_read_is_refused_with_a_hint(name: str, tmp_path: Path) -> None:
    with pytest.raises(CitebotError, match="cannot be read") as raised:
        load(tmp_path / name)
    assert raised.value.hint


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["format", "run", "faq"]), inner),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(encode(RUN))), JSON)
def test_whatever_stands_in_a_part_of_a_run_it_is_loaded_or_refused(part: str, value: object) -> None:
    try:
        decode(Run, encode(RUN) | {part: value}, "run")
    except ValueError as error:
        assert f"run.{part}" in str(error)  # noqa: PT017 - either outcome is right


def test_a_run_compared_with_itself_has_no_changes() -> None:
    comparison = compare(RUN, RUN)
    assert comparison.differences == ()
    assert comparison.changed == ()


def test_changes_stand_worst_first_then_in_the_order_of_the_list() -> None:
    before = run_of(
        passed(2, "One?", False), passed(3, "Two?"), passed(4, "Three?"), passed(5, "Four?"), passed(6, "Gone?")
    )
    now = run_of(
        passed(2, "One?"),
        replace(passed(3, "Two?"), found=(CAUSES,)),
        passed(4, "Three?", False),
        passed(5, "Four?", False),
        passed(7, "Fresh?"),
    )
    assert changes(now, before) == [
        ("row-4", "pass_to_fail"),
        ("row-5", "pass_to_fail"),
        ("row-2", "fail_to_pass"),
        ("row-7", "new"),
        ("row-6", "removed"),
        ("row-3", "changed_passage"),
    ]


def test_a_row_that_moved_is_met_by_its_question_not_by_the_number_it_had() -> None:
    before = run_of(passed(2, "Does it hurt?"), passed(3, "Is it rare?", False))
    now = run_of(passed(2, "A new one?"), passed(3, "does it  hurt"), passed(4, "Is it rare?", False))
    assert changes(now, before) == [("row-2", "new")]


def test_a_reworded_question_is_met_by_an_id_of_its_own() -> None:
    before = run_of(passed(2, "Does it hurt?", id="pain"))
    now = run_of(passed(9, "Is it painful?", False, id="pain"))
    assert changes(now, before) == [("pain", "pass_to_fail")]


def test_a_list_that_got_ids_is_met_by_its_questions() -> None:
    assert changes(run_of(passed(2, "Does it hurt?", id="pain")), run_of(passed(2, "Does it hurt?"))) == []


def test_the_same_words_in_another_conversation_are_another_question() -> None:
    before = run_of(passed(2, "And in children?", conversation="a"), passed(3, "And in children?", conversation="b"))
    now = run_of(
        passed(7, "And in children?", conversation="b"), passed(8, "And in children?", False, conversation="a")
    )
    assert changes(now, before) == [("row-8", "pass_to_fail")]


def test_without_a_label_answered_no_longer_counts_as_worse() -> None:
    answered = Outcome(row(2, "Does it hurt?"), "answered", found=(PAIN,))
    weak = replace(answered, state="weak")
    nothing = replace(answered, state="not_found", found=())
    assert changes(run_of(weak), run_of(answered)) == [("row-2", "pass_to_fail")]
    assert changes(run_of(nothing), run_of(answered)) == [("row-2", "pass_to_fail")]
    assert changes(run_of(answered), run_of(weak)) == [("row-2", "fail_to_pass")]


def test_a_question_that_was_labelled_since_is_no_regression_while_its_state_is_the_same() -> None:
    unlabelled = Outcome(row(2, "Does it hurt?"), "answered", found=(PAIN,))
    labelled = replace(unlabelled, label="answerable", passed=False)
    refused = Outcome(row(2, "Does it hurt?"), "not_found", label="unanswerable", passed=True)
    assert changes(run_of(labelled), run_of(unlabelled)) == []
    assert ("row-2", "pass_to_fail") not in changes(run_of(refused), run_of(unlabelled))


def test_what_else_changed_is_named_by_hash_and_version() -> None:
    other = replace(RUN, hashes=Hashes("0", "b" * 64, "0", "0"), version="0.2.0")
    assert compare(other, RUN).changed == ("article", "settings", "questions", "version")
    assert compare(replace(RUN, hashes=replace(RUN.hashes, synonyms="0")), RUN).changed == ("synonyms",)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(RUN, articles=(("kidneys", "Kidney stones", ""),)), "another article"),
        (run_of(passed(90, "Something else?")), "no question in common"),
        (replace(RUN, outcomes=()), "no question in common"),
        (EMPTY, "another article"),
    ],
)
def test_a_baseline_that_shares_nothing_cannot_be_compared(other: Run, said: str) -> None:
    with pytest.raises(CitebotError, match=said):
        compare(RUN, other)


def test_an_article_whose_file_or_title_was_changed_is_still_the_same() -> None:
    assert compare(replace(RUN, articles=(("renamed", "Calcinosis", ""),)), RUN).differences == ()
    assert compare(replace(RUN, articles=(("calcinosis", "A new title", ""),)), RUN).differences == ()


def test_a_question_stands_when_it_passed_or_is_answered_without_a_label() -> None:
    assert [stands(outcome) for outcome in OUTCOMES] == [True, False, False, False, False]
    assert stands(Outcome(row(2, "Does it hurt?"), "answered"))
    assert not stands(Outcome(row(2, "Does it hurt?"), "answered", label="outdated"))


@given(st.text())
def test_folding_twice_is_folding_once(question: str) -> None:
    assert fold(fold(question)) == fold(question)
    assert fold(f"  {question.strip()} ?") == fold(question)
