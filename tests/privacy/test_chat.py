"""The chat touches what any command may; nothing is asked of the network, and no program runs but the clipboard's."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from subprocess import Popen
from time import monotonic

import pytest

from tests.privacy.watched import QUESTION, RUN, SECRETS, Watched

_STEERING = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]")
FAULTY = f"""
from bot.conversation.dialogue import Conversation
def ask(self, text):
    raise KeyError(text, text.split())
Conversation.ask = ask
{RUN}
"""
FAULTY_SCREEN = f"""
from bot.chat.exchange import Exchange
def render_lines(self, crop):
    raise KeyError(self.question)
Exchange.render_lines = render_lines
{RUN}
"""
LEAVE = "\x11"  # Ctrl+Q


class Screen:
    """What a program in a terminal has painted so far."""

    def __init__(self, terminal: int) -> None:
        self._terminal, self.painted = terminal, b""

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def until(self, text: str) -> None:
        deadline = monotonic() + 100
        while text.encode() not in _STEERING.sub(b"", self.painted):
            assert self.read(), self.painted[-2000:].decode(errors="replace")
            assert monotonic() < deadline, self.painted[-2000:].decode(errors="replace")

    def until_it_ends(self) -> None:
        deadline = monotonic() + 100
        while self.read():
            assert monotonic() < deadline, self.painted[-2000:].decode(errors="replace")

    def read(self) -> bool:
        """Reads on; tells whether there was anything."""
        if not select([self._terminal], [], [], 30)[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self.painted += data
        return bool(data)


@contextmanager
def terminal(watched: Watched, *command: str) -> Iterator[tuple[Screen, "Popen[bytes]"]]:
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with Popen(
        command, stdin=inner, stdout=inner, stderr=inner, cwd=watched.work,
        env=watched.environment, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(inner)
        try:
            yield Screen(outer), process
        finally:
            process.kill()
            os.close(outer)


def test_a_talk_without_a_terminal_touches_nothing_else(watched: Watched, tmp_path: Path) -> None:
    """Copying runs the tool of the system, which is found in PATH, and writes no file."""
    tool, copied = tmp_path / "wl-copy", tmp_path / "copied"
    tool.write_text(f"#!/bin/sh\ncat > {copied}\n")
    tool.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    talk = [sys.executable, "-P", "-m", "tests.privacy.talking", str(watched.corpus), QUESTION, "What causes gout?"]
    done = watched.run(command=talk, PATH=path, WAYLAND_DISPLAY="wayland-0")
    assert done.stdout.splitlines() == [QUESTION, "What causes gout?"], done.stderr
    strange = watched.strange()
    assert {event.name for event in strange} <= {"subprocess.Popen", "os.posix_spawn", "os.fork"}, strange
    started = [event.with_what for event in strange if event.name == "subprocess.Popen"]
    assert [what[0] for what in started] == ["'wl-copy'"]
    assert "urate" in copied.read_text()
    assert watched.holding() == []


def test_a_talk_in_a_terminal_touches_nothing_else(watched: Watched) -> None:
    with terminal(watched, *watched.command(f"--corpus={watched.corpus}")) as (screen, process):
        screen.until("Gout in plain words")
        screen.type(f"{QUESTION}\rWhat causes gout?\r")
        screen.until("caused by urate crystals")
        screen.type(LEAVE)
        screen.until_it_ends()
        assert process.wait(30) == 0
    assert watched.strange() == []
    assert watched.holding() == []
    after = screen.painted.rpartition(b"\x1b[?1049l")[2]  # the screen as it was before
    assert not any(word.encode() in after for word in SECRETS)


def test_a_review_in_a_terminal_writes_the_labels_and_touches_nothing_else(watched: Watched) -> None:
    (watched.work / "faq.csv").write_text(f"id,question,expected\n1,What causes gout?,\n2,{QUESTION},\n", "utf-8")
    options = ("--output", "labelled.csv", f"--corpus={watched.corpus}")
    with terminal(watched, *watched.command("review", "faq.csv", *options)) as (screen, process):
        screen.until("What causes gout?")
        screen.type("x")
        screen.until("1 not saved")
        screen.type("w")
        screen.until("Saved as")
        screen.type(LEAVE)
        screen.until_it_ends()
        assert process.wait(30) == 0
    assert "none" in (watched.work / "labelled.csv").read_text("utf-8")
    assert watched.strange(watched.work / "faq.csv", writing=[watched.work]) == []
    assert {path.name for path in watched.holding()} == {"faq.csv", "labelled.csv"}


def test_a_fault_in_the_chat_is_told_without_what_was_asked(watched: Watched) -> None:
    command = (sys.executable, "-P", "-c", FAULTY_SCREEN, f"--corpus={watched.corpus}")
    with terminal(watched, *command) as (screen, process):
        screen.until("Gout in plain words")
        screen.type(f"{QUESTION}\r")
        screen.until_it_ends()
        assert process.wait(30) == 2
    after = screen.painted.rpartition(b"\x1b[?1049l")[2]
    assert b"fault of Citebot's own (KeyError" in after
    assert not any(word.encode() in after for word in SECRETS)
    assert watched.holding() == []


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (["ask", QUESTION], ""),
        (["ask", "--jsonl"], QUESTION),
        (["--plain"], QUESTION),
        (["ask", "--json", "-"], QUESTION),
    ],
    ids=["ask", "ask --jsonl", "--plain", "ask -"],
)
def test_a_fault_is_told_without_what_was_asked(arguments: list[str], typed: str, watched: Watched) -> None:
    done = watched.run(command=[sys.executable, "-P", "-X", "faulthandler", "-c", FAULTY, *arguments], typed=typed)
    in_lines = arguments == ["--plain"]  # it tells it in place of the answer, and goes on
    assert ("KeyError" if in_lines else "fault of Citebot's own (KeyError") in done.stderr + done.stdout
    assert not any(word in done.stderr + ("" if in_lines else done.stdout) for word in SECRETS)
    assert watched.holding() == []
    assert "Traceback" not in done.stderr
