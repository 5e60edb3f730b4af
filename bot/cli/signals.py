"""Signals that end the program: what is being done is unwound, so that nothing half stays behind, and no traceback is.

A shell is then told by which signal the program died: it ends a loop around it only where it is Ctrl-C that did it.
"""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

from bot.ending import SHOWN, SIGNALS, die

_IMPORTING = "<frozen importlib._bootstrap>"


class Ended(SystemExit):
    """Somebody asked the program to end, or its terminal is gone; the code is the one that a shell shows for it."""

    def __init__(self, number: int) -> None:
        """Takes the number of the signal."""
        super().__init__(SHOWN + number)
        self.number = number


T = TypeVar("T")
_working: list[bool] = []  # whether there is something to unwind
_last: list[int] = []  # the signal to die of at the very end, if any


def heeding(work: Callable[[], T]) -> T:
    """Does some work in which Ctrl-C raises `KeyboardInterrupt`, and the other signals `Ended`.

    Before and after it, the program dies of them at once. What whoever started it had ignored, as `nohup` does, stays
    ignored. It is for the whole of a program: nothing is put back.
    """
    try:
        _heed()
        return work()
    finally:
        _working.clear()


def _heed() -> None:
    sys.unraisablehook = _unraisable
    atexit.register(_die_at_last)  # the first to be registered is the last to be called
    for number in SIGNALS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)
    _working.append(True)


def leave(code: int) -> NoReturn:
    """Ends the process with an exit code: where that stands for a signal, by the signal itself."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if os.name == "posix" and code - SHOWN in SIGNALS:
        _last.append(code - SHOWN)
    gc.freeze()  # what is left goes with the process: to look for garbage in it takes a fifth of a short run
    sys.exit(code)


def _die_at_last() -> None:
    if _last:
        die(_last[0])


def _stop(number: int, frame: FrameType | None) -> None:
    """Raises what stands for a signal; in the middle of an import, which cannot be unwound, the program dies of it."""
    if not _working:
        die(number)
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING:
            die(number)
        frame = frame.f_back
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise Ended(number)


def _unraisable(hooked: "sys.UnraisableHookArgs") -> None:
    """Is told what was raised where nobody could catch it; a signal that came there is heeded all the same."""
    if isinstance(hooked.exc_value, Ended):
        die(hooked.exc_value.number)
    elif isinstance(hooked.exc_value, KeyboardInterrupt):
        die(signal.SIGINT)
    else:
        sys.__unraisablehook__(hooked)
