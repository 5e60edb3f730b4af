"""Labels are written into the cells where they belong, and nothing else changes."""

import csv
import io
import json
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage.faqfiles import LabelError
from bot.coverage.labels import write
from bot.coverage.places import places_of
from bot.coverage.questions import read
from bot.coverage.values import NONE


def expected(path: Path) -> dict[str, tuple[str, ...]]:
    return {row.id: row.expected for row in read([path]).rows}


def csv_file(folder: Path, content: bytes | str, name: str = "faq.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (
            'id;Frage;Erwartet;x\r\n1;"Was; ""das""?";alt;"q"\r\n\r\n2;Wo?;;\r\n',
            {"1": "Pain", "2": "none"},
            'id;Frage;Erwartet;x\r\n1;"Was; ""das""?";Pain;"q"\r\n\r\n2;Wo?;none;\r\n',
        ),
        (
            "expected,question\n,One?\nPain,Two?",
            {"row-2": "a, b", "row-3": ""},
            'expected,question\n"a, b",One?\n,Two?',
        ),
        ("question,id,expected\nOne?\nTwo?,b\n", {"row-2": "X", "b": "Y"}, "question,id,expected\nOne?,,X\nTwo?,b,Y\n"),
        ('"question","expected"\n"One?","x"\n', {"row-2": "Y"}, '"question","expected"\n"One?","Y"\n'),
        ("id,question\n1,One?\n2\n\n3,Two?\n", {"3": "X"}, "id,question,expected\n1,One?,\n2,,\n\n3,Two?,X\n"),
        ("question\nOne, two?\nThree?\n", {"row-3": "X"}, "question;expected\nOne, two?;\nThree?;X\n"),
        ('"id","question"\n"1","One?"\n', {"1": "X"}, '"id","question","expected"\n"1","One?","X"\n'),
        ("sep=;\nid;question;gold\n1;One?;\n", {"1": "X"}, "sep=;\nid;question;gold\n1;One?;X\n"),
    ],
)
def test_only_the_expected_cells_change(tmp_path: Path, before: str, changes: dict[str, str], after: str) -> None:
    path = csv_file(tmp_path, before)
    backup = write(path, changes)
    assert path.read_bytes().decode() == after
    assert backup is not None
    assert backup.read_bytes().decode() == before
    found = expected(path)
    assert {name: found[name] for name in changes} == {name: places_of(value) for name, value in changes.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_and_mark_stay(tmp_path: Path, encoding: str) -> None:
    text = "Frage\tErwartet\r\nTut es häufig weh?\t\r\n"
    path = csv_file(tmp_path, text.encode(encoding), "faq.tsv")
    write(path, {"row-2": "Übel"})
    assert path.read_bytes() == text.replace("?\t", "?\tÜbel").encode(encoding)


def test_a_label_that_the_encoding_lacks_is_an_error_and_the_file_stays(tmp_path: Path) -> None:
    content = "question,expected\nTut es häufig weh?,\n".encode("cp1252")
    path = csv_file(tmp_path, content)
    with pytest.raises(LabelError, match="cp1252"):
        write(path, {"row-2": "→"})
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_backups_are_never_overwritten_and_nothing_to_change_makes_none(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "question,expected\nOne?,\n")
    backups = [write(path, {"row-2": value}) for value in ("a", "b", "b", "c")]
    assert [backup and backup.name for backup in backups] == ["faq.csv.bak", "faq.csv.bak2", None, "faq.csv.bak3"]
    assert [backup.read_text().split(",")[-1].strip() for backup in backups if backup] == ["", "a", "b"]


def test_a_copy_leaves_the_list_alone_and_keeps_what_stood_there(tmp_path: Path) -> None:
    path, copy = csv_file(tmp_path, "question,expected\nOne?,\n"), tmp_path / "copy.csv"
    assert write(path, {"row-2": "X"}, copy) is None
    assert (expected(path), expected(copy)) == ({"row-2": ()}, {"row-2": ("X",)})
    backup = write(path, {"row-2": "Y"}, copy)
    assert backup == tmp_path / "copy.csv.bak"
    assert expected(copy) == {"row-2": ("Y",)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links")
def test_permissions_stay_and_a_link_is_followed(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "question,expected\nOne?,\n")
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    write(link, {"row-2": "X"})
    assert link.is_symlink()
    assert expected(path) == {"row-2": ("X",)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_list_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path, "question,expected\nOne?,\n")

    def fail(_: Path, __: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LabelError, match="permission denied"):
        write(path, {"row-2": "X"})
    assert path.read_text() == "question,expected\nOne?,\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["faq.csv", "faq.csv.bak"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("faq.md", "- One?\n", "text"),
        ("faq.txt", "One?\n", "text"),
        ("faq.json", '["One?"]', "cannot be written"),
        ("faq.csv", "One?,x\nTwo?,y\n", "no row that names"),
        ("faq.csv", "id,question,expected\n1,One?,\n", "has no row"),
    ],
)
def test_what_has_no_place_for_a_label_says_so(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = csv_file(tmp_path, content, name)
    with pytest.raises(LabelError, match=said) as caught:
        write(path, {read([path]).rows[0].id if "no row" not in said or "names" in said else "zz": "X"})
    assert caught.value.hint
    assert path.read_text() == content


def test_an_id_with_the_files_name_is_found(tmp_path: Path) -> None:
    first = csv_file(tmp_path, "id,question,expected\n1,One?,\n", "a.csv")
    second = csv_file(tmp_path, "id,question,expected\n1,Two?,\n", "b.csv")
    write(second, {read([first, second]).rows[1].id: "X"})
    assert expected(second) == {"1": ("X",)}


def test_json_lines_change_only_where_they_are_labelled(tmp_path: Path) -> None:
    before = '{"id":1, "question": "Tut es häufig weh?"}\r\nbare?\r\n{"q":"Why?","gold":["a"],"n":1.50}\r\n'
    path = csv_file(tmp_path, before, "faq.jsonl")
    write(path, {"line-2": "none", "line-3": "Pain"})
    lines = path.read_bytes().decode().split("\r\n")
    assert lines[0] == before.split("\r\n")[0]
    assert json.loads(lines[1]) == {"question": "bare?", "gold": "none"}
    assert lines[2] == '{"q":"Why?","gold":"Pain","n":1.5}'
    assert expected(path) == {"1": (), "line-2": (NONE,), "line-3": ("Pain",)}


def book(folder: Path, rows: list[list[Any]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.title = "Cover"
    sheet = made.create_sheet("List")
    for row in rows:
        sheet.append(row)
    sheet.column_dimensions["B"].width = 50
    made.save(folder / "faq.xlsx")
    return folder / "faq.xlsx"


@pytest.mark.parametrize("names", [["Nr", "Question", "Sum"], ["Nr", "Question", "Gold", "Sum"]])
def test_a_workbook_keeps_its_formulas_and_widths(tmp_path: Path, names: list[str]) -> None:
    path = book(tmp_path, [names, [1, "One?", *[None] * (len(names) - 3), "=1+1"], [2, "Two?"]])
    assert write(path, {"2": "=Pain"}) == tmp_path / "faq.xlsx.bak"
    assert expected(path) == {"1": (), "2": ("=Pain",)}
    import openpyxl

    sheet = openpyxl.load_workbook(path)["List"]
    assert sheet.cell(2, len(names)).value == "=1+1"
    assert sheet.column_dimensions["B"].width == 50
    assert sheet.cell(1, 4 if len(names) == 3 else 3).value == ("expected" if len(names) == 3 else "Gold")


def test_a_workbook_whose_questions_are_formulas_is_left_alone(tmp_path: Path) -> None:
    path = book(tmp_path, [["id", "question"], [1, "One?"], [2, '="Two"&"?"']])
    parts = {}
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet2.xml"  # with the value that a spreadsheet keeps beside the formula
    parts[name] = re.sub(rb'(<c r="B3")[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?', rb'\1 t="str">\2<v>Two?</v>', parts[name])
    with zipfile.ZipFile(path, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    assert expected(path) == {"1": (), "2": ()}
    with pytest.raises(LabelError, match="everything else"):
        write(path, {"1": "X"})


def test_a_workbook_with_pictures_is_left_alone(tmp_path: Path) -> None:
    path = book(tmp_path, [["id", "question"], [1, "One?"]])
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/media/image1.png", b"")
    with pytest.raises(LabelError, match="pictures"):
        write(path, {"1": "X"})


def test_a_label_that_would_make_other_rows_of_a_broken_table_is_not_written(tmp_path: Path) -> None:
    path = csv_file(tmp_path, 'question,id\n"One?\nTwo?"x,a\nThree?,b\n')
    before = path.read_bytes()
    with pytest.raises(LabelError, match="everything else"):
        write(path, {"b": 'a "hard", lump'})
    assert path.read_bytes() == before


labels = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
others = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12)


@given(
    st.lists(st.tuples(others, others, labels), min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_labels_that_were_written_are_read_again_and_all_else_stays(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], delimiter: str, end: str, column: bool
) -> None:
    folder = tmp_path_factory.mktemp("labels")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    table = [["id", "question", "note", *(["expected"] if column else [])]]
    table += [
        [f"k{n}", f"q{n} {words}?", note, *(["old"] if column else [])] for n, (words, note, _) in enumerate(rows)
    ]
    writer.writerows(table)
    path = csv_file(folder, out.getvalue())
    known = expected(path)
    changes = {f"k{n}": label for n, (_, _, label) in enumerate(rows) if f"k{n}" in known}
    write(path, changes)
    assert expected(path) == {name: places_of(label) for name, label in changes.items()}
    text = path.read_bytes().decode()
    after = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [row[:3] for row in after] == [row[:3] for row in table]


@pytest.mark.parametrize("label", ["=cmd|' /C calc'!A0:a:0123abcd", "+1", "-2", "@SUM(1)", '"=1"', "＝1", "−1"])
def test_a_label_is_no_formula_in_a_table_and_is_read_as_it_was_given(tmp_path: Path, label: str) -> None:
    path = csv_file(tmp_path, "id,question,expected\n1,Why?,\n2,-2?,=mine\n")
    write(path, {"1": label})
    (_, written), (question, own) = [row[1:] for row in csv.reader(io.StringIO(path.read_text("utf-8")))][1:]
    assert written == f"'{label}"
    assert expected(path) == {"1": places_of(label), "2": ("=mine",)}
    assert (question, own) == ("-2?", "=mine")  # what people wrote themselves stays as it is
