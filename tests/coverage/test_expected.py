"""The places that a list expects, found in the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coverage.expected import Expectation, Places
from bot.library import Library
from tests.coverage.small import STINGS, library

STUNG = library()
PLACES = Places(STUNG)


def found(place: str, places: Places = PLACES, stung: Library = STUNG) -> list[tuple[str, str | None]]:
    by_id = {passage.id: passage for passage in stung.passages}
    return [(by_id[name].kind, by_id[name].row) for name in places.find(place)]


@pytest.mark.parametrize("place", ["Swelling", " swelling ", "SWELLING:", "## Swelling", "Signs of a Sting > Swelling"])
def test_a_heading_is_found_whatever_its_case_and_white_space(place: str) -> None:
    assert found(place) == [("paragraph", None)]


def test_a_main_heading_accepts_what_stands_right_under_it_with_its_rows_and_its_table() -> None:
    assert found("signs of  a sting") == [("table-row", "Redness"), ("table-row", "Hives"), ("table", None)]


def test_a_heading_with_nothing_right_under_it_accepts_what_stands_below() -> None:
    assert found("Remedies") == [("list-item", "Cooling"), ("list-item", "Antihistamines"), ("paragraph", None)]


def test_the_title_stands_for_the_opening() -> None:
    assert found("Bee Stings") == [("paragraph", None)]


def test_a_row_and_an_item_are_found_by_their_label() -> None:
    assert found("hives") == [("table-row", "Hives")]
    assert found("Cooling") == [("list-item", "Cooling")]


def test_every_passage_is_found_by_its_id() -> None:
    for passage in STUNG.passages:
        assert PLACES.find(passage.id) == (passage.id,)


@pytest.mark.parametrize(
    "phrase",
    [
        "a cold compress eases",
        "A  cold\ncompress eases the burning and the swelling [3].",
        "“cold compress”",
        "burning and the swelling",
    ],
)
def test_a_phrase_is_found_with_or_without_its_citations(phrase: str) -> None:
    assert found(phrase) == [("list-item", "Cooling")]


def test_a_phrase_of_a_table_is_found_in_the_row_and_in_the_table() -> None:
    assert found("nearly always") == [("table-row", "Redness"), ("table", None)]


@pytest.mark.parametrize("phrase", ["old compress", "cold compres", "a cold pack", "the", "", "…"])
def test_what_is_no_phrase_of_the_article_is_not_found(phrase: str) -> None:
    assert found(phrase) == []


def test_a_phrase_survives_that_its_passage_is_divided() -> None:
    divided = library(STINGS.replace("and the swelling fades", "and\n\nthe swelling fades"))
    phrase = "swells within minutes, and the swelling fades"
    assert found(phrase) == [("paragraph", None)]
    assert found(phrase, Places(divided), divided) == [("paragraph", None), ("paragraph", None)]


def test_a_phrase_survives_that_other_parts_are_edited() -> None:
    edited = library(STINGS.replace("### Swelling", "### What Swells").replace("Rings are taken off.", ""))
    assert found("the swelling fades after two days", Places(edited), edited) == [("paragraph", None)]


def test_nothing_expected_is_no_label_and_none_is_unanswerable() -> None:
    assert PLACES.expectation(()) == PLACES.expectation((" ",)) == Expectation("unlabelled")
    assert PLACES.expectation(("None",)) == Expectation("unanswerable")


def test_several_places_are_accepted_together() -> None:
    expectation = PLACES.expectation(("Swelling", "Hives"))
    assert expectation.label == "answerable"
    assert set(expectation.gold) == {*PLACES.find("Swelling"), *PLACES.find("Hives")}


def test_a_place_that_is_gone_is_outdated_and_close_headings_are_named() -> None:
    expectation = PLACES.expectation(("Swelings",))
    assert (expectation.label, expectation.gold, expectation.lost) == ("outdated", (), ("Swelings",))
    assert expectation.close[0] == "Swelling"
    assert PLACES.expectation(("stings:first-aid:00000000",)).close[0] == "First Aid"


def test_one_place_that_is_gone_beside_one_that_is_there_is_said() -> None:
    expectation = PLACES.expectation(("Swelling", "Numbness"))
    assert (expectation.label, expectation.lost) == ("answerable", ("Numbness",))


def test_none_beside_a_place_contradicts_itself() -> None:
    expectation = PLACES.expectation(("none", "Swelling"))
    assert (expectation.label, expectation.contradicts) == ("outdated", True)


@given(st.data())
def test_any_words_of_a_passage_in_a_row_name_it(data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from([p for p in STUNG.passages if p.kind in ("paragraph", "list-item")]))
    words = passage.text[passage.context :].split()
    start = data.draw(st.integers(0, len(words) - 4))
    assert passage.id in PLACES.find(" ".join(words[start : start + 4]))


@given(st.text(max_size=60))
def test_any_text_may_be_expected(text: str) -> None:
    assert set(PLACES.find(text)) <= {passage.id for passage in STUNG.passages}
    PLACES.expectation((text,))
