"""Leaving in order when a signal says so: the terminal is given back as it was, and nothing is half written."""

import asyncio
import os
import signal
import sys
from types import FrameType
from typing import Any

from textual.app import App

from bot.ending import LOST, SHOWN, SIGNALS, die

_LOOK = 1.0  # seconds between two looks at whether the terminal is still there


class LeavingApp(App[None], inherit_bindings=False):
    """Leaves when it is told to end, or when its terminal is gone."""

    async def run_async(self, **options: Any) -> Any:
        """Runs until it is left; its return code is that of the signal, if one has ended it."""
        loop = asyncio.get_running_loop()

        def leave(number: int, _: FrameType | None) -> None:
            signal.signal(number, signal.SIG_DFL)  # a second one need not wait for anything
            if is_gone():  # who waits to write to it waits for ever
                die(number)
            loop.call_soon_threadsafe(self.exit, None, SHOWN + number)

        heeded = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, leave) for number in heeded}
        try:
            return await super().run_async(**options)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def on_mount(self) -> None:
        """Looks at the terminal from time to time: one that does not control the program is gone without a signal."""
        if not self.is_headless and not is_gone():
            self.set_interval(_LOOK, _end_if_gone)


def _end_if_gone() -> None:
    if is_gone():  # nothing can be given back, and what was kept is kept
        die(LOST)


def is_gone() -> bool:
    """Tells whether the terminal that was typed at is not there any more."""
    return sys.__stdin__ is None or sys.__stdin__.closed or not os.isatty(sys.__stdin__.fileno())
