"""How the chat looks, over a library that never changes. `pytest --snapshot-update` takes the pictures anew."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from bot.chat.app import ChatApp
from bot.chat.prompt import Prompt
from tests.chat.conftest import ask, settle
from tests.chat.sample import ANSWERED

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)


def steps(*, question: str = "", keys: tuple[str, ...] = ()) -> Callable[[Pilot[None]], object]:
    """Returns what to do before the picture is taken."""

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


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_start(snap_compare: Compare, app: ChatApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=steps())


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_answer(snap_compare: Compare, app: ChatApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=steps(question=ANSWERED.question))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_reader(snap_compare: Compare, app: ChatApp, size: tuple[int, int]) -> None:
    keys = ("tab", "down", "enter")
    assert snap_compare(app, terminal_size=size, run_before=steps(question=ANSWERED.question, keys=keys))
