"""What stands on the disk after a process was killed at each of its calls to the system that change a file.

The process is forked and traced: before and after every such call it is stopped, and the folder it works in is copied.
A process that is killed leaves files as they are at that moment, so a copy is what the next one finds. Of a write that
the kill breaks off, a state in which only the first half of the changed bytes has arrived is added.
"""

import ctypes
import hashlib
import os
import platform
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_TRACEME, _CONT_SYSCALL, _GETREGS, _SETOPTIONS = 0, 24, 12, 0x4200
_SYSGOOD, _EXITKILL = 1, 0x100000
_PATIENCE = 120  # seconds for one operation, with all that it is stopped for
_CALL = 15  # where the number of the call stands among the registers: orig_rax
_CHANGING = {  # the calls of Linux on x86-64 that change what stands on a disk
    1: "write", 2: "open", 18: "pwrite64", 20: "writev", 74: "fsync", 75: "fdatasync", 76: "truncate", 77: "ftruncate",
    82: "rename", 83: "mkdir", 84: "rmdir", 85: "creat", 86: "link", 87: "unlink", 88: "symlink", 90: "chmod",
    91: "fchmod", 257: "openat", 258: "mkdirat", 263: "unlinkat", 264: "renameat", 265: "linkat", 268: "fchmodat",
    285: "fallocate", 316: "renameat2",
}  # fmt: skip

traceable = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="processes are traced as Linux on x86-64 does it"
)


def states(work: Callable[[], object], folder: Path, into: Path) -> Iterator[Path]:
    """Does the work in a process of its own, and yields a copy of the folder for each state that a kill may leave.

    The last one is that in which the work is done. States that are alike are given once, and always in the same place,
    inside `into`, which may be changed. The work has to go through; where it fails, that is an `AssertionError`.
    """
    seen: set[str] = set()
    child = _forked(work)
    libc = _traced(child)
    before, number = into / "before", 0
    while True:
        libc.ptrace(_CONT_SYSCALL, child, None, None)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            break
        call = _changing(libc, child, status)
        if call is None or (number and _digest(folder) == _digest(before)):
            continue
        number += 1
        copy = into / f"state-{number}"
        shutil.copytree(folder, copy, symlinks=True)
        torn = _torn(before, copy, into / "torn") if number > 1 and "write" in call else None
        for state in (torn, copy):
            if state and (digest := _digest(state)) not in seen:
                seen.add(digest)
                given = state.with_name("given")
                shutil.copytree(state, given, symlinks=True)
                yield given
                shutil.rmtree(given)
        shutil.rmtree(into / "torn", ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)
        copy.rename(before)
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed"


def killed_at(work: Callable[[], object], number: int) -> int:
    """Does the work and kills its process when it stops for the so-manieth time; returns how it ended."""
    child = _forked(work)
    libc = _traced(child)
    stops = 0
    while True:
        libc.ptrace(_CONT_SYSCALL, child, None, None)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status)
        if _changing(libc, child, status):
            if stops == number:
                os.kill(child, signal.SIGKILL)
            stops += 1


def _traced(child: int) -> ctypes.CDLL:
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        pytest.skip("processes cannot be traced here")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace(_SETOPTIONS, child, None, _SYSGOOD | _EXITKILL)
    return libc


def _forked(work: Callable[[], object]) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which pytest may have
        child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(_PATIENCE)
            ctypes.CDLL(None).ptrace(_TRACEME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def _changing(libc: ctypes.CDLL, child: int, status: int) -> str | None:
    """The name of the call that a process stopped at, where that changes files."""
    if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
        return None
    registers = (ctypes.c_ulonglong * 27)()
    libc.ptrace(_GETREGS, child, None, ctypes.addressof(registers))
    return _CHANGING.get(registers[_CALL])


def _torn(before: Path, after: Path, into: Path) -> Path | None:
    """The state between two in which half of what changed in a file has arrived, if there is one."""
    for path in after.rglob("*"):
        earlier = before / path.relative_to(after)
        if path.is_file() and earlier.is_file():
            old, new = earlier.read_bytes(), path.read_bytes()
            if old != new and new:
                first = next((place for place, byte in enumerate(new) if old[place : place + 1] != bytes([byte])), 0)
                half = first + (len(new) - first) // 2
                shutil.copytree(after, into, symlinks=True)
                (into / path.relative_to(after)).write_bytes(new[:half] + old[half:])
                return into
    return None


def _digest(folder: Path) -> str:
    """What a folder holds, times aside."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(folder)} {path.lstat().st_mode} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def left_behind(folder: Path) -> list[str]:
    """The temporary files in a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.name.endswith(".tmp"))
