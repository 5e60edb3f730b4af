"""The commands keep their contract: exit codes, files, what goes to stdout and what to stderr."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.main import run
from bot.coverage import command
from bot.coverage.evaluate import evaluate
from bot.coverage.values import FaqList, Run
from bot.errors import CitebotError
from bot.library import Library
from bot.reading.markdown import read_markdown
from tests.coverage.small import STINGS, faq, library, row

Call = Callable[..., tuple[int, str, str]]
LIST = """id,question,expected,priority
swell,How long does the swelling last?,Swelling,must
cure,What relieves the itching?,First Aid,
cost,What does the hospital charge?,none,
"""
WORSE = LIST.replace("First Aid", "Swelling")


_RUNS: dict[tuple[FaqList, str], Run] = {}


def evaluated_once(asked: FaqList, of: Library, progress: object = None) -> Run:  # noqa: ARG001
    """The run over a list, which is evaluated only once for all tests."""
    key = (asked, of.articles[0].title)
    if key not in _RUNS:
        _RUNS[key] = evaluate(asked, of)
    return _RUNS[key]


def opened(path: Path) -> Library:
    return Library.of([read_markdown(path.read_text(encoding="utf-8"), path.stem, "0" * 64)])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article and a list, in which the commands run."""
    (tmp_path / "stings.md").write_text(STINGS, encoding="utf-8")
    (tmp_path / "faq.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "evaluate", evaluated_once)
    monkeypatch.setattr(command.Library, "open", opened)
    return tmp_path


@pytest.fixture
def called(place: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str, name: str = "coverage") -> tuple[int, str, str]:
        code = run([name, "--corpus", str(place / "stings.md"), *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_a_run_without_demands_ends_well_and_reports_on_stdout(called: Call) -> None:
    code, out, err = called("faq.csv")
    assert (code, err) == (0, "")
    assert "Bee Stings" in out
    assert "3 questions" in out


@pytest.mark.parametrize(
    ("demand", "code"),
    [
        (["--min-answered", "100%"], 0),
        (["--max-false-answers", "0"], 0),
        (["--must-pass", "must"], 0),
        (["--min-answered", "100%", "--must-pass", "none such"], 2),
        (["--min-answered", "lots"], 2),
        (["--no-regressions"], 2),
    ],
)
def test_the_exit_code_tells_whether_demands_are_met(called: Call, demand: list[str], code: int) -> None:
    assert called("faq.csv", *demand)[0] == code


def test_a_demand_that_is_not_met_is_worse(called: Call, place: Path) -> None:
    (place / "faq.csv").write_text(
        LIST.replace("relieves the itching", "is the capital of Australia"), encoding="utf-8"
    )
    assert called("faq.csv", "--min-answered", "100%")[0] == 1
    (place / "faq.csv").write_text(WORSE.replace(",,\n", ",must\n").replace("Swelling,\n", "Swelling,must\n"))
    assert called("faq.csv", "--must-pass", "must")[0] == 1


def test_a_run_is_kept_and_compared_with(called: Call, place: Path) -> None:
    assert called("faq.csv", "--save", "run.json")[0] == 0
    assert called("faq.csv", "--baseline", "run.json", "--no-regressions")[0] == 0
    (place / "faq.csv").write_text(WORSE, encoding="utf-8")
    code, out, _ = called("faq.csv", "--baseline", "run.json", "--no-regressions", "--save", "run.json")
    assert code == 1
    assert "What relieves the itching?" in out


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{}", b'{"outcomes": []}', b"\xff\xfe"],
    ids=["missing", "empty", "object", "other", "binary"],
)
def test_a_broken_baseline_cannot_be_compared_with(called: Call, place: Path, content: bytes | None) -> None:
    if content is not None:
        (place / "run.json").write_bytes(content)
    code, out, err = called("faq.csv", "--baseline", "run.json")
    assert (code, out) == (2, "")
    assert err.startswith("citebot: ")
    assert err.count("\n") == 1


def test_a_baseline_of_other_questions_or_another_article_cannot_be_compared_with(called: Call, place: Path) -> None:
    called("faq.csv", "--save", "run.json")
    (place / "other.csv").write_text("question\nIs it raining?\n", encoding="utf-8")
    assert called("other.csv", "--baseline", "run.json", "--no-regressions")[0] == 2
    (place / "stings.md").rename(place / "wasps.md")
    (place / "wasps.md").write_text(STINGS.replace("Bee Stings", "Wasps"), encoding="utf-8")
    assert run(["coverage", "--corpus", "wasps.md", "faq.csv", "--baseline", "run.json", "--no-regressions"]) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.csv", None),
        ("empty.csv", b""),
        ("head.csv", b"question,expected\n"),
        ("odd.bin", b"\x00\x01"),
        ("a.txt", b"\n"),
    ],
)
def test_a_list_without_questions_is_never_green(called: Call, place: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (place / name).write_bytes(content)
    for command_name in ("coverage", "calibrate"):
        code, out, err = called(name, name=command_name)
        assert (code, out) == (2, "")
        assert err.startswith("citebot: ")


def test_every_report_is_written_and_said_on_stderr(called: Call, place: Path) -> None:
    names = {"--html": "r.html", "--csv": "r.csv", "--json": "r.json", "--junit": "r.xml", "--markdown": "r.md"}
    code, _, err = called("faq.csv", *(word for pair in names.items() for word in pair))
    assert code == 0
    assert all((place / name).stat().st_size and f"Wrote {name}." in err for name in names.values())
    assert sorted(path.name for path in place.iterdir()) == sorted(["faq.csv", "stings.md", *names.values()])


def test_one_report_can_go_to_stdout_alone_with_the_demands_on_stderr(called: Call) -> None:
    code, out, err = called("faq.csv", "--json", "-", "--max-false-answers", "0")
    assert code == 0
    assert json.loads(out)
    assert "Met: " in err
    assert called("faq.csv", "--json", "-", "--csv", "-")[0] == 2


@pytest.mark.parametrize("target", ["faq.csv", "no/where.html", ".", "run.json"])
def test_a_report_never_takes_the_place_of_an_input_and_says_where_it_cannot_go(
    called,
    place: Path,
    target: str,
) -> None:
    called("faq.csv", "--save", "run.json")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    code, out, err = called("faq.csv", "--html", target, "--baseline", "run.json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_report_that_cannot_be_written_fails_though_the_others_are_written(called: Call, place: Path) -> None:
    code, _, err = called("faq.csv", "--html", "/dev/full", "--csv", "r.csv")
    assert code == 2
    assert "/dev/full cannot be written" in err
    assert (place / "r.csv").exists()


def test_a_reader_that_is_gone_does_not_make_a_failed_run_green(called: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert called("faq.csv", "--min-answered", "100%", "--must-pass", "must")[0] == 0
        Path("faq.csv").write_text(
            LIST.replace("relieves the itching", "is the capital of Australia"), encoding="utf-8"
        )
        assert called("faq.csv", "--min-answered", "100%")[0] == 1


def test_an_evaluation_that_breaks_off_or_leaves_questions_out_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = faq(row("How long does the swelling last?"), row("What relieves the itching?"))
    whole = evaluated_once(asked, library())

    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(command, "evaluate", broken)
    with pytest.raises(CitebotError, match="broke off: ZeroDivisionError: oh"):
        command.evaluated(asked, library())
    monkeypatch.setattr(command, "evaluate", lambda *_: whole)
    more = FaqList(("faq.csv",), (*asked.rows, row("And a third?")), (), 3, "")
    with pytest.raises(CitebotError, match="Only 2 of 3"):
        command.evaluated(more, library())


def test_the_trade_off_marks_the_line_in_use_and_needs_labels(called: Call, place: Path) -> None:
    code, out, _ = called("faq.csv", name="calibrate")
    assert code == 0
    assert next(line for line in out.splitlines() if line.startswith("▸")).endswith("in use")
    assert "of 1 (" in out
    (place / "bare.txt").write_text("Does it hurt?\n", encoding="utf-8")
    assert called("bare.txt", name="calibrate")[0] == 2


def test_the_review_needs_a_terminal_and_one_place_for_labels(called: Call) -> None:
    code, _, err = called("faq.csv", name="review")
    assert code == 2
    assert "needs a terminal" in err
    assert called("faq.csv", "--in-place", "--output", "x.csv", name="review")[0] == 2
