"""What is copied, how, and that no more is said than is known."""

import asyncio
import base64
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.app import ChatApp
from bot.chat.reader.reader import Reader
from bot.keeping import clipboard
from bot.keeping.clipboard import Tool
from bot.keeping.copying import answer_text
from tests.chat.conftest import Open, ask, on_terminal, settle
from tests.chat.sample import ANSWERED, ARTICLE, NOT_FOUND, URGENT

# Kept before any test puts another in its place.
find_tool = clipboard.find_tool
SAVES = Tool((sys.executable, "-c", "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"))
REFUSES = Tool((sys.executable, "-c", "raise SystemExit(1)"))
ANSWER = """Question: does it hurt my slep?

Answered from the article.

1. Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].
From: Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024), Effects of Tea > Sleep, line 9
[2] A. Nap: Evening drinks. 2019.
[7] B. Doze: Caffeine. 2021.

2. Avoid the following:
- Black tea after noon [2]
From: Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024), Effects of Tea > Sleep, line 12
[2] A. Nap: Evening drinks. 2019.

3. Kind: Green; Leaf: Not oxidised; Taste: Grassy; Sources: [4]
From: Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024), Kinds of Tea, line 20

General information, not medical advice."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the terminal's clipboard, as text."""
    found: list[str] = []
    monkeypatch.setattr(ChatApp, "send_to_terminal", lambda _, text: found.append(text))
    return found


async def copied(opened: Open, *keys: str) -> str:
    """Copies from the first answer and returns what is said about it."""
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        await pilot.press(*keys)
        async with asyncio.timeout(10):
            while not app._notifications:  # a tool is another process: it takes as long as it takes
                await settle(app, pilot)
        (notice,) = app._notifications
        return notice.message


def test_an_answer_is_copied_with_places_sources_and_the_disclaimer() -> None:
    assert answer_text(ANSWERED, {"tea": ARTICLE}) == ANSWER


def test_a_copied_answer_begins_with_its_notice_and_says_when_nothing_was_found() -> None:
    text = answer_text(URGENT._replace(question="pain\x1b[31m"), {})
    assert text.startswith(
        "Question: pain�[31m\n\nURGENT: Call your emergency number now.\n\nNot found in this article.\n"
    )
    assert text.endswith("General information, not medical advice.")
    assert "You could ask in other words." in answer_text(NOT_FOUND, {})


