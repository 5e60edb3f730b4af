"""A process beside this one, which makes something of the articles that it is told to read.

It is a Python of its own and knows nothing of the program that began it: `multiprocessing` would run that program's
main module again, which a script has to be written for. It ends with its input, also where that program was killed.
"""

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from bot.article import Article
from bot.errors import CitebotError
from bot.reading.corpus import Place
from bot.reading.files import read_article

_COLLECTED = 20_000  # objects after which garbage is looked for: hardly any of them is garbage
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from bot.reading.worker import main; main()"


class Read(NamedTuple):
    """What was made of some files, up to the one that could not be read, if there was one."""

    made: list[Any]
    error: CitebotError | None = None


class Lost(Exception):
    """A process could not be started, or ended before it should."""


class Worker:
    """A process that reads."""

    def __init__(self, prepare: Callable[[], Callable[[Article], Any]]) -> None:
        """Starts it. `prepare` is what it calls once, to get what makes something of an article.

        Raises `Lost` where no process can be started.
        """
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this Python
                [sys.executable, "-P", "-c", _BEGIN, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what fails there is done again here, and told here
            )
        except (OSError, ValueError) as error:
            raise Lost from error
        with contextlib.suppress(OSError):  # one that is gone is found when it is asked
            pickle.dump(prepare, self._sent)
            self._sent.flush()

    def read(self, places: Sequence[Place]) -> Read:
        """Returns what was made of the files. Raises `Lost`."""
        try:
            pickle.dump(places, self._sent)
            self._sent.flush()
            read = pickle.load(self._got)  # noqa: S301  # from this Python
        except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
            raise Lost from error
        assert isinstance(read, Read)  # noqa: S101
        return read

    def end(self) -> None:
        """Ends the process, whatever it is doing. Who waits for it in `read` gets `Lost`."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Lets go of a process that was ended, when nobody reads from it any more."""
        for pipe in (self._sent, self._got):
            with contextlib.suppress(OSError):
                pipe.close()

    @property
    def _sent(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101
        return self._process.stdin

    @property
    def _got(self) -> IO[bytes]:
        assert self._process.stdout is not None  # noqa: S101
        return self._process.stdout


def main() -> None:
    """Reads what is asked for on standard input, until there is no more, and writes what was made of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked, which ends this one
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library may print is no answer
    asked = SimpleQueue[Sequence[Place]]()
    make = pickle.load(sys.stdin.buffer)()  # noqa: S301  # from the program that began this process
    Thread(target=_listen, args=(asked,), daemon=True).start()
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    while True:
        pickle.dump(_read(asked.get(), make), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _listen(asked: SimpleQueue[Sequence[Place]]) -> None:
    """Takes in what is asked for, and ends this process where nobody asks any more, whatever it is doing."""
    with contextlib.suppress(EOFError):
        while True:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301
    os._exit(0)


def _read(places: Sequence[Place], make: Callable[[Article], Any]) -> Read:
    made: list[Any] = []
    try:
        for place in places:
            made.append(make(read_article(place.path, place.name)))  # noqa: PERF401  # kept where one fails
    except CitebotError as error:
        return Read(made, error)
    return Read(made)
