"""The decision line, and what it would cost to move it."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.conversation.verdict import ANSWERED
from bot.coverage.calibrate import Calibration, calibrate
from bot.coverage.evaluate import evaluate
from bot.coverage.values import FaqList
from tests.coverage.small import faq, library, row

STUNG = library()
ANSWERABLE = [
    "When does the swelling fade?",
    "Does ice cool it?",
    "What relieves the itching of the skin? And when is adrenaline injected?",
    "How does a cold compress feel on a Sunday?",
    "Hello, what is a bee sting?",
    "thanks",
    "I can't breathe",
]
UNANSWERABLE = ["How much adrenaline is injected?", "Do wasps swell the skin?", "What is redness in Rome?"]
LIST = faq(
    *(row(question, "Swelling", id=question) for question in ANSWERABLE),
    *(row(question, "none", id=question) for question in UNANSWERABLE),
    row("Is it red?"),
    row("When does it fade?", "Swelling", id="1", conversation="a"),
    row("And when is it worst?", "Swelling", id="2", conversation="a"),
)


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate(LIST, STUNG)


def test_the_line_is_drawn_from_0_to_1_and_the_one_in_use_is_marked(found: Calibration) -> None:
    assert [line.at for line in found.lines] == [step / 20 for step in range(21)]
    assert [line.at for line in found.lines if line.current] == [found.current.at] == [ANSWERED]


def test_rows_are_counted_by_their_label_and_the_others_left_out(found: Calibration) -> None:
    assert (found.answerable, found.unanswerable, found.left_out) == (len(ANSWERABLE) + 1, len(UNANSWERABLE), 2)
    assert {line.false_refusals.n for line in found.lines} == {found.answerable}
    assert {line.false_answers.n for line in found.lines} == {found.unanswerable}


def test_a_higher_line_answers_less(found: Calibration) -> None:
    answers = [line.false_answers.value for line in found.lines]
    refusals = [line.false_refusals.value for line in found.lines]
    assert answers == sorted(answers, reverse=True)
    assert refusals == sorted(refusals)
    assert refusals[0] < refusals[-1]


def test_at_the_line_in_use_the_figures_are_those_of_a_run(found: Calibration) -> None:
    figures = evaluate(LIST, STUNG).figures
    assert found.current.false_answers == figures.false_answers
    assert found.current.false_refusals == figures.false_refusals


@pytest.mark.parametrize("question", [*ANSWERABLE, *UNANSWERABLE])
def test_each_question_is_judged_as_a_conversation_judges_it(question: str) -> None:
    single = calibrate(faq(row(question, "Swelling")), STUNG)
    assert (single.current.false_refusals.value == 0.0) == (Conversation(STUNG).ask(question).state == "answered")


def test_a_list_without_labels_has_no_figures() -> None:
    empty: FaqList = faq(row("Is it red?"))
    found = calibrate(empty, STUNG)
    assert (found.answerable, found.unanswerable, found.left_out) == (0, 0, 1)
    assert found.current.false_answers.n == 0
