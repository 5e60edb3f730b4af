"""Every question asked, and what came of it."""

import pytest

from bot import __version__
from bot.conversation.dialogue import Conversation
from bot.coverage.evaluate import evaluate, outcomes
from bot.coverage.values import Outcome, Run
from tests.coverage.small import faq, library, row

STUNG = library()
COMPLETE = "When does the swelling fade?"


def of(*rows: str) -> list[Outcome]:
    return list(outcomes(faq(row(*rows)), STUNG))


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(
        faq(
            row("What eases the burning and swelling?", "Cooling", id="1"),
            row("What relieves the itching of the skin?", id="2"),
            row("What does a hotel in Rome cost?", "none", id="3"),
            row("What is adrenaline for?", "Allergy", id="4", conversation="a"),
            row("hello", id="5"),
            row("Where is it injected?", "Allergy", id="6", conversation="a"),
            row("thanks", id="7", conversation="a"),
        ),
        STUNG,
    )


def test_every_row_has_an_outcome_in_the_order_of_the_list(run: Run) -> None:
    assert [outcome.row for outcome in run.outcomes] == list(run.faq.rows)


def test_an_answerable_question_passes_when_it_is_answered_by_an_accepted_passage(run: Run) -> None:
    cooling = run.outcomes[0]
    assert (cooling.state, cooling.label, cooling.rank, cooling.passed) == ("answered", "answerable", 1, True)
    assert (cooling.failure, cooling.next_step, cooling.suggestion) == (None, "", "")
    assert cooling.found[0].id in cooling.gold
    assert cooling.found[0].text.startswith("Cooling: A cold compress")


def test_a_question_without_a_label_neither_passes_nor_fails(run: Run) -> None:
    assert (run.outcomes[1].label, run.outcomes[1].passed, run.outcomes[1].failure) == ("unlabelled", None, None)


def test_an_unanswerable_question_passes_when_it_is_not_answered(run: Run) -> None:
    assert (run.outcomes[2].state, run.outcomes[2].passed, run.outcomes[2].gold) == ("not_found", True, ())
    assert (run.outcomes[2].found, run.outcomes[2].margin) == ((), 0.0)


def test_rows_of_one_conversation_share_it_also_when_others_stand_between(run: Run) -> None:
    assert [outcome.is_followup for outcome in run.outcomes] == [False, False, False, False, False, True, True]
    assert run.outcomes[5].passed
    alone = of("Where is it injected?", "Allergy")[0]
    assert alone.found != run.outcomes[5].found  # the turn before lent it what it means


def test_a_courtesy_stays_one_and_fails_nothing(run: Run) -> None:
    assert [(o.state, o.passed, o.failure) for o in run.outcomes if o.row.id in "57"] == [("courtesy", None, None)] * 2


def test_an_emergency_stays_one() -> None:
    emergency = of("I can't breathe after the sting", "none")[0]
    assert (emergency.notice, emergency.state, emergency.passed) == ("emergency", "weak", True)


def test_followups_have_their_own_figures(run: Run) -> None:
    assert (run.figures.answered.n, run.followups.answered.n) == (5, 2)
    assert (run.figures.hit1.n, run.followups.hit1.n) == (2, 1)


def test_a_run_says_what_was_asked_of_what(run: Run) -> None:
    assert run.version == __version__
    assert run.articles == (("stings", "Bee Stings", "May 4, 2023"),)
    assert run.hashes.questions == run.faq.digest


def test_the_margin_is_how_far_the_first_stands_before_the_second(run: Run) -> None:
    for outcome in run.outcomes:
        assert 0 <= outcome.margin <= 1
        if len(outcome.found) > 1:
            assert outcome.margin == pytest.approx(1 - outcome.found[1].score / outcome.found[0].score)


def test_a_single_passage_has_the_whole_margin() -> None:
    assert [o.margin for o in of("What is adrenaline?") if len(o.found) == 1] == [1.0]


def test_a_row_is_asked_as_a_new_conversation_asks_it() -> None:
    questions = ["Where is adrenaline injected?", "and when?", COMPLETE, "What relieves it?"]
    for outcome in outcomes(faq(*(row(question) for question in questions)), STUNG):
        answer = Conversation(STUNG).ask(outcome.row.question)
        assert [found.id for found in outcome.found] == [quote.passage.id for quote in answer.quotes]
        assert (outcome.state, outcome.missing) == (answer.state, answer.missing)


def test_a_wording_expects_what_its_question_does() -> None:
    rows = [
        row(COMPLETE, "Swelling", id="a"),
        row("How long till swelling fades?", id="b", variant_of="a"),
        row("How long does swelling last?", id="c", variant_of="b"),
        row("Is it red?", id="d", variant_of="e"),
        row("Is it very red?", id="e", variant_of="d"),
    ]
    found = outcomes(faq(*rows), STUNG)
    assert found[0].gold == found[1].gold == found[2].gold != ()
    assert [outcome.label for outcome in found[3:]] == ["unlabelled", "unlabelled"]


def test_the_same_list_gives_the_same_run(run: Run) -> None:
    assert evaluate(run.faq, library()) == run


def test_progress_is_told_after_every_row() -> None:
    told: list[int] = []
    rows = [row("hello", id=str(n), conversation="ab"[n % 2]) for n in range(4)]
    outcomes(faq(*rows), STUNG, told.append)
    assert told == [1, 2, 3, 4]


def test_an_empty_list_gives_an_empty_run() -> None:
    run = evaluate(faq(), STUNG)
    assert run.outcomes == ()
    assert run.figures.answered.n == 0
    assert all(section.reached == 0 for section in run.reverse.sections)
