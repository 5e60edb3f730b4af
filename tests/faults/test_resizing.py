"""A terminal whose size changes all the time: the answers stay, the chat stays usable, nothing fails."""

import random

from textual.events import Resize
from textual.geometry import Size

from bot.chat.app import ChatApp
from tests.chat.sample import ANSWERS, FakeConversation, FakeLibrary

QUESTIONS = list(ANSWERS)[:3]
STORM = 100  # sizes, one right after the other
SMALLEST, LARGEST = (20, 5), (200, 60)


async def test_resize_storms_while_answers_are_shown_lose_nothing() -> None:
    chosen = random.Random(7)
    app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation(dict(ANSWERS)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for question in QUESTIONS:
            await app._ask(question)
            for _ in range(STORM):
                size = Size(chosen.randint(SMALLEST[0], LARGEST[0]), chosen.randint(SMALLEST[1], LARGEST[1]))
                app.post_message(Resize(size, size))
            await pilot.pause()
            for ends in (SMALLEST, LARGEST, (80, 24)):
                await pilot.resize_terminal(*ends)
        found = list(app._chat.conversation.query("Exchange"))
        assert [exchange.question for exchange in found] == QUESTIONS
        assert app._chat.conversation.latest is found[-1]
        assert app._chat.size == (80, 24)
        app._chat.prompt.focus()
        await pilot.press("h", "i")
        assert app._chat.prompt.text == "hi"
    assert app.fault is None
