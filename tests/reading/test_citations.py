"""Which numbers are citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.citations import (
    bare_citations,
    bare_doubts,
    bracketed_citations,
    number_list,
    web_citations,
    without_citations,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It is sore and hot 2 7 14.", [(2, 7, 14)]),
        ("It is sore 2. Later it heals 3 9.", [(2,), (3, 9)]),
        ("Cases are usually sporadic 3.", [(3,)]),
        ("It is sore (and hot) 5 6.", [(5, 6)]),
        ("Cell text that ends a line 13", [(13,)]),
        ("Is it sore 4?", [(4,)]),
        ("The dose is 10 mg 11.", [(11,)]),
        ("It was read after 15 minutes 9.", [(9,)]),
        ("They take it twice a day 3.", [(3,)]),
        ("The survey of 2014 3 9.", [(3, 9)]),
        ("It raises phosphate levels 6.", [(6,)]),
        ("Seen after COVID 19 3 9 14.", [(3, 9, 14)]),
        ("Seen in type 2 3 9.", [(3, 9)]),
        ("Seen with hepatitis C 8.", [(8,)]),
        ("One third (33%) 8.", [(8,)]),
        ("Low fluid intake is a risk factor 3.", [(3,)]),
    ],
)
def test_bare_numbers_before_a_full_stop_are_citations(text: str, numbers: list[tuple[int, ...]]) -> None:
    assert [citation.numbers for citation in bare_citations(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "The dose is 10 mg.",
        "Children aged 5 to 14 years sneeze.",
        "Children from 5 to 14.",
        "It was found in 2014.",
        "It was found in 12.",
        "Take vitamin D3 and FGF23.",
        "Take vitamin B 12.",
        "The area is 3 m2.",
        "A grade 2 3 disease spreads.",
        "It lasts 10 years.",
        "It was seen in 3 of 10 patients.",
        "It was seen in 3 of 10.",
        "This is type 2.",
        "This is stage 3.",
        "A trial of phase 3.",
        "5.",
        "5. Cover the burn",
        "They had COVID 19.",
        "The ratio is 1.5.",
        "It helps 50%.",
        "See Table 1.",
        "Between 5 and 14.",
        "Call 112.",
        "Steps 1, 2, 3.",
        "It was n = 40.",
        "It scored at least 7.",
        "The number is 007.",
        "There were 3451.",
        "The isotope 10B and 99mTc.",
        "The level rose to 40.",
        "",
    ],
)
def test_amounts_ages_years_and_labels_are_no_citations(text: str) -> None:
    assert bare_citations(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It is sore 14 3 9.",
        "Seen after COVID 19 3 9 14.",
        "It was worse in the control group 3.",
        "The skin is red 2 7, and hot.",
        "The skin is red 2 7 and hot.",
    ],
)
def test_what_is_not_certain_is_doubted(text: str) -> None:
    assert bare_doubts(text)


def test_numbers_that_do_not_ascend_are_read_from_where_they_do() -> None:
    assert [citation.numbers for citation in bare_citations("It is sore 14 3 9.")] == [(3, 9)]


def test_a_bare_citation_covers_just_the_numbers() -> None:
    text = "Sore and hot 2 7 14. Red."
    (found,) = bare_citations(text)
    assert text[found.start : found.end] == "2 7 14"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Sore [2, 7, 14].", [(2, 7, 14)]),
        ("Sore [2,7].", [(2, 7)]),
        ("Sore [2-4].", [(2, 3, 4)]),
        ("Sore [2–4, 9].", [(2, 3, 4, 9)]),
        ("Sore [2][7].", [(2,), (7,)]),
        ("Sore[^7].", [(7,)]),
        ("Sore [0].", []),
        ("Sore [07].", []),
        ("Since [2014].", []),
        ("Sore [4-2].", []),
        ("Sore [a].", []),
        ("The 95% CI [2, 7] is wide.", []),
        ("Sore [3H] and [2.5].", []),
    ],
)
def test_numbers_in_brackets_are_citations(text: str, numbers: list[tuple[int, ...]]) -> None:
    assert [citation.numbers for citation in bracketed_citations(text)] == numbers


def test_a_bracketed_citation_covers_the_bracket() -> None:
    text = "Sore [2, 7] and hot."
    (found,) = bracketed_citations(text)
    assert text[found.start : found.end] == "[2, 7]"


def test_brackets_hold_no_bare_citations() -> None:
    assert [citation.numbers for citation in web_citations("Sore [2, 7]. Hot 3.")] == [(2, 7), (3,)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("2, 7, 14", (2, 7, 14)), ("2 7", (2, 7)), ("3–5", (3, 4, 5)), ("none", ()), ("0", ()), ("", ()), ("1-999", ())],
)
def test_a_list_of_numbers_is_read_whole_or_not_at_all(text: str, numbers: tuple[int, ...]) -> None:
    assert number_list(text) == numbers


def test_a_text_without_its_citations_closes_up() -> None:
    text = "Sore [2, 7]. Hot [3]"
    assert without_citations(text, bracketed_citations(text)) == "Sore. Hot"


@given(st.text(alphabet="ab 0123456789[],.^-–()", max_size=60))
def test_citations_are_in_order_apart_and_name_numbers(text: str) -> None:
    for find in (bare_citations, bracketed_citations, web_citations):
        found = find(text)
        for citation in found:
            assert citation.numbers
            assert all(number > 0 for number in citation.numbers)
            assert str(citation.numbers[0]) in text[citation.start : citation.end]
        ends = [0, *(citation.end for citation in found)]
        assert all(end <= citation.start for end, citation in zip(ends, found, strict=False))


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8, unique=True))
def test_any_ascending_numbers_at_the_end_of_a_sentence_are_one_citation(numbers: list[int]) -> None:
    text = f"The skin is sore {' '.join(map(str, sorted(numbers)))}."
    assert [citation.numbers for citation in bare_citations(text)] == [tuple(sorted(numbers))]


def test_a_source_that_is_named_twice_in_one_place_is_cited_once() -> None:
    assert [cited.numbers for cited in web_citations("7 7")] == [(7,)]
