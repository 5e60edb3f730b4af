"""One who waits for a library to be read is told how far it is, and only then."""

import io
from pathlib import Path

import pytest

from bot import waiting
from bot.waiting import Reading, opened
from tests.shelf.corpus import ARTICLES, write


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bot.library.LARGE", 0)
    monkeypatch.setattr("bot.shelf.folders.cache_folder", lambda: tmp_path / "cache" / "compiled")


def test_nothing_is_said_within_a_second() -> None:
    reading = Reading()
    assert reading.words == ""
    reading(10, 40)
    assert reading.words == ""


def test_afterwards_it_is_said_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading()
    reading(1, 4000)
    monkeypatch.setattr(waiting, "A_WHILE", 0.0)
    reading(1000, 4000)
    assert reading.words == f"Reading the articles: {'━' * 6}{'╌' * 18} 1,000 of 4,000"
    reading(4000, 4000)
    assert reading.words == ""


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_shown_on_a_terminal_only(
    stream: io.StringIO, shown: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "A_WHILE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    opened(write(tmp_path / "corpus", ARTICLES), stream)
    assert ("Reading the articles" in stream.getvalue()) == shown


def test_why_it_cannot_be_kept_is_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.shelf.folders.cache_folder", lambda: None)
    stream = io.StringIO()
    library = opened(write(tmp_path / "corpus", ARTICLES), stream)
    assert stream.getvalue() == f"{library.warning}\n"
    assert library.warning.count("\n") == 0
