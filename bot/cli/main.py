"""Where `citebot` begins: what went wrong is said in one sentence, and the exit code is one of `Exit`."""

import os
import sys
from typing import NoReturn

from bot.cli import quick, signals
from bot.cli.exits import Exit, complain
from bot.cli.failing import settled
from bot.errors import CitebotError


def main() -> NoReturn:
    """Runs the command line and exits with one of the codes in `Exit`."""
    if sys.stderr is None:  # closed by the shell ("2>&-"): nobody is to hear it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # for as long as the process lives
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        complain(CitebotError("Standard output is closed, so there is nowhere to write an answer."))
        sys.exit(Exit.ERROR)
    signals.leave(settled(lambda: signals.heeding(lambda: _done(sys.argv[1:]))))


def run(arguments: list[str]) -> int:
    """Runs the command line and returns the exit code; what went wrong is said in one sentence on stderr."""
    return settled(lambda: _done(arguments))


def _done(arguments: list[str]) -> int:
    code = quick.run(arguments)
    if code is None:
        from bot.cli import commands

        code = commands.run(arguments)
    return code
