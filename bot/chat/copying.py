"""Copying: by a tool of the system, by the terminal, into a file; and no more is said than is known."""

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.app import App

from bot.chat.background import in_background
from bot.chat.messages import Copied
from bot.errors import CitebotError
from bot.served import served
from bot.showing import shown_path

if TYPE_CHECKING:
    from pathlib import Path

_SENT = "{} was sent to your terminal to be copied. Not every terminal takes it."
_VISITOR = "If pasting brings nothing, press Ctrl+S."
_LONG = 8.0  # seconds that a sentence stays that has to be read


class CopyingApp(App[None], inherit_bindings=False):
    """Copies what it is asked to, one text after the other."""

    def __init__(self) -> None:
        """Nothing is being copied."""
        super().__init__()
        self._copying = asyncio.Lock()

    @on(Copied)
    def _copy(self, event: Copied) -> None:
        self._begin_to_copy(event.text, event.what)

    def copy_to_clipboard(self, text: str) -> None:
        """Copies text that was selected."""
        self._begin_to_copy(text, "What you selected")

    def send_to_terminal(self, text: str) -> None:
        """Asks the terminal to fill its clipboard; whether it does is not known."""
        super().copy_to_clipboard(text)

    def _begin_to_copy(self, text: str, what: str) -> None:
        self.run_worker(self._copy_text(text, what), group="copy", exit_on_error=False)

    async def _copy_text(self, text: str, what: str) -> None:
        from bot.keeping import clipboard

        async with self._copying:  # or the file could hold the earlier of two
            tool = None if served() else clipboard.find_tool()
            copied = await in_background(lambda: clipboard.copy(text, tool)) if tool else False
            if copied:
                self.notify(f"{what} is copied.", markup=False)
                return
            sent = clipboard.terminal_may_copy()
            if sent:
                self.send_to_terminal(text)
            if served():
                self._tell(f"{_SENT.format(what)} {_VISITOR}")
            else:
                await self._put_in_file(text, what, sent=sent)

    async def _put_in_file(self, text: str, what: str, *, sent: bool) -> None:
        from bot.keeping import clipboard

        try:
            path: Path = await in_background(lambda: clipboard.put_in_file(text))
        except CitebotError as error:
            first = _SENT.format(what) if sent else "Nothing was copied."
            self._tell(f"{first} {error.message}", is_wrong=True)
            return
        where = shown_path(path)
        self._tell(f"{_SENT.format(what)} It is also in the file {where}" if sent else f"{what} is in the file {where}")

    def _tell(self, words: str, *, is_wrong: bool = False) -> None:
        self.notify(words, severity="warning" if is_wrong else "information", markup=False, timeout=_LONG)
