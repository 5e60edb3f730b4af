"""The plainest command lines, which are read without the parser of all others, mean the same to both."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import __version__
from bot.cli import chatting, commands, conversing, helping, quick
from bot.cli.asking import ask
from bot.cli.main import run
from tests.test_architecture import loaded_by

ARGUMENTS = st.sampled_from(
    [
        "what",
        "causes it?",
        "",
        "-",
        "--",
        "--json",
        "--explain",
        "--corpus",
        "--corpus=a",
        "a.md",
        "--top",
        "3",
        "-h",
        "--jsonl",
        "--help",
        "--jso",
        "ask",
        "--json=1",
        "-x",
    ]
)


def as_the_parser_reads(arguments: list[str]) -> dict[str, Any]:
    read = ask.make_context("ask", arguments[1:]).params
    assert read.pop("jsonl") is None
    return {"words": read.pop("question"), **read}


@given(st.lists(ARGUMENTS, max_size=6), st.sampled_from([None, "", "leaflets"]))
def test_what_is_read_here_is_read_the_same_by_the_parser(rest: list[str], corpus: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CITEBOT_CORPUS", raising=False)
        if corpus is not None:
            patch.setenv("CITEBOT_CORPUS", corpus)
        parsed = quick.parsed(["ask", *rest])
        if parsed is not None:
            assert parsed == as_the_parser_reads(["ask", *rest])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["what is it?"], {"words": ("what is it?",)}),
        (["what", "is", "it?", "--json"], {"words": ("what", "is", "it?"), "as_json": True}),
        (["--explain", "why", "--corpus", "a.md"], {"words": ("why",), "explain": True, "corpus": Path("a.md")}),
        (["-"], {"words": ("-",)}),
    ],
)
def test_a_plain_question_needs_no_parser(
    arguments: list[str], expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CITEBOT_CORPUS", raising=False)
    plain = {"corpus": None, "top": 5, "as_json": False, "explain": False}
    assert quick.parsed(["ask", *arguments]) == plain | expected


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["chat", "--plain"], ["ask", "--help"], ["ask", "--", "-x"], ["ask", "x", "--corpus"], ["--plain"]],
)
def test_everything_else_is_left_to_the_parser(arguments: list[str]) -> None:
    assert quick.run(arguments) is None


@pytest.mark.parametrize("arguments", [[], ["chat"]])
@pytest.mark.parametrize("corpus", [None, "leaflets"])
def test_the_chat_begins_as_by_the_parser(
    arguments: list[str], corpus: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Any, ...]] = []
    monkeypatch.delenv("CITEBOT_CORPUS", raising=False)
    if corpus is not None:
        monkeypatch.setenv("CITEBOT_CORPUS", corpus)

    def start(
        corpus: Path | None,
        plain: bool = False,
        *,
        keep: str | None = None,
        transcript: Path | None = None,
        overwrite: bool = False,
    ) -> int:
        begun.append((corpus, plain, keep, transcript, overwrite))
        return 0

    for module in (conversing, chatting):
        monkeypatch.setattr(module, "start", start)
    assert quick.run(arguments) == commands.run(arguments) == 0
    assert begun[0] == begun[1] == (Path(corpus) if corpus else None, False, None, None, False)


def test_completion_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CITEBOT_COMPLETE", "bash_complete")
    assert quick.run([]) is None


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"citebot, version {__version__}\n"


def test_a_question_and_the_version_load_no_parser() -> None:
    for arguments in (["ask", "What is calcinosis?"], ["--version"]):
        loaded = loaded_by(f"from bot.cli.main import run\nrun({arguments!r})")
        assert "bot.cli.main" in loaded
        assert "click" not in loaded


@pytest.mark.parametrize("columns", ["1", "52", "67", "80", "200", "0", "wide"])
def test_the_help_is_that_of_the_parser_at_any_width(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for flag in ("-h", "--help"):
        assert quick.run([flag]) == 0
        shown = capsys.readouterr().out
        assert commands.run([flag]) == 0
        assert shown == capsys.readouterr().out


def test_the_help_is_shown_without_the_parser() -> None:
    helped = "from bot.cli import helping\nhelping.text()\n"
    loaded_by(helped)  # made, where it was not yet
    assert "bot.cli.helping" in (loaded := loaded_by("from bot.cli.main import run\nrun(['--help'])"))
    assert not {"click", "bot.cli.commands", "bot.library"} & loaded


def test_the_help_is_left_to_the_parser_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "text", lambda: None)
    assert quick.run(["--help"]) is None


def test_no_garbage_is_looked_for_before_the_chat_is_loaded_and_as_ever_after_it(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(partial(gc.set_threshold, *gc.get_threshold()))  # a chat that failed to start leaves its own
    gc.set_threshold(*(usual := (700, 10, 10)))
    before: list[int] = []
    after: list[tuple[int, int, int]] = []

    class Chat:
        fault, return_code = None, 0

        def __init__(self, *_: object, when_loaded: Callable[[], None], **__: object) -> None:
            before.append(gc.get_threshold()[0])
            when_loaded()
            after.append(gc.get_threshold())

        def run(self) -> None:
            gc.unfreeze()

    monkeypatch.setattr("bot.chat.app.ChatApp", Chat)
    monkeypatch.setattr(conversing, "_wants_lines", lambda: False)
    assert conversing.start(None) == 0
    assert before[0] > 10 * usual[0]
    assert after == [usual]
