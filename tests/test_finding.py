"""Words are found in a text as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.finding import MOST, Finder, Hit, folded, places_of


def found(words: str, *texts: str) -> list[str]:
    """What stands at the hits, in order."""
    return [texts[hit.part][hit.start : hit.end] for hit in Finder([[text] for text in texts]).find(words)]


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("tea", "Tea, tEA and team", ["Tea", "tEA", "tea"]),
        ("cafe", "A café, a cafe\u0301.", ["café", "cafe\u0301"]),
        ("naïve", "naive", ["naive"]),
        ("xray", "an x-ray, an x‑ray", ["x-ray", "x‑ray"]),
        ("x-ray", "an xray, an x ray, an X-ray", ["xray", "x ray", "X-ray"]),
        ("x ray", "an x-ray, an xray", ["x-ray"]),
        ("don't", "You don’t", ["don’t"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("soft", "so\u00adft", ["so\u00adft"]),
        ("two  words", "two words, two\nwords", ["two words", "two\nwords"]),
        ("[7]", "It is so [2] [7].", ["[7]"]),
        ("-", "a-b", ["-"]),
        (".*", "a.b", []),
        ("漢字", "漢字 and 漢", ["漢字"]),
        ("", "anything", []),
        ("   ", "any thing", []),
    ],
)
def test_case_accents_hyphens_and_quotes_do_not_matter(words: str, text: str, hits: list[str]) -> None:
    assert found(words, text) == hits


def test_hits_come_in_the_order_of_the_page_and_know_their_place() -> None:
    finder = Finder([["no"], ["one", "tea here"], ["tea"]])
    assert finder.find("tea") == [Hit(1, 1, 0, 3), Hit(2, 0, 0, 3)]


def test_words_that_stand_apart_are_found_where_all_of_them_are() -> None:
    assert places_of("cafe xray", "An X-ray in the café") == [(16, 20), (3, 8)]
    assert places_of("cafe tea", "An X-ray in the café") == []
    assert places_of(" ", "anything") == []


def test_there_is_an_end_to_hits() -> None:
    assert len(Finder([["e" * (MOST + 5)]]).find("e")) == MOST


@given(st.text(max_size=30), st.integers(0, 30), st.integers(1, 10))
def test_what_is_copied_out_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if folded(piece.strip())[0]:
        assert Finder([[text]]).find(piece)


@given(st.text(max_size=40), st.text(min_size=1, max_size=5))
def test_every_hit_lies_inside_the_text_and_is_not_empty(text: str, words: str) -> None:
    for hit in Finder([[text]]).find(words):
        assert 0 <= hit.start < hit.end <= len(text)
