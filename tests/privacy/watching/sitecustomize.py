"""Writes down what a process does that Python's audit events tell: files, folders, sockets, processes, code.

Python imports it at its start, in every process whose PYTHONPATH has this folder, those that a process starts too.
Reading what belongs to the interpreter and its libraries is not written down.
"""

import json
import os
import sys

_WHOLE = ("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "pty.", "shutil.")
_PATHS = {
    "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.chown", "os.link",
    "os.symlink", "os.truncate", "os.utime", "os.chdir", "sqlite3.connect", "ctypes.dlopen", "glob.glob",
}  # fmt: skip
_STARTED = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(report: str, own: list[str]) -> None:
    """Writes an event a line from now on; `own` are the folders of the interpreter and its libraries."""
    handle = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def place(value: object) -> object:
        if isinstance(value, bytes | os.PathLike):
            value = os.fsdecode(value)
        if isinstance(value, str) and value.startswith("file:"):  # of SQLite
            value = value.removeprefix("file://").partition("?")[0]
        return os.path.abspath(value) if isinstance(value, str) and value not in ("", ":memory:") else value  # noqa: PTH100

    def is_own(path: object) -> bool:
        return isinstance(path, str) and any(path.startswith(f"{folder}{os.sep}") or path == folder for folder in own)

    def told(event: str, args: tuple[object, ...]) -> list[object] | None:
        if event == "open":
            path, flags = place(args[0]), args[2] if isinstance(args[2], int) else 0
            writes = bool(flags & _WRITES) or any(letter in str(args[1] or "") for letter in "wax+")
            wanted = isinstance(path, str) and (writes or not is_own(path))
            return ["write" if writes else "read", path] if wanted else None
        if event in _PATHS:
            found = [place(arg) for arg in args[:2] if isinstance(arg, str | bytes | os.PathLike)]
            return None if all(map(is_own, found)) else [event, *found]
        if event in ("exec", "compile"):
            path = args[0].co_filename if event == "exec" else args[1]  # type: ignore[attr-defined]
            path = place(path) if isinstance(path, str | bytes) and not str(path).startswith("<") else None
            return None if path is None or is_own(path) else [event, path]
        if event in _STARTED or event.startswith(_WHOLE):
            return [event, *map(repr, args)]
        return None

    def hook(event: str, args: tuple[object, ...]) -> None:
        line = told(event, args)
        if line is not None:
            os.write(handle, f"{json.dumps(line)}\n".encode())

    sys.addaudithook(hook)


if "WATCHED_BY" in os.environ:
    watch(os.environ["WATCHED_BY"], json.loads(os.environ["WATCHED_OWN"]))
