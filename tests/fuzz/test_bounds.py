"""What is bounded, whatever comes: a question, a line, an article, a list."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import batch
from bot.batch import answers
from bot.conversation.bounds import LONGEST, bounded
from bot.conversation.dialogue import Conversation
from bot.coverage import faqfiles, questions, workbooks
from bot.coverage.faqfiles import FaqUnreadable
from bot.errors import Unreadable, UsageError
from bot.reading import files
from bot.reading.files import read_article
from bot.shell import ask_one
from tests.fuzz.asking import library
from tests.fuzz.lists import workbook_of

STORY = "My mother went to the market last week, and then my brother painted the fence behind the house. "
ASKED = "Does diltiazem help with calcinosis?"
SAID = "The question is very long: I read only its first 10,000 characters."
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str) -> bytes:
    return workbook_of(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode())


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_question_behind_a_long_story_is_read() -> None:
    story = STORY * ((LONGEST - len(ASKED)) // len(STORY))
    assert len(story.split()) > 1_500
    answer = Conversation(library()).ask(f"{story}{ASKED}")
    assert answer.state == "answered"
    assert "very long" not in answer.message


def test_a_question_of_10_mb_is_answered_from_its_beginning_and_shown_whole() -> None:
    text = f"{ASKED} " + "a" * 10_000_000
    answer = Conversation(library()).ask(text)
    assert answer.quotes
    assert answer.message.startswith(SAID)
    assert answer.question == text


@given(st.text(st.sampled_from("ab \n\x1b"), max_size=40).map(lambda text: (text or " ") * (LONGEST // 20)))
def test_a_question_is_cut_between_two_words_and_never_in_silence(text: str) -> None:
    read, said = bounded(text)
    assert len(read) <= LONGEST
    assert bool(said) == (len(read) < len(files.clean(text).strip()))
    if said:
        last = read.split()[-1]
        assert last in files.clean(text).split() or len(last) >= 90


def test_blanks_are_no_part_of_a_long_question() -> None:
    assert bounded(" " * 20_000 + "why?" + "\n" * 20_000) == ("why?", "")


def test_a_line_that_is_too_long_is_an_error_and_the_next_one_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LONGEST", 1_000_000)
    lines = b"x" * 3_000_000 + b"\nWhat is calcinosis?\n" + b"y" * 1_000_001
    first, second, last = answers(io.BytesIO(lines), library(), 1)
    assert first == {"id": None, "line": 1, "error": "The line is longer than 1 MB."}
    assert second["state"] == "answered"
    assert last["line"] == 3


def test_standard_input_that_never_ends_is_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, into: bytearray) -> int:  # type: ignore[override]
            into[:] = b"y" * len(into)
            return len(into)

    monkeypatch.setattr(batch, "LONGEST", 1_000_000)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    with pytest.raises(UsageError, match=r"The question is longer than 1 MB\."):
        ask_one(("-",), None, 1, as_json=False, explain=False)


@pytest.mark.parametrize(
    "value",
    ["NaN", "-Infinity", "1e999", "[" * 200 + "]" * 200, '{"a": [1e999]}', "1" * 5_000],
    ids=lambda value: value[:9],
)
def test_what_json_cannot_give_back_is_an_error(value: str) -> None:
    line = f'{{"question": "What is calcinosis?", "id": {value}}}\n'.encode()
    [answer] = answers(io.BytesIO(line), library(), 1)
    assert answer["id"] is None
    assert answer["error"].endswith(".")
    json.dumps(answer, allow_nan=False)


def test_an_article_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)  # takes no room on the disk
    with pytest.raises(Unreadable, match=r"larger than 100 MB\. Split"):
        read_article(path)


def test_a_list_that_is_too_large_or_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "faq.csv"
    with path.open("wb") as file:
        file.truncate(faqfiles.LARGEST + 1)
    with pytest.raises(FaqUnreadable, match=r"larger than 50 MB\."):
        questions.read([path])
    monkeypatch.setattr(questions, "MOST_ROWS", 100)
    path.write_text("question\n" + "What is it?\n" * 101, encoding="utf-8")
    with pytest.raises(FaqUnreadable, match=r"has more than 100,000 rows\."):
        questions.read([path])


@pytest.fixture
def short_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_LAST_ROW", 120_000)  # a million rows take a second


@pytest.mark.usefixtures("short_sheets")
def test_a_stray_cell_at_the_end_of_a_sheet_adds_no_rows() -> None:
    rows = f'<row r="1">{cell("A1", "Question")}</row><row r="2">{cell("A2", "What is it?")}</row>'
    rows += '<row r="119999"><c r="XFD119999" s="0"/></row>'
    found, _ = questions.entries_of(sheet(rows), Path("a.xlsx"))
    assert [entry.values["question"] for entry in found] == ["What is it?"]


SHEETS = {
    "more than 100,000 rows": f'<row r="110000">{cell("A110000", "What?")}</row>',
    "is empty": f'<row r="99999999999">{cell("A1", "What?")}</row>',
    "more than 2,000,000 cells": "".join(f'<row r="{n}">{cell(f"XFD{n}", "What?")}</row>' for n in range(1, 130)),
    "damaged": '<row r="1"><c r="A1"><v>' + "9" * 5_000 + "</v></c></row>",
}


@pytest.mark.usefixtures("short_sheets")
@pytest.mark.parametrize("said", SHEETS)
def test_a_sheet_that_is_too_long_or_too_wide_is_not_read(said: str) -> None:
    with pytest.raises(faqfiles.FaqError, match=said):
        questions.entries_of(sheet(SHEETS[said]), Path("a.xlsx"))


def test_a_workbook_that_unpacks_to_more_than_it_may_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_UNPACKED", 2_000_000)
    with pytest.raises(FaqUnreadable, match="unpacks to more than 2 MB"):
        questions.entries_of(sheet(" " * 2_000_000), Path("a.xlsx"))


def test_a_size_that_a_sheet_says_of_itself_is_not_believed() -> None:
    rows = f'<row r="1">{cell("A1", "Topic")}{cell("B1", "Question")}</row><row r="2">{cell("B2", "Why?")}</row>'
    content = workbook_of(
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>'.encode()
    )
    found, _ = questions.entries_of(content, Path("a.xlsx"))
    assert [entry.values["question"] for entry in found] == ["Why?"]
