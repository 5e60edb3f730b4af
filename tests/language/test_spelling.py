"""Spelling is mended towards known words, and real words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spelling import Speller, sound

CORPUS = (
    "calcinosis calciphylaxis dystrophic bisphosphonates diltiazem surgery surgical tender tenderness tumoral shock "
    "wave sclerosis systemic system deposits sore sores kidney phosphate excision gene genes lithotripsy colchicine"
).split()
SPELLER = Speller(CORPUS, ["scleroderma", "warfarin"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("calcanosis", "calcinosis"),
        ("calcinossis", "calcinosis"),
        ("calcifilaxis", "calciphylaxis"),
        ("distrofic", "dystrophic"),
        ("bifosfonates", "bisphosphonates"),
        ("diltiazam", "diltiazem"),
        ("sugery", "surgery"),
        ("tendr", "tender"),
        ("systemc", "systemic"),
        ("litotripsy", "lithotripsy"),
        ("colchisine", "colchicine"),
        ("sorse", "sores"),
        ("wharfarin", "warfarin"),
        ("hlep", "help"),
        ("alot", "a lot"),
        ("sclero", "sclerosis"),
    ],
)
def test_a_misspelled_word_is_read_as_what_was_meant(typed: str, meant: str) -> None:
    corrected = SPELLER.correct(typed)
    assert corrected in (meant, meant.rstrip("s"))


@pytest.mark.parametrize("word", "jeans dose pizza rome surgery tumour colour paediatric bored kidney warfarin".split())
def test_a_real_word_is_never_bent_into_another(word: str) -> None:
    assert SPELLER.correct(word) is None


@pytest.mark.parametrize("word", ["sevelamer", "probenecid", "asdkjh", "什么", "fgf23", "qz", "x" * 500])
def test_a_word_far_from_all_is_left_alone(word: str) -> None:
    assert SPELLER.correct(word) is None


@given(st.sampled_from([word for word in CORPUS if len(word) > 7]), st.data())
def test_one_slip_in_a_long_word_of_the_corpus_is_mended_to_a_known_word(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 2))
    slipped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    corrected = SPELLER.correct(slipped)
    assert slipped == word or SPELLER.known(slipped) or corrected in CORPUS


@given(st.text(max_size=60))
def test_any_text_is_survived_and_corrections_are_known_words(text: str) -> None:
    corrected = SPELLER.correct(text.lower())
    assert corrected is None or all(SPELLER.known(word) for word in corrected.split())


def test_sound_joins_what_is_heard_alike() -> None:
    assert sound("phosphate") == sound("fosfate")
    assert sound("calciphylaxis") == sound("kalsifilaksis".replace("ks", "x"))
