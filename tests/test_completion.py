"""Shells complete commands, options, choices and file names, and do so at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.commands import cli
from bot.cli.completion import SHELLS
from bot.cli.main import run

ROOT = Path(__file__).parent.parent
HEAVY = {"nltk", "numpy", "rank_bm25", "textual", "markdown_it", "aiohttp", "sqlite3", "bot.library", "bot.shell"}


def completed(*words: str) -> list[str]:
    """What the mechanism of Bash is told for the last word, a line for each as "kind,value"."""
    environment = os.environ | {
        "_CITEBOT_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("citebot", *words)),
        "COMP_CWORD": str(len(words)),
    }
    command = [sys.executable, "-m", "bot"]
    return subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def test_commands_and_options_are_completed() -> None:
    assert {line.partition(",")[2] for line in completed("")} == set(cli.commands)
    assert {"plain,--json", "plain,--jsonl"} <= set(completed("ask", "--js"))
    assert completed("completion", "z") == ["plain,zsh"]


@pytest.mark.parametrize("words", [("--corpus", ""), ("ask", "--corpus", "a"), ("coverage", ""), ("review", "f")])
def test_file_names_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert [line.partition(",")[0] for line in completed(*words)] == ["file"]


def test_completing_loads_no_room_and_no_heavy_library() -> None:
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from bot.cli.main import main; main()"
    environment = os.environ | {"_CITEBOT_COMPLETE": "bash_complete", "COMP_WORDS": "citebot as", "COMP_CWORD": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "plain,ask" in ran.stdout.splitlines()
    assert not HEAVY & set(ran.stdout.split())


def test_an_unknown_shell_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert capfd.readouterr().err.count("\n") == 1


ASKED = {  # each has the script complete "insp", and prints what comes of it
    "bash": """
        source "$SCRIPT"; COMP_WORDS=(citebot insp); COMP_CWORD=1; _citebot_completion citebot
        echo "${COMPREPLY[@]}"
    """,
    "zsh": """
        autoload -Uz compinit; compinit -D; source "$SCRIPT"
        _describe() { print -r -- ${${(P)3}%%:*}; }
        words=(citebot insp); CURRENT=2; _citebot_completion
    """,
    "fish": 'source "$SCRIPT"; complete --do-complete "citebot insp"',
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_works_in_the_shell_itself(shell: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed here")
    assert run(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capfd.readouterr().out, encoding="utf-8")
    command = tmp_path / "citebot"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m bot "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "SCRIPT": str(script)}
    ran = subprocess.run([program, "-c", ASKED[shell]], env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert "inspect" in ran.stdout.split(), ran.stderr
