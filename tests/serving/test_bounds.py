"""What a visitor, or who pretends to be one, cannot take: connections, memory, time, and the place of another."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.serving import doorway
from bot.serving import server as serving
from bot.serving.doorway import Doorway
from tests.serving.test_server import Client, heard, processes, runs, served, until

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def connected(client: Client) -> AsyncIterator[Wire]:
    """A connection by which anything can be sent."""
    parts = urlsplit(client.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def upgrade(client: Client, **headers: str | None) -> bytes:
    """The request by which a page becomes a visitor."""
    said = {
        "Host": urlsplit(client.url).netloc, "Origin": client.url, "Connection": "Upgrade", "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    } | headers  # fmt: skip
    lines = [f"{name}: {value}" for name, value in said.items() if value is not None]
    return "\r\n".join(["GET /ws HTTP/1.1", *lines, "", ""]).encode()


async def cut_off(reader: asyncio.StreamReader) -> bytes:
    """Returns what came until the server ended the connection."""
    data = b""
    try:
        async with asyncio.timeout(30):
            while more := await reader.read(1 << 16):
                data += more
    except ConnectionError:
        pass
    return data


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nx"]
)
async def test_who_takes_too_long_to_ask_is_cut_off(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "Doorway", lambda visitors: Doorway(visitors, 0.2))
    async with served() as client, connected(client) as (reader, writer):
        writer.write(sent)
        await cut_off(reader)
        async with client.visit() as wire:  # a chat stays
            await heard(wire)
            await asyncio.wait_for(cut_off_another(client), 30)
            await wire.send_json(["stdin", "still here"])
            assert await heard(wire) == "said still here"


async def cut_off_another(client: Client) -> None:
    async with connected(client) as (reader, _):
        await cut_off(reader)


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "_EACH", 1)
    monkeypatch.setattr(doorway, "_SPARE", 1)
    async with served(visitors=1) as client, connected(client) as (one, first), connected(client):
        await until(lambda: client.server.connections == 2)
        async with connected(client) as (reader, _):
            assert await cut_off(reader) == b""
        first.close()
        await until(lambda: client.server.connections == 1)
        assert await client.status() == 200
        del one


@pytest.mark.parametrize(
    "sent", [b"GET /" + b"a" * 20_000, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000, b"\x16\x03\x01 hello\r\n"]
)  # fmt: skip
async def test_a_request_that_is_too_large_or_none_is_refused(sent: bytes) -> None:
    async with served() as client, connected(client) as (reader, writer):
        writer.write(sent + b" HTTP/1.1\r\n\r\n")
        assert (await cut_off(reader)).startswith(b"HTTP/1.0 400")


async def test_a_message_that_is_too_large_ends_the_visit() -> None:
    async with served() as client, client.visit() as wire:
        await heard(wire)
        await wire.send_json(["stdin", "x" * (1 << 20)])
        assert (await asyncio.wait_for(wire.receive(), 30)).data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        await until(lambda: not client.server.visitors)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": None}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "http://evil.example"},
     {"Host": "evil.example", "Origin": "http://evil.example"}, {"Host": "evil.example"}],
)  # fmt: skip
async def test_a_chat_is_given_to_no_foreign_page(headers: dict[str, str | None]) -> None:
    async with served() as client, connected(client) as (reader, writer):
        writer.write(upgrade(client, **headers))
        assert (await reader.readline()).startswith(b"HTTP/1.1 403")
        assert not client.server.visitors


@pytest.mark.parametrize("path", ["/%77s", "//ws", "/ws/", "/./ws", "/ws?x=1", "http://127.0.0.1/ws"])
async def test_no_other_way_of_writing_the_address_leads_around_the_gate(path: str) -> None:
    async with served() as client, connected(client) as (reader, writer):
        writer.write(upgrade(client, Origin=None).replace(b"GET /ws", f"GET {path}".encode()))
        assert (await reader.readline()).split()[1] in (b"403", b"404", b"400")
        assert not client.server.visitors


async def test_who_does_not_read_or_answer_has_to_leave_and_the_chat_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_HEARTBEAT", 0.2)
    async with served() as client, connected(client) as (reader, writer):
        writer.write(upgrade(client))
        assert (await reader.readline()).startswith(b"HTTP/1.1 101")
        await until(lambda: len(processes(client.server)) == 1)
        (pid,) = processes(client.server)
        await until(lambda: not client.server.visitors)
        assert not runs(pid)


async def test_what_is_offered_to_one_is_not_kept_when_it_was_not_fetched() -> None:
    async with served() as client:
        async with client.visit() as wire:
            await heard(wire)
            await wire.send_json(["stdin", "!file talk.md"])
            assert json.loads(await heard(wire))[0] == "deliver_file_start"
        await until(lambda: not client.server.visitors)
        assert await client.status("/download/k1") == 404
        assert not client.server.download_manager._active_downloads


async def test_every_answer_says_what_a_browser_must_not_do() -> None:
    async with served() as client:
        for path, host in (("/", None), ("/nowhere", None), ("/page/page.js", None), ("/", "evil.example")):
            headers = {} if host is None else {"Host": host}
            async with client.session.get(client.url + path, headers=headers) as response:
                assert response.headers["X-Content-Type-Options"] == "nosniff"
                assert response.headers["X-Frame-Options"] == "DENY"
                assert response.headers["Referrer-Policy"] == "no-referrer"
                assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
                assert response.headers["Server"] == "citebot"
                assert ("no-store" in response.headers["Cache-Control"]) is (path != "/page/page.js")
