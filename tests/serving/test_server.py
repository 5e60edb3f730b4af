"""The server without a browser: places, strangers, children, what a visitor can and cannot reach."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.serving import server as serving
from bot.serving import visitor as visiting
from bot.serving.gate import Gate
from bot.serving.server import BUSY, ChatServer
from bot.serving.visitor import FAILED, sensible

PRETENDER = (sys.executable, str(Path(__file__).parent / "pretender.py"))
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Client:
    """A visitor's page, as far as it speaks to the server."""

    def __init__(self, server: ChatServer, url: str, session: aiohttp.ClientSession) -> None:
        self.server, self.url, self.session = server, url, session

    def visit(
        self, query: str = "?width=100&height=30", **headers: str
    ) -> AbstractAsyncContextManager[aiohttp.ClientWebSocketResponse]:
        return self.session.ws_connect(f"{self.url}/ws{query}", headers={"Origin": self.url, **headers})

    async def status(self, path: str = "/", **headers: str) -> int:
        async with self.session.get(self.url + path, headers=headers) as response:
            return int(response.status)


@asynccontextmanager
async def served(command: tuple[str, ...] = PRETENDER, visitors: int = 2, idle: float = 0) -> AsyncIterator[Client]:
    server = ChatServer(command, Gate("127.0.0.1"), 0, visitors, idle)
    async with server.opened() as url, aiohttp.ClientSession() as session:
        yield Client(server, url, session)


async def heard(wire: aiohttp.ClientWebSocketResponse) -> str:
    message = await asyncio.wait_for(wire.receive(), 30)
    return message.data.decode() if message.type == aiohttp.WSMsgType.BINARY else str(message.data)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.01)


def processes(server: ChatServer) -> list[int]:
    return [visitor.process.pid for visitor in server.visitors if visitor.process]


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_visitor_hears_nothing_of_another() -> None:
    async with served() as client, client.visit() as one, client.visit() as other:
        assert [await heard(one), await heard(other)] == ["ready ", "ready "]
        assert len(set(processes(client.server))) == 2
        await one.send_json(["stdin", "my secret"])
        assert await heard(one) == "said my secret"
        await other.send_json(["stdin", "mine"])
        assert await heard(other) == "said mine"


async def test_when_all_places_are_taken_the_next_visitor_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_WAIT", 0.05)
    async with served(visitors=1) as client:
        async with client.visit() as one:
            await heard(one)
            async with client.session.get(client.url) as response:
                assert (response.status, BUSY in await response.text()) == (503, True)
            async with client.visit() as other:
                assert await heard(other) == BUSY
                assert (await other.receive()).data == aiohttp.WSCloseCode.TRY_AGAIN_LATER
            assert len(client.server.visitors) == 1
        await until(lambda: not client.server.visitors)
        assert await client.status() == 200


async def test_who_loads_the_page_anew_gets_the_place_just_left() -> None:
    async with served(visitors=1) as client:
        async with client.visit() as one:
            await heard(one)
        async with client.visit() as again:
            assert await heard(again) == "ready "


async def test_other_names_and_other_pages_are_refused() -> None:
    async with served() as client:
        assert await client.status() == 200
        assert await client.status(Host="evil.example") == 403
        assert await client.status("/static/js/textual.js", Host="evil.example") == 403
        assert await client.status(Origin="http://evil.example") == 403
        assert await client.status(Origin=client.url) == 200
        for strange in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Origin": ""}):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await client.visit(**strange)
        assert not client.server.visitors


async def test_no_file_is_served_but_the_pages_own() -> None:
    async with served() as client:
        assert await client.status("/page/page.js") == 200
        for path in (
            "/static/",
            "/page/",
            "/page/../server.py",
            "/page/%2e%2e/server.py",
            "/download/0",
            "/etc/passwd",
        ):
            assert await client.status(path) in (403, 404), path


