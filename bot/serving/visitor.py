"""A visitor: the process of the chat that serves one page, from its start until nothing of it is left."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import cast

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from bot.cache.kept import VARIABLE as CACHE
from bot.served import VARIABLE
from bot.showing import put

READY = b"__GANGLION__\n"  # what a Textual app writes before its first packet
FAILED = "The chat could not be started on this server. Please tell the people who run it."
_PRELUDE = 20  # lines that may come before it
_TAIL = 4096  # bytes of what it said last
_PATIENCE = 3.0  # seconds to leave in
_COLUMNS, _ROWS = (20, 400), (5, 200)
_OF_THE_SERVER = ("TEXTUAL", "CITEBOT_", "NO_COLOR", "ACCESSIBLE")  # settings that are not the visitor's


class Visitor(AppService):
    """Runs a command for one websocket. Made, started and ended on one event loop."""

    def __init__(self, command: Sequence[str], websocket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        """`command` is a program and its arguments, which no shell reads."""
        super().__init__(
            " ".join(command),
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._arguments = tuple(command)
        self._websocket = websocket
        self._fetched: set[str] = set()  # keys of files
        self.heard = asyncio.get_running_loop().time()

    @property
    def process(self) -> Process | None:
        """The process, once it is started."""
        return self._process

    async def send_bytes(self, data: bytes) -> bool:
        """Passes on what was typed, and remembers when."""
        self.heard = asyncio.get_running_loop().time()
        return await super().send_bytes(data)

    async def send_meta(self, data: dict[str, str | int | bool | None]) -> bool:
        """Passes on what the page tells, and remembers which files it fetches."""
        if data["type"] == "deliver_chunk_request":
            self._fetched.add(str(data["key"]))
        return await super().send_meta(data)

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Passes on the size of the page, unless it is out of all reason."""
        await super().set_terminal_size(*sensible(width, height))

    async def start(self, width: int, height: int) -> None:
        """Starts the process, for a page of this size."""
        await super().start(*sensible(width, height))

    async def run(self) -> None:
        """Passes on what the process writes, until it ends; a page that is gone is no reason to stop reading."""
        process = cast(Process, self._process)  # it was started, with pipes
        stdout = cast(asyncio.StreamReader, process.stdout)
        troubles = asyncio.create_task(_last_of(cast(asyncio.StreamReader, process.stderr)))
        try:
            if not await self._is_ready(stdout):
                await self._websocket.send_bytes(FAILED.encode())
                put(f"The chat of a visitor could not be started: {await troubles}\n", sys.stderr)
            while kind := await stdout.readexactly(1):
                payload = await stdout.readexactly(int.from_bytes(await stdout.readexactly(4), "big"))
                if not self._websocket.closed:
                    with contextlib.suppress(ConnectionError):
                        await self._pass_on(kind, payload)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        await self._close()
        await troubles  # what a chat that ran says there is not shown: it could tell of the visitor's questions

    async def stop(self) -> None:
        """Ends the process: by asking first, and by force when it does not go. Nothing of it is left then."""
        if self._process is None:
            return
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        offered = self._download_manager._active_downloads
        for key in [key for key, one in offered.items() if one.app_service is self and key not in self._fetched]:
            del offered[key]  # nobody comes for it any more; what is being fetched ends by itself
        with contextlib.suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(_PATIENCE):
                await self.send_meta({"type": "quit"})
                self.stdin.close()
                await self._process.wait()
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        if self._task is not None:
            await self._task

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Starts the command without a shell, in a session of its own: Ctrl-C is for the server alone."""
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = self._process.stdin
        return self._process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name == CACHE or not name.startswith(_OF_THE_SERVER)
        }
        return kept | {
            VARIABLE: "1",
            "TEXTUAL_DRIVER": "bot.serving.driver:VisitorDriver",
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM": "xterm-256color",
            "TERM_PROGRAM": "textual",
            "TERM_PROGRAM_VERSION": version("textual-serve"),
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _is_ready(self, stdout: asyncio.StreamReader) -> bool:
        for _ in range(_PRELUDE):
            line = await stdout.readline()
            if line == READY or not line:
                return line == READY
        return False

    async def _pass_on(self, kind: bytes, payload: bytes) -> None:
        passing = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}.get(kind)
        if passing is not None:
            await passing(payload)

    async def _close(self) -> None:
        if not self._websocket.closed:
            await self._websocket.close()


async def _last_of(stream: asyncio.StreamReader) -> str:
    """Reads to the end, and returns the last line."""
    kept = b""
    while data := await stream.read(_TAIL):
        kept = (kept + data)[-_TAIL:]
    return "".join(kept.decode(errors="replace").splitlines()[-1:])


def chat_command(corpus: Path | None) -> tuple[str, ...]:
    """Returns the command that runs the chat of a visitor, with the modules that this process has."""
    start = f"import runpy, sys; sys.path[:] = {sys.path!r}; runpy.run_module('bot', run_name='__main__')"
    return (sys.executable, "-P", "-c", start, "chat", *(() if corpus is None else (f"--corpus={corpus}",)))


def sensible(width: int, height: int) -> tuple[int, int]:
    """Returns a size that a screen can have, as near as may be to the one that was asked for."""
    (narrow, wide), (low, high) = _COLUMNS, _ROWS
    return min(max(int(width), narrow), wide), min(max(int(height), low), high)
