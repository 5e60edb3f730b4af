"""A program in a real pseudo-terminal: what is typed goes in, what it paints comes out, each with its time."""

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.benchmarks.processes import ROOT, surroundings
from tests.benchmarks.rounds import BenchmarkError

COLUMNS, LINES = 100, 30
_TIMEOUT = 60.0
_CHUNK = 65536
# Colours leave no trace; whatever else steers the terminal may move the cursor, so it parts texts.
_COLOUR = re.compile(r"\x1b\[[\d;:]*m")
_STEERING = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|[\]PX^_].*?(?:\x07|\x1b\\)"  # OSC and other strings
    r"|[ -/]*[0-~])",
    re.DOTALL,
)


def readable(painted: bytes) -> str:
    """Returns the text of terminal output: without colours, a line feed where the cursor moved."""
    text = painted.decode("utf-8", "ignore")
    return _STEERING.sub("\n", _COLOUR.sub("", text))


class Terminal:
    """A program in a terminal of a fixed size; use it in a `with`, which ends the program."""

    def __init__(self, command: Sequence[str]) -> None:
        """Starts the program; `started` is the time right before that."""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._painted = bytearray()
        self.started = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                command, stdin=slave, stdout=slave, stderr=slave, env=surroundings(), cwd=ROOT, start_new_session=True
            )
        except OSError as error:
            os.close(self._master)
            raise BenchmarkError(f"The program could not be started: {error.strerror}") from error
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        deadline = time.perf_counter() + 5
        while self._process.poll() is None and time.perf_counter() < deadline:
            self._read(0.05)  # a program may wait for its last words to be read
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def painted(self) -> str:
        """What was painted since the last key, as text."""
        return readable(bytes(self._painted))

    def type(self, keys: str) -> float:
        """Types keys and returns when; what was painted before is forgotten."""
        self._painted.clear()
        begin = time.perf_counter()
        os.write(self._master, keys.encode())
        return begin

    def wait_for(self, pattern: str | re.Pattern[str]) -> float:
        """Returns when the bytes came that complete a text, or a pattern, in what was painted since the last key."""
        wanted = re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
        deadline = time.perf_counter() + _TIMEOUT
        came = time.perf_counter()
        while not wanted.search(self.painted):
            if not self._read(max(0.0, deadline - time.perf_counter())):
                last = self.painted.strip()[-200:]
                raise BenchmarkError(f"The terminal never showed {wanted.pattern!r}; it showed last: {last!r}")
            came = time.perf_counter()
        return came

    def settle(self, quiet: float = 0.2, longest: float = 5.0) -> None:
        """Waits until nothing is painted for a while (a cursor blinks, but not that fast)."""
        deadline = time.perf_counter() + longest
        while time.perf_counter() < deadline and self._read(quiet):
            pass

    def _read(self, timeout: float) -> bool:
        """Reads what is there, waiting for it; False when nothing came, or the program has ended."""
        ready, _, _ = select.select([self._master], [], [], timeout)
        chunk = b""
        if ready:
            with suppress(OSError):  # the other side is closed
                chunk = os.read(self._master, _CHUNK)
        self._painted += chunk
        return bool(chunk)
