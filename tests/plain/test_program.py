"""Line mode as a program: what it greets with, what it reads, and how it ends."""

import contextlib
import errno
import io
import os
import signal
import subprocess
import sys

import pytest

from bot.conversation.answer import Answer
from bot.conversation.wording import DISCLAIMER
from bot.errors import CitebotError, CorpusNotFound
from bot.plain.app import run
from bot.plain.entries import LONGEST, Entries
from tests.chat.sample import ANSWERS, FakeConversation, FakeLibrary
from tests.plain.talking import Closed, Shelf, Typed, talk


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_greeting_names_the_article_and_offers_questions() -> None:
    said = talk()
    assert "Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024)" in said
    assert "4 passages" in said
    assert DISCLAIMER in said
    assert "Questions to start with (type the number alone):\n1. Does tea keep me awake?" in said


def test_the_greeting_names_three_of_many_articles() -> None:
    shelf = Shelf()
    said = talk(library=lambda: Shelf(shelf.articles * 3))
    assert "and 3 more articles; /articles lists them all." in said


def test_questions_from_a_pipe_are_repeated_and_no_prompt_is_written() -> None:
    said = talk("best pizza in Rome?", "/help more")
    assert "\n\nYou: best pizza in Rome?\n\nNot found in this article." in said
    assert said.endswith("You: /help more\n\n/more: shows the next passages for the same question.\n\n")


def test_somebody_who_types_gets_a_prompt_and_no_echo() -> None:
    said = talk(stdin=Typed("hello"))
    assert "\nYou: \nHello. Ask me about the article." in said
    assert "You: hello" not in said


def test_a_line_that_ends_with_a_backslash_goes_on_in_the_next() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk("what is \\", "tea\\", "made of?", "a\\", conversation=conversation)
    assert conversation.asked == ["what is \ntea\nmade of?", "a"]
    assert "and: " in talk(stdin=Typed("what is \\", "tea?"))


def test_a_long_line_is_kept_whole() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    question = "tea " * 20_000 + "?"
    talk(question, conversation=conversation)
    assert conversation.asked == [question]


def test_a_question_that_fails_is_said_and_the_next_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = FakeConversation(dict(ANSWERS))

    def fail(text: str) -> Answer:
        if text == "hello":
            raise CitebotError("This went wrong.", "Try it otherwise.")
        if text == "hi":
            raise ZeroDivisionError("nought")
        return ANSWERS[text]

    monkeypatch.setattr(conversation, "ask", fail)
    said = talk("hello", "hi", "best pizza in Rome?", conversation=conversation)
    assert "This went wrong. Try it otherwise." in said
    assert "This question could not be answered. ZeroDivisionError: nought" in said
    assert "Not found in this article." in said


def test_a_corpus_that_cannot_be_opened_is_said_on_stderr_with_exit_code_2() -> None:
    def broken() -> FakeLibrary:
        raise CorpusNotFound("There is no such\x1b[31m file.", "Check the name.")

    out, err = io.StringIO(), io.StringIO()
    assert run(broken, io.StringIO("hello"), out, err, open_conversation=lambda _: FakeConversation()) == 2
    assert out.getvalue() == ""
    assert err.getvalue() == "There is no such�[31m file. Check the name.\n"


def test_at_a_terminal_it_says_that_the_article_is_being_opened() -> None:
    for err, said in ((Terminal(), "Opening the article…\n"), (io.StringIO(), "")):
        run(FakeLibrary, io.StringIO(), io.StringIO(), err, open_conversation=lambda _: FakeConversation())
        assert err.getvalue() == said


def test_one_ctrl_c_says_how_to_leave_and_two_leave() -> None:
    said = talk(stdin=Typed(None, "hello", None, None, "not read"), code=130)
    assert said.count("To leave, press Ctrl-C again, or type /quit.") == 2
    assert "Hello. Ask me" in said


