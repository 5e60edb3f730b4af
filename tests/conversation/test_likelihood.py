"""How likely it is that passages answer: what is seen of a question, and what each of it counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.cues import read
from bot.conversation.dialogue import Conversation
from bot.conversation.inquiry import inquire
from bot.conversation.likelihood import likelihood, traits
from bot.conversation.pivot import form
from bot.conversation.ranking import rank
from bot.library import Library

SCORES = {"score", "lead"}
WORDS = st.sampled_from(
    "what does calcinosis treat how often long is surgery than the pain zebra my diltiazem cost , . ? it and".split()
)


def seen(question: str, library: Library) -> dict[str, float]:
    inquiry = inquire(question, library)
    return traits(inquiry, rank(library, inquiry), library)


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=14))
def test_traits_are_shares_but_for_the_scores(words: list[str]) -> None:
    shown = seen(" ".join(words), Library.open())
    assert all(0 <= value <= 1 for name, value in shown.items() if name not in SCORES), shown
    assert shown["score"] >= shown["lead"] >= 0
    assert 0 < likelihood(shown) < 1


def test_whatever_counts_is_seen_of_some_question() -> None:
    asked = ["does it hurt", "is it bad", "can it", "will it", "has it", "what", "why", "which", "when", "where", "how",
             "who", "how often do lumps burst", "how long does surgery take", "calcinosis"]  # fmt: skip
    names = {name for question in asked for name in seen(question, Library.open())}
    assert set(read("likelihood.toml")["counts"]) <= names | {"asks_aspect_elsewhere"}


@pytest.mark.parametrize(
    ("more", "better"),
    [
        ("covered", True),
        ("missed", False),
        ("lacks", False),
        ("turns_on_missed", False),
        ("missed_complement", False),
        ("missed_name", False),
        ("missed_term", False),
    ],
)
def test_what_is_covered_makes_it_likelier_and_what_is_missed_less(more: str, better: bool) -> None:
    shown = seen("Does diltiazem help with calcinosis?", Library.open())
    assert (likelihood(shown | {more: 1.0}) > likelihood(shown | {more: 0.0})) is better


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("does it hurt", "do"),
        ("are they hard", "be"),
        ("so can surgery help", "can"),
        ("how do they form", "how"),
        ("how many people have it", "how_much"),
        ("is it true what they say", "what"),
        ("lumps on elbows", ""),
        ("how", "how"),
    ],
)
def test_the_form_of_a_question(words: str, expected: str) -> None:
    assert form(words.split()) == expected


@pytest.mark.parametrize(
    ("question", "missed"),
    [
        ("What are the symptoms of bronchiectasis?", {"missed_complement", "missed_term"}),
        ("what brings on a teddy", {"missed_complement"}),
        ("Does Warsaw Pollen Clinic help?", {"missed_name", "missed_term"}),
        ("What are the symptoms of hay fever?", set()),
        ("I live in Warsaw. What are the symptoms of hay fever?", {"missed_name"}),
        ("WHAT HELPS IN WARSAW", {"missed_complement", "missed_term"}),
        ("Teddy came too. Does it help in summer?", set()),
    ],
)  # fmt: skip
def test_what_is_asked_of_is_seen_where_the_article_lacks_it(
    hay_fever: Library, question: str, missed: set[str]
) -> None:
    shown = seen(question, hay_fever)
    assert {name for name in ("missed_complement", "missed_name", "missed_term") if shown[name] > 0.3} == missed


@pytest.mark.parametrize(
    "question",
    [
        "what are the symptoms of botulism?",
        "What are the symptoms of bronchiectasis?",
        "What are the treatments for Restless Legs Syndrome?",
        "Where is the Congress Hall located?",
        "What causes Coats disease?",
    ],
)
def test_the_list_of_another_subject_is_no_answer(question: str) -> None:
    assert Conversation(Library.open()).ask(question).state != "answered"


def test_the_words_that_ask_for_an_aspect_need_no_cover(hay_fever: Library) -> None:
    inquiry = inquire("How long does the sneezing last?", hay_fever)
    needs = {concept.words: need for concept, need in zip(inquiry.typed, inquiry.needs, strict=False)}
    assert sum(need for words, need in needs.items() if "long" in words) < 0.2


def test_two_things_taken_together_are_no_list() -> None:
    answer = Conversation(Library.open()).ask("Can colchicine be taken together with statins?")
    assert answer.state != "answered"
    assert "statins" in answer.missing
