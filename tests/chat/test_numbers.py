"""What can be chosen is numbered, and a number chooses it: from the prompt, in the answer, by click."""

import pytest

from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.reader.reader import Reader
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle, shown, text_of
from tests.chat.sample import ANSWERED, STARTERS, FakeConversation

QUESTION = ANSWERED.question


async def choose(app: ChatApp, pilot, *keys: str) -> None:
    await pilot.press(*keys)
    await settle(app, pilot)


async def test_questions_to_start_with_show_their_numbers_and_how_to_choose(opened: Open) -> None:
    async with opened() as (app, _):
        screen = "\n".join(on_terminal(app))
        assert "Questions to start with (type the number, press Enter)" in screen
        for number, question in enumerate(STARTERS, start=1):
            assert f"{number}  {question}" in screen


@pytest.mark.parametrize("keys", [("2", "enter"), ("tab", "2"), ("tab", "down", "enter")])
async def test_a_question_to_start_with_is_chosen_by_number_or_arrows(
    opened: Open, conversation: FakeConversation, keys: tuple[str, ...]
) -> None:
    async with opened() as (app, pilot):
        await choose(app, pilot, *keys)
        assert conversation.asked == [STARTERS[1]]
        assert app.focused is app.screen.query_one("#prompt")


async def test_suggestions_are_numbered_on_after_the_passages(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        assert "› 4  What kinds of tea are there?" in shown(app)
        await choose(app, pilot, "4", "enter")
        assert conversation.asked == [QUESTION, "What kinds of tea are there?"]


async def test_a_number_in_the_prompt_unfolds_a_passage_then_opens_it_and_comes_back(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        answer = app.screen.query(Choices).last()
        assert answer.is_folded(3)
        await choose(app, pilot, "3", "enter")
        assert not answer.is_folded(3)
        assert not app.screen.query_one(Reader).display
        assert app.focused is app.screen.query_one("#prompt")
        assert any("Leaf: Not oxidised" in line for line in on_terminal(app))
        await choose(app, pilot, "3", "enter")
        assert app.screen.query_one(Reader).display
        await choose(app, pilot, "escape")
        assert app.focused is app.screen.query_one("#prompt")


async def test_a_number_in_an_answer_goes_to_the_passage_and_shows_it_whole(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await choose(app, pilot, "tab", "3")
        assert chosen(app) is cards(app)[2]
        assert not app.screen.query(Choices).last().is_folded(3)


@pytest.mark.parametrize("text", ["123", "2 spoons", "²"])
async def test_what_is_no_number_is_asked(opened: Open, conversation: FakeConversation, text: str) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, text)
        assert conversation.asked == [text]


async def test_a_number_is_not_brought_back_as_a_question(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await choose(app, pilot, "3", "enter", "up")
        assert app.screen.query_one("#prompt").text == QUESTION


async def test_a_click_on_a_number_of_the_list_asks(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        text = app.screen.query_one(Choices)
        lines = text_of(text, text.size.width).splitlines()
        await pilot.click(text, offset=(3, lines.index(f"› 1  {STARTERS[0]}")))
        await settle(app, pilot)
        assert conversation.asked == [STARTERS[0]]
