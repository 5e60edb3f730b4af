"""Real files of each kind keep their headings, lists, tables, citations and sources; what is lost is said."""

import pytest

from bot.adding import pdf
from bot.adding.checking import Made
from bot.article import ItemList
from bot.reading.passages import split
from tests.adding.made import FILES, headings, made, reasons, tables

GOUT = [
    ("Gout: a guide for patients",),
    ("Symptoms",),
    ("Symptoms", "When to call a doctor"),
    ("Blood tests",),
    ("Treatment",),
]
IRON = [
    ("Iron tablets: getting the most from them",),
    ("How to take them",),
    ("How to take them", "If you forget one"),
    ("How much iron is in what",),
    ("What to expect",),
]
ASTHMA = [
    ("What it is",),
    ("What sets it off",),
    ("Inhalers",),
    ("Peak flow",),
    ("In an emergency",),
]


@pytest.fixture(scope="module")
def results() -> dict[str, Made]:
    names = "gout.html gout.pdf iron.docx iron.pdf columns.pdf columns-untagged.pdf warts.txt".split()
    return {name: made(FILES / name) for name in names}


def test_headings_keep_their_places(results: dict[str, Made]) -> None:
    assert headings(results["gout.html"].article) == GOUT
    assert [path for path in headings(results["gout.pdf"].article) if path != ("You may also like",)] == GOUT
    assert headings(results["iron.docx"].article) == headings(results["iron.pdf"].article) == IRON
    assert headings(results["columns.pdf"].article) == headings(results["columns-untagged.pdf"].article) == ASTHMA
    assert ("Causes of Warts",) in headings(results["warts.txt"].article)


@pytest.mark.parametrize("name", ["gout.html", "gout.pdf"])
def test_raised_links_are_citations_and_exponents_are_not(results: dict[str, Made], name: str) -> None:
    text = results[name].text
    assert "forms needle-shaped crystals in a joint. [1] About 2.5% of adults" in text
    assert "more often than women. [1, 3]" in text
    assert "above 11 × 10⁹/L suggest" in text
    assert "over 30 kg/m² raises" in text


@pytest.mark.parametrize("name", ["iron.docx", "iron.pdf"])
def test_raised_numbers_are_citations_and_lowered_ones_are_text(results: dict[str, Made], name: str) -> None:
    text = results[name].text
    assert "short of breath. [1] A ferritin below 30 µg/L means that the stores are empty [2]." in text
    assert "more does not help. [2, 3] These" in text
    assert "450 × 10⁹/L" in text
    assert "Vitamin B12 is" in text


@pytest.mark.parametrize(("name", "sources"), [("gout.html", 3), ("gout.pdf", 3), ("iron.pdf", 3), ("columns.pdf", 3)])
def test_sources_keep_their_numbers_and_words(results: dict[str, Made], name: str, sources: int) -> None:
    found = results[name].article.sources
    assert [source.number for source in found] == list(range(1, sources + 1))
    assert "Harbour Clinic." in found[1 if name != "columns.pdf" else 2].text


@pytest.mark.parametrize("name", ["gout.html", "gout.pdf"])
def test_a_merged_cell_stands_in_each_of_its_rows(results: dict[str, Made], name: str) -> None:
    (table,) = tables(results[name].article)
    assert table.columns == ("Medicine", "Usual dose", "Used for")
    assert [row.cells for row in table.rows] == [
        ("Colchicine", "0.5 mg, two to four times a day", "an attack"),
        ("Naproxen", "750 mg, then 250 mg every 8 hours", "an attack"),
        ("Allopurinol", "100 mg a day to begin with", "long-term prevention"),
    ]
    assert [row.text.citations[0].numbers for row in table.rows] == [(2,), (3,), (2, 3)]
    assert table.caption
    assert table.caption.text == "Table 1: Medicines for gout"
    assert "merged cells" in reasons(results[name])


@pytest.mark.parametrize("name", ["iron.docx", "iron.pdf"])
def test_a_ruled_table_keeps_its_cells(results: dict[str, Made], name: str) -> None:
    (table,) = tables(results[name].article)
    assert table.columns == ("Salt", "Iron per tablet", "Remarks")
    assert table.rows[1].cells[:2] == ("Ferrous fumarate 210 mg", "68 mg")
    assert table.rows[2].cells == ("Ferrous gluconate 300 mg", "35 mg", "Gentler, but weaker")


