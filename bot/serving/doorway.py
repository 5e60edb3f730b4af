"""The connections to the server: so many at once, and only for so long when they are not those of a chat."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from aiohttp.web import RequestHandler, Server

_EACH = 8  # connections that a browser may open for one page
_SPARE = 16  # others: visitors who are told that all places are taken, and those who never ask for anything
_LOOK = 1.0  # seconds
PATIENCE = 30.0  # seconds in which a request has to be here, and its answer there


class Doorway:
    """Lets connections in, as many as its visitors may need; those that take too long are cut off."""

    def __init__(self, visitors: int, patience: float = PATIENCE) -> None:
        """`patience` is how many seconds a connection may take from one request to the next, unless it is a chat's."""
        self._most = _EACH * visitors + _SPARE
        self._patience = patience
        self._server: Server | None = None
        self._chats: set[RequestHandler] = set()
        self._since: dict[RequestHandler, float] = {}

    def asked(self, connection: RequestHandler, *, chat: bool) -> None:
        """Takes down that a request came by a connection, and whether it becomes that of a chat."""
        self._since[connection] = asyncio.get_running_loop().time()
        if chat:
            self._chats.add(connection)

    @contextlib.asynccontextmanager
    async def opened(self, server: Server, host: str, port: int) -> AsyncIterator[int]:
        """Listens for as long as it is entered, and gives the port; raises `OSError`."""
        self._server, loop = server, asyncio.get_running_loop()
        listening = await loop.create_server(self._door(server), host, port)
        watching = asyncio.create_task(self._watch(server))
        try:
            yield listening.sockets[0].getsockname()[1]
        finally:
            watching.cancel()
            listening.close()

    @property
    def count(self) -> int:
        """How many connections there are."""
        return 0 if self._server is None else len(self._server.connections)

    def _door(self, server: Server) -> Callable[[], asyncio.Protocol]:
        return lambda: server() if len(server.connections) < self._most else _Closed()

    async def _watch(self, server: Server) -> None:
        while True:
            now = asyncio.get_running_loop().time()
            there = server.connections
            self._chats.intersection_update(there)
            self._since = {connection: self._since.get(connection, now) for connection in there}
            for connection, since in self._since.items():
                late = now - since > self._patience and connection not in self._chats
                if late and isinstance(connection.transport, asyncio.Transport):
                    connection.transport.abort()
            await asyncio.sleep(min(_LOOK, self._patience / 4))


class _Closed(asyncio.Protocol):
    """What a connection too many meets."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()
