"""Things that patients describe, having no word for them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lexicon import Expression, Lexicon
from bot.language.terms import tokenize

PATCHES: dict[str, Any] = {
    "described": {
        "places": ["elbow", "skin"],
        "psoriasis": {
            "means": ["psoriasis", "plaque"],
            "things": ["patch", "spot"],
            "telling": ["scaly"],
            "hinting": ["red"],
            "passing": ["big"],
        },
    }
}


@pytest.fixture(scope="module")
def bundled() -> Lexicon:
    return Lexicon.load()


def described(lexicon: Lexicon, question: str) -> list[Expression]:
    return [expression for expression in lexicon.expressions(tokenize(question)) if expression.describes]


def spoken(question: str, numbers: tuple[int, ...]) -> str:
    tokens = tokenize(question)
    return " ".join(tokens[number].word for number in numbers)


@pytest.mark.parametrize(
    ("question", "words", "places"),
    [
        ("Are chalky bumps harmless?", "chalky bumps", ""),
        ("Are the little hard lumps on my elbow harmless?", "little hard lumps", "elbow"),
        ("Can lumps of chalk be removed?", "lumps of chalk", ""),
        ("Can bumps that feel like gravel be removed?", "bumps that feel like gravel", ""),
        ("Why are there lumps as hard as stone in my hands?", "lumps as hard as stone", "hands"),
        ("Do the pebbles under my skin go away?", "pebbles under my skin", ""),
        ("Do pea-sized white lumps go away?", "pea sized white lumps", ""),
        ("What is the chalk under my skin?", "chalk under my skin", ""),
        ("Do the lumps under her skin hurt?", "lumps under her skin", ""),
    ],
)
def test_a_description_is_one_expression(bundled: Lexicon, question: str, words: str, places: str) -> None:
    (found,) = described(bundled, question)
    assert (spoken(question, found.tokens), spoken(question, found.places)) == (words, places)
    assert "calcinosis" in [expansion.words for expansion in found.expansions]


@pytest.mark.parametrize(
    "question",
    [
        "Is it hard work?",
        "Is my white coat clean?",
        "A bit of good news",
        "Can stones be painted?",
        "Is chalk a mineral?",
    ],
)
def test_what_describes_nothing_is_left_alone(bundled: Lexicon, question: str) -> None:
    assert not described(bundled, question)


def test_a_staff_describes_its_own_things() -> None:
    lexicon = Lexicon()
    lexicon.add(PATCHES, own=True)
    (found,) = described(lexicon, "What helps against big scaly patches on my elbow?")
    assert [expansion.words for expansion in found.expansions] == ["psoriasis", "plaque"]
    assert not described(lexicon, "Is there a patch for smokers?")


def test_its_words_are_known_to_spelling(bundled: Lexicon) -> None:
    assert {"knobbly", "pebble", "elbow"} <= set(bundled.words)


def test_a_word_of_two_lists_is_of_the_first() -> None:
    lists = {"means": ["gout"], "things": ["lump"], "hinting": ["lumpy", "red"]}
    lexicon = Lexicon()
    lexicon.add({"described": {"gout": lists}})
    assert described(lexicon, "red lumps")
    assert not described(lexicon, "lumps and lumps")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"gout": {"things": "lump"}}, '"things" needs a list of words'),
        ({"gout": {"colours": ["red"]}}, '"colours" is none of means, things'),
        ({"gout": ["lump"]}, '"gout" needs lists of words'),
        ({"places": [1]}, '"places" needs a list of words'),
    ],
)
def test_a_broken_table_is_told_of(table: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Lexicon().add({"described": table})


@given(st.lists(st.sampled_from("hard white lumps of chalk under my skin like stone on the elbow hurt x".split())))
def test_descriptions_stand_apart_and_inside(bundled: Lexicon, words: list[str]) -> None:
    taken: list[int] = []
    for found in described(bundled, " ".join(words)):
        assert found.tokens == tuple(range(found.tokens[0], found.tokens[-1] + 1))
        taken += [*found.tokens, *found.places]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= set(range(len(words)))
