"""The record of the conversation, written beside the screen and in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.chat.background import in_background

if TYPE_CHECKING:
    from bot.conversation.answer import Answer
    from bot.keeping.record import Record

T = TypeVar("T")


class Notebook:
    """Has the record do one thing after the other, in threads; each may raise `CitebotError`."""

    def __init__(self, record: Record | Callable[[], Record] | None) -> None:
        """Nobody else writes in the record from now on; without one, nothing is written.

        A function is called when the record is wanted, which is after the first frame.
        """
        self._record = record
        self._writing = asyncio.Lock()

    @property
    def record(self) -> Record:
        """The record itself, to be looked at."""
        if callable(self._record):
            self._record = self._record()
        elif self._record is None:
            from bot.keeping.record import Record

            self._record = Record()
        return self._record

    async def add(self, answer: Answer) -> None:
        """Takes an answer."""
        await self._do(lambda: self.record.add(answer))

    async def narrow(self, names: Sequence[str]) -> None:
        """Takes down that only the articles of these names answer from now on, or all of them (no names)."""
        await self._do(lambda: self.record.narrow(names))

    async def restart(self) -> None:
        """Begins a new conversation; what was kept stays kept."""
        await self._do(self.record.restart)

    async def export(self, path: Path) -> Path:
        """Writes the conversation so far to a new file, and returns its whole path."""
        return (await self._do(lambda: self.record.export(path))).resolve()

    async def keep(self, name: str) -> None:
        """Keeps the conversation under a name from now on."""
        await self._do(lambda: self.record.keep(name))

    async def _do(self, work: Callable[[], T]) -> T:
        async with self._writing:
            return await in_background(work)
