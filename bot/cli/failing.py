"""What becomes of all that can go wrong: one sentence on standard error and an exit code, never a traceback."""

import errno
import os
import sys
from collections.abc import Callable

from bot.cli.exits import Exit, complain
from bot.cli.signals import Ended
from bot.errors import CitebotError
from bot.showing import one_line

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC))


def settled(work: Callable[[], int]) -> int:
    """Returns the exit code of some work, and of its output, which is all written out; says what went wrong."""
    try:
        try:
            code = work()
        except CitebotError as error:
            _say(error)
            code = Exit.ERROR
        sys.stdout.flush()
    except KeyboardInterrupt:
        _let_go()
        return Exit.INTERRUPTED
    except Ended as ended:
        _let_go()
        return ended.number + Exit.SIGNALLED
    except BrokenPipeError:  # the reader is gone ("| head"): nothing is left to say
        _let_go()
        return Exit.UNHEARD
    except OSError as error:
        _let_go()
        _say(_unwritten(error))
        return Exit.ERROR
    except MemoryError:
        _say(CitebotError("There is not enough memory for this.", "Try it with fewer articles, or a shorter list."))
        return Exit.ERROR
    except Exception as error:
        _say(error)
        return Exit.ERROR
    return code


def _say(error: Exception) -> None:
    try:
        complain(error)
    except OSError:  # nobody is to hear it
        _let_go()


def _let_go() -> None:
    """Writes out what can be, and leaves nothing to Python's own flush at the end, which would complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _unwritten(error: OSError) -> CitebotError:
    reason = (error.strerror or str(error)).lower()
    if error.filename is not None:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
        said = f"{one_line(name)} cannot be read or written: {reason}."
        return CitebotError(said, "Check that it is there, and may be used.")
    if error.errno in _FULL:  # files are written by those who say their names
        return CitebotError(f"The output cannot be written: {reason}.", "Make room, or send it elsewhere.")
    return CitebotError(f"Something could not be read or written: {reason}.")
