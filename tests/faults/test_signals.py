"""Ctrl-C, a request to end and a lost terminal, at any moment: no traceback, the right end, the terminal as it was."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli import signals
from tests.faults.forked import ROOT, Case, outcomes

posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
pytestmark = posix
PATIENCE = 30.0  # seconds for a program to come to a point
# Sends the process a signal at its so-and-so-manieth call of a Python function, wherever that is.
AT_CALL = """
import os, signal, sys
left = {calls}
def count(frame, event, argument):
    global left
    if event == "call":
        left -= 1
        if left == 0:
            sys.setprofile(None)
            os.kill(os.getpid(), signal.{name})
sys.setprofile(count)
"""
BEGIN = "import bot.__main__\nsys.setprofile(count)\nbot.__main__.main()"  # as the installed command does


@pytest.mark.parametrize("calls", [40, 400, 4_000, 12_000])
def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word(calls: int) -> None:
    code = AT_CALL.format(calls=calls, name="SIGINT").replace("sys.setprofile(count)", "")
    start = f"{code}\nsys.argv[1:] = ['ask', 'hello']\n{BEGIN}"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, cwd=ROOT, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


# Sends the process Ctrl-C when it comes to the so-and-so-manieth line of the first of our modules.
AT_LINE = """
import os, signal, sys
left = {lines}
def step(frame, event, argument):
    global left
    if not frame.f_code.co_filename.endswith(os.path.join("bot", "__main__.py")):
        return None
    if event == "line":
        left -= 1
        if left == 0:
            sys.settrace(None)
            os.kill(os.getpid(), signal.SIGINT)
    return step
sys.argv[1:] = ["ask", "hello"]
sys.settrace(step)
import bot.__main__
"""


@pytest.mark.parametrize("lines", range(3, 10))  # before stand what the module is for and `try`, which do nothing
def test_ctrl_c_at_the_first_lines_of_all_ends_the_program_without_a_word(lines: int) -> None:
    start = AT_LINE.format(lines=lines)
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, cwd=ROOT, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


@pytest.fixture
def cases(tmp_path: Path) -> Callable[..., list[Case]]:
    """Gives a command under one signal at several moments."""
    (tmp_path / "gout.md").write_text(
        "# Gout\n\nGout is an arthritis caused by urate crystals [1].\n", encoding="utf-8"
    )
    (tmp_path / "faq.csv").write_text("question\nWhat causes gout?\nDoes urate hurt?\n", encoding="utf-8")

    def given(name: str, *moments: int) -> list[Case]:
        commands = [("ask", "urate"), ("coverage", "faq.csv", "--save", "run.json"), ("--plain",), ("inspect",)]
        return [
            Case(
                (*command, "--corpus", "gout.md"),
                code=AT_CALL.format(calls=calls, name=name),
                stdin="urate\n",
                cwd=str(tmp_path),
            )
            for command in commands
            for calls in moments
        ]

    return given


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_at_any_moment_ends_a_command_by_that_signal_and_without_a_word(
    name: str, cases: Callable[..., list[Case]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    number = getattr(signal, name)
    given = cases(name, 30, 100, 700, 2_500)
    for case, found in zip(given, outcomes(given, tmp_path / "out"), strict=True):
        assert found.err.strip() == "", (case, found)  # click ends the line of Ctrl-C
        assert found.code in (-number, 0, 1), (case, found)
        assert found.code == -number or "700" not in case.code, (case, found)
    assert [path.name for path in tmp_path.rglob("*.tmp")] == []


def test_what_nohup_ignores_stays_ignored(tmp_path: Path) -> None:
    ignored = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    (found,) = outcomes([Case(("--version",), code=ignored + AT_CALL.format(calls=20, name="SIGHUP"))], tmp_path)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("citebot, version ")


def test_a_signal_where_nothing_can_be_raised_is_heeded(tmp_path: Path) -> None:
    """What a finaliser raises is only told: the program would go on as if nobody had pressed Ctrl-C."""
    code = """
import os, signal, bot.shell
class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
def ask(*_, **__):
    Last()
    return True
bot.shell.ask_one = ask
"""
    (found,) = outcomes([Case(("ask", "hello"), code=code)], tmp_path)
    assert (found.code, found.err) == (-signal.SIGINT, "")


CHAT = """
import sys
from bot.chat.app import ChatApp
from bot.cli import signals
from tests.chat.sample import FakeConversation, FakeLibrary

app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation())
signals.heeding(app.run)
signals.leave(app.return_code or 0)
"""


@contextlib.contextmanager
def chat(*, controlled: bool = True) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Gives a chat that is shown on a terminal of its own, and the other end of that terminal.

    One that is not `controlled` by its terminal is not told when that is gone.
    """
    fcntl, termios, pty = (pytest.importorskip(name) for name in ("fcntl", "termios", "pty"))
    ours, theirs = pty.openpty()

    def begin() -> None:
        os.setsid()
        if controlled:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-c", CHAT], stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=begin, env=environment
    )
    os.close(theirs)
    try:
        read(ours, b"ready")
        yield process, ours
    finally:
        process.kill()
        process.wait()


def read(terminal: int, end: bytes = b"") -> bytes:
    """Reads what is shown until something is, or until nothing more comes."""
    shown, until = b"", time.monotonic() + PATIENCE
    while not end or end not in shown:
        assert time.monotonic() < until, shown[-500:]
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
        elif not end:
            break
    return shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_chat_that_is_told_to_end_gives_the_terminal_back(number: int) -> None:
    termios = pytest.importorskip("termios")
    with chat() as (process, terminal):
        raw = termios.tcgetattr(terminal)
        process.send_signal(number)
        shown = read(terminal)
        assert process.wait(PATIENCE) == -number
        assert shown.rfind(b"\x1b[?1049l") > shown.rfind(b"\x1b[?1049h")  # the screen of before
        assert shown.rfind(b"\x1b[?1000l") > shown.rfind(b"\x1b[?1000h")  # the mouse
        assert b"Traceback" not in shown
        assert termios.tcgetattr(terminal)[3] != raw[3]  # echo, line by line
        os.close(terminal)


@pytest.mark.parametrize("controlled", [True, False])
def test_a_chat_whose_terminal_is_gone_ends(controlled: bool) -> None:
    with chat(controlled=controlled) as (process, terminal):
        os.close(terminal)
        assert process.wait(PATIENCE) == -signal.SIGHUP


POOL = """
import sys
from functools import partial
from pathlib import Path
from bot.reading import bulk
from bot.reading.corpus import Place
from tests.faults.forked import waiting

if __name__ == "__main__":
    bulk.FEW = 0
    places = [Place(str(number), Path(sys.argv[1])) for number in range(4)]
    for _ in bulk.each(places, partial(waiting, sys.argv[2]), 2):
        pass
"""


def test_a_killed_program_leaves_no_process_that_reads_for_it(tmp_path: Path) -> None:
    (tmp_path / "gout.md").write_text("# Gout\n\nGout is an arthritis.\n", encoding="utf-8")
    (tmp_path / "pool.py").write_text(POOL, encoding="utf-8")
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "pool.py"), str(tmp_path / "gout.md"), str(fifo)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    with fifo.open("rb") as heard:
        assert heard.read(1) == b"x"  # a process is reading
        process.kill()
        process.wait()
        assert heard.read() in (b"", b"x")  # it ends when none has the fifo open any more


def test_every_signal_that_ends_has_the_code_that_a_shell_shows() -> None:
    assert signals.Ended(signal.SIGTERM).code == 143
