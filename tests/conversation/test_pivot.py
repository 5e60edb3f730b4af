"""The pivot: what a question asks about has to be covered, what its story tells need not be."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.conversation.pivot import asks_of_it, complement, pivot
from bot.library import Library


@pytest.mark.parametrize(
    ("question", "turned_on"),
    [
        ("does vinegar dissolve it", "vinegar dissolve"),
        ("so can the apple cider help", "apple cider"),
        ("which cells make it", "cells"),
        ("at what stage does it start", "stage"),
        ("what energy setting is used", "energy"),
        ("does it hurt", ""),
        ("what causes it", ""),
        ("why do my fingers ache", ""),
        ("which type is common", ""),
        ("my mother has it", ""),
        ("", ""),
    ],
)
def test_what_a_question_turns_on_is_found(question: str, turned_on: str) -> None:
    words = question.split()
    assert " ".join(words[number] for number in pivot(words)) == turned_on


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is it inherited", True),
        ("and do they hurt", True),
        ("can that be cured", True),
        ("is gout inherited", False),
        ("what is it", False),
        ("is", False),
        ("", False),
    ],
)
def test_what_was_spoken_of_is_asked_of_by_a_pronoun(question: str, expected: bool) -> None:
    assert asks_of_it(question.split()) is expected


@pytest.mark.parametrize(
    ("question", "asked_of"),
    [
        ("what are the signs of an ear infection", "an ear infection"),
        ("what is the use of salt for a sore throat", "a sore throat"),
        ("at what stage does it start", ""),
        ("what is it caused by", ""),
        ("why does it itch", ""),
        ("", ""),
    ],
)
def test_what_is_asked_of_stands_behind_the_last_preposition(question: str, asked_of: str) -> None:
    words = question.split()
    assert " ".join(words[number] for number in complement(words)) == asked_of


@pytest.mark.parametrize(
    "question",
    [
        "Do cucumbers relieve sneezing and itching?",
        "Which birds bring on sneezing?",
        "Is acupuncture for itching eyes?",
    ],
)
def test_a_question_about_what_the_article_lacks_is_not_answered_by_the_rest_of_its_words(
    hay_fever: Library, question: str
) -> None:
    assert Conversation(hay_fever).ask(question).state != "answered"


def test_an_everyday_word_of_a_story_need_not_be_covered(hay_fever: Library) -> None:
    asked = "I was at the bakery when it came over me. Why does breathing through the nose become difficult?"
    assert Conversation(hay_fever).ask(asked).state == "answered"
