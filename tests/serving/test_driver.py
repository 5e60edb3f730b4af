"""The driver of a visitor's chat: it has the focus from the start, and ends with its server."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

APP = """
from textual.app import App
from textual.widgets import Input

class Small(App):
    def compose(self):
        yield Input()

    def on_input_submitted(self, event):
        self.query_one(Input).border_title = event.value.upper()
        self.query_one(Input).clear()

Small().run()
"""


def packet(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


async def test_keys_reach_the_app_without_a_click_and_the_end_of_its_input_ends_it() -> None:
    environment = os.environ | {"TEXTUAL_DRIVER": "bot.serving.driver:VisitorDriver"}
    app = await asyncio.create_subprocess_exec(sys.executable, "-c", APP, stdin=PIPE, stdout=PIPE, env=environment)
    assert app.stdin
    assert app.stdout
    async with asyncio.timeout(60):
        painted = b""
        while b"\xe2\x96\x81" not in painted:  # the border of the input
            painted += await app.stdout.read(1 << 16)
        app.stdin.write(packet(b"D", b"hello\r"))
        while b"HELLO" not in painted:
            data = await app.stdout.read(1 << 16)
            assert data
            painted += data
        app.stdin.close()
        await app.communicate()
    assert app.returncode == 0
