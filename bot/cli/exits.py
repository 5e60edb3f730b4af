"""The exit codes of `citebot`, and what is said on standard error when something went wrong."""

import os
import sys
from enum import IntEnum

from bot.ending import SHOWN
from bot.errors import CitebotError
from bot.showing import one_line, put

_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  # the path library takes long to load
_WHOLE = "CITEBOT_TRACEBACK"


class Exit(IntEnum):
    """The exit codes of `citebot`."""

    ANSWERED = GOOD = 0
    NOT_ANSWERED = WORSE = 1
    ERROR = 2
    SIGNALLED = SHOWN  # and the number of the signal that ended it
    INTERRUPTED = 130
    UNHEARD = 141  # nobody reads on ("| head"); other programs die of SIGPIPE then


def complain(error: Exception) -> None:
    """Says in one line on stderr what went wrong.

    Of a fault of Citebot's own it says where, and not what was asked or read: that only CITEBOT_TRACEBACK shows.
    """
    if isinstance(error, CitebotError):
        put(f"citebot: {one_line(str(error))}\n", sys.stderr)
        return
    if os.environ.get(_WHOLE, "") not in ("", "0"):
        import traceback

        put("".join(traceback.format_exception(error)), sys.stderr)
    said = f"This is a fault of Citebot's own ({type(error).__name__}{_place_of(error)}). Please report it."
    put(f"citebot: {said} {_WHOLE}=1 shows all that is known of it, your words perhaps among it.\n", sys.stderr)


def _place_of(error: Exception) -> str:
    """Where in the package it happened, as far in as it goes."""
    place, step = "", error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(_PACKAGE):
            place = f", bot{file[len(_PACKAGE) :]} line {step.tb_lineno}"
        step = step.tb_next
    return place
