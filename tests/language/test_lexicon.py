"""The lexicon: what else a word may be called, in which direction, and how much that counts."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.language.lexicon import Lexicon
from bot.language.terms import terms, tokenize

TABLES: Mapping[str, Any] = {
    "skin": {"nodule": ["lump"]},
    "one-way": {"hooked up to a drip": ["infusion"], "why nobody knows": ["no known cause"]},
    "loosely": {"line": ["infusion"]},
    "opposites": {"mild": ["severe"]},
    "medicine-names": {"colchicine": ["gout tablet"]},
}


@pytest.fixture
def lexicon() -> Lexicon:
    lexicon = Lexicon()
    lexicon.add(TABLES)
    return lexicon


def found(lexicon: Lexicon, question: str) -> dict[str, float]:
    return {
        other.words: other.weight
        for expression in lexicon.expressions(tokenize(question))
        for other in expression.expansions
    }


def test_a_group_stands_for_each_other_and_one_way_only_forward(lexicon: Lexicon) -> None:
    assert "nodule" in found(lexicon, "a lump")
    assert "lump" in found(lexicon, "a nodule")
    assert "infusion" in found(lexicon, "hooked up to the drip")
    assert not found(lexicon, "an infusion")


def test_alternatives_in_braces_stand_for_one_expression_each() -> None:
    lexicon = Lexicon()
    lexicon.add({"one-way": {"{stony|gritty} {lumps|bits}": ["deposit"], "a {b": ["c"]}})
    for question in ("stony lumps", "stony bits", "gritty lumps", "gritty bits"):
        assert "deposit" in found(lexicon, f"are {question} harmless?")
    assert not found(lexicon, "stony ground")


def test_a_key_that_stands_for_very_many_expressions_is_refused() -> None:
    with pytest.raises(TypeError, match="stands for more than 1,000"):
        Lexicon().add({"{a|b|c|d|e|f|g|h|i|j} " * 9: ["deposit"]})


def test_a_hint_counts_less_than_an_opposite_and_that_less_than_a_synonym(lexicon: Lexicon) -> None:
    hint, opposite = found(lexicon, "through a line")["infusion"], found(lexicon, "is it mild")["severe (opposite)"]
    assert 0 < hint < opposite < found(lexicon, "hooked up to a drip")["infusion"] < found(lexicon, "lump")["nodule"]
    assert "mild (opposite)" in found(lexicon, "is it severe")


def test_hints_and_opposites_are_no_medical_words_by_themselves(lexicon: Lexicon) -> None:
    assert lexicon.knows(terms("lump")[0])
    assert not lexicon.knows(terms("line")[0])
    assert not lexicon.knows(terms("mild")[0])


def test_an_expression_that_loses_its_sense_without_a_stop_word_is_no_expansion(lexicon: Lexicon) -> None:
    assert not found(lexicon, "why nobody knows")


def test_everyday_sayings_do_not_tell_by_themselves() -> None:
    lexicon = Lexicon()
    lexicon.add({"one-way": {"set in stone": ["standardized"]}}, medical=False)
    assert [e.tells for e in lexicon.expressions(tokenize("is it set in stone"))] == [False]
    assert not lexicon.words


def test_the_medicines_that_a_text_names_are_counted(lexicon: Lexicon) -> None:
    assert len(lexicon.medicines(terms("Colchicine, and colchicine again"))) == 1
    assert not lexicon.medicines(terms("an infusion"))


def test_a_group_without_a_list_is_refused(lexicon: Lexicon) -> None:
    with pytest.raises(TypeError, match="nodule"):
        lexicon.add({"nodule": "lump"})


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("they grow back", "recur"),
        ("no two patients get the same treatment", "individualized"),
        ("hooked up to a drip", "infusion"),
    ],
)
def test_the_bundled_sayings_are_read(question: str, meant: str) -> None:
    assert any(meant in words for words in found(Lexicon.load(), question))
