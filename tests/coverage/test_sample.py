"""The sample list that ships: as large as promised, wholly labelled, and no part of the corpus."""

from collections import Counter

from bot.coverage.questions import read
from bot.coverage.values import NONE
from bot.library import Library, bundled_corpus

SAMPLE = bundled_corpus() / "calcinosis.faq.csv"


def test_the_sample_is_whole() -> None:
    faq = read([SAMPLE])
    assert not faq.skipped
    assert len(faq.rows) >= 48
    assert all(row.expected for row in faq.rows)
    assert sum(row.expected == (NONE,) for row in faq.rows) >= 12
    assert sum(bool(row.variant_of) for row in faq.rows) >= 5
    assert {row.priority for row in faq.rows} == {"must", "should", ""}
    turns = Counter(row.conversation for row in faq.rows if row.conversation)
    assert len(turns) >= 2
    assert min(turns.values()) >= 2


def test_every_place_of_the_sample_stands_in_the_article() -> None:
    library = Library.open()
    text = "\n".join(passage.text for passage in library.passages)
    names = {p.id for p in library.passages} | {p.row for p in library.passages if p.row}
    headings = {heading for passage in library.passages for heading in passage.heading}
    for row in read([SAMPLE]).rows:
        for place in row.expected:
            if place != NONE and place not in names | headings:
                assert text.count(place) == 1, place


def test_a_list_beside_the_articles_is_no_article() -> None:
    assert [article.name for article in Library.open(bundled_corpus()).articles] == ["calcinosis"]
