"""The memory of processes, as the system's own books have it."""

import os
from pathlib import Path

from tests.benchmarks.rounds import BenchmarkError

_PROCESSES = Path("/proc")


def resident(pid: int | None = None) -> int:
    """Returns the bytes of a process (None: this one) that are in memory, those that it shares with others too."""
    place = _PROCESSES / str(os.getpid() if pid is None else pid) / "statm"
    return int(_read(place).split()[1]) * os.sysconf("SC_PAGE_SIZE")


def proportional(pid: int) -> int:
    """Returns the bytes of a process that are in memory, with its part of those that it shares with others."""
    lines = _read(_PROCESSES / str(pid) / "smaps_rollup").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def children(pid: int) -> list[int]:
    """Returns the processes that a process started, as far as they run."""
    return [int(one) for one in _read(_PROCESSES / str(pid) / "task" / str(pid) / "children").split()]


def megabytes(size: float) -> str:
    """Returns a number of bytes as it is shown."""
    return f"{size / 1e6:,.1f} MB"


def _read(place: Path) -> str:
    try:
        return place.read_text(encoding="ascii")
    except OSError as error:
        raise BenchmarkError(f"The memory of a process cannot be read here: {error.strerror}.") from None
