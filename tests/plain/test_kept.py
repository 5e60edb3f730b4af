"""The commands that write the conversation down, and a conversation that is taken up again."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.article import Article
from bot.conversation.answer import Answer
from bot.errors import CitebotError, UsageError
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from tests.chat.sample import ANSWERS, FakeConversation
from tests.plain.talking import ABOUT_COFFEE, BEANS, SLEEP_QUESTION, Shelf, reply, talk


class Kept(Record):
    """A record that keeps in memory, and says whatever a test wants."""

    def __init__(self, earlier: tuple[str, ...] = (), warning: str = "", problem: str = "") -> None:
        super().__init__()
        self.earlier, self.about, self.problem = earlier, warning, problem
        self.restarts = 0

    def begin(self, articles: Sequence[Article]) -> tuple[str, ...]:
        super().begin(articles)
        self.warning = self.about
        self.kept_as = "tea time" if self.earlier else None
        return self.earlier

    def add(self, answer: Answer) -> None:
        super().add(answer)
        if self.problem:
            raise CitebotError(self.problem, "Make room.")

    def restart(self) -> None:
        super().restart()
        self.restarts += 1

    def keep(self, name: str) -> None:
        if name == "taken":
            raise UsageError("There is a conversation of that name.")
        self.kept_as = name


@pytest.mark.parametrize("form", ["md", "txt", "json"])
def test_export_writes_the_conversation_in_the_form_of_the_name(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"my talk.{form}"
    assert reply(SLEEP_QUESTION, f"/export {path}").startswith(f"Written to {path}. It holds what you asked")
    assert SLEEP_QUESTION in path.read_text(encoding="utf-8")
    if form == "json":
        assert len(json.loads(path.read_text(encoding="utf-8"))["turns"]) == 1


def test_export_writes_over_nothing_and_takes_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("mine", encoding="utf-8")
    assert "exists already" in reply(SLEEP_QUESTION, f'/export "{path}"')
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_conversation_without_a_question_is_not_exported(tmp_path: Path) -> None:
    assert "Ask a question first." in reply(f"/export {tmp_path / 'talk.md'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Give the name of a file that ends in .md, .txt or .json"),
        ("talk.doc", "Its name must end in .md, .txt or .json."),
        ("~nobody-of-this-name/talk.md", "There is no such folder"),
        (f"{'a' * 300}.md", "cannot be written"),
        ("missing/talk.md", "There is no folder"),
    ],
)
def test_a_file_that_cannot_be_written_is_said(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in reply(SLEEP_QUESTION, f"/export {name}".strip())
    assert list(tmp_path.iterdir()) == []


def test_keep_keeps_under_a_name_and_says_so() -> None:
    assert 'on this computer from now on, as "tea for two".' in reply("/keep tea for two", record=Kept())
    assert reply("/keep taken", record=Kept()) == "There is a conversation of that name."
    assert "not kept. To keep it, give it a name" in reply("/keep", record=Kept())
    assert reply("/keep mine", "/keep", record=Kept()) == 'This conversation is kept as "mine".'


def test_without_a_place_for_conversations_keep_says_what_else_to_do() -> None:
    assert "Export this one to a file instead." in reply("/keep mine")


def test_new_begins_a_new_conversation_and_a_new_record() -> None:
    conversation, record = FakeConversation(dict(ANSWERS)), Kept()
    said = talk("hello", "/new", "/open 1", "", "/quit", conversation=conversation, record=record)
    assert (conversation.restarts, record.restarts) == (1, 1)
    assert "What was asked before is forgotten.\n\nQuestions to start with (type the number alone):\n1. Does" in said
    assert "Ask a question first." in said


def test_every_answer_is_recorded_in_order() -> None:
    record = Kept()
    talk("hello", SLEEP_QUESTION, "1", "/more", record=record)
    assert len(record.turns) == 4
    assert [turn.state for turn in record.turns[:2]] == ["courtesy", "answered"]


def test_what_cannot_be_written_down_is_said_and_the_conversation_goes_on() -> None:
    said = talk(SLEEP_QUESTION, "hello", record=Kept(problem="The disk is full."))
    assert said.count("General information, not medical advice.\n\nThe disk is full. Make room.") == 1
    assert said.endswith("The disk is full. Make room.\n\n")


def test_earlier_questions_are_asked_again_silently_and_counted() -> None:
    conversation, record = FakeConversation(dict(ANSWERS)), Kept(("hello", SLEEP_QUESTION))
    said = talk("/open 2", conversation=conversation, record=record)
    assert conversation.asked == ["hello", SLEEP_QUESTION]
    assert len(record.turns) == 2
    assert 'kept on this computer, as "tea time".\n2 earlier questions are remembered; /answer' in said
    assert "Answered from the article." not in said
    assert "Passage 2 of 3." in said


def test_what_is_wrong_with_a_kept_conversation_is_said() -> None:
    said = talk(record=Kept(("hello",), warning="The article changed."))
    assert "\n\nThe article changed.\n" in said
    assert "1 earlier question is remembered" in said
    assert "\n\nThe article changed.\n\nQuestions to start with" in talk(record=Kept(warning="The article changed."))


def test_a_new_conversation_that_cannot_be_kept_says_so(tmp_path: Path) -> None:
    record = Record(None, Sessions(tmp_path), "hands")
    record.restart = lambda: raise_(CitebotError("The kept conversations are damaged."))  # type: ignore[method-assign]
    said = reply(SLEEP_QUESTION, "/new", record=record)
    assert said.startswith("A new conversation. What was asked before is forgotten.")
    assert said.endswith("The kept conversations are damaged.")


def raise_(error: Exception) -> None:
    raise error


def test_a_kept_conversation_goes_on_with_the_article_that_was_chosen(tmp_path: Path) -> None:
    def said(*lines: str) -> str:
        return talk(*lines, library=Shelf, record=Record(None, Sessions(tmp_path), "hands"))

    said(SLEEP_QUESTION, "/article coffee", ABOUT_COFFEE.question)
    resumed = said("/answer", "/articles")
    assert "Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024)\nCoffee\n5 passages." in resumed
    assert "2 earlier questions are remembered; /answer says the last answer again." in resumed
    assert "Only this article is asked: Coffee. /article all asks all of them." in resumed
    assert BEANS.removesuffix(" [7].") in resumed
    assert "2. Coffee, asked now" in resumed
    said("/article tea")
    resumed = said("/article all")
    assert "2 earlier questions are remembered.\nOnly this article is asked: Tea" in resumed
    assert "\n\nQuestions to start with" in resumed
    assert "Only this article" not in said()
