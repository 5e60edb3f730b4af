"""The chat on a screen without a terminal, over a library and a conversation made by hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from bot.chat.app import ChatApp
from bot.chat.cards import PassageCard
from bot.chat.choices import Choices
from bot.chat.fitted import FittedText
from tests.chat.sample import ANSWERS, FakeConversation, FakeLibrary, conversations

Open = Callable[..., AbstractAsyncContextManager[tuple[ChatApp, Pilot[None]]]]


async def settle(app: ChatApp, pilot: Pilot[None]) -> None:
    """Waits until all that was started is done and on the screen, however little of the machine the test gets."""
    await pilot.pause()
    while _is_busy(app):
        await app.workers.wait_for_complete()
        await pilot.pause()


def _is_busy(app: ChatApp) -> bool:
    pumps = (app, *app.screen.walk_children(with_self=True)) if app.is_running else ()
    return any(pump.message_queue_size for pump in pumps) or any(not worker.is_finished for worker in app.workers)


async def ask(app: ChatApp, pilot: Pilot[None], question: str) -> None:
    """Types a question into the prompt and sends it."""
    app.screen.query_one("#prompt").text = question
    await pilot.press("enter")
    await settle(app, pilot)


def shown(app: ChatApp) -> str:
    """All text of the conversation, in order."""
    return "\n".join(text_of(text) for text in app.screen.query("#conversation FittedText").results(FittedText))


def text_of(widget: FittedText, width: int = 100) -> str:
    return "\n".join(line.plain.rstrip() for line in widget.visual.lines(width))


def on_terminal(app: App[None]) -> list[str]:
    """The lines that stand on the screen now."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def cards(app: ChatApp) -> list[PassageCard]:
    """The passages of all answers, in order."""
    choices = [choice for text in app.screen.query(Choices) for choice in text.choices]
    return [choice for choice in choices if isinstance(choice, PassageCard)]


def chosen(app: ChatApp) -> PassageCard | str | None:
    """The passage or question that is highlighted; None when the focus is elsewhere."""
    return app.focused.chosen if isinstance(app.focused, Choices) else None


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test writes on the clipboard of the person who runs it, or into the folder in which it runs."""
    monkeypatch.setattr("bot.keeping.clipboard.find_tool", lambda: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")


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
