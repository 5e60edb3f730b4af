"""FAQ tables are read as they come, and every row is accounted for."""

import csv
import io
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage.delimited import layout, scan
from bot.coverage.faqfiles import FaqError, FaqNotFound, FaqUnreadable, NoQuestions
from bot.coverage.questions import read
from bot.coverage.values import NONE, FaqList
from bot.errors import CitebotError


def read_bytes(folder: Path, content: bytes | str, name: str = "faq.csv") -> FaqList:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read([path])


def questions(faq: FaqList) -> list[str]:
    assert faq.rows_in == len(faq.rows) + len(faq.skipped)
    return [row.question for row in faq.rows]


def workbook(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "faq.xlsx") -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


LIST = 'Nr{0}Frage{0}Erwartet\r\n1{0}Wie häufig ist das?{0}Schmerz\r\n2{0}"Tut\'s\nweh{0} sehr?"{0}keine\r\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    faq = read_bytes(tmp_path, LIST.format(delimiter).encode(encoding))
    assert questions(faq) == ["Wie häufig ist das?", " ".join(f"Tut's weh{delimiter} sehr?".split())]
    assert [row.id for row in faq.rows] == ["1", "2"]
    assert [row.expected for row in faq.rows] == [("Schmerz",), (NONE,)]


@pytest.mark.parametrize(
    "name", ["Question", "QUESTION ", "faq_question", "Frage", "Q", "Prompt", "Question (EN)", "Häufige Fragen"]
)
def test_the_question_column_is_known_by_many_names(tmp_path: Path, name: str) -> None:
    assert questions(read_bytes(tmp_path, f"Notes,{name}\nold?,Does it hurt?\n")) == ["Does it hurt?"]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("id", ["id", "Nr.", "KEY", "#", "N°"]),
        ("topic", ["topic", "Category", "Thema"]),
        ("conversation", ["conversation", "Dialogue", "thread"]),
        ("priority", ["priority", "Prio", "Priorität"]),
    ],
)
def test_other_columns_are_known_by_many_names(tmp_path: Path, field: str, names: list[str]) -> None:
    for name in names:
        faq = read_bytes(tmp_path, f"question;{name}\nDoes it hurt?;abc\n")
        assert getattr(faq.rows[0], field) == "abc", name


@pytest.mark.parametrize(
    "name", ["expected", "Expected_Section", "answer location", "Section", "heading", "passage", "gold", "erwartet"]
)
def test_the_expected_column_is_known_by_many_names(tmp_path: Path, name: str) -> None:
    assert read_bytes(tmp_path, f"question,{name}\nDoes it hurt?,Pain\n").rows[0].expected == ("Pain",)


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("", ()),
        ("none", (NONE,)),
        ("N/A", (NONE,)),
        ("-", (NONE,)),
        ("Not answered.", (NONE,)),
        ("no treatment is effective", ("no treatment is effective",)),
        ("Pain and Tenderness | Skin Ulcers", ("Pain and Tenderness", "Skin Ulcers")),
        ("Pain; Skin Ulcers", ("Pain", "Skin Ulcers")),
        ("a:b:0123abcd;a:c:0123abce", ("a:b:0123abcd", "a:c:0123abce")),
        ("Calcium is deposited; the outcome is a mass.", ("Calcium is deposited; the outcome is a mass.",)),
        ("Pain\nSkin Ulcers\nPain", ("Pain", "Skin Ulcers")),
    ],
)
def test_expected_places_are_parted_only_where_that_is_safe(tmp_path: Path, cell: str, places: tuple[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["question", "expected"], ["Does it hurt?", cell], ["Why?", "Pain"]])
    assert read_bytes(tmp_path, out.getvalue()).rows[0].expected == places


def test_every_row_that_is_left_out_is_named_with_its_number_in_the_spreadsheet(tmp_path: Path) -> None:
    faq = read_bytes(
        tmp_path,
        'id,question,expected\n1,"Two\nlines?",\n\n2,,Pain\n3,Two lines?,Pain\n4,Bell \x07?,\n5,a,b,c\n6,"open?,\n'
        "7,?!,\n",
    )
    assert questions(faq) == ["Two lines?"]
    assert [(row.number, row.reason) for row in faq.skipped] == [
        (3, "empty"), (4, "empty"), (5, "duplicate"), (6, "bad"), (7, "bad"), (8, "bad"), (9, "bad"),
    ]  # fmt: skip
    assert "row 2" in faq.skipped[2].detail
    assert all(row.detail.endswith(".") for row in faq.skipped)


