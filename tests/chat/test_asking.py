"""Questions and answers in the chat."""

from threading import Event

import pytest
from textual.widgets import TextArea

from bot.article import Article
from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.exchange import Exchange
from bot.conversation.answer import Answer
from bot.errors import CitebotError, NothingToRead
from tests.chat.conftest import Open, ask, cards, settle, shown
from tests.chat.sample import ANSWERS, STARTERS, FakeConversation, FakeLibrary, conversations


async def test_an_answer_shows_state_search_and_a_card_for_each_passage(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "does it hurt my slep?")
        text = shown(app)
        assert "You asked  does it hurt my slep?" in text
        assert "Answered from the article" in text
        searched = (
            'Searched for: sleep tea · "slep" read as "sleep" · "hurt" also as delay · from your earlier question: tea'
        )
        assert searched in " ".join(text.split())
        assert len(cards(app)) == 3
        assert "1  Effects of Tea › Sleep · line 9" in text
        assert "it can delay sleep by an hour [2] [7]." in text
        assert "│ Avoid the following:\n│ • Black tea after noon [2]" in text
        await pilot.press("3", "enter")
        await settle(app, pilot)
        assert "│ Kind: Green\n│ Leaf: Not oxidised\n│ Taste: Grassy\n│ Sources: [4]" in shown(app)


async def test_states_and_notices_are_said_in_words_once_and_the_notice_first(opened: Open) -> None:
    urgent = "\n URGENT\n Call your emergency number now.\n\nNot found in this article\nI searched for: chest pain."
    said = {
        "is tea good for dogs?": "\nClosest passages; the article does not cover: dogs\nSearched for: tea dogs\n",
        "best pizza in Rome?": "\nNot found in this article\nI searched for: pizza rome. You could ask in other words.",
        "hello": "\nHello. Ask me about the article.\n\nYou could ask (type the number, press Enter)\n› 1  Does tea",
        "I have chest pain": urgent,
    }
    async with opened() as (app, pilot):
        for question, words in said.items():
            await ask(app, pilot, question)
            assert f" You asked  {question}{words}" in shown(app)


async def test_the_opening_names_the_article_and_says_what_this_is(opened: Open) -> None:
    async with opened() as (app, _):
        text = shown(app)
        assert "Tea: Kinds, Effects and Preparation\nThe Kettle · May 4, 2024 · 4 passages, ready" in text
        assert "quotes them word for word" in " ".join(text.split())
        assert "General information, not medical advice" in text
        assert app.screen.query_one(Choices).choices == STARTERS


