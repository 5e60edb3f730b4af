"""What went wrong, and what to do about it."""

import tomllib

import pytest

from bot.conversation.dialogue import Conversation
from bot.coverage.evaluate import outcomes
from bot.coverage.trial import Trial
from bot.coverage.values import Outcome
from tests.coverage.small import faq, library, row

STUNG = library()


def asked(question: str, *expected: str) -> Outcome:
    return outcomes(faq(row(question, *expected)), STUNG)[0]


@pytest.mark.parametrize(
    ("failure", "question", "expected", "said"),
    [
        ("out_of_scope", "What is the price of a hotel in Rome?", (), "no word of this question"),
        ("not_in_article", "Does cetirizine make me sleepy?", (), "“sleepy”"),
        ("below_line", "How much adrenaline is injected?", ("Allergy",), "“dose”"),
        ("below_line", "How do I stop the burning?", ("Cooling",), "one's own case"),
        ("missed", "Does ice help?", ("Cooling",), "“First Aid”, Cooling (line 27) should come first"),
        (
            "missed",
            "What relieves the itching of the skin?",
            ("Cooling",),
            "(line 28) comes before “First Aid”, Cooling",
        ),
        ("missed", "thanks", ("Swelling",), "small talk"),
        ("outdated", "When does the swelling fade?", ("Swelings",), "expect “Swelling”"),
        ("outdated", "What relieves the itching?", ("Cooling", "Lotions"), "“Lotions”"),
        ("outdated", "When does the swelling fade?", ("none", "Swelling"), "keep one of them"),
        ("false_answer", "When does the swelling fade?", ("none",), "“Swelling” (line 21) is shown as the answer"),
    ],
)
def test_a_failure_has_one_kind_and_a_next_step(
    failure: str, question: str, expected: tuple[str, ...], said: str
) -> None:
    outcome = asked(question, *expected)
    assert outcome.failure == failure
    assert said in outcome.next_step
    assert outcome.next_step.endswith(".")
    assert "\n" not in outcome.next_step


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When does the swelling fade?", ("Swelling",)),
        ("When does the swelling fade?", ()),
        ("What is the price of a hotel in Rome?", ("none",)),
        ("hello", ()),
        ("I can't breathe", ()),
    ],
)
def test_what_did_not_fail_needs_no_advice(question: str, expected: tuple[str, ...]) -> None:
    outcome = asked(question, *expected)
    assert (outcome.failure, outcome.next_step, outcome.suggestion) == (None, "", "")


@pytest.mark.parametrize(
    ("question", "expected", "line"),
    [
        ("Does ice help?", "Cooling", '"ice" = ["cooling"]'),
        ("Does it leave blotchy bumps?", "Hives", '"blotchy bumps" = ["hives"]'),
    ],
)
def test_a_line_for_the_synonyms_is_suggested_and_helps_when_it_is_added(
    question: str, expected: str, line: str
) -> None:
    before = asked(question, expected)
    assert (before.failure, before.suggestion) == ("missed", line)
    after = outcomes(faq(before.row), library(synonyms=tomllib.loads(line)))[0]
    assert after.rank == 1


def test_nothing_is_suggested_that_gives_a_word_of_the_article_another_sense() -> None:
    assert asked("What relieves the itching of the skin?", "Cooling").suggestion == ""


def test_a_trial_leaves_the_library_as_it_is() -> None:
    before = asked("Does ice help?", "Cooling")
    trial = Trial(STUNG)
    first = trial.ask(["Does ice help?"], "ice", "cooling")
    assert first.quotes[0].passage.row == "Cooling"
    assert not trial.ask(["Does ice help?"], "snow", "cooling").quotes
    assert asked("Does ice help?", "Cooling") == before


def test_a_trial_answers_as_the_line_in_a_file_would() -> None:
    extended = library(synonyms={"burning feeling": ["redness"]})
    for question in ["Is a burning feeling usual?", "What stops the burning feeling?", "Is burning usual?"]:
        tried = Trial(STUNG).ask([question], "burning feeling", "redness")
        assert tried.quotes == Conversation(extended).ask(question).quotes
