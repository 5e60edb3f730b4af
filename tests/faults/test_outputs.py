"""Nobody reads on, or the disk is full: every command ends quietly, or with one sentence, and its exit code says it."""

from pathlib import Path

import pytest

from tests.faults.forked import Case, outcomes

COMMANDS = {
    ("ask", "urate"): 0,
    ("ask", "--json", "best pizza in Rome"): 1,
    ("ask", "--jsonl", "questions.txt"): 0,
    ("inspect",): 0,
    ("inspect", "--json"): 0,
    ("verify", "talk.json"): 0,
    ("sessions", "show", "hands"): 0,
    ("add", "--dry-run", "page.html"): 0,
    ("calibrate", "faq.csv"): 0,
    ("manual",): 0,
    ("--help",): 0,
    ("--version",): 0,
    ("completion", "bash"): 0,
    ("chat", "--plain"): 0,
}
GATED = ("coverage", "questions.txt", "--min-answered", "100%")
HTML = "<html><head><title>Gout</title></head><body><h1>Gout</h1><p>Gout is an arthritis of the feet.</p></body></html>"
TALK = """
import pathlib
from bot.conversation.dialogue import Conversation
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from bot.library import Library
library = Library.open(pathlib.Path("gout.md"))
record = Record(pathlib.Path("talk.json"), Sessions(), "hands")
record.begin(library.articles)
record.add(Conversation(library).ask("What causes gout?"))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, and all that the commands are given."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "gout.md").write_text("# Gout\n\nGout is an arthritis caused by urate crystals [1].\n", encoding="utf-8")
    (folder / "faq.csv").write_text("question,expected\nWhat causes gout?,urate\nbest pizza?,none\n", encoding="utf-8")
    (folder / "questions.txt").write_text("What causes gout?\nbest pizza in Rome\n", encoding="utf-8")
    (folder / "page.html").write_text(HTML, encoding="utf-8")
    return folder


def cases(place: Path, **faults: str) -> list[Case]:
    around = {"CITEBOT_CORPUS": "gout.md", "CITEBOT_DATA": str(place / "data")}
    return [Case(("--version",), code=TALK, around=around, cwd=str(place))] * (not (place / "talk.json").exists()) + [
        Case(command, stdin="urate\n", around=around, cwd=str(place), **faults) for command in [*COMMANDS, GATED]
    ]


@pytest.mark.parametrize(
    ("faults", "code", "said"),
    [
        ({"out": "unheard"}, 141, ""),  # as other programs die of SIGPIPE
        ({"out": "full"}, 2, "no space left on device"),
    ],
    ids=["nobody reads", "full"],
)
def test_output_that_cannot_be_written(
    faults: dict[str, str], code: int, said: str, place: Path, tmp_path: Path
) -> None:
    given = cases(place, **faults)
    for case, found in zip(given, outcomes(given, tmp_path), strict=True):
        if case.code:
            assert found.code == 0, found
        elif case.arguments == GATED and code == 141:
            assert found.code == 1  # its exit code tells whether the demands are met, whoever reads the report
        else:
            assert found.code == code, (case, found)
            assert said in found.err.casefold(), (case, found)
            assert found.err.count("\n") == bool(said), (case, found)


def test_what_cannot_be_said_on_stderr_changes_nothing_else(place: Path, tmp_path: Path) -> None:
    wrong = ("ask", "x", "--corpus", "no-such-file.md")
    given = [
        Case(arguments, out=out, err=err, around={"CITEBOT_CORPUS": "gout.md"}, cwd=str(place))
        for arguments in (wrong, ("ask", "best pizza in Rome"), ("manual",))
        for out in ("file", "unheard", "full")
        for err in ("unheard", "full")
    ]
    codes = {(wrong, "file"): 2, (given[-1].arguments, "file"): 0}
    for case, found in zip(given, outcomes(given, tmp_path), strict=True):
        told = {"unheard": 2 if case.arguments == wrong else 141, "full": 2, "file": 1}[case.out]
        assert found.code == codes.get((case.arguments, case.out), told), (case, found)
        assert bool(found.out) == (case.out == "file" and case.arguments != wrong)