async def test_a_suggestion_is_asked_when_it_is_chosen(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        await pilot.press("tab", "down", "enter")
        await settle(app, pilot)
        assert conversation.asked == [STARTERS[1]]
        assert app.focused is app.screen.query_one("#prompt")


async def test_a_question_sent_before_the_library_is_open_is_answered_when_it_is() -> None:
    gate = Event()
    conversation = FakeConversation(dict(ANSWERS))

    def slow() -> FakeLibrary:
        gate.wait(10)
        return FakeLibrary()

    app = ChatApp(slow, open_conversation=conversations(conversation))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#prompt", TextArea).text = "does it hurt my slep?"
        await pilot.press("enter")
        await pilot.pause()
        assert "Waiting for the article to open" in shown(app)
        gate.set()
        await settle(app, pilot)
        assert conversation.asked == ["does it hurt my slep?"]
        assert len(cards(app)) == 3


async def test_what_first_questions_need_is_read_before_them_by_a_conversation_of_its_own() -> None:
    own, ahead, loaded = FakeConversation(), FakeConversation(), list[list[str]]()
    made = [ahead, own]
    app = ChatApp(
        FakeLibrary,
        open_conversation=lambda _: made.pop(),
        when_loaded=lambda: loaded.append([*ahead.asked]),
    )
    async with app.run_test() as pilot:
        await settle(app, pilot)
    ((_, *asked),) = loaded
    assert asked == [*STARTERS]
    assert own.asked == []


async def test_questions_are_answered_in_the_order_in_which_they_were_sent(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened() as (app, pilot):
        for question in ("hello", "best pizza in Rome?", "is tea good for dogs?"):
            app.screen.query_one("#prompt", TextArea).text = question
            await pilot.press("enter")
        await settle(app, pilot)
        assert conversation.asked == ["hello", "best pizza in Rome?", "is tea good for dogs?"]
        assert "Searching" not in shown(app)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            NothingToRead("The folder is empty.", "Put one there."),
            " The folder is empty.\n Put one there.",
        ),
        (RuntimeError("[/] odd"), " The article could not be opened.\n RuntimeError: [/] odd"),
    ],
)
async def test_a_library_that_cannot_be_opened_is_said_and_tried_again_with_the_next_question(
    error: Exception, words: str
) -> None:
    attempts: list[int] = []

    def broken() -> FakeLibrary:
        attempts.append(1)
        if len(attempts) < 3:
            raise error
        return FakeLibrary()

    app = ChatApp(broken, open_conversation=lambda _: FakeConversation(dict(ANSWERS)))
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert words in shown(app)
        await ask(app, pilot, "hello")
        assert shown(app).count(words) == 2
        assert "Waiting" not in shown(app)
        await ask(app, pilot, "best pizza in Rome?")
        assert "Not found in this article" in shown(app)
        assert len(attempts) == 3


@pytest.mark.parametrize("error", [RuntimeError("[/b]"), CitebotError("This went wrong.", "Try it otherwise.")])
async def test_a_question_that_fails_leaves_the_chat_ready_for_the_next(
    opened: Open, conversation: FakeConversation, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> Answer:
        raise error

    async with opened() as (app, pilot):
        with monkeypatch.context() as patch:
            patch.setattr(conversation, "ask", fail)
            await ask(app, pilot, "hello")
        assert "Problem" in shown(app)
        assert "Searching" not in shown(app)
        await ask(app, pilot, "best pizza in Rome?")
        assert "Not found in this article" in shown(app)


async def test_a_new_conversation_clears_the_screen_and_restarts(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "does it hurt my slep?")
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert conversation.restarts == 1
        assert not app.screen.query(Exchange)
        assert app.focused is app.screen.query_one("#prompt")


async def test_an_answer_that_comes_after_a_new_conversation_is_dropped(
    opened: Open, conversation: FakeConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    order: list[str] = []

    def slow(_: str) -> Answer:
        gate.wait(10)
        order.append("asked")
        return ANSWERS["does it hurt my slep?"]

    async with opened() as (app, pilot):
        monkeypatch.setattr(conversation, "ask", slow)
        monkeypatch.setattr(conversation, "restart", lambda: order.append("restarted"))
        app.screen.query_one("#prompt", TextArea).text = "does it hurt my slep?"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+n")
        gate.set()
        await settle(app, pilot)
        assert order == ["asked", "restarted"]
        assert not cards(app)
        assert not app.screen.query(Exchange)


async def test_the_oldest_questions_leave_the_screen(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.view.MOST_EXCHANGES", 3)
    async with opened() as (app, pilot):
        for number in range(5):
            await ask(app, pilot, f"hello {number}")
        assert [exchange.question for exchange in app.screen.query(Exchange)] == ["hello 2", "hello 3", "hello 4"]
        assert "Earlier questions are no longer shown. Ctrl+S saves" in " ".join(shown(app).split())
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert STARTERS[0] in shown(app)
        assert "Earlier questions" not in shown(app)


async def test_several_articles_are_named_in_the_place_of_a_passage(opened: Open, library: FakeLibrary) -> None:
    library.articles += (Article("milk", "Milk", (), (), "1" * 64),)
    async with opened() as (app, pilot):
        await ask(app, pilot, "does it hurt my slep?")
        assert "Effects of Tea › Sleep · Tea, line 9" in shown(app)