async def test_the_page_may_load_nothing_from_elsewhere_and_names_no_other_site() -> None:
    async with served() as client, client.session.get(client.url) as response:
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy + await response.text()
    pages = Path(serving.__file__).parent / "page"
    assert not [page for page in pages.iterdir() if "://" in page.read_text("utf-8").replace("://${", "")]


async def test_at_the_end_no_process_is_left() -> None:
    async with served() as client:
        one, other = await client.visit(), await client.visit()
        await heard(one), await heard(other)
        pids = processes(client.server)
        assert all(map(runs, pids))
    assert len(pids) == 2
    assert not any(map(runs, pids))


async def test_a_process_that_does_not_go_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "_PATIENCE", 0.05)
    async with served() as client:
        async with client.visit() as wire:
            await heard(wire)
            (pid,) = processes(client.server)
            await wire.send_json(["stdin", "!stay"])
            await wire.send_json(["stdin", "heard?"])
            assert await heard(wire) == "said heard?"
        await until(lambda: not client.server.visitors)
        assert not runs(pid)


async def test_a_visitor_who_does_nothing_has_to_leave() -> None:
    async with served(idle=0.3) as client, client.visit() as wire:
        async with asyncio.timeout(30):
            assert [message.type async for message in wire] in ([], [aiohttp.WSMsgType.BINARY])
        await until(lambda: not client.server.visitors)


@pytest.mark.parametrize("message", ["{", "[]", "{}", '["stdin"]', '["stdin", 1]', '["resize", {"width": "x"}]', "1"])
async def test_who_sends_what_the_page_never_sends_is_sent_away(message: str) -> None:
    async with served() as client, client.visit() as wire:
        await heard(wire)
        await wire.send_str(message)
        assert (await asyncio.wait_for(wire.receive(), 30)).data == aiohttp.WSCloseCode.UNSUPPORTED_DATA
        await until(lambda: not client.server.visitors)


async def test_a_size_out_of_all_reason_is_not_passed_on() -> None:
    assert sensible(10**9, -1) == (400, 5)
    async with served() as client, client.visit("?width=999999999&height=x") as wire:
        await heard(wire)
        await wire.send_json(["resize", {"width": 999999999, "height": 40}])
        assert await heard(wire) == "size 400x40"


async def test_a_chat_knows_that_it_is_served_and_has_none_of_the_owners_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CITEBOT_CORPUS", "mine")
    monkeypatch.setenv("TEXTUAL_LOG", "log.txt")
    monkeypatch.setenv("CITEBOT_CACHE", "")  # nowhere: that holds for what visitors' chats compile as well
    async with served() as client, client.visit() as wire:
        await heard(wire)
        for name, value in {
            "CITEBOT_SERVED": "1",
            "CITEBOT_CORPUS": None,
            "CITEBOT_CACHE": "",
            "TEXTUAL_LOG": None,
            "COLUMNS": "100",
        }.items():
            await wire.send_json(["stdin", f"!env {name}"])
            assert await heard(wire) == f"{name}={value}"


async def test_a_file_that_a_chat_offers_is_saved_by_the_browser_and_never_opened_in_it() -> None:
    async with served() as client, client.visit() as wire:
        await heard(wire)
        await wire.send_json(["stdin", '!file my "talk";\r\n.html'])
        assert await heard(wire) == '["deliver_file_start", "k1"]'
        async with client.session.get(f"{client.url}/download/k1") as response:
            assert await response.text() == "<p>hello</p>"
            said = response.headers["Content-Disposition"]
            assert said == "attachment; filename*=UTF-8''my%20%22talk%22%3B%0D%0A.html"
        assert await client.status("/download/k1") == 404


async def test_a_chat_that_cannot_start_is_said_to_the_visitor_and_why_to_the_owner(
    capfd: pytest.CaptureFixture[str],
) -> None:
    broken = (sys.executable, "-c", "raise SystemExit('no such article')")
    async with served(broken) as client, client.visit() as wire:
        assert await heard(wire) == FAILED
        assert (await asyncio.wait_for(wire.receive(), 30)).type == aiohttp.WSMsgType.CLOSE
    assert "no such article" in capfd.readouterr().err
