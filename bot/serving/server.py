"""The server: a page, and for each visitor of it a chat, as many at once as it has places."""

import asyncio
import contextlib
import errno
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from bot.errors import UsageError
from bot.serving.doorway import Doorway
from bot.serving.gate import Gate, url_of
from bot.serving.visitor import Visitor
from bot.showing import one_line

PAGE = Path(__file__).parent / "page"
BUSY = "Citebot is busy: all of its places are taken. Please try again in a few minutes."
_WAIT = 2.0  # seconds in which a place may become free: who loads the page anew has just left one
_HEARTBEAT = 15.0  # seconds after which a page is asked whether it is there; half of that later it is not
_KEEP_ALIVE = 10.0  # seconds in which a browser may ask for more by the same connection
_LARGEST = 1 << 20  # bytes of one message: long texts are pasted
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "citebot",  # and not with which versions
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that know no frame-ancestors
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ChatServer(Server):
    """Serves a command to visitors, by a page that loads nothing from elsewhere. Made and used on one event loop."""

    def __init__(self, command: Sequence[str], gate: Gate, port: int, visitors: int, idle: float = 0) -> None:
        """`visitors` is how many there may be at once; one who is still for `idle` seconds has to leave (0: never)."""
        super().__init__(" ".join(command), host=gate.host, port=port, title="Citebot")
        self._arguments = command
        self._gate = gate
        self._places = asyncio.Semaphore(visitors)
        self._idle = idle
        self._doorway = Doorway(visitors)
        self.visitors: dict[Visitor, web.WebSocketResponse] = {}

    @property
    def connections(self) -> int:
        """How many connections there are, those that ask for nothing too."""
        return self._doorway.count

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[str]:
        """Serves for as long as it is entered, and gives the address; at the end, no visitor's process is left.

        Raises `UsageError` when the host or the port cannot be had.
        """
        app = await self._make_app()
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=5, keepalive_timeout=_KEEP_ALIVE)
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(runner.cleanup)
            await runner.setup()
            assert runner.server is not None  # noqa: S101  # it is set up
            try:
                port = await stack.enter_async_context(self._doorway.opened(runner.server, self.host, self.port))
            except (OSError, UnicodeError) as error:  # a name in which no host is called
                raise _not_to_be_had(self.host, self.port, error) from None
            yield url_of(self.host, port)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002  # aiohttp passes it
        """Answers with the page, or with a plain one that says that all places are taken."""
        if not await self._take_place():
            page = (PAGE / "busy.html").read_text(encoding="utf-8").replace("BUSY", BUSY)
            return web.Response(text=page, content_type="text/html", status=503, headers={"Retry-After": "120"})
        self._places.release()
        return web.FileResponse(PAGE / "index.html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Gives a visitor a place and a chat, until one of the two leaves."""
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LARGEST)
        await websocket.prepare(request)
        self._doorway.asked(request.protocol, chat=True)
        if not await self._take_place():
            await websocket.send_bytes(BUSY.encode())
            await websocket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return websocket
        visitor = Visitor(self._arguments, websocket, self.download_manager)
        self.visitors[visitor] = websocket
        watching = asyncio.create_task(self._end_when_idle(websocket, visitor))
        try:
            await visitor.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(websocket, visitor)
        finally:
            watching.cancel()
            await visitor.stop()
            del self.visitors[visitor]
            self._places.release()
        return websocket

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  # aiohttp passes it
        """Sends every visitor away; each one's process ends as its websocket does."""
        leaving = [websocket.close(code=WSCloseCode.GOING_AWAY) for websocket in self.visitors.values()]
        await asyncio.gather(*leaving, return_exceptions=True)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/page", PAGE),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(self._add_headers)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        """Passes on what the page sends; one that sends anything else than the page does is sent away."""
        try:
            await super()._process_messages(websocket, app_service)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError):
            await websocket.close(code=WSCloseCode.UNSUPPORTED_DATA)

    async def _end_when_idle(self, websocket: web.WebSocketResponse, visitor: Visitor) -> None:
        now = asyncio.get_running_loop().time
        while self._idle and (left := visitor.heard + self._idle - now()) > 0:
            await asyncio.sleep(left)
        if self._idle:
            await websocket.close()

    async def _take_place(self) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WAIT):
                return await self._places.acquire()
        return False

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        self._doorway.asked(request.protocol, chat=False)
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin", "")
        asked_by_page = self._gate.lets_origin(origin, host)
        if not self._gate.lets_host(host) or not (asked_by_page or (origin == "" and request.path != "/ws")):
            return web.Response(status=403, text="Citebot is not served under this name, or not to this page.\n")
        return await handler(request)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)
        ours = request.path.startswith(("/page/", "/static/"))
        response.headers["Cache-Control"] = "no-cache" if ours else "no-store"
        key = request.match_info.get("key")
        if key is not None and response.status == 200:
            name = (await self.download_manager.get_download_metadata(key)).file_name
            response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def serve(open_server: Callable[[], ChatServer], say: Callable[[str], None]) -> None:
    """Serves until Ctrl-C or a signal to end; `say` gets the address as soon as it can be visited.

    Raises `UsageError` when the host or the port cannot be had.
    """
    asyncio.run(_serve(open_server, say))


async def _serve(open_server: Callable[[], ChatServer], say: Callable[[str], None]) -> None:
    ended = asyncio.Event()
    for number in (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")):
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with contextlib.suppress(NotImplementedError):  # where a loop hears no signals, Ctrl-C breaks it off
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with open_server().opened() as address:
        say(address)
        await ended.wait()


def _not_to_be_had(host: str, port: int, error: OSError | UnicodeError) -> UsageError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return UsageError(f"Port {port} is taken.", f"Choose another one, such as: --port {port + 1}.")
    if number in (errno.EACCES, errno.EPERM):
        return UsageError(f"Port {port} is not for everybody to use.", "Choose one from 1024 on.")
    said = f"{one_line(host)} is no address of this machine."
    return UsageError(said, "Leave --host out to serve this machine alone.")
