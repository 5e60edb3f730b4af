"""A headless Chromium, spoken to by its DevTools protocol: opens a page, types, and tells what came over the wire."""

import asyncio
import base64
import contextlib
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--window-size=1000,700",
]
_ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07]*\x07)")


class Page:
    """One page of the browser. What it asked for, received and complained about is gathered from its first moment."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self.requested: list[str] = []
        self.problems: list[str] = []
        self.painted = self.everything = ""  # since it was last emptied, and since the page was opened
        self._wire = wire
        self._count = 0
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Event()

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        reply = self._replies[self._count] = asyncio.get_running_loop().create_future()
        await self._wire.send_json({"id": self._count, "method": method, "params": parameters})
        return await asyncio.wait_for(reply, 30)

    async def evaluate(self, script: str) -> Any:
        result = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return result["result"].get("value")

    async def type(self, text: str) -> None:
        for letter in text:
            key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13} if letter == "\r" else {"key": letter}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, **key)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    async def shows(self, text: str, seconds: float = 60) -> None:
        """Waits until the terminal was sent the text, apart from colours and blanks."""
        try:
            async with asyncio.timeout(seconds):
                while " ".join(text.split()) not in " ".join(self.painted.split()):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"not shown: {text!r}; shown: {self.painted[-2000:]}") from None

    async def listen(self) -> None:
        async for message in self._wire:
            told = message.json()
            if "id" in told:
                self._replies.pop(told["id"]).set_result(told.get("result", told))
            else:
                self._hear(told["method"], told["params"])

    def _hear(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
            data = base64.b64decode(told["response"]["payloadData"]).decode(errors="replace")
            self.painted += _ESCAPES.sub("", data)
            self.everything += _ESCAPES.sub("", data)
            self._news.set()
        elif method == "Network.requestWillBeSent":
            self.requested.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requested.append(told["url"])
        elif method == "Runtime.exceptionThrown" or (method == "Log.entryAdded" and told["entry"]["level"] == "error"):
            self.problems.append(str(told))


@contextlib.asynccontextmanager
async def browsing(folder: Path, url: str) -> AsyncIterator[Page]:
    """Opens the page in a browser of its own, whose profile is in the folder, and ends the browser afterwards."""
    assert CHROMIUM
    browser = await asyncio.create_subprocess_exec(
        CHROMIUM, *_FLAGS, f"--user-data-dir={folder}", "about:blank", stdout=DEVNULL, stderr=PIPE
    )
    assert browser.stderr
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"listening on ws://([\d.:]+)/", await browser.stderr.readline())):
                assert browser.returncode is None
        async with aiohttp.ClientSession() as session:
            targets = await (await session.get(f"http://{found[1].decode()}/json/list")).json()
            address = next(target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page")
            async with session.ws_connect(address, max_msg_size=0) as wire:
                page = Page(wire)
                listening = asyncio.create_task(page.listen())
                for domain in ("Network", "Runtime", "Log", "Page"):
                    await page.call(f"{domain}.enable")
                await page.call("Page.navigate", url=url)
                yield page
                listening.cancel()
    finally:
        with contextlib.suppress(ProcessLookupError):
            browser.terminate()
        await asyncio.wait_for(browser.communicate(), 30)
