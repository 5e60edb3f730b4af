"""The chat on a screen without a terminal, over a library and a conversation made by hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from bot.chat.app import ChatApp
from tests.chat.sample import ANSWERS, FakeConversation, FakeLibrary, conversations

Open = Callable[..., AbstractAsyncContextManager[tuple[ChatApp, Pilot[None]]]]


async def settle(app: ChatApp, pilot: Pilot[None]) -> None:
    """Waits until all that was started is done and on the screen."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def ask(app: ChatApp, pilot: Pilot[None], question: str) -> None:
    """Types a question into the prompt and sends it."""
    app.screen.query_one("#prompt").text = question
    await pilot.press("enter")
    await settle(app, pilot)


@pytest.fixture
def conversation() -> FakeConversation:
    return FakeConversation(dict(ANSWERS))


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def app(library: FakeLibrary, conversation: FakeConversation) -> ChatApp:
    return ChatApp(lambda: library, open_conversation=conversations(conversation))


@pytest.fixture
def opened(app: ChatApp) -> Open:
    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[ChatApp, Pilot[None]]]:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(app, pilot)
            yield app, pilot

    return run
