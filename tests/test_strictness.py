"""Every command as a strict interpreter runs it: warnings are errors, files are closed, encodings are named."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import ROOT

# Runs commands one after the other in one process, each with what it is given on standard input. A file that is not
# closed, or a coroutine that is not awaited, is told when it is collected; an encoding that is not named is an error
# in this package alone: some of the libraries leave it to the system.
DRIVER = r"""
import gc, io, json, sys, warnings
warnings.filterwarnings("ignore", category=EncodingWarning)
warnings.filterwarnings("error", category=EncodingWarning, module=r"bot(\.|$)")
from bot.cli.main import run
for arguments, typed in json.loads(sys.argv[1]):
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    print(f"{run(arguments)} {arguments}", file=sys.stderr)
gc.collect()
"""
QUICK = {"PYTHONMALLOC": "pymalloc"}  # what the memory is filled with is for who writes C, and takes most of the time
STRICT = ("-X", "dev", "-X", "warn_default_encoding", "-W", "error")
TALK = "What is calcinosis?\n/open 1\n/source 7\n/find calcium\n/outline\n/export talk.txt\nyes\n/quit\n"
FAQ = "question,expected\nWhat is calcinosis?,\nWhich drugs help?,Medical Therapies\nWho won the cup?,none\n"
COMMANDS: list[tuple[int, list[str], str]] = [
    (0, ["ask", "What is calcinosis?"], ""),
    (1, ["ask", "--json", "best pizza in Rome"], ""),
    (0, ["ask", "--explain", "calcinossis treatmnt"], ""),
    (0, ["ask", "--jsonl"], '{"question": "What is calcinosis?", "conversation": "a"}\nand in children?\n'),
    (2, ["ask", "--corpus", "nowhere.md", "What is calcinosis?"], ""),
    (0, ["inspect"], ""),
    (0, ["--plain", "--keep", "kept", "--transcript", "talk.json"], TALK),
    (0, ["--plain", "--keep", "kept"], "and in children?\n/quit\n"),
    (0, ["verify", "talk.json"], ""),
    (0, ["sessions"], ""),
    (0, ["sessions", "search", "calcinosis"], ""),
    (0, ["sessions", "show", "kept"], ""),
    (0, ["sessions", "delete", "--all", "--yes"], ""),
    (0, ["coverage", "faq.csv", "--save", "run.json", "--html", "r.html", "--csv", "r.csv", "--junit", "r.xml"], ""),
    (0, ["coverage", "faq.csv", "--baseline", "run.json", "--markdown", "r.md", "--json", "r.json"], ""),
    (0, ["calibrate", "faq.csv"], ""),
    (0, ["add", "FILES/gout.html", "FILES/iron.docx", "FILES/columns.pdf", "FILES/warts.txt", "--corpus", "added"], ""),
    (0, ["inspect", "--corpus", "added"], ""),
    (2, ["review", "faq.csv"], ""),  # needs a terminal
    (0, ["completion", "zsh"], ""),
    (0, ["manual"], ""),
    (0, ["serve", "--help"], ""),
]


def test_every_command_is_clean(tmp_path: Path) -> None:
    def placed(argument: str) -> str:
        return argument.replace("FILES", str(ROOT / "tests" / "adding" / "files"))

    (tmp_path / "faq.csv").write_text(FAQ, encoding="utf-8")
    given = json.dumps([([placed(argument) for argument in arguments], typed) for _, arguments, typed in COMMANDS])
    env = {"PATH": "", "HOME": str(tmp_path), "CITEBOT_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)} | QUICK
    done = subprocess.run(
        [sys.executable, *STRICT, "-c", DRIVER, given], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8"
    )
    said = done.stderr.splitlines()
    codes = [f"{code} {[placed(argument) for argument in arguments]}" for code, arguments, _ in COMMANDS]
    assert [line for line in said if line[:1].isdigit()] == codes, done.stderr
    assert "Exception ignored" not in done.stderr
    assert "Warning:" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["ask", "What is calcinosis?"]])
def test_the_program_itself_starts_clean(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, *STRICT, "-W", "ignore::EncodingWarning", "-m", "bot", *arguments]
    env = {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)} | QUICK
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
