"""Reading in several processes gives what reading in one gives."""

import os
from collections.abc import Callable
from multiprocessing import active_children, parent_process
from pathlib import Path

import pytest

from bot.article import Article
from bot.errors import NothingToRead
from bot.reading import bulk
from bot.reading.bulk import each
from bot.reading.corpus import Place, list_files

COUNT = 40
Summary = tuple[str, str, bool]


def prepare() -> Callable[[Article], Summary]:
    return lambda article: (article.name, article.title, parent_process() is not None)


def prepare_and_die() -> Callable[[Article], Summary]:
    if parent_process() is not None:
        os._exit(3)
    return prepare()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    monkeypatch.setattr(bulk, "FEW", 1)
    for number in range(COUNT):
        (tmp_path / f"{number:02}.md").write_text(f"# Title {number}\n\nA text.\n", encoding="utf-8")
    return list_files(tmp_path)


def test_all_files_are_read_in_order_and_in_other_processes(places: list[Place]) -> None:
    assert list(each(places, prepare, 2)) == [(f"{number:02}", f"Title {number}", True) for number in range(COUNT)]
    assert not active_children()


def test_few_files_are_read_in_this_process(places: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FEW", COUNT)
    assert [beside for _, _, beside in each(places, prepare, 2)] == [False] * COUNT


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_cannot_be_read_is_an_error_after_those_before_it(places: list[Place], processes: int) -> None:
    places[20].path.write_text("# A heading alone\n", encoding="utf-8")
    read = []
    with pytest.raises(NothingToRead, match=r"20\.md holds no text") as raised:
        read.extend(each(places, prepare, processes))
    assert raised.value.hint == "Headings alone are not enough."
    assert len(read) in (0, 20)  # `extend` keeps what came before in CPython
    assert not active_children()


def test_processes_that_die_leave_the_work_to_this_one(places: list[Place]) -> None:
    assert [beside for _, _, beside in each(places, prepare_and_die, 2)] == [False] * COUNT


def test_who_stops_taking_ends_the_processes(places: list[Place]) -> None:
    reading = each(places, prepare, 2)
    assert next(reading)[0] == "00"
    reading.close()  # type: ignore[attr-defined]
    assert not active_children()
