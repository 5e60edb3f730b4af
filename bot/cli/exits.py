"""The exit codes of `citebot`."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `citebot`."""

    ANSWERED = GOOD = 0
    NOT_ANSWERED = WORSE = 1
    ERROR = 2
    INTERRUPTED = 130
