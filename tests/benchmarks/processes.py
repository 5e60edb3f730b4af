"""Programs started from here: the commands that are measured, their surroundings, their time as a whole."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.rounds import BenchmarkError, seconds

ROOT = Path(__file__).parent.parent.parent
_TIMEOUT = 60
_OWN_SETTINGS = ("CITEBOT_", "TEXTUAL", "PYTHON", "NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "LINES")


def citebot(*arguments: str) -> list[str]:
    """Returns a `citebot` command: the installed script beside this interpreter, or the module where there is none."""
    script = Path(sysconfig.get_path("scripts")) / "citebot"
    return [str(script), *arguments] if script.is_file() else [sys.executable, "-m", "bot", *arguments]


def python(code: str) -> list[str]:
    """Returns a command that runs code in this interpreter."""
    return [sys.executable, "-c", code]


def module(name: str, *arguments: str) -> list[str]:
    """Returns a command that runs a module in this interpreter."""
    return [sys.executable, "-m", name, *arguments]


def surroundings() -> dict[str, str]:
    """Returns the environment of measured programs: this checkout, no settings of the person who measures."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def output_of(command: Sequence[str], timeout: float = _TIMEOUT) -> str:
    """Runs a command to its end and returns what it printed; raises `BenchmarkError` when it fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=surroundings(),
            cwd=ROOT,
            timeout=timeout,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BenchmarkError(f"{_shown(command)} could not be run: {type(error).__name__}") from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise BenchmarkError(f"{_shown(command)} ended with exit code {done.returncode}: {''.join(last)}")
    return done.stdout


def process_seconds(command: Sequence[str]) -> float:
    """Returns the time of a whole process, from before it is started until it has ended."""
    return seconds(lambda: output_of(command))


def _shown(command: Sequence[str]) -> str:
    return " ".join([Path(command[0]).name, *command[1:]])
