"""The state of a turn that leans on others."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.library import Library


def test_what_is_carried_over_does_not_answer_what_a_turn_asks_itself() -> None:
    conversation = Conversation(Library.open())
    assert conversation.ask("What is calciphylaxis?").state == "answered"
    answer = conversation.ask("And does it bring on migraines?")
    assert "calciphylaxis" in answer.carried_over
    assert answer.state != "answered"
    assert "migraines" in answer.missing


@pytest.mark.parametrize(
    "turns",
    [
        ["Is dystrophic calcinosis inherited?"],
        ["What is dystrophic calcinosis?", "is it inherited?"],
        ["What is iatrogenic calcinosis?", "and is it genetic?"],
        ["What is tumoral calcinosis?", "is it fatal?"],
        ["Is idiopathic calcinosis deadly?"],
        ["What types are there?", "the second one", "is it rare?"],
        ["What is sodium thiosulfate?", "does it sting?"],
        ["Can lasers help?", "is that painful?"],
        ["What is dystrophic calcinosis?", "My mother has it too. Is it inherited?"],
    ],
)
def test_what_is_said_of_another_is_no_answer(bundled: Library, turns: list[str]) -> None:
    conversation = Conversation(bundled)
    *_, answer = map(conversation.ask, turns)
    assert answer.state == "weak"
    assert "does not seem to say this of" in answer.message
    shown = answer.quotes[0].passage
    assert (shown.row or shown.heading[-1]) in answer.message


@pytest.mark.parametrize(
    ("question", "called"),
    [("Is lupus fatal?", "lupus"), ("is scleroderma fatal?", "scleroderma"), ("Is lupus painful?", "lupus")],
)
def test_what_is_only_spoken_of_does_not_get_what_is_said_of_another(
    bundled: Library, question: str, called: str
) -> None:
    answer = Conversation(bundled).ask(question)
    assert answer.state == "weak"
    assert f"does not seem to say this of {called}." in answer.message


@pytest.mark.parametrize(
    "question", ["what are the types of pasta?", "where do clouds occur?", "what does a penguin look like?"]
)
def test_what_the_article_has_nowhere_is_not_answered_by_what_it_has_of_all(bundled: Library, question: str) -> None:
    assert Conversation(bundled).ask(question).state != "answered"


@pytest.mark.parametrize(
    "question", ["what are the types of calcinosis?", "where do the lumps occur?", "what do the lumps look like?"]
)
def test_the_same_of_what_it_has_is_answered(bundled: Library, question: str) -> None:
    assert Conversation(bundled).ask(question).state == "answered"


@pytest.mark.parametrize(
    "turns",
    [
        ["Is tumoral calcinosis inherited?"],
        ["What is tumoral calcinosis?", "is it inherited?"],
        ["What is calciphylaxis?", "is it fatal?"],
        ["What are skin ulcers?", "are they painful?"],
        ["Is colchicine proven?"],
        ["What is idiopathic calcinosis?", "is it rare?"],
        ["What is dystrophic calcinosis?", "is it common?"],
        ["Can surgery help with the pain?"],
        ["What is dystrophic calcinosis?", "can surgery help with it?"],
    ],
)
def test_what_is_said_of_it_is_an_answer(bundled: Library, turns: list[str]) -> None:
    conversation = Conversation(bundled)
    *_, answer = map(conversation.ask, turns)
    assert answer.state == "answered"
