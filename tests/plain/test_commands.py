"""The commands: their names, their help, and that every action of the chat has one."""

import importlib
import inspect
import pkgutil
import re

import pytest
from textual.binding import Binding

import bot.chat
from bot.chat.app import ChatApp
from bot.plain.commands import COMMANDS, find
from bot.plain.entries import complete
from tests.plain.talking import SLEEP_QUESTION, reply, talk

NAMES = {command.name for command in COMMANDS}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/open 9", "Give the number of a passage, from 1 to 3."),
        ("/why two", "Give the number of a passage, from 1 to 3."),
        ("/open -1", "Give the number of a passage, from 1 to 3."),
        ("/frobnicate", "There is no command /frobnicate. /help lists them."),
        ("/sorce 7", "There is no command /sorce. Did you mean /source? /help lists them."),
        ("/o 1", "/o can be /open or /outline. Type one letter more."),
        ("/", "There is no command /. /help lists them."),
        ("/help open", "/open N: reads passage N where it stands"),
        ("/help /frobnicate", "There is no command /frobnicate."),
    ],
)
def test_a_command_that_makes_no_sense_is_answered_with_what_does(typed: str, said: str) -> None:
    assert reply(SLEEP_QUESTION, typed).startswith(said)


def test_the_beginning_of_a_name_is_enough_where_it_means_one_command() -> None:
    for command in COMMANDS:
        for end in range(1, len(command.name)):
            beginning = command.name[:end]
            several = sum(name.startswith(beginning) for name in NAMES) > 1
            assert several or find(beginning) is command
    assert find("/articl").name == find("/article").name == "article"
    assert find("/exit").name == find("/q").name == "quit"


def test_help_names_every_command_and_how_to_write_several_lines() -> None:
    said = reply("/help")
    assert all(f"\n{command.usage}: {command.does}" in said for command in COMMANDS)
    assert "backslash" in said
    assert "A number alone asks the suggested question" in said


def test_help_about_a_command_takes_its_name_with_and_without_the_slash() -> None:
    assert reply("/help export") == reply("/help /export")
    assert "never written over" in reply("/help /exp")


@pytest.mark.parametrize("line", ["/quit", "/exit", "/q", "quit", "Exit", "/QUIT now"])
def test_what_leaves(line: str) -> None:
    assert "not asked" not in talk(line, "not asked")


def test_tab_completes_a_command() -> None:
    assert [complete("/o", number) for number in range(3)] == ["/open ", "/outline ", None]
    assert complete("o", 0) is None
    assert complete("", 0) is None


# Each action of the chat, by the id of its key, and the command that does the same.
IN_LINES = {
    "app.choose": "article",
    "app.commands": "help",
    "app.export": "export",
    "app.help": "help",
    "app.new": "new",
    "app.quit": "quit",
    "card.copy": "copy",
    "card.copy_all": "copy",
    "card.next_passage": "next",
    "card.number": "open",
    "card.open": "open",
    "card.previous_passage": "previous",
    "card.sources": "source",
    "card.unfold": "answer",
    "card.why": "why",
    "outline.choose": "read",
    "prompt.passages": "answer",
    "prompt.send": "ask",
    "reader.find": "find",
    "reader.hit": "read",
    "reader.mark": "open",
    "reader.next": "next",
    "reader.next_hit": "read",
    "reader.passage": "open",
    "reader.outline": "outline",
    "reader.previous": "previous",
    "reader.sources": "source",
    "suggestions.ask": "ask",
}
PALETTE = {
    "Choose articles": "article",
    "Copy the answer": "copy",
    "Help": "help",
    "Keep this conversation": "keep",
    "Light or dark": "",
    "New conversation": "new",
    "Open the article": "read",
    "Quit": "quit",
    "Save the conversation to a file": "export",
}
# What only a screen has: moving about on it, closing what covers it, folding, colours, and lines while one types.
ON_SCREEN = set(
    "app.help_quit app.theme card.fold find.keep find.next find.previous prompt.newline "
    "reader.beginning reader.end reader.end_search screen.escape".split()
)
MOVES = ("up", "down", "page_up", "page_down", "close", "leave")


def actions_of_the_chat() -> set[str]:
    found = set()
    for module in pkgutil.walk_packages(bot.chat.__path__, "bot.chat."):
        for value in vars(importlib.import_module(module.name)).values():
            listed = value.__dict__.get("BINDINGS", ()) if isinstance(value, type) else value
            if isinstance(listed, (list, tuple)):
                found |= {binding.id for binding in listed if isinstance(binding, Binding) and binding.id}
    return {re.sub(r"_\d$", "", action) for action in found}  # a key for each number does one thing


def test_every_action_of_the_chat_has_its_command() -> None:
    actions = {action for action in actions_of_the_chat() if action.partition(".")[2] not in MOVES}
    assert actions - ON_SCREEN == IN_LINES.keys()
    assert set(IN_LINES.values()) <= NAMES


def test_every_command_of_the_palette_has_its_own() -> None:
    titles = re.findall(r'SystemCommand\(\s*"([^"]+)"', inspect.getsource(ChatApp.get_system_commands))
    assert set(titles) == PALETTE.keys()
    assert set(PALETTE.values()) <= NAMES | {""}
