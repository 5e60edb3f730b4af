"""A talk in the chat without a terminal: asks what it is given, opens a passage, copies it, and saves the talk."""

import asyncio
import sys
from pathlib import Path

from bot.chat.app import ChatApp
from bot.keeping.record import Record
from bot.library import Library


async def talk(corpus: str, *questions: str) -> None:
    app = ChatApp(lambda: Library.open(Path(corpus)), record=Record())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for question in questions:
            app.screen.query_one("#prompt").text = question  # type: ignore[attr-defined]
            await pilot.press("enter")
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.press("tab", "enter", "escape", "escape", "tab", "y")
        await pilot.pause()
        await app.workers.wait_for_complete()
        print(*(exchange.answer.question for exchange in app.screen.query("Exchange")), sep="\n")  # type: ignore[attr-defined]


if __name__ == "__main__":
    asyncio.run(talk(*sys.argv[1:]))