@pytest.mark.parametrize("name", ["gout.html", "gout.pdf", "iron.docx", "iron.pdf"])
def test_lists_stay_lists_within_each_other(results: dict[str, Made], name: str) -> None:
    lines = results[name].text.splitlines()
    inner = "the skin may look red or shiny" if name.startswith("gout") else "no tea, coffee or milk with it"
    assert f"  - {inner}" in lines
    numbered = "1. Call at once if a hot joint comes with a fever of 38.5 °C or more."
    assert (numbered if name.startswith("gout") else "1. Leave it out.") in lines


@pytest.mark.parametrize("name", ["columns.pdf", "columns-untagged.pdf"])
def test_columns_are_read_one_after_the_other(results: dict[str, Made], name: str) -> None:
    lines = results[name].text.splitlines()
    assert "- house dust mites and pollen" in lines
    (inhalers,) = [line for line in lines if line.startswith("A preventer is taken")]
    assert inhalers.endswith("if you need it on more than 3 days a week, your treatment should be looked at again.")
    assert ("2 columns" in reasons(results[name])) == (name == "columns-untagged.pdf")


def test_every_word_is_kept(results: dict[str, Made]) -> None:
    kept = {name: (result.kept, result.words) for name, result in results.items() if name != "warts.txt"}
    assert all(words > 250 and kept == words for kept, words in kept.values()), kept
    assert "do not stand in the document" not in "".join(map(reasons, results.values()))


def test_what_the_document_says_of_itself_is_the_front_matter(results: dict[str, Made]) -> None:
    page, word, printed = (results[name].article for name in ("gout.html", "iron.docx", "iron.pdf"))
    assert (page.publisher, page.date, page.language) == ("Harbour Clinic", "2025-03-14", "en-GB")
    assert page.url == "https://clinic.example.org/leaflets/gout"
    assert page.description.startswith("What gout is")
    assert (word.title, word.publisher, word.language) == (IRON[0][0], "Harbour Clinic", "en-GB")
    assert printed.title == word.title
    assert "The publisher is the author" in reasons(results["iron.docx"])
    assert "who published it" in reasons(results["columns.pdf"])
    assert "does not say its language" in reasons(results["columns-untagged.pdf"])


def test_what_was_left_out_is_said(results: dict[str, Made]) -> None:
    page = reasons(results["gout.html"])
    assert "Hidden text of 6 words was left out: Hidden words for search engines only." in page
    assert "We use cookies" in page
    assert "An image was left out: A foot with a swollen big toe" in page
    assert "secretTracking" not in page + results["gout.html"].text
    assert "Headers and footers were left out: Page 2 of 2; Harbour Clinic · patient leaflet 12" in reasons(
        results["iron.docx"]
    )
    assert "patient leaflet #; Page # of #" in reasons(results["iron.pdf"])
    assert "Headings were told by the size" in reasons(results["iron.pdf"])
    assert "picture on page 2" in reasons(results["iron.pdf"])


def test_a_footnote_is_no_source(results: dict[str, Made]) -> None:
    assert "how much iron they hold. [^note1]" in results["iron.docx"].text
    assert "[^note1]: The weight on the box is that of the salt" in results["iron.docx"].text
    assert "Footnote 1 on page 1 is a paragraph" in reasons(results["iron.pdf"])


def test_a_text_from_the_web_gives_the_passages_that_it_gave_before(results: dict[str, Made]) -> None:
    from bot.reading.files import read_article

    before = [(p.kind, p.heading, p.citations) for p in split(read_article(FILES / "warts.txt"))]
    assert [(p.kind, p.heading, p.citations) for p in split(results["warts.txt"].article)] == before
    assert results["warts.txt"].article.date == "January 5, 2025"
    assert any(isinstance(block, ItemList) for block in results["warts.txt"].article.sections[1].blocks)


def test_a_tagged_pdf_can_be_read_without_its_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_tree", lambda _: None)
    result = made(FILES / "gout.pdf")
    assert [path for path in headings(result.article) if path != ("You may also like",)] == GOUT
    assert "  - the skin may look red or shiny" in result.text
    assert result.kept == result.words