async def test_it_is_said_to_be_copied_when_the_tool_says_so(
    opened: Open, sent: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("copied") / "text"
    monkeypatch.setattr(clipboard, "find_tool", lambda: replace(SAVES, command=(*SAVES.command, str(file))))
    assert await copied(opened, "tab", "Y") == "The answer is copied."
    assert file.read_text(encoding="utf-8") == ANSWER
    assert sent == []


@pytest.mark.parametrize("tool", [None, REFUSES, Tool(("no-such-program",))])
async def test_what_is_only_sent_to_the_terminal_is_never_said_to_be_copied(
    opened: Open, sent: list[str], monkeypatch: pytest.MonkeyPatch, tool: Tool | None
) -> None:
    monkeypatch.setattr(clipboard, "find_tool", lambda: tool)
    said = await copied(opened, "tab", "y")
    file = Path("citebot-copied.txt").absolute()
    assert said == (
        "The passage was sent to your terminal to be copied. Not every terminal takes it. "
        f"It is also in the file {file}"
    )
    assert sent[0].startswith("Black tea keeps many people awake.")
    assert file.read_text(encoding="utf-8") == f"{sent[0]}\n"


async def test_where_the_terminal_takes_nothing_the_text_is_in_a_file(
    opened: Open, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    file = Path("citebot-copied.txt").absolute()
    assert await copied(opened, "tab", "Y") == f"The answer is in the file {file}"
    assert file.read_text(encoding="utf-8") == f"{ANSWER}\n"
    assert sent == []


async def test_the_file_is_the_user_s_alone_and_the_next_copy_replaces_it(opened: Open, tmp_path: Path) -> None:
    file, other = tmp_path / "citebot-copied.txt", tmp_path / "other"
    other.write_text("kept")
    file.symlink_to(other)
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        await pilot.press("tab", "Y", "down", "y")
        await settle(app, pilot)
        assert len(app._notifications) == 2
    assert file.read_text(encoding="utf-8").startswith("Avoid the following:")
    assert not file.is_symlink()
    assert other.read_text() == "kept"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["citebot-copied.txt", "other"]


@pytest.mark.parametrize(
    ("term", "first"),
    [
        ("linux", "Nothing was copied."),
        ("xterm", "The passage was sent to your terminal to be copied. Not every terminal takes it."),
    ],
)
async def test_a_file_that_cannot_be_written_is_said_in_a_sentence(
    opened: Open, sent: list[str], monkeypatch: pytest.MonkeyPatch, term: str, first: str
) -> None:
    monkeypatch.setenv("TERM", term)
    file = Path("citebot-copied.txt").absolute()
    file.mkdir()
    said = await copied(opened, "tab", "y")
    assert said.startswith(f"{first} {file} cannot be written: ")
    assert len(sent) == (term != "linux")


async def test_a_visitor_of_a_page_gets_nothing_on_the_clipboard_of_the_server(
    opened: Open, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.copying.served", lambda: True)
    monkeypatch.setattr(clipboard, "find_tool", lambda: pytest.fail("The server's clipboard was looked for."))
    said = await copied(opened, "tab", "y")
    assert said.endswith("Not every terminal takes it. If pasting brings nothing, press Ctrl+S.")
    assert len(sent) == 1
    assert not Path("citebot-copied.txt").exists()


async def test_the_palette_copies_the_latest_answer(opened: Open, sent: list[str]) -> None:
    async with opened() as (app, pilot):
        assert "Copy the answer" not in {command.title for command in app.get_system_commands(app.screen)}
        await ask(app, pilot, ANSWERED.question)
        await ask(app, pilot, NOT_FOUND.question)
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        commands["Copy the answer"]()
        await settle(app, pilot)
        assert sent == [answer_text(NOT_FOUND, {})]


async def test_what_was_selected_in_the_prompt_is_copied_the_same_way(opened: Open, sent: list[str]) -> None:
    async with opened() as (app, pilot):
        await pilot.press(*"pain", "shift+home", "ctrl+c")
        await settle(app, pilot)
        assert sent == ["pain"]


async def test_what_was_selected_with_the_mouse_is_copied_by_ctrl_c(opened: Open, sent: list[str]) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        lines = on_terminal(app)
        y = next(y for y, line in enumerate(lines) if "Black tea keeps" in line)
        x = lines[y].index("Black tea")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 9, y))
        await pilot.mouse_up(offset=(x + 9, y))
        assert not app.screen.query_one(Reader).display  # it was no click
        await pilot.press("ctrl+c")
        await settle(app, pilot)
        (text,) = sent
        assert text.startswith("Black tea")
        assert not app._exit


async def test_osc_52_carries_the_text_in_base64(app: ChatApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test():
        written: list[str] = []
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        app.send_to_terminal("naïve 漢")
        (code,) = written
        assert base64.b64decode(code.removeprefix("\x1b]52;c;").removesuffix("\a")).decode() == "naïve 漢"


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({}, "darwin", "pbcopy"),
        ({}, "win32", "clip.exe"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", "clip.exe"),
        ({"DISPLAY": ":0"}, "linux", "xclip"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", "wl-copy"),
        ({}, "linux", None),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a b"}, "linux", None),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", None),
    ],
)
def test_the_tool_fits_the_system_and_over_ssh_there_is_none(
    environment: dict[str, str], platform: str, command: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    found = find_tool(environment, platform)
    assert (found.command[0] if found else None) == command


def test_a_tool_that_is_not_installed_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == "xsel" else None)
    found = find_tool({"DISPLAY": ":0"}, "linux")
    assert found is not None
    assert found.command[0] == "xsel"


def test_a_tool_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_LONGEST_WAIT", 0.05)
    assert not clipboard.copy("text", Tool((sys.executable, "-c", "import time; time.sleep(60)")))
