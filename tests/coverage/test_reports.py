"""What holds for every report: determinism, harmless text, every row accounted for."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coverage.baseline import load
from bot.coverage.reports import content, csvfile, html, jsonfile, junit, markdown, terminal
from bot.coverage.values import Comparison, Difference, FaqRow, Gate, Outcome, Run, Skipped
from bot.showing import one_line
from tests.coverage.madeup import COMPARISON, EMPTY, GATES, OUTCOMES, RUN, asked

Render = Callable[[Run, Comparison | None, Sequence[Gate]], str | bytes]
REPORTS: dict[str, Render] = {
    "terminal": terminal.render,
    "html": html.render,
    "csv": csvfile.render,
    "json": jsonfile.render,
    "junit": junit.render,
    "markdown": markdown.render,
}
every_report = pytest.mark.parametrize("render", REPORTS.values(), ids=REPORTS)
HOSTILE = (
    "\x1b[31m\x00\x07 \ud800 \ufffe \u202e \x9b </td><script>alert(1)</script> & \"' ]]> "
    "[/b] [link=x] :smile: \r\n | `x` @all"
)
ANY = st.text(st.characters(exclude_categories=[]), max_size=60)


def text_of(report: str | bytes) -> str:
    return report.decode("utf-8") if isinstance(report, bytes) else report


def hostile(text: str) -> tuple[Run, Comparison, tuple[Gate, ...]]:
    """The made-up run with a text wherever a person or a file can bring one in."""
    found = replace(OUTCOMES[0].found[0], heading=(text,), row=text, text=text, id=text)
    row = FaqRow(text, 2, text, text, (text,), text, text, text, text)
    outcome = Outcome(
        row, "weak", found=(found,), missing=(text,), failure="missed", next_step=text, suggestion=text, passed=False
    )
    section = replace(RUN.reverse.sections[0], article=text, heading=(text,), unreached=(found,))
    reverse = replace(RUN.reverse, sections=(section,), busy=((found, 2),), shared=((found, (text,)),), hidden=(found,))
    worst = replace(RUN.figures.worst[0], id=text, question=text, worst=text)
    run = replace(
        RUN,
        version=text,
        articles=((text, text, text), ("b", "", "")),
        faq=replace(RUN.faq, files=(text, "b.csv"), rows=(row,), skipped=(Skipped(text, 3, "bad", text),)),
        outcomes=(outcome,),
        figures=replace(RUN.figures, worst=(worst,)),
        reverse=reverse,
    )
    difference = Difference(text, text, "pass_to_fail", text, text)
    return run, Comparison((difference,), (text,)), (Gate(text, False, text),)


@every_report
@settings(max_examples=25, deadline=None)
@given(text=ANY)
def test_any_text_anywhere_gives_a_report_in_valid_utf_8(render: Render, text: str) -> None:
    report = text_of(render(*hostile(text)))
    report.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\r\n" for char in report)


@every_report
def test_hostile_text_steers_nothing(render: Render) -> None:
    report = text_of(render(*hostile(HOSTILE)))
    assert not {"\x1b", "\x00", "\x07", "\x9b", "\ufffe", "\u202e"} & set(report)
    assert "alert(1)" in report


@every_report
def test_the_same_run_is_the_same_report_whatever_the_order_of_its_mappings(render: Render) -> None:
    figures = RUN.figures
    turned = replace(
        figures,
        states=dict(reversed(figures.states.items())),
        table=dict(reversed(figures.table.items())),
        failures=dict(reversed(figures.failures.items())),
    )
    assert render(RUN, COMPARISON, GATES) == render(replace(RUN, figures=turned), COMPARISON, GATES)


def test_reports_do_not_depend_on_the_process_its_environment_or_its_folder(tmp_path: Path) -> None:
    code = (
        "import hashlib; from tests.coverage.test_reports import *\n"
        "for render in REPORTS.values():\n"
        "    report = render(RUN, COMPARISON, GATES)\n"
        "    print(hashlib.sha256(report if isinstance(report, bytes) else report.encode()).hexdigest())"
    )
    said = set()
    root = Path(__file__).parents[2]
    for seed, more in (("1", {}), ("2", {"COLUMNS": "200", "NO_COLOR": "1", "FORCE_COLOR": "1", "TZ": "Asia/Tokyo"})):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "PYTHONHASHSEED": seed, **more}
        run = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1


@every_report
@pytest.mark.parametrize("comparison", [None, Comparison(()), COMPARISON], ids=["alone", "unchanged", "changed"])
def test_a_report_is_made_of_any_run(render: Render, comparison: Comparison | None) -> None:
    for run in (EMPTY, RUN, replace(RUN, outcomes=RUN.outcomes[:1])):
        assert render(run, comparison, ())


@pytest.mark.parametrize("name", ["terminal", "html", "csv", "json", "junit"])
def test_skipped_rows_are_reported_with_their_numbers_and_reasons(name: str) -> None:
    report = text_of(REPORTS[name](RUN, None, ()))
    for skipped in RUN.faq.skipped:
        assert skipped.detail in report
        assert str(skipped.number) in report


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_readers_see_the_demands_then_the_changes_then_the_failures(name: str) -> None:
    report = text_of(REPORTS[name](RUN, COMPARISON, GATES))
    assert "1 worse, 1 new, 1 removed" in report
    assert "Changed since the baseline: the article and the questions." in report
    assert report.index("1 of 2 demands are not met.") < report.index("false answer")


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_failures_of_labels_stand_before_questions_without_a_label(name: str) -> None:
    report = text_of(REPORTS[name](RUN, None, ()))
    places = [report.index(question) for question in ("park at the", "Is it sore?", "Should I stop", "What does it")]
    assert places == sorted(places)


def test_the_json_report_holds_everything_and_serves_as_a_baseline(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(jsonfile.render(RUN, COMPARISON, GATES))
    assert load(path) == RUN
    report = json.loads(path.read_bytes())
    assert [one["change"] for one in report["comparison"]["differences"]] == ["pass_to_fail", "new", "removed"]
    assert [gate["holds"] for gate in report["gates"]] == [True, False]
    assert json.loads(jsonfile.render(RUN, None, ()))["comparison"] is None


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_safe_text_is_one_line_that_changes_no_more(text: str) -> None:
    said = one_line(text)
    assert said == one_line(said)
    assert len(said.splitlines()) <= 1
    said.encode("utf-8")


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0%"), (0.001, "<1%"), (0.5, "50%"), (0.996, ">99%"), (1, "100%"), (0.994, "99%")]
)
def test_only_none_is_0_percent_and_only_all_is_100_percent(share: float, said: str) -> None:
    assert content.percent(share) == said


def test_rows_of_several_files_are_named_with_their_file() -> None:
    run = asked("Does it hurt?")
    assert content.row_of(run.outcomes[0].row, run) == "2"
    several = replace(run, faq=replace(run.faq, files=("faq.csv", "more.csv")))
    assert content.row_of(run.outcomes[0].row, several) == "faq.csv:2"
