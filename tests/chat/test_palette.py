"""The list of commands: what can be done stands first, then where one can go; words find both."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from bot.chat.app import ChatApp
from bot.chat.palette import Everything
from tests.chat.conftest import Open, on_terminal
from tests.chat.sample import ARTICLE

HEADINGS = [" › ".join(section.path) for section in ARTICLE.sections]


def commands(app: ChatApp) -> list[str]:
    return [command.title for command in app.get_system_commands(app.screen)]


async def test_commands_come_first_in_order_and_then_the_headings_of_the_article(opened: Open) -> None:
    async with opened() as (app, _):
        listed = [hit.text for hit in [hit async for hit in Everything(app.screen).discover()]]
        assert listed == [*commands(app), *HEADINGS]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sleep", ["Effects of Tea › Sleep"]),
        ("SLEEP effects", ["Effects of Tea › Sleep"]),
        ("save", ["Save the conversation to a file"]),
        ("prep", [ARTICLE.title, "Preparation"]),
        ("tkn", []),  # letters that stand somewhere in a heading are not what was looked for
        ("[/", []),
    ],
)
async def test_every_word_that_is_typed_must_stand_there(opened: Open, typed: str, found: list[str]) -> None:
    async with opened() as (app, _):
        assert [str(hit.prompt) async for hit in Everything(app.screen).search(typed)] == found


async def test_a_command_stands_before_a_heading_with_the_same_word(opened: Open) -> None:
    async with opened() as (app, _):
        hits = [hit async for hit in Everything(app.screen).search("e")]
        assert next(hit.text for hit in sorted(hits, key=lambda hit: -hit.score)) in commands(app)
        assert hits[-1].text == HEADINGS[-1]


async def test_the_first_screen_of_the_list_shows_commands_and_says_what_to_type(opened: Open) -> None:
    async with opened((80, 24)) as (app, pilot):
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete([worker for worker in app.workers if worker.group != "dialog"])
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        assert app.screen.query_one(Input).placeholder == "Type a command or a heading"
        screen = "\n".join(on_terminal(app))
        assert screen.index("Save the conversation") < screen.index("Quit")
