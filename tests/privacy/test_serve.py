"""`citebot serve` listens on this computer only, calls nobody, and leaves nothing of what a visitor asked."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import aiohttp
import pytest

from tests.privacy.watched import QUESTION, SECRETS, Watched

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


async def painted(wire: aiohttp.ClientWebSocketResponse, text: bytes) -> None:
    seen = b""
    async with asyncio.timeout(100):
        while text not in seen:
            data = (await wire.receive()).data
            assert isinstance(data, bytes), data
            seen += data


async def test_a_visit_touches_nothing_but_the_article_and_the_cache(watched: Watched) -> None:
    server = await asyncio.create_subprocess_exec(
        *watched.command("serve", "--port", "0", f"--corpus={watched.corpus}"),
        cwd=watched.work, env=watched.environment, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    assert server.stdout
    try:
        url = (await asyncio.wait_for(server.stdout.readline(), 100)).decode().strip()
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{url}/ws", headers={"Origin": url}) as wire:
            await painted(wire, b"Gout")
            await wire.send_json(["stdin", f"{QUESTION}\r"])
            await painted(wire, SECRETS[0].encode())
            await wire.send_json(["stdin", "What causes gout?\r"])
            await painted(wire, b"crystals")
        server.terminate()
        said = (await asyncio.wait_for(server.communicate(), 60))[1]
    finally:
        if server.returncode is None:
            server.kill()
            await server.wait()
    assert not any(word.encode() in said for word in SECRETS)
    assert watched.holding() == []
    strange = watched.strange()
    started = {event.with_what[0] for event in strange if event.name == "subprocess.Popen"}
    assert started == {repr(sys.executable)}
    others = [event for event in strange if not event.name.startswith(("subprocess.", "os.posix_spawn", "os.fork"))]
    assert {event.name for event in others} <= {"socket.__new__", "socket.getaddrinfo", "socket.bind"}, others
    assert all("'127.0.0.1'" in event.with_what[-1] for event in others if event.name == "socket.bind")
    assert all(event.with_what[0] == "'127.0.0.1'" for event in others if event.name == "socket.getaddrinfo")
    assert any(event.name == "socket.bind" for event in others)
