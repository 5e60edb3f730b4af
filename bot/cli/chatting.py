"""The command that talks: on a screen, or line by line."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import corpus_option, plain_option

if TYPE_CHECKING:
    from bot.library import Library


@click.command()
@corpus_option
@plain_option
@click.pass_context
def chat(context: click.Context, corpus: Path | None, plain: bool) -> None:
    """Talk with the article (the default).

    Line mode is chosen by itself where there is no terminal, with TERM=dumb, and with ACCESSIBLE=1.
    """
    context.exit(start(corpus or context.obj, plain))


def start(corpus: Path | None, plain: bool) -> int:
    """Holds a conversation, on a screen or line by line, and returns the exit code."""

    def open_library() -> "Library":
        from bot.library import Library

        return Library.open(corpus)

    if plain or _wants_lines():
        from bot.plain import run

        return run(open_library, sys.stdin, sys.stdout, sys.stderr)
    # Textual reads it when it is imported: painting twice as often as its default halves the wait after a key.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from bot.chat.app import ChatApp

    app = ChatApp(open_library)
    app.run()
    return app.return_code or 0


def _wants_lines() -> bool:
    return (
        os.environ.get("ACCESSIBLE", "") not in ("", "0")
        or os.environ.get("TERM") == "dumb"
        or not (sys.stdin.isatty() and sys.stdout.isatty())
    )