def test_the_same_question_in_another_conversation_is_no_duplicate(tmp_path: Path) -> None:
    faq = read_bytes(tmp_path, "question,thread\nWhy?,a\nWhy?,b\nWhy?,a\nWhy?,\n")
    assert [row.conversation for row in faq.rows] == ["a", "b", ""]
    assert [row.number for row in faq.skipped] == [4]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "What is it?\nDoes it hurt, and where?\nWhen, then?\n",
            ["What is it?", "Does it hurt, and where?", "When, then?"],
        ),
        ("question\nDoes it hurt, and where?\n", ["Does it hurt, and where?"]),
        ("7;Pain;Does it hurt?\n8;Pain;Where, then?\n", ["Does it hurt?", "Where, then?"]),
        ("Patients say,Notes\nDoes it hurt?,\nWhere?,x\n", ["Does it hurt?", "Where?"]),
        ("sep=;\nquestion;id\nDoes it hurt?;1\n", ["Does it hurt?"]),
        ("Our questions 2025,,\n,,\nid,question,expected\n1,Does it hurt?,\n", ["Does it hurt?"]),
        ('question,id\n"A "hard" lump, is it bad?",1\n', ['A "hard" lump, is it bad?']),
        ("id,text,expected\n1,Does it hurt?,\n", ["Does it hurt?"]),
        ("question\rDoes it hurt?\rWhere?\r", ["Does it hurt?", "Where?"]),
    ],
)
def test_odd_tables_give_their_questions(tmp_path: Path, content: str, expected: list[str]) -> None:
    assert questions(read_bytes(tmp_path, content)) == expected


def test_rows_without_an_id_are_named_by_their_number_and_repeated_ids_are_parted(tmp_path: Path) -> None:
    faq = read_bytes(tmp_path, "id,question\n,One?\na,Two?\na,Three?\n")
    assert [row.id for row in faq.rows] == ["row-2", "a", "a (row 4)"]


def test_variants_lead_to_their_question_by_id_or_by_its_words(tmp_path: Path) -> None:
    faq = read_bytes(
        tmp_path,
        "id,question,variant_of\na,What is it?,a\nb,Whats it?,a\nc,It?,what is it?\nd,That?,b\n"
        "e,Lost?,zzz\nf,Lost as well?,e\ng,Round?,h\nh,And round?,g\n",
    )
    assert [(row.id, row.variant_of) for row in faq.rows] == [("a", ""), ("b", "a"), ("c", "a"), ("d", "a")]
    assert [(row.number, row.reason) for row in faq.skipped] == [(n, "bad") for n in (6, 7, 8, 9)]


def test_a_variant_of_a_duplicate_is_a_variant_of_the_row_it_repeats(tmp_path: Path) -> None:
    faq = read_bytes(tmp_path, "id,question,variant_of\na,What?,\nb,What?,\nc,Whats?,b\n")
    assert [row.variant_of for row in faq.rows] == ["", "a"]


def test_a_must_column_says_must(tmp_path: Path) -> None:
    faq = read_bytes(tmp_path, "question,must\nOne?,x\nTwo?,no\nThree?,Ja\nFour?,should\n")
    assert [row.priority for row in faq.rows] == ["must", "", "must", "should"]


def test_several_files_keep_ids_and_conversations_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,question,thread\n1,One?,t\n")
    (tmp_path / "b.csv").write_text("id,question,thread\n1,Two?,t\n2,One?,\n3,Three?,\n4,Four?,\n4,One?,t\n")
    faq = read([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "a.csv"])
    assert faq.files == ("a.csv", "b.csv")
    assert [(row.id, row.conversation) for row in faq.rows[:2]] == [("1", "t"), ("b.csv:1", "b.csv:t")]
    assert len({row.id for row in faq.rows}) == faq.rows_in == 6


def test_a_text_file_that_a_spreadsheet_exported_is_a_table(tmp_path: Path) -> None:
    faq = read_bytes(tmp_path, "id\tquestion\n1\tDoes it hurt?\n".encode("utf-16"), "faq.txt")
    assert [(row.id, row.question) for row in faq.rows] == [("1", "Does it hurt?")]


def test_a_workbook_gives_the_first_sheet_with_a_question_column(tmp_path: Path) -> None:
    rows = [["Nr", "Question", "Expected"], [1.0, "Does it hurt?", None], [None, None, None], [3, "Why?", "none"]]
    faq = read([workbook(tmp_path, {"About": [["Made by us"]], "Empty": [], "List": rows})])
    assert [(row.number, row.id, row.expected) for row in faq.rows] == [(2, "1", ()), (4, "3", (NONE,))]
    assert [(row.number, row.reason) for row in faq.skipped] == [(3, "empty")]


def test_a_workbook_without_a_header_gives_its_questions(tmp_path: Path) -> None:
    assert questions(read([workbook(tmp_path, {"A": [[1, "Does it hurt?"], [2, "Why?"]]})])) == [
        "Does it hurt?",
        "Why?",
    ]


