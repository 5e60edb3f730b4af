"""Many visitors of `citebot serve` at once: each opens a connection, asks one question and reads its answer."""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks import conversation
from tests.benchmarks.memory import children, megabytes, proportional, resident
from tests.benchmarks.processes import ROOT, citebot, surroundings
from tests.benchmarks.rounds import BenchmarkError, Figure
from tests.benchmarks.tables import Table
from tests.benchmarks.terminal import readable

if TYPE_CHECKING:
    from aiohttp import ClientSession, ClientWebSocketResponse

    from tests.benchmarks.chat import Texts

_PATIENCE = 600.0
_SIZE = "?width=100&height=30"


class Visitor:
    """A page that is open: what was painted on it, and when."""

    def __init__(self, wire: "ClientWebSocketResponse", texts: "Texts") -> None:
        """`texts` is what the chat paints."""
        self._wire, self._texts = wire, texts
        self._painted, self._gone = b"", False
        self._news = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())  # all the time: the server asks whether it is there

    async def opened(self, since: float) -> float:
        """Returns the seconds from then until the article is open."""
        return await self._until(re.compile(re.escape(self._texts.ready)), since)

    async def answered(self, question: str) -> float:
        """Types a question, and returns the seconds from Enter until its answer is painted."""
        await self._type(question)
        await self._until(re.compile(re.escape(question[:24])), 0)
        self._painted, since = b"", perf_counter()
        await self._type("\r")
        return await self._until(self._texts.answer_to(question), since)

    async def _type(self, text: str) -> None:
        await self._wire.send_json(["stdin", text])

    async def _until(self, pattern: re.Pattern[str], since: float) -> float:
        while not pattern.search(readable(self._painted)):
            if self._gone:
                raise BenchmarkError("A visitor was sent away.")
            self._news.clear()
            await self._news.wait()
        return perf_counter() - since

    async def _listen(self) -> None:
        async for message in self._wire:
            self._painted += message.data if isinstance(message.data, bytes) else b""
            self._news.set()
        self._gone = True
        self._news.set()


def table(count: int, asked: Sequence[str]) -> Table:
    """Measures so many visitors at once, all of whom ask in the same moment."""
    return asyncio.run(_table(count, asked))


async def _table(count: int, asked: Sequence[str]) -> Table:
    from aiohttp import ClientSession, TCPConnector

    from bot.library import Library
    from tests.benchmarks.chat import texts_of

    texts = texts_of(Library.open(), await conversation.empty_prompt())
    begin = perf_counter()
    try:
        async with (
            asyncio.timeout(_PATIENCE),
            _served(count) as (server, url),
            ClientSession(connector=TCPConnector(limit=0)) as session,
        ):
            since = perf_counter()
            visitors = [Visitor(await _connected(session, url), texts) for _ in range(count)]
            opened = await asyncio.gather(*(visitor.opened(since) for visitor in visitors))
            answered = await asyncio.gather(
                *(visitor.answered(asked[number % len(asked)]) for number, visitor in enumerate(visitors))
            )
            memory = _memory(server, count)
    except TimeoutError:
        raise BenchmarkError("Not every visitor got an answer.") from None
    note = f"All {count} answered; {perf_counter() - begin:.0f} s from the server's start to its end.\n{memory}"
    figures = (Figure("from the first connection to the open article", tuple(opened)),)
    return Table(f"Load: {count} visitors at once", (*figures, Figure("Enter to answer", tuple(answered))), note=note)


async def _connected(session: "ClientSession", url: str) -> "ClientWebSocketResponse":
    return await session.ws_connect(f"{url}/ws{_SIZE}", headers={"Origin": url}, max_msg_size=0)


@asynccontextmanager
async def _served(count: int) -> AsyncIterator[tuple[int, str]]:
    """Serves so many visitors in a process of its own, and gives its number and address."""
    command = citebot("serve", "--port", "0", "--visitors", str(count))
    server = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=surroundings(), stdout=PIPE, stderr=DEVNULL)
    assert server.stdout
    try:
        yield server.pid, (await server.stdout.readline()).decode().strip()
    finally:
        server.terminate()
        await server.wait()


def _memory(server: int, count: int) -> str:
    """Says how much memory the server and its visitors take while all are there."""
    pids = children(server)
    if len(pids) != count:
        raise BenchmarkError(f"{len(pids)} processes serve {count} visitors.")
    own, each = proportional(server), [proportional(pid) for pid in pids]
    return (
        f"Memory in all {megabytes(own + sum(each))}: the server {megabytes(own)}, a visitor "
        f"{megabytes(sum(each) / count)} (with what is shared {megabytes(max(map(resident, pids)))} at most)"
    )
