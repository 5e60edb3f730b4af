"""One question as it is mostly asked, the chat, help and version: before the parser of the command line is loaded.

To load it takes longer than to find an answer. What is written in any other way than the few here is left to it, and
so is everything that is wrong.
"""

import os
from typing import TYPE_CHECKING, Any

from bot import __version__
from bot.cli import TOP
from bot.cli.exits import Exit
from bot.showing import put

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = {"--json": "as_json", "--explain": "explain"}
_CORPUS = "CITEBOT_CORPUS"
_COMPLETION = "_CITEBOT_COMPLETE"  # a shell asks what could be typed


def run(arguments: list[str]) -> int | None:
    """Runs a command line of the plainest form and returns its exit code; None where it is left to the parser.

    Raises `CitebotError` with what a user did wrong.
    """
    if arguments == ["--version"]:
        put(f"citebot, version {__version__}\n")
        return Exit.ANSWERED
    if _COMPLETION in os.environ:
        return None
    if arguments in (["--help"], ["-h"]):
        return _helped()
    if arguments in ([], ["chat"]):
        from bot.cli import conversing

        return conversing.start(_path(os.environ.get(_CORPUS) or None))
    asked = parsed(arguments)
    if asked is None:
        return None
    from bot import shell

    return Exit.ANSWERED if shell.ask_one(**asked) else Exit.NOT_ANSWERED


def _helped() -> int | None:
    from bot.cli import helping

    text = helping.text()
    if text is None:
        return None
    put(text)
    return Exit.ANSWERED


def parsed(arguments: list[str]) -> dict[str, Any] | None:
    """Returns what `shell.ask_one` takes; None where the arguments are not `ask`, words, flags and a corpus."""
    if not arguments or arguments[0] != "ask":
        return None
    words, flags, corpus = [], dict.fromkeys(_FLAGS.values(), False), os.environ.get(_CORPUS) or None
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in _FLAGS:
            flags[_FLAGS[argument]] = True
        elif argument == "--corpus":
            corpus = next(rest, None)
            if corpus is None:
                return None
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            words.append(argument)
    if not words:
        return None
    return {"words": tuple(words), "corpus": _path(corpus), "top": TOP, **flags}


def _path(name: str | None) -> "Path | None":
    from pathlib import Path

    return None if name is None else Path(name)
