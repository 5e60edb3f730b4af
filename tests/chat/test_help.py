"""The help says neither more nor less than what the keys and the typed commands do."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

import bot.chat
from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.prompt import Prompt
from bot.chat.reader.findline import FindWords
from bot.chat.reader.outline import Outline
from bot.chat.reader.reader import Reader
from bot.chat.screen import ChatScreen
from bot.chat.typed import COMMANDS, meant
from bot.plain.commands import COMMANDS as IN_LINES
from bot.plain.commands import find

HELP = Path(bot.chat.__file__).with_name("help.md").read_text(encoding="utf-8")
SECTIONS = {
    title: text for title, _, text in (part.partition("\n") for part in re.split(r"^## ", HELP, flags=re.MULTILINE)[1:])
}
# Whose keys each section tells; those of the first are told to the last.
OWNERS: dict[str, tuple[type, ...]] = {
    "Asking": (Prompt, ChatApp),
    "On a passage": (Choices,),
    "In the article": (Reader, FindWords, Outline),
    "Anywhere": (ChatApp,),
}
NAMES = {"esc": "escape", "page up": "pageup", "page down": "pagedown", "/": "slash", "?": "question_mark"}
# Told in another section, or that of Textual which every person tries anyway.
ELSEWHERE = {"app.new", "screen.escape", "prompt.page_up", "prompt.page_down", "card.page_up", "card.page_down"}


def told(section: str) -> set[str]:
    """The keys that a section names, as bindings call them."""
    bold = re.findall(r"\*\*(.+?)\*\*", SECTIONS[section])
    keys = set()
    for name in bold:
        if len(name) == 1 or re.fullmatch(r"(Ctrl|Shift)\+\w+|F\d+|[A-Z][a-z]+( Up| Down)?", name):
            keys.add(NAMES.get(name.casefold(), name if len(name) == 1 else name.casefold()))
    if {"1", "9"} <= keys:
        keys |= set("12345678")
    return keys


def bindings(owner: type, *, inherited: bool = False) -> list[Binding]:
    classes = owner.__mro__ if inherited else (owner,)
    listed = [binding for one in classes for binding in one.__dict__.get("BINDINGS", ())]
    return [binding if isinstance(binding, Binding) else Binding(*binding[:3]) for binding in listed]


def keys_of(binding: Binding) -> set[str]:
    return set(binding.key.split(","))


@pytest.mark.parametrize("section", OWNERS)
def test_every_key_that_the_help_names_is_bound_there(section: str) -> None:
    bound = {
        key
        for owner in (*OWNERS[section], ChatScreen)
        for binding in bindings(owner, inherited=True)
        for key in keys_of(binding)
    }
    assert told(section)
    assert told(section) <= bound


@pytest.mark.parametrize("section", OWNERS)
def test_every_key_that_is_bound_is_named_in_the_help(section: str) -> None:
    named = set.union(*map(told, SECTIONS.keys() & OWNERS)) if section == "Anywhere" else told(section)
    owners = [owner for owner in OWNERS[section] if owner is not ChatApp or section == "Anywhere"]
    for binding in (binding for owner in owners for binding in bindings(owner)):
        assert keys_of(binding) & named or binding.id in ELSEWHERE, binding.id


def test_every_typed_command_is_named_in_the_help_and_no_other() -> None:
    named = set(re.findall(r"\*\*/([a-z]+)\*\*", SECTIONS["Anywhere"]))
    assert named
    assert {meant(f"/{name}").action for name in named} == set(COMMANDS.values())


def test_a_typed_command_means_in_the_chat_what_it_means_in_line_mode() -> None:
    names = {command.name for command in IN_LINES}
    assert all(find(name).name in names for name in COMMANDS if name != "save")


def test_the_help_of_line_mode_names_every_command_once() -> None:
    command = find("help")
    assert command.do is not None
    said = command.do(None, "")  # type: ignore[arg-type]  # it needs no conversation
    for one in IN_LINES:
        assert len(re.findall(rf"^{re.escape(one.usage)}: ", said, flags=re.MULTILINE)) == 1
        assert command.do(None, one.name).startswith(f"{one.usage}: {one.does}")  # type: ignore[arg-type]
