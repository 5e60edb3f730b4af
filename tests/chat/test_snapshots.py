"""How the chat looks, over a library that never changes. `pytest --snapshot-update` takes the pictures anew."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from bot.chat.app import ChatApp
from bot.chat.prompt import Prompt
from tests.chat.conftest import ask, settle
from tests.chat.sample import ANSWERED, ANSWERS, NOT_FOUND, URGENT, WEAK, FakeConversation, FakeLibrary

Compare = Callable[..., bool]
SMALL, LARGE, NARROW = (80, 24), (120, 40), (40, 20)


def steps(question: str = "", *keys: str) -> Callable[[Pilot[None]], object]:
    """Returns what to do before the picture is taken: a question to ask, then keys to press."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, ChatApp)
        await settle(app, pilot)
        app.screen.query_one(Prompt).cursor_blink = False
        if question:
            await ask(app, pilot, question)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)

    return run


@pytest.mark.parametrize(
    ("size", "taken"),
    [
        pytest.param(SMALL, steps(), id="start"),
        pytest.param(SMALL, steps(ANSWERED.question), id="answer"),
        pytest.param(SMALL, steps(WEAK.question), id="weak"),
        pytest.param(SMALL, steps(NOT_FOUND.question), id="not-found"),
        pytest.param(SMALL, steps(URGENT.question), id="emergency"),
        pytest.param(LARGE, steps(ANSWERED.question, "tab", "n", "enter"), id="reader"),
        pytest.param(SMALL, steps(ANSWERED.question, "tab", "s"), id="source"),
        pytest.param(NARROW, steps(ANSWERED.question), id="narrow"),
    ],
)
def test_how_it_looks(
    snap_compare: Compare, app: ChatApp, size: tuple[int, int], taken: Callable[[Pilot[None]], object]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=taken)


def test_how_it_looks_without_colours(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation(dict(ANSWERS)))
    assert snap_compare(app, terminal_size=SMALL, run_before=steps(ANSWERED.question, "tab", "n"))
