"""What every front end says in the same words."""

import pytest

from bot.conversation.answer import Answer
from bot.conversation.verdict import Verdict, not_found_message
from bot.conversation.wording import (
    citations_of,
    cited,
    heading_words,
    message_words,
    place_words,
    search_notes,
    state_words,
)
from tests.chat.sample import ANSWERED, KINDS, SLEEP


def test_missing_words_stand_with_the_state_unless_the_message_names_them() -> None:
    assert state_words(Answer("?", "weak", missing=("dogs", "cats"))) == (
        "Closest passages; the article does not cover: dogs, cats"
    )
    assert state_words(Answer("?", "weak", "It does not cover: dogs, cats.", missing=("dogs", "cats"))) == (
        "Closest passages"
    )
    assert state_words(Answer("?", "answered", missing=("dogs",))) == (
        "Answered from the article; the article does not cover: dogs"
    )
    assert state_words(Answer("?", "courtesy", "Hello.")) == ""


def test_a_message_does_not_repeat_the_state() -> None:
    message = not_found_message(Verdict("not_found", 0.0, ("pizza",)), "best pizza", ["Tea"])
    answer = Answer("?", "not_found", message, searched_for="best pizza", missing=("pizza",))
    assert message_words(answer) == (
        "I searched for: best pizza. The article does not cover: pizza. The nearest headings are: Tea. "
        "You could ask in other words, or ask your care team."
    )
    assert state_words(answer) == "Not found in this article"
    assert search_notes(answer) == []
    weak = Answer("?", "weak", "The article does not cover: dogs. These are the closest passages.")
    assert message_words(weak) == "The article does not cover: dogs."
    assert message_words(weak._replace(state="answered")) == weak.message


def test_what_was_searched_is_said_with_how_each_word_was_read() -> None:
    assert search_notes(ANSWERED) == [
        "Searched for: sleep tea",
        '"slep" read as "sleep"',
        '"hurt" also as delay',
        "from your earlier question: tea",
    ]
    assert search_notes(ANSWERED._replace(message="I searched for: sleep tea."))[0] == '"slep" read as "sleep"'


def test_a_place_names_headings_and_lines() -> None:
    assert heading_words(SLEEP, " > ") == "Effects of Tea > Sleep"
    assert heading_words(SLEEP._replace(heading=("In short:", ":")), " > ") == "In short > :"
    assert place_words(SLEEP) == "line 9"
    assert place_words(KINDS) == "lines 17 to 20"


@pytest.mark.parametrize(
    ("mention", "numbers"),
    [("[2, 7]", (2, 7)), ("[3-5]", (3, 4, 5)), ("[3–4, 9]", (3, 4, 9)), ("[9-3]", (9, 3)), ("[1-999]", (1, 999))],
)
def test_a_citation_lists_every_number_it_names(mention: str, numbers: tuple[int, ...]) -> None:
    passage = SLEEP._replace(text=f"It is so {mention}.", citation_spans=((9, 9 + len(mention)),))
    assert citations_of(passage)[0].numbers == numbers
    assert cited(numbers).split() == [f"[{number}]" for number in numbers]
