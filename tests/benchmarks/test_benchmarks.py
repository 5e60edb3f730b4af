"""The measuring code works; no time is judged here."""

import json
import re
import sys
from functools import partial

import pytest

from tests.benchmarks import start
from tests.benchmarks.__main__ import main
from tests.benchmarks.chat import Texts
from tests.benchmarks.processes import output_of, process_seconds, python, surroundings
from tests.benchmarks.questions import questions
from tests.benchmarks.rounds import BenchmarkError, Figure, figure, figures, measure, timed
from tests.benchmarks.steps import Clock
from tests.benchmarks.tables import Table, as_text, as_values, machine
from tests.benchmarks.terminal import Terminal, readable

ECHO = """
import sys, time
print("\\x1b[1mrea\\x1b[0mdy", flush=True)
sys.stdout.write("heard " + input() + "\\n")
"""


def test_actions_run_in_turn_and_the_warm_up_is_left_out() -> None:
    order: list[str] = []
    rounds = measure([timed(name, partial(order.append, name)) for name in "ab"], runs=2)
    assert order == ["a", "b"] * 3
    assert [list(one) for one in rounds] == [["a", "b"]] * 2


def test_a_ratio_is_taken_inside_each_round_and_then_its_median() -> None:
    rounds = [{"peer": 1.0, "own": 2.0}, {"peer": 10.0, "own": 30.0}, {"peer": 2.0, "own": 8.0}]
    assert figure(rounds, "own", "peer").ratios == (2.0, 3.0, 4.0)
    assert figure(rounds, "own", "peer").ratio == 3.0
    assert figure(rounds, "own").ratio is None
    assert [one.name for one in figures(rounds, "peer")] == ["peer", "own"]


def test_a_table_is_aligned_and_shows_milliseconds_with_the_ratio() -> None:
    table = Table("T", (Figure("peer", (0.25,), (1.0,)), Figure("longer name", (0.0002, 0.5, 0.6), (2.0,))), "peer")
    title, head, *rows = as_text(table).splitlines()
    assert title == "T (ms; ratio to peer)"
    assert head.split() == ["n", "min", "median", "ratio"]
    assert [row.split()[-4:] for row in rows] == [["1", "250", "250", "1.00"], ["3", "0.200", "500", "2.00"]]
    assert len({len(line) for line in (head, *rows)}) == 1


def test_values_hold_every_time_measured() -> None:
    [value] = json.loads(json.dumps(as_values([Table("T", (Figure("a", (3.0, 1.0, 2.0)),))])))
    [found] = value["figures"]
    assert (found["min"], found["median"], found["ratio"], found["seconds"]) == (1.0, 2.0, None, [3.0, 1.0, 2.0])


def test_the_machine_is_described_without_a_path_or_its_name() -> None:
    import platform

    assert machine().startswith(f"Python {platform.python_version()} · ")
    assert "/" not in machine()
    assert platform.node() not in machine()


def test_a_process_is_measured_until_it_has_ended() -> None:
    busy = "from time import perf_counter as now; end = now() + 0.05\nwhile now() < end: pass"
    assert process_seconds(python(busy)) > 0.05


@pytest.mark.parametrize("command", [python("raise SystemExit(3)"), ["no-such-program-anywhere"]])
def test_a_process_that_fails_is_an_error_and_no_time(command: list[str]) -> None:
    with pytest.raises(BenchmarkError):
        output_of(command)


def test_settings_of_the_person_who_measures_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOT_CORPUS", "elsewhere")
    monkeypatch.setenv("TEXTUAL_FPS", "240")
    assert not {"CITEBOT_CORPUS", "TEXTUAL_FPS"} & set(surroundings())


def test_a_step_that_imports_what_is_loaded_already_is_an_error() -> None:
    with pytest.raises(BenchmarkError, match="json"):
        Clock().load("json")


def test_an_import_is_timed_where_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    clock = Clock()
    clock.load("colorsys")
    assert "colorsys" in sys.modules
    assert clock.seconds["import colorsys"] > 0


@pytest.mark.parametrize(
    ("painted", "text"),
    [
        ("\x1b[1;38;2;1;2;3mAnswered\x1b[0m from", "Answered from"),
        ("one\x1b[3;7Htwo", "one\ntwo"),
        ("\x1b]0;title\x07text\x1b[?25l", "\ntext\n"),
    ],
)
def test_terminal_output_is_read_without_its_steering(painted: str, text: str) -> None:
    assert readable(painted.encode()) == text


def test_a_terminal_takes_keys_and_says_when_a_text_was_painted() -> None:
    with Terminal(python(ECHO)) as terminal:
        ready = terminal.wait_for("ready")
        typed = terminal.type("me\n")
        assert terminal.started < ready < typed < terminal.wait_for(re.compile("heard +me"))


def test_a_text_that_is_never_painted_is_an_error() -> None:
    with Terminal(python("print('other')")) as terminal, pytest.raises(BenchmarkError, match="other"):
        terminal.wait_for("this")


def test_an_answer_counts_only_below_its_own_question() -> None:
    pattern = Texts("", "", ("Found", "Not found")).answer_to("Does it hurt?")
    assert pattern.search("You asked  Does it hurt?\n\nFound\n")
    assert not pattern.search("Found\nYou asked  Does it hurt?\n")


def test_questions_are_evenly_spaced_and_short_enough() -> None:
    found = questions(10, longest=70)
    assert len(set(found)) == 10
    assert max(map(len, found)) <= 70


def test_too_many_questions_are_refused() -> None:
    with pytest.raises(BenchmarkError):
        questions(10**6)


def test_ask_loading_textual_is_said_and_is_wrong() -> None:
    rounds = [{start.BARE: 1.0}]
    assert start.table(rounds, ["nltk", "textual"]).wrong in as_text(start.table(rounds, ["textual"]))
    assert start.table(rounds, ["nltk", "textual"]).wrong
    assert not start.table(rounds, ["nltk"]).wrong


def test_a_benchmark_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["nonsense"])
    assert left.value.code == 2
    assert "nonsense" in capsys.readouterr().err
