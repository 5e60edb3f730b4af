"""Where `citebot` begins: what went wrong is said in one sentence, and the exit code is one of `Exit`."""

import os
import sys
from typing import NoReturn

from bot.cli import quick
from bot.cli.exits import Exit
from bot.errors import CitebotError


def main() -> NoReturn:
    """Runs the command line and exits with one of the codes in `Exit`."""
    if sys.stderr is None:  # closed by the shell ("2>&-"): nobody is to hear it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # for as long as the process lives
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        _complain("Standard output is closed, so there is nowhere to write an answer.")
        sys.exit(Exit.ERROR)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs the command line and returns the exit code; what a user did wrong is said in one sentence on stderr."""
    try:
        code = quick.run(arguments)
        if code is None:
            from bot.cli import commands

            code = commands.run(arguments)
        sys.stdout.flush()
    except CitebotError as error:
        _complain(str(error))
        return Exit.ERROR
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader is gone ("| head"): nothing is left to say, not even by Python's own flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.ANSWERED
    return code


def _complain(sentence: str) -> None:
    """Says on stderr what went wrong, without the control characters that an argument may carry."""
    printable = "".join(char if char.isprintable() else "�" for char in sentence)
    print(f"citebot: {printable}".encode("utf-8", "replace").decode(), file=sys.stderr)