def test_ctrl_c_while_an_answer_is_looked_for_drops_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = FakeConversation(dict(ANSWERS))
    monkeypatch.setattr(conversation, "ask", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert "To leave" in talk(stdin=Typed("hello", "/help more"), conversation=conversation)


def test_ctrl_c_ends_a_pipe_and_the_opening_at_once() -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    def interrupted() -> FakeLibrary:
        raise KeyboardInterrupt

    assert "To leave" not in talk(stdin=Interrupted(), code=130)
    assert talk(library=interrupted, code=130) == ""


def test_the_end_of_what_is_typed_ends_the_line() -> None:
    assert talk(stdin=Typed()).endswith("You: \n")


def test_a_closed_pipe_ends_quietly_and_a_full_disk_is_for_the_command_line_to_say() -> None:
    def held(error: OSError) -> int:
        out, conversation = Closed(error), FakeConversation()
        return run(FakeLibrary, io.StringIO(), out, err, open_conversation=lambda _: conversation)

    err = io.StringIO()
    assert held(BrokenPipeError()) == 141
    with pytest.raises(OSError, match="No space left on device"):
        held(OSError(errno.ENOSPC, "No space left on device"))
    assert err.getvalue() == ""


def test_a_terminal_without_the_characters_of_the_article_shows_question_marks() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    answer = Answer("?", "courtesy", "naïve ≥ 3")
    run(FakeLibrary, io.StringIO("?"), out, io.StringIO(), open_conversation=lambda _: FakeConversation({"?": answer}))
    assert b"na?ve ? 3" in raw.getvalue()


def test_what_is_no_text_is_read_all_the_same() -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfwhy \xff\x1b[31m tea?\r\n"), encoding="utf-8")
    conversation = FakeConversation(dict(ANSWERS))
    said = talk(stdin=stdin, conversation=conversation)
    assert conversation.asked == ["why \N{REPLACEMENT CHARACTER} tea?"]
    assert "\x1b" not in said


def test_an_input_that_is_closed_is_at_its_end() -> None:
    out = io.StringIO()
    assert run(FakeLibrary, None, out, io.StringIO(), open_conversation=lambda _: FakeConversation()) == 0
    assert "4 passages" in out.getvalue()


def test_nothing_typed_is_nothing_asked() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk("", "   ", "\t", conversation=conversation)
    assert conversation.asked == []
    assert Entries(io.StringIO(""), io.StringIO()).read() is None


SCRIPT = """
import sys
from bot.plain.app import run
from tests.chat.sample import FakeConversation, FakeLibrary

conversation = FakeConversation()
code = run(FakeLibrary, sys.stdin, sys.stdout, sys.stderr, open_conversation=lambda _: conversation)
print("Asked:", conversation.asked)
sys.exit("textual was loaded" if "textual" in sys.modules else code)
"""


def started(*, stdin: int = subprocess.PIPE, stdout: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "INPUTRC": os.devnull}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )


def read_until(terminal: int, end: bytes) -> bytes:
    shown = b""
    while end not in shown:
        shown += os.read(terminal, 4096)  # an error, when the program has ended
    return shown


def test_lines_are_plain_text_that_a_script_can_read() -> None:
    with started() as process:
        said, complaint = process.communicate("hi\n")
    assert (process.returncode, complaint) == (0, "")
    assert "Answered from the article." in said
    assert all(char.isprintable() or char == "\n" for char in said)


def test_a_signal_to_stop_ends_it_with_130_and_no_traceback() -> None:
    with started() as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "2. What kinds" in line:
                break  # now it waits for a question
        complaint = None
        while complaint is None:  # a signal just before the reading begins is seen only with the next one
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                _, complaint = process.communicate(timeout=5)
    assert (process.returncode, complaint) == (130, "")


def test_at_a_terminal_a_paste_stays_whole_and_earlier_lines_come_back() -> None:
    pytest.importorskip("readline")
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    with started(stdin=end, stdout=end) as process:
        os.close(end)
        keys = [b"\x1b[200~what is\ntea?\x1b[201~\r", b"\x1b[A\r", b"/hel\t more\r", b"/quit\r"]
        shown = b""
        for key in keys:
            shown += read_until(terminal, b"You: ")  # it waits for a question
            os.write(terminal, key)
        shown += read_until(terminal, b"tea?']")
        process.wait()
        os.close(terminal)
    assert process.returncode == 0
    assert b"Asked: ['what is\\ntea?', 'what is\\ntea?']" in shown
    assert b"/more: shows the next passages" in shown


class Endless(io.StringIO):
    """A line that goes on for as long as somebody reads it, up to where it was reading too long."""

    read_of_it = 0

    def readline(self, size: int | None = -1, /) -> str:
        assert size is not None
        assert size > 0, "the whole line was asked for"
        type(self).read_of_it += 1
        return "" if self.read_of_it > 50 else "x" * size


def test_of_a_line_without_end_only_the_beginning_is_kept() -> None:
    entries = Entries(Endless(), io.StringIO())
    read = entries.read()
    assert read is not None
    assert len(read) == LONGEST
    assert entries.read() is None


def test_lines_that_go_on_without_end_are_cut() -> None:
    lines = io.StringIO(("x" * (LONGEST // 4) + "\\\n") * 40 + "end\nnext\n")
    entries = Entries(lines, io.StringIO())
    read = entries.read()
    assert read is not None
    assert len(read) <= 2 * LONGEST
    assert entries.read() == "next"
