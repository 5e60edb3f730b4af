"""Command lines under faults, each in a process of its own that is forked from one that has loaded everything."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NoReturn

from bot.article import Article

ROOT = Path(__file__).parent.parent.parent
LOADED = """
import importlib
for module in ("bot.cli.commands", "bot.shell", "bot.library", "bot.coverage.command", "bot.adding.command",
               "bot.plain.app", "bot.keeping.sessions", "bot.keeping.record", "bot.inspection", "bot.shelf.stock"):
    importlib.import_module(module)
from tests.faults.forked import serve
serve()
"""
PATIENCE = 60  # seconds for one command


@dataclass(frozen=True)
class Case:
    """A command line, and what is wrong around it.

    `out` and `err`: "file" (all is well), "unheard" (a pipe that nobody reads), "full" (a full disk), "null".
    `limit`: bytes that a file may have. `code` is run before the command.
    """

    arguments: tuple[str, ...]
    stdin: str = ""
    out: str = "file"
    err: str = "file"
    limit: int | None = None
    code: str = ""
    around: dict[str, str] = field(default_factory=dict)
    cwd: str = "."


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code as `subprocess` has it, and what it wrote."""

    code: int
    out: str
    err: str


def outcomes(cases: list[Case], folder: Path) -> list[Outcome]:
    """Runs commands one after the other; `folder` is for what they write."""
    given = json.dumps([str(folder), [asdict(case) for case in cases]])
    # What is written is held back until there is enough of it, as everywhere.
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTHONUNBUFFERED": ""}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], input=given, capture_output=True, text=True, env=environment, check=False,
        timeout=PATIENCE * 3,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Outcome(**row) for row in json.loads(done.stdout)]


def serve() -> None:
    """Reads cases from stdin, and writes what came of them; a case's own process leaves by its own way out."""
    where, cases = json.load(sys.stdin)
    found = []
    for case in (Case(**given) for given in cases):
        paths = [Path(where) / name for name in ("stdin", "stdout", "stderr")]
        paths[0].write_text(case.stdin, encoding="utf-8")
        paths[1].write_bytes(b"")
        paths[2].write_bytes(b"")
        child = os.fork()
        if child == 0:
            _begin(case, paths)
        status = os.waitpid(child, 0)[1]
        code = os.waitstatus_to_exitcode(status)
        found.append(
            {"code": code, "out": paths[1].read_text("utf-8", "replace"), "err": paths[2].read_text("utf-8", "replace")}
        )
    print(json.dumps(found))


def _begin(case: Case, paths: list[Path]) -> NoReturn:
    import signal

    signal.alarm(PATIENCE)
    try:
        os.dup2(os.open(paths[0], os.O_RDONLY), 0)
        os.dup2(_opened(case.out, paths[1]), 1)
        os.dup2(_opened(case.err, paths[2]), 2)
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
        os.chdir(case.cwd)
        os.environ.update(case.around)
        sys.argv[1:] = case.arguments
        from bot.cli.main import main

        if case.limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (case.limit, case.limit))
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # as the command begins
        exec(case.code, {})  # of the tests' own
    except BaseException:
        traceback.print_exc()
        os._exit(99)
    main()


def _opened(kind: str, path: Path) -> int:
    if kind == "file":
        return os.open(path, os.O_WRONLY)
    if kind in ("full", "null"):
        return os.open(f"/dev/{kind}", os.O_WRONLY)
    read, write = os.pipe()
    os.close(read)
    return write


def obey_permissions() -> None:
    """Has this process, which may be root's, denied what a file's permissions deny."""
    if os.geteuid() == 0:
        version, everything, override = 0x20080522, 0xFFFFFFFF, 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        most = (ctypes.c_uint32 * 6)()
        head = (ctypes.c_uint32 * 2)(version, 0)
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.capget(head, most) != 0:
            raise OSError(ctypes.get_errno(), "capget")
        most[0] &= everything ^ override
        if libc.capset(head, most) != 0:
            raise OSError(ctypes.get_errno(), "capset")


def waiting(fifo: str) -> Callable[[Article], None]:
    """For processes that read articles: says through a fifo that it does, and never ends."""

    def wait(_: Article) -> None:
        with open(fifo, "wb", buffering=0) as file:  # noqa: PTH123
            file.write(b"x")
            threading.Event().wait()

    return wait
