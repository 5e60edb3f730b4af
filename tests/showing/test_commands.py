"""Every command on hostile articles, lists, notices, names and arguments: nothing of them reaches the terminal raw."""

import csv
import io
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot import shell
from bot.cli.main import run
from bot.keeping import clipboard
from bot.showing import SIGN
from tests.showing import material
from tests.showing.material import LINKS, QUESTION, RAW, STEERING, SURROGATE, raw

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no such file names")
EMERGENCY = "the zirkon means I cant breathe"
TYPED = "zirkon \x1b[2J\x9b\u202e?"


Made = tuple[Path, tuple[Path, ...]]


class Place:
    """Hostile files in a folder, and the command line in it."""

    def __init__(
        self, folder: Path, made: Made, capture: pytest.CaptureFixture[bytes], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder, self._capture, self._patch = folder, capture, patch
        self.corpus, self.lists = made

    def call(self, *arguments: object, typed: str = "") -> tuple[int, str, str]:
        """Runs a command and returns its exit code and what it said, which is UTF-8 in any case."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode("utf-8", "surrogatepass")), errors="surrogateescape")
        self._patch.setattr(sys, "stdin", stdin)
        code = run([str(one) for one in arguments])
        out, err = self._capture.readouterr()
        return code, out.decode(), err.decode()

    def ask(self, *arguments: object, typed: str = "") -> tuple[int, str, str]:
        """Runs a command with the hostile articles."""
        return self.call(*arguments, "--corpus", self.corpus, typed=typed)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The articles and the lists, which no command changes."""
    folder = tmp_path_factory.mktemp("hostile")
    return material.corpus(folder), material.lists(folder)


@pytest.fixture
def place(
    tmp_path: Path, made: Made, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Place:
    monkeypatch.setenv("CITEBOT_DATA", str(tmp_path / "da\x1b[2Jta"))
    monkeypatch.setattr(clipboard, "find_tool", lambda: None)
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path, made, capfdbinary, monkeypatch)


Called = Callable[[Place], tuple[int, str, str]]
_DIALOGUE = [
    QUESTION, "/open 1", "/next", "/why 1", "/copy 1", "/copy all", "/outline", "/outline zirkon",
    "/read all", "/find zirkon", "/articles", "/article 1", "/article all", "/source 1", "/source", f"/{TYPED}",
    f"/find {TYPED}", f"/export {TYPED}.md", f"/export {TYPED}.xyz", f"/keep {TYPED}", EMERGENCY,
    "glitter?", SURROGATE, "/quit",
]  # fmt: skip

SAID: dict[str, Called] = {
    "ask": lambda at: at.ask("ask", QUESTION),
    "ask with a surrogate": lambda at: at.ask("ask", f"zirkon {SURROGATE}?"),
    "ask an emergency": lambda at: at.ask("ask", EMERGENCY),
    "ask for advice": lambda at: at.ask("ask", "should I stop my zirkon?"),
    "ask by a synonym": lambda at: at.call(
        "ask", "--explain", "what about glitter?", "--corpus", material.glossed(at.folder)
    ),
    "ask from a pipe": lambda at: at.ask("ask", "-", typed=f"What does zirkon cause {TYPED} {SURROGATE}"),
    "ask --explain": lambda at: at.ask("ask", "--explain", QUESTION),
    "ask an unknown thing": lambda at: at.ask("ask", f"quux{STEERING}frob zirkon?"),
    "inspect": lambda at: at.ask("inspect"),
    "add --dry-run": lambda at: at.call("add", "--dry-run", page(at)),
    "add": lambda at: at.call("add", page(at), "--corpus", at.folder / "ad\x1b[2Jded"),
    "calibrate": lambda at: at.ask("calibrate", *at.lists),
    "coverage": lambda at: at.ask("coverage", *at.lists, "--show-all", "--min-answered", "99%"),
    "coverage against a baseline": lambda at: compared(at),
    "coverage --html": lambda at: at.ask("coverage", *at.lists, "--html", "-"),
    "coverage --markdown": lambda at: at.ask("coverage", *at.lists, "--markdown", "-"),
    "coverage --junit": lambda at: at.ask("coverage", *at.lists, "--junit", "-"),
    "plain": lambda at: at.ask("chat", "--plain", typed="\n".join(_DIALOGUE)),
    "plain, kept": lambda at: kept(at, "chat", "--plain", "--keep", TYPED, "--corpus", at.corpus),
    "sessions": lambda at: kept(at, "sessions"),
    "sessions search": lambda at: kept(at, "sessions", "search", "zirkon"),
    "sessions show": lambda at: kept(at, "sessions", "show", TYPED),
    "sessions show md": lambda at: kept(at, "sessions", "show", TYPED, "--form", "md"),
    "verify md": lambda at: verified(at, "md"),
    "verify txt": lambda at: verified(at, "txt"),
    "verify json": lambda at: verified(at, "json"),
}


def page(at: Place) -> Path:
    """A web page to be converted."""
    path = at.folder / "pa\x1b[2Jge\x9b.html"
    cells = f"<table><tr><th>{RAW}</th></tr><tr><td>&#27;[2J &#x9b; &#x202e; zirkon</td></tr></table>"
    path.write_text(
        f"<html><head><title>zirkon {RAW} &#27;[2J</title></head><body><h1>Zirkon {RAW}</h1><p>{RAW} {LINKS}</p>"
        f'<p>&#27;]0;x&#7; <a href="javascript:alert(1)">zirkon</a></p>{cells}</body></html>',
        encoding="utf-8",
    )
    return path


def compared(at: Place) -> tuple[int, str, str]:
    """The coverage after another list was saved as the baseline."""
    before = at.folder / "be\x1b[2Jfore.json"
    assert at.ask("coverage", at.lists[1], "--save", before)[2].count(SIGN) == 1
    return at.ask("coverage", *at.lists, "--baseline", before, "--no-regressions")


def kept(at: Place, *arguments: object) -> tuple[int, str, str]:
    """A command after a conversation was kept."""
    at.ask("chat", "--plain", "--keep", TYPED, typed=QUESTION)
    return at.call(*arguments)


def verified(at: Place, form: str) -> tuple[int, str, str]:
    """The check of a transcript whose quotations were tampered with."""
    path = at.folder / f"ta\x1b[2Jlk.{form}"
    at.ask("chat", "--plain", "--transcript", path, typed=f"{QUESTION}\nglitter?")
    text = path.read_text(encoding="utf-8")
    assert not raw(text)
    quoted = "\\u001b[2J\\u009b\\u202e" if form == "json" else "\x1b[2J\x9b\u202e"
    path.write_text(text.replace("itching", f"scratching {quoted}"), encoding="utf-8")
    code, out, err = at.ask("verify", path)
    assert code == 1
    assert "scratching" in out
    return code, out, err


@pytest.mark.parametrize("name", SAID)
def test_what_a_command_says_steers_no_terminal(place: Place, name: str) -> None:
    code, out, err = SAID[name](place)
    assert code in (0, 1), err
    assert "zirkon" in out.casefold() or name == "calibrate"
    assert not raw(out, *("\t" * name.startswith("sessions")))
    assert not raw(err)
    assert "fault" not in err


FAILING: dict[str, tuple[str, ...]] = {
    "a corpus that is not there": ("ask", "--corpus", TYPED, "x"),
    "a corpus of no known form": ("ask", "--corpus", "LINES", "x"),
    "a corpus by the environment": ("inspect",),
    "an unknown command": (TYPED,),
    "an unknown option": ("ask", f"--{TYPED}"),
    "a number that is none": ("ask", "--top", TYPED, "x"),
    "a choice that is none": ("completion", TYPED),
    "one argument too many": ("inspect", TYPED),
    "a file of questions that is not there": ("ask", "--jsonl", TYPED),
    "a list that is not there": ("coverage", TYPED),
    "a list of no known form": ("coverage", "PAGE"),
    "a share that is none": ("coverage", "LINES", "--min-answered", TYPED),
    "a priority that is none": ("coverage", "LINES", "--corpus", "ARTICLES", "--must-pass", TYPED),
    "a report into no folder": ("coverage", "LINES", "--html", f"{TYPED}/{TYPED}.html"),
    "a baseline that is none": ("coverage", "LINES", "--baseline", "TABLE"),
    "a transcript that is not there": ("verify", TYPED),
    "a transcript that is none": ("verify", "TABLE"),
    "a transcript of no known form": ("chat", "--plain", "--transcript", TYPED),
    "a transcript into no folder": ("chat", "--plain", "--transcript", f"{TYPED}/{TYPED}.md"),
    "a conversation that is not kept": ("sessions", "show", TYPED),
    "a conversation that is not there": ("sessions", "delete", TYPED),
    "a document that is not there": ("add", "--dry-run", TYPED),
    "a document of no known form": ("add", "--dry-run", "LINES"),
    "a folder that is a file": ("add", "PAGE", "--corpus", "LINES"),
    "a public address that is none": ("serve", "--public-url", TYPED, "--port", "0"),
    "a review without a terminal": ("review", TYPED),
}


@pytest.mark.parametrize("name", FAILING)
def test_what_went_wrong_is_said_in_one_line_that_steers_nothing(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "environment" in name:
        monkeypatch.setenv("CITEBOT_CORPUS", f"{TYPED}\nnot {SURROGATE[:8]}")
    files = {"LINES": place.lists[0], "TABLE": place.lists[1], "ARTICLES": place.corpus, "PAGE": page(place)}
    code, out, err = place.call(*(files.get(one, one) for one in FAILING[name]))
    assert (code, out) == (2, "")
    assert err.startswith("citebot: ")
    assert err.count("\n") == 1
    assert not raw(err)
    assert "fault" not in err


@pytest.mark.parametrize("error", [socket.gaierror(8, "unknown"), UnicodeError("label too long")])
def test_a_host_that_is_none_is_said_so(place: Place, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    code, out, err = place.call("serve", "--host", TYPED, "--port", "0")
    assert (code, out) == (2, "")
    warning, said = err.splitlines()
    assert warning.startswith("Warning: whoever reaches zirkon �[2J��?")
    assert said.startswith("citebot: zirkon �[2J��? is no address")


def test_json_escapes_what_would_steer_a_terminal_and_keeps_it(place: Place) -> None:
    line = {"id": RAW, "conversation": SURROGATE, "question": QUESTION}
    (place.folder / "many.jsonl").write_text(f"{json.dumps(line)}\n{{broken\n", encoding="utf-8")
    for arguments in (
        ("ask", "--json", QUESTION),
        ("ask", "--json", EMERGENCY),
        ("inspect", "--json"),
        ("ask", "--jsonl", place.folder / "many.jsonl"),
        ("coverage", *place.lists, "--json", "-"),
    ):
        _, out, err = place.ask(*arguments)
        assert not raw(out)
        assert not raw(err)
        values = [json.loads(text, parse_constant=pytest.fail) for text in _objects(out, arguments)]
        if "--jsonl" in arguments:
            assert (values[0]["id"], values[0]["conversation"]) == (RAW, SURROGATE)
    _, out, _ = place.ask("ask", "--json", EMERGENCY)
    assert RAW in json.loads(out)["message"]  # as the notice has it


def _objects(out: str, arguments: tuple[object, ...]) -> list[str]:
    return out.splitlines() if "--jsonl" in arguments else [out]


def test_the_csv_report_holds_no_formula_and_nothing_raw(place: Place) -> None:
    _, out, _ = place.ask("coverage", *place.lists, "--csv", "-")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(rows) > 8
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not raw(cell, *"\r")
        assert "\n" not in cell
        assert not cell.lstrip(" '\"").startswith(("=", "+", "-", "@")) or cell.startswith("'")


def test_the_junit_report_is_xml_whatever_the_list_holds(place: Place) -> None:
    _, out, _ = place.ask("coverage", *place.lists, "--junit", "-", "--min-answered", "100%")
    root = ET.fromstring(out)
    assert len(root.findall(".//testcase")) > 8


def test_coverage_in_colour_lets_nothing_through_but_colours(place: Place) -> None:
    from bot.coverage.command import evaluated
    from bot.coverage.questions import read
    from bot.coverage.reports.terminal import render
    from bot.library import Library
    from bot.showing import put

    run = evaluated(read(place.lists), Library.open(place.corpus))
    out = io.StringIO()
    put(render(run, None, (), show_all=True, colour=True), out, coloured=True)
    text = out.getvalue()
    assert "\x1b[1m" in text
    assert "\x1b[31m" in text
    pieces = text.split("\x1b[")
    assert all(piece.lstrip("0123456789;").startswith("m") for piece in pieces[1:])
    assert not raw("".join(pieces))


def test_a_fault_of_the_program_is_told_without_what_was_asked(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(words: tuple[str, ...], *_: object, **__: object) -> bool:
        raise RuntimeError(f"{words} {RAW}")

    monkeypatch.setattr(shell, "ask_one", broken)
    code, out, err = place.call("ask", "secret", "words")
    assert (code, out) == (2, "")
    assert "RuntimeError" in err
    assert "quick.py line" in err
    assert "secret" not in err
    assert "zirkon" not in err
    assert err.count("\n") == 1
    monkeypatch.setenv("CITEBOT_TRACEBACK", "1")
    code, out, err = place.call("ask", "secret", "words")
    assert code == 2
    assert "Traceback" in err
    assert "secret" in err
    assert not raw(err)
