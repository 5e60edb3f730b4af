"""Whatever the width becomes, what was being read stays where it was."""

import pytest
from textual.widget import Widget

from bot.chat.app import ChatApp
from bot.chat.screen import MORE
from tests.chat.conftest import Open, ask, on_terminal, settle
from tests.chat.sample import ANSWERED, ANSWERS, STARTERS, FakeConversation

QUESTIONS = (*ANSWERS, ANSWERED.question, "what kinds of tea are there?")
WIDTHS = [(40, 20), (120, 20), (64, 20), (40, 12)]


def top(app: ChatApp) -> str:
    """The line at the top of the conversation, as far as any width shows it."""
    view: Widget = app.screen.query_one("#conversation")
    return on_terminal(app)[view.region.y].strip()


@pytest.mark.parametrize("size", WIDTHS)
async def test_what_stands_at_the_top_stays_there_when_the_window_changes(opened: Open, size: tuple[int, int]) -> None:
    async with opened((80, 20)) as (app, pilot):
        for question in QUESTIONS:
            await ask(app, pilot, question)
        view = app.screen.query_one("#conversation")
        question = app.screen.query("Exchange")[2]
        view.scroll_to(y=question.virtual_region.y, animate=False, immediate=True)
        await settle(app, pilot)
        before = top(app)
        assert before.startswith("You asked")
        for to in (size, (80, 20)):
            await pilot.resize_terminal(*to)
            await settle(app, pilot)
            assert top(app)[:20] == before[:20]


async def test_the_answer_that_was_asked_for_last_stays_at_the_top(opened: Open) -> None:
    async with opened((80, 20)) as (app, pilot):
        for question in QUESTIONS:
            await ask(app, pilot, question)
        for size in WIDTHS:
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert top(app).startswith("You asked  what kinds of")


@pytest.mark.parametrize("small", [(39, 20), (20, 20), (80, 9)])
async def test_what_was_read_before_the_window_was_too_small_is_there_again(
    opened: Open, small: tuple[int, int]
) -> None:
    async with opened((80, 20)) as (app, pilot):
        for question in QUESTIONS:
            await ask(app, pilot, question)
        await pilot.press("pageup")
        await settle(app, pilot)
        before = on_terminal(app)
        await pilot.resize_terminal(*small)
        await settle(app, pilot)
        assert on_terminal(app)[0].startswith("Please make this")
        await pilot.resize_terminal(80, 20)
        await settle(app, pilot)
        assert on_terminal(app) == before


async def test_opening_the_article_beside_keeps_the_place(opened: Open) -> None:
    async with opened((120, 30)) as (app, pilot):
        for question in QUESTIONS:
            await ask(app, pilot, question)
        view = app.screen.query_one("#conversation")
        view.scroll_to(y=app.screen.query("Exchange")[1].virtual_region.y, animate=False, immediate=True)
        await settle(app, pilot)
        before = top(app)
        app.action_open_article()
        await settle(app, pilot)
        assert top(app)[:20] == before[:20]
        await pilot.press("escape")
        await settle(app, pilot)
        assert top(app) == before


async def test_a_long_paste_is_asked_whole_and_leaves_room_for_the_answer(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened((60, 24)) as (app, pilot):
        lines = [f"line {number} of a paste, with 漢字 and é" for number in range(60)]
        await ask(app, pilot, "\n".join(lines))
        assert conversation.asked == ["\n".join(lines)]
        screen = on_terminal(app)
        assert any("You asked  line 0 of a paste" in line for line in screen)
        assert any("… and 54 more lines (Up brings the question back)" in line for line in screen)
        assert "  Answered from the article" in screen
        await pilot.press("up")
        assert app.screen.query_one("#prompt").text == "\n".join(lines)


async def test_the_questions_to_start_with_are_on_the_first_screen_of_a_small_terminal(opened: Open) -> None:
    async with opened((80, 24)) as (app, _):
        assert any(STARTERS[-1] in line for line in on_terminal(app))


async def test_more_text_below_is_said_with_the_key_until_its_end_is_reached(opened: Open) -> None:
    async with opened((80, 24)) as (app, pilot):
        assert MORE not in "\n".join(on_terminal(app))
        await ask(app, pilot, ANSWERED.question)
        await pilot.resize_terminal(80, 14)
        await settle(app, pilot)
        assert MORE in "\n".join(on_terminal(app))
        for _ in range(9):
            await pilot.press("pagedown")
        await settle(app, pilot)
        assert MORE not in "\n".join(on_terminal(app))
        await pilot.press("pageup")
        await settle(app, pilot)
        assert MORE in "\n".join(on_terminal(app))
        await pilot.resize_terminal(80, 60)
        await settle(app, pilot)
        assert MORE not in "\n".join(on_terminal(app))
