"""The load is measured as it is said; a slice of it that takes a moment."""

import asyncio
import json
import os

import pytest

from bot.library import Library
from tests.benchmarks import conversation, load
from tests.benchmarks.__main__ import BENCHMARKS, main
from tests.benchmarks.memory import children, megabytes, proportional, resident
from tests.benchmarks.questions import questions
from tests.benchmarks.tables import as_text


def test_a_batch_is_asked_and_its_memory_looked_at() -> None:
    table = load.batch(40)
    assert not table.wrong
    assert "questions a second" in table.note
    assert "40: " in table.note
    assert table.figures[0].seconds


def test_lines_are_of_four_kinds_and_each_is_another() -> None:
    base = ["What causes gout?", "How common is it?"]
    lines = [load.line(number, base) for number in range(64)]
    assert len({json.dumps(line) for line in lines}) == 64
    assert {line.get("conversation", "none").partition(" ")[0] for line in lines} == {"none", "one", "two"}
    pair = [line["conversation"] for line in lines if line.get("conversation", "").startswith("two")]
    assert pair.count(pair[0]) == 2


def test_memory_that_grows_is_wrong() -> None:
    assert load._grown([100, 120, 130]) == ["memory grew by 30% after the first tenth"]
    assert load._grown([100, 101, 103]) == []


def test_a_chat_is_looked_at_where_it_has_come_to() -> None:
    stages = asyncio.run(conversation.stages(Library.open(), questions(2, longest=70), [1, 2]))
    assert [len(stage.seconds) for stage in stages] == [1, 2]
    assert all(stage.memory > 10_000_000 for stage in stages)


def test_the_load_is_measured_by_hand_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert "load" not in BENCHMARKS
    assert main(["load", "--questions", "0", "--messages", "0", "--visitors", "0"]) == 0
    assert "Load:" not in capsys.readouterr().out


def test_the_memory_of_a_process_is_told() -> None:
    assert resident() > 1_000_000
    assert megabytes(1_500_000) == "1.5 MB"
    assert 0 < proportional(os.getpid()) <= 2 * resident()
    assert isinstance(children(os.getpid()), list)
    assert as_text(load.Table("T", (), note="said")).endswith("said")
