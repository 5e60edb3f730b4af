"""Questions and answers in the chat."""

from threading import Event

import pytest
from textual.widgets import Static, TextArea

from bot.article import Article
from bot.chat.app import ChatApp
from bot.chat.cards import PassageCard, Suggestions, searched_content, state_content
from bot.chat.exchange import Exchange
from bot.conversation.answer import Answer
from bot.errors import CitebotError, NothingToRead
from tests.chat.conftest import Open, ask, settle
from tests.chat.sample import ANSWERS, STARTERS, FakeConversation, FakeLibrary, conversations


def shown(app: ChatApp) -> str:
    """All text of the conversation, in order."""
    texts = []
    for widget in app.screen.query("#conversation Static, #conversation PassageCard"):
        assert isinstance(widget, Static)
        visual = widget.visual
        texts.append(str(visual.at(70)) if hasattr(visual, "at") else str(visual))
    return "\n".join(texts)


async def test_an_answer_shows_state_search_and_a_card_for_each_passage(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "does it hurt my slep?")
        text = shown(app)
        assert "You asked  does it hurt my slep?" in text
        assert "Answered from the article" in text
        assert "Searched for: sleep tea · “slep” read as “sleep” · “hurt” also as delay" in text
        assert "from your earlier question: tea" in text
        assert len(app.screen.query(PassageCard)) == 3
        assert "1  Effects of Tea › Sleep · line 9" in text
        assert "it can delay sleep by an hour [2] [7]." in text
        assert "Avoid the following:\n• Black tea after noon [2]" in text
        assert "Kind: Green\nLeaf: Not oxidised\nTaste: Grassy\nSources: [4]" in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("is tea good for dogs?", "Closest passages — the article does not cover: dogs"),
        ("best pizza in Rome?", "Not found in this article\nI did not find this in the article."),
        ("hello", "Hello. Ask me about the article."),
        ("I have chest pain", "URGENT\nCall your emergency number now."),
    ],
)
async def test_states_and_notices_are_said_in_words(opened: Open, question: str, words: str) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, question)
        assert words in shown(app)


def test_what_the_message_says_already_is_not_said_twice() -> None:
    message = "The article does not cover: dogs. I searched for: tea dogs."
    answer = Answer("?", "weak", message, searched_for="tea dogs", missing=("dogs",))
    assert str(state_content(answer)) == "Closest passages"
    assert str(searched_content(answer)) == ""
    answer = Answer("?", "weak", "Ask your doctor.", "personal_advice", searched_for="tea")
    assert str(state_content(answer)) == "Closest passages"
    assert str(searched_content(answer)) == "Searched for: tea"


async def test_the_notice_stands_before_everything_else_of_an_answer(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "I have chest pain")
        text = shown(app)
        assert text.index("URGENT") < text.index("Not found in this article")


async def test_a_whole_table_is_shown_as_a_table_with_the_sources_of_each_row(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "what kinds of tea are there?")
        text = shown(app)
        assert "Black  Fully oxidised  Strong  [3]" in text
        assert "Green  Not oxidised    Grassy  [4]" in text


async def test_the_opening_names_the_article_and_says_what_this_is(opened: Open) -> None:
    async with opened() as (app, _):
        text = shown(app)
        assert "Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024)" in text
        assert "4 passages" in text
        assert "General information, not medical advice" in text
        assert app.screen.query_one(Suggestions).option_count == len(STARTERS)


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
        assert len(app.screen.query(PassageCard)) == 3


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
            "The folder is empty.\nPut one there.",
        ),
        (RuntimeError("[/] odd"), "The article could not be opened.\nRuntimeError: [/] odd"),
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
        assert not app.screen.query(PassageCard)
        assert not app.screen.query(Exchange)


async def test_the_oldest_questions_leave_the_screen(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.screen.MOST_EXCHANGES", 3)
    async with opened() as (app, pilot):
        for number in range(5):
            await ask(app, pilot, f"hello {number}")
        assert [exchange.question for exchange in app.screen.query(Exchange)] == ["hello 2", "hello 3", "hello 4"]


async def test_several_articles_are_named_in_the_place_of_a_passage(opened: Open, library: FakeLibrary) -> None:
    library.articles += (Article("milk", "Milk", (), (), "1" * 64),)
    async with opened() as (app, pilot):
        await ask(app, pilot, "does it hurt my slep?")
        assert "Effects of Tea › Sleep · Tea: Kinds, Effects and Preparation, line 9" in shown(app)
