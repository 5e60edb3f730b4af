"""What is typed reaches the question line, wherever the focus is; and what is typed there is understood."""

import asyncio
from collections.abc import Iterator
from threading import Event

import pytest
from textual.events import Key, Paste
from textual.widgets import TextArea

from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.dialogs import Help, NameDialog
from bot.chat.reader.reader import Reader
from bot.conversation.answer import Answer
from tests.chat.conftest import Open, ask, cards, chosen, settle, shown
from tests.chat.sample import ANSWERS, STARTERS, TABLE, FakeConversation, FakeLibrary, conversations

QUESTION = "does it hurt my slep?"


def prompt(app: ChatApp) -> TextArea:
    return app.screen.query_one("#prompt", TextArea)


@pytest.fixture
def gate() -> Iterator[Event]:
    """Opened at the end, so that no thread waits for ever."""
    event = Event()
    yield event
    event.set()


async def test_a_window_that_was_too_small_for_a_while_still_takes_what_is_typed(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("a")
        for size in ((25, 8), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            await pilot.press("b")
        assert prompt(app).text == "abb"
        assert app.focused is prompt(app)


async def test_the_article_keeps_the_focus_while_the_window_is_too_small(opened: Open) -> None:
    async with opened() as (app, pilot):
        app.action_open_article()
        for size in ((25, 8), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
        assert app.focused is app.screen.query_one(Reader)


async def test_a_letter_that_is_no_key_of_a_passage_begins_a_question(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "n")
        assert chosen(app) is cards(app)[1]
        for char in "What now? Sir":
            app.post_message(Key(char, char))
        await settle(app, pilot)
        assert prompt(app).text == "What now? Sir"
        assert app.focused is prompt(app)


async def test_keys_that_follow_tab_at_once_are_those_of_the_passage(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        for key in ("a", "tab", "down", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert prompt(app).text == "a"
        assert app.screen.query_one(Reader).display
        await pilot.press("escape")
        assert chosen(app) is cards(app)[1]


async def test_tab_right_after_enter_goes_to_the_answer_that_is_still_looked_for(gate: Event) -> None:
    conversation = FakeConversation(dict(ANSWERS))

    def slow(text: str) -> Answer:
        gate.wait(10)
        return ANSWERS[text]

    conversation.ask = slow  # type: ignore[method-assign]
    app = ChatApp(FakeLibrary, open_conversation=conversations(conversation))
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for key in (*QUESTION, "enter", "tab", "down", "enter"):
            app.post_message(Key(key, "\r" if key == "enter" else key if len(key) == 1 else None))
        await pilot.pause()
        assert app.focused is prompt(app)
        gate.set()
        await settle(app, pilot)
        assert app.screen.query_one(Reader).display
        await pilot.press("escape")
        assert chosen(app) is cards(app)[1]


async def test_tab_waits_for_an_answer_no_longer_than_somebody_would(
    gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.app._A_WHILE", 0.01)

    def slow() -> FakeLibrary:
        gate.wait(10)
        return FakeLibrary()

    app = ChatApp(slow, open_conversation=conversations(FakeConversation(dict(ANSWERS))))
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in (*"why", "enter", "tab", *"how"):
            app.post_message(Key(key, "\r" if key == "enter" else key if len(key) == 1 else None))
        async with asyncio.timeout(10):
            while prompt(app).text != "how":
                await pilot.pause()
        gate.set()
        await settle(app, pilot)


async def test_a_question_sent_while_the_article_opens_is_answered_wherever_the_focus_is_then(gate: Event) -> None:
    conversation = FakeConversation(dict(ANSWERS))

    def slow() -> FakeLibrary:
        gate.wait(10)
        return FakeLibrary()

    app = ChatApp(slow, open_conversation=conversations(conversation))
    async with app.run_test() as pilot:
        for key in (*QUESTION, "enter"):
            app.post_message(Key(key, "\r" if key == "enter" else key))
        await pilot.pause()
        app.screen.set_focus(None)
        gate.set()
        await settle(app, pilot)
        assert conversation.asked == [QUESTION]
        assert "Answered from the article" in shown(app)


async def test_no_question_word_is_taken_for_a_key_of_a_passage() -> None:
    first = {"w", "h", "d", "c", "i", "a"}  # what, why, how, does, can, is, are
    assert not first & set(Choices._merge_bindings().key_to_bindings)


async def test_a_paste_goes_to_the_question_line_from_anywhere(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab")
        app.post_message(Paste("one\r\ntwo\x1b[31m"))
        await settle(app, pilot)
        assert prompt(app).text == "one\ntwo"
        assert app.focused is prompt(app)


async def test_beside_the_article_a_question_can_be_typed_and_over_it_nothing_is_typed_unseen(opened: Open) -> None:
    async with opened((80, 24)) as (app, pilot):
        app.action_open_article()
        await pilot.press("h")
        assert prompt(app).text == ""
        await pilot.resize_terminal(120, 40)
        await settle(app, pilot)
        await pilot.press("h", "o", "w")
        assert prompt(app).text == "how"


async def test_what_is_typed_before_anything_has_the_focus_is_kept_and_sent(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened() as (app, pilot):
        app.screen.set_focus(None)
        for key in (*"hello", "enter", *"more"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert conversation.asked == ["hello"]
        assert prompt(app).text == "more"


async def test_what_is_typed_before_the_first_frame_is_asked_after_it(
    app: ChatApp, conversation: FakeConversation
) -> None:
    for key in (*"hello", "ctrl+j", *"more"):
        app.post_message(Key(key, key if len(key) == 1 else None))
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert conversation.asked == ["hello"]
        assert prompt(app).text == "more"


async def test_a_number_that_is_sent_while_an_answer_is_awaited_chooses_in_that_answer(gate: Event) -> None:
    conversation = FakeConversation({**ANSWERS, "What kinds of tea are there?": TABLE})

    def slow() -> FakeLibrary:
        gate.wait(10)
        return FakeLibrary()

    app = ChatApp(slow, open_conversation=conversations(conversation))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        for text in (QUESTION, "4", "2"):
            prompt(app).text = text
            await pilot.press("enter")
        gate.set()
        await settle(app, pilot)
        assert conversation.asked == [QUESTION, "What kinds of tea are there?"]
        text = app.screen.query("Exchange").last(Choices)
        assert len(text.choices) == 1  # a table, and nothing that 2 could mean
        assert [notice.message for notice in app._notifications] == [
            "There is no number 2 here. Type 1, or a question."
        ]


async def test_a_number_that_nothing_has_is_not_asked_as_a_question(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened() as (app, pilot):
        await pilot.press("9", "enter")
        await settle(app, pilot)
        assert conversation.asked == []
        (notice,) = app._notifications
        assert notice.message == f"There is no number 9 here. Type a number from 1 to {len(STARTERS)}, or a question."


@pytest.mark.parametrize("word", ["quit", "exit", "/quit", "Quit", ":q"])
async def test_a_word_that_means_to_leave_leaves(opened: Open, conversation: FakeConversation, word: str) -> None:
    async with opened() as (app, pilot):
        prompt(app).text = word
        await pilot.press("enter")
        await pilot.pause()
        assert app._exit
        assert conversation.asked == []


async def test_the_commands_of_line_mode_work_here_too_and_others_are_told_where_to_look(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "/help")
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        await ask(app, pilot, QUESTION)
        prompt(app).text = "/export"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, NameDialog)
        await pilot.press("escape")
        await settle(app, pilot)
        await ask(app, pilot, "/read all")
        assert app.screen.query_one(Reader).display
        await pilot.press("escape")
        await ask(app, pilot, "/new")
        assert not app.screen.query("Exchange")
        await ask(app, pilot, "/bogus")
        assert conversation.asked == [QUESTION]
        assert "There is no command /bogus. Ctrl+P lists all commands." in [one.message for one in app._notifications]


async def test_a_question_that_begins_with_a_slash_is_asked(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "/5 of the dose?")
        assert conversation.asked == ["/5 of the dose?"]
        assert "/5 of the dose?" in shown(app)


async def test_ctrl_c_says_how_to_leave_and_leaves_when_it_is_pressed_again(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+c")
        (notice,) = app._notifications
        assert notice.message == "To leave Citebot, press Ctrl+C again, or Ctrl+Q."
        assert not app._exit
        await pilot.press("a", "ctrl+c")
        assert not app._exit
        await pilot.press("ctrl+c")
        assert app._exit
