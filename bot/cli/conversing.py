"""Beginning a conversation, on a screen or line by line; the parser of the command line is not needed for it."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.served import served
from bot.waiting import Reading, opened

if TYPE_CHECKING:
    from pathlib import Path

    from bot.keeping.record import Record
    from bot.library import Library

_UNTIL_LOADED = 1_000_000  # objects: to look among fewer for garbage would only put the first frame off


def start(
    corpus: "Path | None",
    plain: bool = False,
    *,
    keep: str | None = None,
    transcript: "Path | None" = None,
    overwrite: bool = False,
) -> int:
    """Holds a conversation, on a screen or line by line, and returns the exit code.

    Raises `UsageError` when it cannot be kept under the name, or the transcript not be written.
    """
    if overwrite and transcript is None:
        raise UsageError("--overwrite goes with --transcript FILE.")

    def open_record() -> "Record":
        from bot.keeping.record import Record
        from bot.keeping.sessions import Sessions

        return Record(transcript, None if served() else Sessions(), keep, overwrite=overwrite)

    writes = keep is not None or transcript is not None
    record = open_record() if writes else None  # what is wrong with a name or a file is said before all else
    reading = Reading()

    def open_library() -> "Library":
        from bot.library import Library

        return Library.open(corpus, reading)

    def open_in_lines() -> "Library":
        return opened(corpus)

    if plain or _wants_lines():
        from bot.plain.app import run

        return run(open_in_lines, sys.stdin, sys.stdout, sys.stderr, record=record or open_record())
    usual, *_ = gc.get_threshold()
    gc.set_threshold(_UNTIL_LOADED)

    def loaded() -> None:
        # What is loaded stays: without it, looking for garbage takes a moment of its own, in which nothing is painted.
        gc.freeze()
        gc.set_threshold(usual)

    # Textual reads it when it is imported: painting four times as often as its default halves the wait after a key.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from bot.chat.app import ChatApp

    app = ChatApp(open_library, record=record or open_record, when_loaded=loaded, how_far=lambda: reading.words)
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _wants_lines() -> bool:
    return not served() and (
        os.environ.get("ACCESSIBLE", "") not in ("", "0")
        or os.environ.get("TERM") == "dumb"
        or not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))  # None: it was closed
    )
