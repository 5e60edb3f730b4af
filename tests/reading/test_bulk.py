"""Reading in several processes gives what reading in one gives."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from bot.article import Article
from bot.errors import NothingToRead
from bot.reading import bulk
from bot.reading.bulk import each
from bot.reading.corpus import Place, list_files

COUNT = 40
ROOT = Path(__file__).parents[2]
Summary = tuple[str, str, int]


def prepare() -> Callable[[Article], Summary]:
    return lambda article: (article.name, article.title, os.getpid())


def prepare_and_die(here: int) -> Callable[[Article], Summary]:
    if os.getpid() != here:
        os._exit(3)
    return prepare()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    monkeypatch.setattr(bulk, "FEW", 1)
    for number in range(COUNT):
        (tmp_path / f"{number:02}.md").write_text(f"# Title {number}\n\nA text.\n", encoding="utf-8")
    return list_files(tmp_path)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["Popen[bytes]"]]:
    """The processes that were started. All have ended after the test."""
    processes: list[Popen[bytes]] = []

    class Noted(Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            processes.append(self)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", Noted)
        yield processes
    assert all(process.returncode is not None for process in processes)


def test_all_files_are_read_in_order_and_in_other_processes(places: list[Place], started: list["Popen[bytes]"]) -> None:
    read = list(each(places, prepare, 2))
    assert [summary[:2] for summary in read] == [(f"{number:02}", f"Title {number}") for number in range(COUNT)]
    assert {process for _, _, process in read} <= {process.pid for process in started}
    assert len(started) == 2


def test_few_files_are_read_in_this_process(places: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FEW", COUNT)
    assert {process for _, _, process in each(places, prepare, 2)} == {os.getpid()}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_cannot_be_read_is_an_error_after_those_before_it(places: list[Place], processes: int) -> None:
    places[20].path.write_text("# A heading alone\n", encoding="utf-8")
    read = []
    with pytest.raises(NothingToRead, match=r"20\.md holds no text") as raised:
        read.extend(each(places, prepare, processes))
    assert raised.value.hint == "Headings alone are not enough."
    assert len(read) in (0, 20)  # `extend` keeps what came before in CPython


def test_processes_that_die_leave_the_work_to_this_one(places: list[Place]) -> None:
    read = list(each(places, partial(prepare_and_die, os.getpid()), 2))
    assert [process for _, _, process in read] == [os.getpid()] * COUNT


@pytest.mark.parametrize("python", ["", "/nowhere/python"])
def test_where_no_process_can_be_started_this_one_reads(
    places: list[Place], python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert [process for _, _, process in each(places, prepare, 2)] == [os.getpid()] * COUNT


def test_who_stops_taking_ends_the_processes(places: list[Place], started: list["Popen[bytes]"]) -> None:
    reading = each(places, prepare, 2)
    assert next(reading)[0] == "00"
    reading.close()  # type: ignore[attr-defined]
    assert all(process.returncode for process in started)


SCRIPT = """
import os, sys
from pathlib import Path
from bot.reading import bulk
from bot.reading.corpus import list_files
from tests.reading.test_bulk import prepare
bulk.FEW = 1
print(os.getpid() in {process for _, _, process in bulk.each(list_files(Path(sys.argv[1])), prepare, 2)})
"""


@pytest.mark.usefixtures("places")
def test_a_script_needs_no_main_guard_and_modules_beside_it_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    here = tmp_path / "here"
    here.mkdir()
    (here / "pickle.py").write_text("raise SystemExit('the wrong pickle')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py"), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=here,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("False\n", "")
