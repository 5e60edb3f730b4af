"""What is said to one who waits for a large library to be read: how far it is, when it takes over a second."""

import sys
import time
from typing import TYPE_CHECKING, TextIO

from bot.showing import put

if TYPE_CHECKING:
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from bot.library import Library

A_WHILE = 1.0  # seconds after which one wants to know
_BAR = 24  # characters


class Reading:
    """How many articles are read, and of how many; to be called with both."""

    def __init__(self) -> None:
        """Starts with nothing read."""
        self._done = self._whole = 0
        self._begun = 0.0

    def __call__(self, done: int, whole: int) -> None:
        """Takes down how many articles are read, and of how many; safe to call in another thread."""
        self._begun = self._begun or time.monotonic()
        self._done, self._whole = done, whole

    @property
    def words(self) -> str:
        """How far it is, with a bar; "" where there is nothing to wait for, or not yet for a second."""
        if not 0 < self._done < self._whole or time.monotonic() < self._begun + A_WHILE:
            return ""
        full = _BAR * self._done // self._whole
        return f"Reading the articles: {'━' * full}{'╌' * (_BAR - full)} {self._done:,} of {self._whole:,}"


class _Shown(Reading):
    """Shows on a terminal how far it is."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, whole: int) -> None:
        super().__call__(done, whole)
        if self._bar is None and self.words:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("Reading the articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            progress = Progress(*columns, console=Console(file=self._stream), transient=True)
            progress.start()
            self._bar = progress, progress.add_task("", total=whole)
        if self._bar is not None:
            self._bar[0].update(self._bar[1], completed=done)

    def done(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar[0].stop()


def opened(corpus: "Path | None", stream: TextIO | None = None) -> "Library":
    """Opens a library; says on the stream (None: stderr) how far it is, if that is a terminal, and what went wrong.

    Raises `CorpusError`.
    """
    from bot.library import Library

    told = stream or sys.stderr
    shown = _Shown(told) if told.isatty() else None
    try:
        library = Library.open(corpus, shown)
    finally:
        if shown is not None:
            shown.done()
    if library.warning:
        put(f"{library.warning}\n", told)
    return library
