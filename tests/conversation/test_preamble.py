"""What is told before a question lends it its subject, and is not searched for when it says nothing else."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.conversation.preamble import preambles
from bot.library import Library

TOLD = [
    "I've been told I have calcinosis",
    "The letter from the clinic says calcinosis",
    "My doctor scribbled 'calcinosis' on the form and went off",
    "Diagnosed with calcinosis last week",
    "The rheumatologist mentioned calcinosis today",
    "My son's X-ray report says calcinosis",
]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("between", [". ", ", ", " and "])
@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("what is it?", "What is calcinosis?"),
        ("what on earth is it?", "What is calcinosis?"),
        ("what does the word mean?", "What is calcinosis?"),
        ("how is it treated?", "How is calcinosis treated?"),
        ("which types are there?", "Which types of calcinosis are there?"),
        ("does it hurt?", "Does calcinosis hurt?"),
    ],
)
def test_a_question_behind_what_was_told_is_the_whole_question(
    bundled: Library, told: str, between: str, asked: str, whole: str
) -> None:
    answer, expected = (Conversation(bundled).ask(text) for text in (f"{told}{between}{asked}", whole))
    assert answer.state == "answered"
    assert answer.quotes[0].passage == expected.quotes[0].passage
    assert answer.question == f"{told}{between}{asked}"
    assert answer.carried_over == ()  # it was said in the same breath


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("I've had lupus for years and now calcinosis. Why does it form?", "Autoimmune Diseases"),
        ("My hands are full of calcinosis. Will I be able to write?", "Functional Disability"),
        ("surgery for calcinosis: when", "Surgical Excision"),
        ("There are two sorts of tumoral calcinosis. Which are they?", "Tumoral Calcinosis"),
    ],
)
def test_what_was_told_counts_where_it_says_more(bundled: Library, question: str, found: str) -> None:
    shown = Conversation(bundled).ask(question).quotes[0].passage
    assert (shown.row or shown.heading[-1]) == found


def test_a_word_that_the_article_lacks_is_not_left_out(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Calcinosis cutis and calcinosis circumscripta, what's the difference?")
    assert answer.state == "weak"


def test_what_was_told_belongs_to_another_article_too(hay_fever: Library) -> None:
    answer = Conversation(hay_fever).ask("My doctor wrote hay fever on the form and left. What does the word mean?")
    assert answer.quotes[0].passage.heading == ("Hay Fever: Signs, Kinds and Remedies",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I have gout. What is it?", ["I have gout."]),
        ("I have gout what is it", ["I have gout "]),
        ("I have gout, and what is it", ["I have gout, and "]),
        ("I have gout.", []),
        ("What is gout? I have it.", []),
        ("What is gout? Is it bad?", []),
        ("What is gout and how is it treated?", []),
        ("", []),
    ],
)
def test_what_may_stand_before_a_question(text: str, told: list[str]) -> None:
    found = [text[start:end] for start, end in preambles(text)]
    assert [before for before in found if "gout" in before][:1] == told
