"""The command that talks: on a screen, or line by line."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import corpus_option, plain_option
from bot.errors import UsageError
from bot.served import served
from bot.waiting import Reading, opened

if TYPE_CHECKING:
    from bot.keeping.record import Record
    from bot.library import Library

_OPTIONS = (
    click.option(
        "--keep",
        metavar="NAME",
        help="Keep the conversation on this computer, and go on with the one kept under NAME. See 'citebot sessions'.",
    ),
    click.option(
        "--transcript",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write a transcript after every answer: Markdown, text or JSON, by FILE's end (.md, .txt, .json).",
    ),
    click.option("--overwrite", is_flag=True, help="With --transcript: replace FILE if it exists."),
)


def record_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that say where a conversation is written: keep, transcript, overwrite."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@corpus_option
@plain_option
@record_options
@click.pass_context
def chat(context: click.Context, /, corpus: Path | None, plain: bool, **writing: Any) -> None:
    """Talk with the article (the default).

    Nothing that is asked is stored, unless --keep or --transcript asks for it. Line mode is chosen by itself where
    there is no terminal, with TERM=dumb, and with ACCESSIBLE=1.
    """
    context.exit(start(corpus or context.obj, plain, **writing))


def start(
    corpus: Path | None,
    plain: bool,
    *,
    keep: str | None = None,
    transcript: Path | None = None,
    overwrite: bool = False,
) -> int:
    """Holds a conversation, on a screen or line by line, and returns the exit code.

    Raises `UsageError` when it cannot be kept under the name, or the transcript not be written.
    """
    record = _record(keep, transcript, overwrite=overwrite)

    reading = Reading()

    def open_library() -> "Library":
        from bot.library import Library

        return Library.open(corpus, reading)

    def open_in_lines() -> "Library":
        return opened(corpus)

    if plain or _wants_lines():
        from bot.plain.app import run

        return run(open_in_lines, sys.stdin, sys.stdout, sys.stderr, record=record)
    # Textual reads it when it is imported: painting four times as often as its default halves the wait after a key.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from bot.chat.app import ChatApp

    # What is loaded stays: without it, looking for garbage takes a moment of its own, in which nothing is painted.
    app = ChatApp(open_library, record=record, when_loaded=gc.freeze, how_far=lambda: reading.words)
    app.run()
    return app.return_code or 0


def _record(keep: str | None, transcript: Path | None, *, overwrite: bool) -> "Record":
    from bot.keeping.record import Record
    from bot.keeping.sessions import Sessions

    if overwrite and transcript is None:
        raise UsageError("--overwrite goes with --transcript FILE.")
    return Record(transcript, None if served() else Sessions(), keep, overwrite=overwrite)


def _wants_lines() -> bool:
    return not served() and (
        os.environ.get("ACCESSIBLE", "") not in ("", "0")
        or os.environ.get("TERM") == "dumb"
        or not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())  # None: it was closed
    )
