"""What is typed or piped in, question by question; several lines can be one question."""

import os
import sys
from typing import TextIO

from bot.plain.commands import COMMANDS
from bot.reading import characters
from bot.showing import printable, put

LONGEST = 1_000_000  # characters that are read of an entry; of these, a question has fewer
PROMPT, GOING_ON = "You: ", "and: "


class Entries:
    """The entries of a file, a pipe or a person; a line that ends with a backslash goes on in the next one."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        """At a terminal the lines can be edited, where Python has the means; they are remembered in this run only."""
        self.by_hand = stdin.isatty()
        self._stdin, self._stdout = stdin, stdout
        real = stdin is sys.stdin and stdout is sys.stdout and self.by_hand and stdout.isatty()
        self._edited = real and os.environ.get("TERM") != "dumb" and _prepare_editing()

    def read(self) -> str | None:
        """Returns the next entry without what could steer a terminal; None at the end of the input."""
        lines: list[str] = []
        while True:
            line = self._line(GOING_ON if lines else PROMPT)
            if line is None:
                return _joined(lines) if lines else None
            if sum(map(len, lines)) < LONGEST:
                lines.append(line.removesuffix("\\"))
            if not line.endswith("\\"):
                return _joined(lines)

    def _line(self, prompt: str) -> str | None:
        if self._edited:
            try:
                return input(prompt).rstrip()
            except EOFError:
                return None
        if self.by_hand:
            put(prompt, self._stdout)
        line = self._stdin.readline(LONGEST)
        rest = line
        while len(rest) == LONGEST and not rest.endswith("\n"):
            rest = self._stdin.readline(LONGEST)  # of a line that may never end
        return line.rstrip() if line else None


def _joined(lines: list[str]) -> str:
    return printable(characters.clean("\n".join(lines))).strip()


def _prepare_editing() -> bool:
    """Has Python's `input` edit lines: arrows bring back earlier ones, Tab completes a command, a paste stays whole."""
    try:
        import readline
    except ImportError:  # no such library on this system
        return False
    readline.set_completer_delims(" ")
    readline.set_completer(complete)
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")
        return True
    readline.parse_and_bind("tab: complete")
    readline.parse_and_bind("set enable-bracketed-paste on")
    readline.parse_and_bind("set enable-active-region off")  # a paste is not shown in other colours
    return True


def complete(text: str, state: int) -> str | None:
    """Returns the command of this number among those that begin with the text; None when there is none."""
    names = [f"/{command.name} " for command in COMMANDS if text and f"/{command.name}".startswith(text)]
    return names[state] if state < len(names) else None
