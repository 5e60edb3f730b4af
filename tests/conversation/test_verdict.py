"""The state of a turn that leans on others."""

from bot.conversation.dialogue import Conversation
from bot.library import Library


def test_what_is_carried_over_does_not_answer_what_a_turn_asks_itself() -> None:
    conversation = Conversation(Library.open())
    assert conversation.ask("What is calciphylaxis?").state == "answered"
    answer = conversation.ask("And does it bring on migraines?")
    assert "calciphylaxis" in answer.carried_over
    assert answer.state != "answered"
    assert "migraines" in answer.missing
