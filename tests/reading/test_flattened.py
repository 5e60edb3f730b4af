"""Tables that lost their cells."""

import pytest

from bot.reading.cellstarts import columns_of, split_row
from bot.reading.passages import split
from tests.reading.reading import fixture, reasons, rows, web


def table(text: str) -> str:
    return f"Gout\n\nIt hurts.\n\n{text}\n\nIt ends."


def test_rows_are_cut_into_cells_with_two_to_five_columns() -> None:
    found = rows(fixture("hay-fever.txt"))
    assert found[1] == ("Runny Nose", "Clear discharge from both nostrils", "Lasts all season")
    assert found[5] == ("Grass pollen", "Early summer")
    assert found[8] == (
        "Antihistamine Tablets",
        "Block histamine",
        "Sneezing and itching",
        "Drowsiness with older kinds",
    )
    found = rows(fixture("kidney-stones.txt"))
    assert found[1] == ("Blood in urine", "Scratched lining")
    assert found[3] == ("Calcium oxalate", "70 %", "Little fluid, much oxalate", "Yes")


def test_column_names_of_several_words_are_told_apart() -> None:
    articles = (fixture("hay-fever.txt"), fixture("kidney-stones.txt"))
    assert [p.columns for article in articles for p in split(article) if p.kind == "table"] == [
        ("Symptom", "Where It Is Felt", "Usual Course"),
        ("Trigger", "Season"),
        ("Remedy", "How It Works", "Best For", "Main Drawback"),
        ("Symptom", "What It Means"),
        ("Type", "Share", "Main Cause", "Seen on X-ray"),
        ("Method", "Used for"),
    ]


def test_a_row_passage_has_the_header_the_row_and_its_sources() -> None:
    found = [p for p in split(fixture("hay-fever.txt")) if p.row == "Runny Nose"][0]  # noqa: RUF015
    header = "Symptom Where It Is Felt Usual Course Source(s)"
    assert found.text == f"{header}\nRunny Nose Clear discharge from both nostrils Lasts all season 1 2 4"
    assert (found.context, found.lines, found.citations) == (len(header) + 1, (24, 24), (1, 2, 4))
    assert [found.text[a:b] for a, b in found.citation_spans] == ["1 2 4"]


def test_the_caption_below_ends_the_table() -> None:
    found = [p for p in split(fixture("hay-fever.txt")) if p.kind == "table"][0]  # noqa: RUF015
    assert found.text.splitlines()[-1] == "Table 1: Main Symptoms of Hay Fever"
    assert found.lines == (22, 27)


@pytest.mark.parametrize("caption", ["\nTable 1: Signs", "\n\nTable 1: Signs"])
def test_a_source_column_marks_a_table_wherever_its_caption_stands(caption: str) -> None:
    article = web(table(f"Sign Place Source(s)\nPain Big toe 2 7\nHeat Knee 3{caption}"))
    assert rows(article) == [("Pain", "Big toe"), ("Heat", "Knee")]
    assert split(article)[3].text.endswith("Table 1: Signs")


def test_a_heading_right_above_a_table_is_not_its_header() -> None:
    article = web("Gout\n\nIt hurts.\n\nSigns of Gout\nSign Place Source(s)\nPain Toe 2\nHeat Knee 3\n\nIt ends.")
    assert split(article)[1].heading == ("Signs of Gout",)
    assert rows(article) == [("Pain", "Toe"), ("Heat", "Knee")]


@pytest.mark.parametrize("gap", ["\t", " | ", "   "])
def test_tabs_bars_and_gaps_are_used_where_they_are_left(gap: str) -> None:
    lines = [("Sign", "where", "Source(s)"), ("the Big Toe", "left foot", "2 7"), ("heat", "Knee And Toe", "3")]
    article = web(table("\n".join(gap.join(line) for line in lines)))
    assert rows(article) == [("the Big Toe", "left foot"), ("heat", "Knee And Toe")]
    assert [p.citations for p in split(article) if p.kind == "table-row"] == [(2, 7), (3,)]


@pytest.mark.parametrize(
    "cells",
    [
        ("Skin Ulcers", "Open sores over skin", "Risk of infection"),
        ("Family History", "Parents with stones"),
        ("Biologic Therapy", "TNF blockers, others", "Promising so far"),
        ("Vitamin D Deficiency", "Low levels", "Bone pain"),
        ("Type 2 Diabetes", "High sugar", "Damage to vessels"),
        ("Gene Defect", "Seen early (GALNT3, FGF23)", "Lifelong"),
        ("Rest", "Recommended by Mayo Clinic"),
        ("Phosphate Binders/Diet", "Phosphate restriction, binders", "For tumoral forms"),
        ("Uric acid", "Acid urine, gout", "No", "Yes, faintly"),
    ],
)
def test_capitals_tell_where_cells_begin(cells: tuple[str, ...]) -> None:
    row = " ".join(cells)
    columns = columns_of(["Name"] * len(cells), [row] * 2)
    assert split_row(row, columns) == (cells, True)


def test_a_row_that_cannot_be_cut_keeps_its_text_its_first_cell_and_a_doubt() -> None:
    article = web(table("Sign Place Course Source(s)\nPain Toe Short 2\nHeat knee long 3\nRedness Toe Long 4"))
    assert [passage.row for passage in split(article) if passage.kind == "table-row"][0] == "Pain"  # noqa: RUF015
    assert any("cells" in reason for reason in reasons(article))
    assert "Heat knee long 3" in split(article)[2].text


def test_numbers_in_a_row_that_do_not_ascend_are_doubted() -> None:
    article = web(table("Sign Place Source(s)\nPain Toe 14 2 7\nHeat Knee 3"))
    assert split(article)[1].citations == (2, 7)
    assert len(article.doubts) == 1


def test_a_row_may_have_no_sources() -> None:
    article = web(table("Sign Place Source(s)\nPain Toe —\nHeat Knee\nCold Hand 3"))
    assert [p.citations for p in split(article) if p.kind == "table-row"] == [(), (), (3,)]
    assert [doubt.line for doubt in article.doubts] == [7]
    assert rows(article)[0] == ("Pain", "Toe")