def test_without_openpyxl_the_hint_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(FaqUnreadable) as caught:
        read_bytes(tmp_path, b"PK", "faq.xlsx")
    assert "citebot[faq]" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("faq.csv", b"", NoQuestions),
        ("faq.csv", b"\xef\xbb\xbf\r\n", NoQuestions),
        ("faq.csv", b"id,question,expected\n", NoQuestions),
        ("faq.csv", b"id,question\n1,\n2,\n", NoQuestions),
        ("faq.csv", bytes(range(256)), FaqUnreadable),
        ("faq.csv", b"\xff\xfea", FaqUnreadable),
        ("faq.md", b"# Title\n", NoQuestions),
        ("faq.jsonl", b"\n\n", NoQuestions),
        ("faq.json", b"{", FaqUnreadable),
        ("faq.json", b"[]", NoQuestions),
        ("faq.xls", b"x", FaqUnreadable),
        ("faq.docx", b"x", FaqUnreadable),
    ],
)
def test_what_cannot_be_used_is_a_plain_error_with_a_hint(
    tmp_path: Path, name: str, content: bytes, error: type[FaqError]
) -> None:
    with pytest.raises(error) as caught:
        read_bytes(tmp_path, content, name)
    assert isinstance(caught.value, CitebotError)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_a_broken_workbook_a_folder_a_missing_file_and_none_are_plain_errors(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(FaqUnreadable, match="damaged"):
        read_bytes(tmp_path, b"no zip", "faq.xlsx")
    with pytest.raises(FaqUnreadable, match="folder"):
        read([tmp_path])
    with pytest.raises(FaqNotFound):
        read([tmp_path / "none.csv"])
    with pytest.raises(NoQuestions):
        read([])


def test_json_lines_are_objects_texts_or_bad(tmp_path: Path) -> None:
    lines = [
        json.dumps({"Question": "One?", "gold": ["Pain", "a | b"], "id": 7}),
        "Two, bare?",
        '"Three?"',
        "{broken",
        "[1]",
        json.dumps({"answer": "x"}),
        json.dumps({"question": ["x"]}),
        json.dumps({"question": "Four?", "expected": None, "must": True}),
    ]
    faq = read_bytes(tmp_path, "\r\n".join(lines), "faq.jsonl")
    assert questions(faq) == ["One?", "Two, bare?", "Three?", "Four?"]
    assert faq.rows[0].expected == ("Pain", "a | b")
    assert [row.id for row in faq.rows] == ["7", "line-2", "line-3", "line-8"]
    assert [row.priority for row in faq.rows] == ["", "", "", "must"]
    assert [(row.number, row.reason) for row in faq.skipped] == [(n, "bad") for n in (4, 5, 6, 7)]


def test_a_json_file_is_an_array_or_lines(tmp_path: Path) -> None:
    assert questions(read_bytes(tmp_path, '{"v": 1, "questions": ["One?", {"q": "Two?"}]}', "a.json")) == [
        "One?",
        "Two?",
    ]
    assert questions(read_bytes(tmp_path, '{"q": "One?"}\n{"q": "Two?"}\n', "b.json")) == ["One?", "Two?"]


cells = st.text('ab",;|=\t\n é\u2028', max_size=12)
tables = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=6))


@given(tables, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_table_is_read_as_the_csv_module_writes_it(
    rows: list[list[str]], delimiter: str, end: str, quote_all: bool
) -> None:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    read_back = [[cell.value for cell in record.cells] for record in scan(out.getvalue(), delimiter)]
    assert read_back == rows


@given(st.text(max_size=200))
def test_the_cells_of_any_text_cover_it_but_for_delimiters_and_line_ends(text: str) -> None:
    found = layout(text)
    places = [0]
    for record in found.records:
        for cell in record.cells:
            assert places[-1] <= cell.start <= cell.end
            places.append(cell.end)
    assert places[-1] <= len(text)


NAMES = st.sampled_from(["faq.csv", "faq.tsv", "faq.txt", "faq.md", "faq.jsonl", "faq.json", "faq.xlsx"])
PIECES = st.sampled_from(
    ["question", "id", "expected", ",", ";", "\t", "|", '"', "\n", "\r\n", "?", "Q: ", "A: ", "# ", "**", "- ", "1. ",
     "{", "}", '{"question": "a"}', "none", "variant_of", "a", "\x00", "\x07", "\ufeff", "é", " ", "---", "```", "<!--"]
)  # fmt: skip


@given(
    NAMES, st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode()))
)
def test_any_bytes_are_a_list_with_every_row_accounted_for_or_a_plain_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    try:
        faq = read_bytes(tmp_path_factory.getbasetemp(), content, name)
    except FaqError as error:
        hint = error.hint
    else:
        assert_accounted_for(faq)
        return
    assert hint


def assert_accounted_for(faq: FaqList) -> None:
    assert faq.rows
    assert faq.rows_in == len(faq.rows) + len(faq.skipped)
    assert len({row.id for row in faq.rows}) == len(faq.rows)
    assert {row.variant_of for row in faq.rows} <= {"", *(row.id for row in faq.rows)}
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for row in faq.rows for char in row.question)
    numbers = [row.number for row in (*faq.rows, *faq.skipped)]
    assert len(set(numbers)) == faq.rows_in
