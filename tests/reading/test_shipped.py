"""The article that ships with Citebot is read whole and without doubt."""

import re
from pathlib import Path

import pytest

from bot.article import Article, ItemList, Paragraph, Table
from bot.reading.files import find_articles, read_article
from bot.reading.passages import split
from tests.reading.reading import paths, rows, web

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(CORPUS / "calcinosis.md")


def test_it_is_found_and_named(article: Article) -> None:
    assert CORPUS / "calcinosis.md" in find_articles(CORPUS)
    assert article.title == "Calcinosis: Symptoms, Types, Causes and Treatment"
    assert (article.publisher, article.date, article.name) == ("Consensus", "November 9, 2025", "calcinosis")
    assert article.url.startswith("https://")


def test_it_is_read_without_doubt(article: Article) -> None:
    assert article.doubts == ()


def test_its_headings_are_those_of_the_published_article(article: Article) -> None:
    upper = [path for path in paths(article) if len(path) == 1]
    assert [path[0] for path in upper[1:]] == [
        "Symptoms of Calcinosis",
        "Types of Calcinosis",
        "Causes of Calcinosis",
        "Treatment of Calcinosis",
        "Conclusion",
    ]
    assert ("Symptoms of Calcinosis", "Pain and Tenderness") in paths(article)
    assert ("Conclusion", "Main Points Covered:") in paths(article)


def test_its_tables_have_all_their_rows(article: Article) -> None:
    firsts = [cells[0] for cells in rows(article)]
    assert firsts == [
        *("Pain", "Skin Ulcers", "Tenderness", "Lump/Mass", "Extrusion", "Disability"),
        *("Dystrophic", "Metastatic", "Idiopathic", "Iatrogenic", "Calciphylaxis", "Tumoral Calcinosis"),
        *("Tissue Injury", "Metabolic Abnormalities", "Genetic Mutations", "Autoimmunity", "Iatrogenic"),
        *("Medical Therapy", "Biologic Therapy", "Physical Methods", "Surgical Excision"),
        *("Phosphate Binders/Diet", "Parathyroidectomy"),
    ]
    tables = [passage for passage in split(article) if passage.kind == "table"]
    assert [table.text.splitlines()[-1].split(":")[0] for table in tables] == [f"Table {n}" for n in (1, 2, 3, 4)]


def test_it_reads_the_same_as_web_text(article: Article) -> None:
    """Written out as a web page copies it, without bars and brackets, it gives the same passages."""
    lines = []
    for section in article.sections:
        lines += [section.path[-1], ""]
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines += [bare(block.text.text), ""]
            elif isinstance(block, ItemList):
                lines += [*(f"  • {bare(item.text.text)}" for item in block.items), ""]
            elif isinstance(block, Table):
                found = [block.header, *(row.text for row in block.rows), *([block.caption] if block.caption else [])]
                lines += [*(bare(text.text) for text in found), ""]
    other = web("\n".join(lines))
    assert other.doubts == ()
    for left, right in zip(split(article), split(other), strict=True):
        assert (left.heading, left.kind, left.row) == (right.heading, right.kind, right.row)
        assert (left.columns, left.cells, left.citations) == (right.columns, right.cells, right.citations)


def bare(text: str) -> str:
    """Returns a text with its bars gone and its citations as bare numbers."""
    return re.sub(r"\[([\d, ]+)\]", lambda match: match[1].replace(",", ""), text.replace(" | ", " "))
