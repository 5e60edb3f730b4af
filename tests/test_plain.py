"""The conversation line by line."""

import io
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from bot.conversation.answer import Answer, Correction, Quote
from bot.conversation.wording import DISCLAIMER
from bot.errors import CitebotError, CorpusNotFound
from bot.plain import render, run
from tests.chat.sample import ANSWERED, ANSWERS, KINDS, SLEEP, FakeConversation, FakeLibrary


class Typed(io.StringIO):
    """Lines typed by hand, at a terminal."""

    def isatty(self) -> bool:
        return True


class Interrupted(io.StringIO):
    """A terminal at which Ctrl-C is pressed."""

    def readline(self, *_: object) -> str:
        raise KeyboardInterrupt


class Closed(io.StringIO):
    """A pipe whose reader is gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def talk(*lines: str, conversation: FakeConversation | None = None, stdin: io.StringIO | None = None) -> str:
    """What is said to these lines, after the greeting."""
    out = io.StringIO()
    made = conversation or FakeConversation(dict(ANSWERS))
    code = run(
        FakeLibrary, stdin or io.StringIO("\n".join(lines)), out, io.StringIO(), open_conversation=lambda _: made
    )
    assert code == 0
    return out.getvalue()


def test_the_greeting_names_the_article_and_says_what_this_is() -> None:
    said = talk()
    assert "Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024)" in said
    assert "4 passages" in said
    assert DISCLAIMER in said


def test_an_answer_is_said_in_words() -> None:
    assert render(ANSWERED) == (
        "Answered from the article.\n"
        'Searched for: sleep tea; "slep" read as "sleep"; "hurt" also as delay; from your earlier question: tea\n\n'
        "1. Effects of Tea > Sleep (line 9)\n"
        "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n\n"
        "2. Effects of Tea > Sleep (line 12)\n"
        "Avoid the following:\n"
        "- Black tea after noon [2]\n\n"
        "3. Kinds of Tea (line 20)\n"
        "Kind: Green; Leaf: Not oxidised; Taste: Grassy\n"
        "Sources: [4]\n\n"
        "You could ask:\n"
        "- What kinds of tea are there?\n\n"
        "General information, not medical advice."
    )


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("is tea good for dogs?", "Closest passages; the article does not cover: dogs.\nSearched for: tea dogs"),
        (
            "best pizza in Rome?",
            "Not found in this article.\nI searched for: pizza rome. You could ask in other words.\n\nGeneral",
        ),
        (
            "I have chest pain",
            "URGENT: Call your emergency number now.\n\nNot found in this article.\nI searched for: chest pain.\n\nG",
        ),
        ("hello", "Hello. Ask me about the article.\n\nYou could ask:\n- Does tea keep me awake?\n- What"),
    ],
)
def test_states_and_notices_come_first_and_in_words(question: str, start: str) -> None:
    assert render(ANSWERS[question]).startswith(start)


def test_a_whole_table_is_said_row_by_row() -> None:
    said = render(Answer("?", "answered", quotes=(Quote(KINDS, 1.0, None, ()),)))
    assert "1. Kinds of Tea (lines 17 to 20)\nKind: Black; Leaf: Fully oxidised; Taste: Strong\nKind: Green" in said
    assert "Sources: [3] [4]" in said


def test_questions_from_a_pipe_are_repeated_and_no_prompt_is_written() -> None:
    said = talk("best pizza in Rome?")
    assert "You: best pizza in Rome?\n\nNot found in this article." in said
    assert "\n> " not in said


def test_a_prompt_is_written_for_somebody_who_types() -> None:
    said = talk(stdin=Typed("hello\n"))
    assert "\n> Hello. Ask me about the article." in said
    assert "You: hello" not in said


def test_open_shows_the_passage_marked_in_its_section() -> None:
    said = talk("does it hurt my slep?", "/open 2")
    assert (
        "Tea: Kinds, Effects and Preparation: Effects of Tea > Sleep (line 7)\n\n"
        "  Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n\n"
        "  Avoid the following:\n> - Black tea after noon [2]\n  - Strong green tea"
    ) in said


def test_open_marks_a_table_row_and_every_row_of_a_table() -> None:
    said = talk("does it hurt my slep?", "/open 3", "what kinds of tea are there?", "/open")
    row = "> Kind: Green; Leaf: Not oxidised; Taste: Grassy; Sources: [4]\n  Table 1: Kinds of tea"
    assert f"  Kind: Black; Leaf: Fully oxidised; Taste: Strong; Sources: [3]\n{row}" in said
    assert f"> Kind: Black; Leaf: Fully oxidised; Taste: Strong; Sources: [3]\n{row}" in said


def test_why_names_the_words_and_their_shares() -> None:
    said = talk("does it hurt my slep?", "/why 1", "/why 2")
    assert "75% sleep (from your question)\n25% tea (from your earlier question)" in said
    assert "No single word decided." in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/open 9", "Give the number of a passage, from 1 to 3, such as: /open 1"),
        ("/why two", "Give the number of a passage, from 1 to 3, such as: /why 1"),
        ("/open -1", "Give the number of a passage"),
        ("/frobnicate", "There is no command /frobnicate. /help lists them."),
        ("/help", "/more    the next passages"),
    ],
)
def test_a_command_that_makes_no_sense_is_answered_with_what_does(line: str, said: str) -> None:
    assert said in talk("does it hurt my slep?", line)


def test_open_before_any_question_says_so() -> None:
    assert "Ask a question first." in talk("/open 1")


def test_new_restarts_more_asks_on_and_quit_leaves() -> None:
    conversation = FakeConversation(dict(ANSWERS))
    talk("hello", "/more", "/new", "", "/quit", "not asked", conversation=conversation)
    assert conversation.asked == ["hello", "more"]
    assert conversation.restarts == 1


def test_a_question_that_fails_is_said_and_the_next_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = FakeConversation(dict(ANSWERS))

    def fail(text: str) -> Answer:
        if text == "hello":
            raise CitebotError("This went wrong.", "Try it otherwise.")
        return ANSWERS[text]

    monkeypatch.setattr(conversation, "ask", fail)
    said = talk("hello", "best pizza in Rome?", conversation=conversation)
    assert "This went wrong. Try it otherwise." in said
    assert "Not found in this article." in said


def test_a_corpus_that_cannot_be_opened_is_said_on_stderr_with_exit_code_2() -> None:
    def broken() -> FakeLibrary:
        raise CorpusNotFound("There is no such\x1b[31m file.", "Check the name.")

    out, err = io.StringIO(), io.StringIO()
    assert run(broken, io.StringIO("hello"), out, err, open_conversation=lambda _: FakeConversation()) == 2
    assert out.getvalue() == ""
    assert err.getvalue() == "There is no such [31m file. Check the name.\n"


def test_ctrl_c_and_a_closed_pipe_end_quietly() -> None:
    assert talk(stdin=Interrupted()).endswith("\n")
    out = Closed()
    assert (
        run(FakeLibrary, io.StringIO("hello"), out, io.StringIO(), open_conversation=lambda _: FakeConversation()) == 0
    )


@pytest.mark.parametrize("text", ["\x1b[31mred", "[/b]", "[@click=app.quit]x[/]", "\u202eback"])
def test_text_from_outside_carries_no_control_characters(text: str) -> None:
    passage = replace(SLEEP, text=text, heading=(text,), citations=(), citation_spans=())
    answer = Answer(
        text,
        "weak",
        text,
        "personal_advice",
        text,
        text,
        (Correction(text, text),),
        missing=(text,),
        suggestions=(text,),
    )
    said = render(replace(answer, quotes=(Quote(passage, 1.0, None, ()),)))
    shown = text.replace("\x1b", " ").replace("\u202e", " ")
    assert said.count(shown.strip()) == 8
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_terminal_without_the_characters_of_the_article_shows_question_marks() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    answer = Answer("?", "courtesy", "naïve ≥ 3")
    run(FakeLibrary, io.StringIO("?"), out, io.StringIO(), open_conversation=lambda _: FakeConversation({"?": answer}))
    assert b"na?ve ? 3" in raw.getvalue()


def test_lines_are_plain_text_that_a_script_can_read() -> None:
    script = (
        "import sys; from bot.plain import run; from tests.chat.sample import *;"
        "code = run(FakeLibrary, sys.stdin, sys.stdout, sys.stderr, open_conversation=lambda _: FakeConversation());"
        "sys.exit(code or 'textual' in sys.modules)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", script], input="hi\n", capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "Answered from the article." in result.stdout
    assert all(char.isprintable() or char == "\n" for char in result.stdout)
