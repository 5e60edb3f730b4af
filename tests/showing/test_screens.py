"""No line of a screen steers the terminal, whatever gets there, and a fault is told after the screen is gone."""

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, Static, TextArea

from bot.chat.app import ChatApp
from bot.chat.guarded import GuardedApp
from bot.cli import conversing
from bot.cli.main import run
from tests.chat.conftest import settle
from tests.chat.sample import FakeConversation, FakeLibrary, conversations
from tests.showing.material import RAW, raw


def written(app: App[None]) -> str:
    """What the terminal would be sent for the whole screen, without the colours and the links of Textual."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


async def test_every_line_is_printable_whatever_a_widget_shows() -> None:
    app = ChatApp(FakeLibrary, open_conversation=conversations(FakeConversation()))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(app, pilot)
        text = " ".join(RAW.split())
        widgets = [Static(text, markup=False), Input(text), OptionList(text, markup=False), TextArea(f"a\n{text}")]
        await app.screen.mount_all(widgets)
        for widget in widgets:
            widget.styles.height = 3
            widget.border_title = text
        app.notify(RAW, title=RAW, markup=False)
        await pilot.pause()
        shown = written(app)
        assert shown.count("zirkon") >= 8
        assert not raw(shown)


class Broken(GuardedApp):
    """Fails when it is shown, with a question in its hands."""

    def on_mount(self) -> None:
        """Fails."""
        question = "secret words"
        raise RuntimeError(f"{question} {RAW}")


def test_a_fault_of_the_chat_is_told_without_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> Broken:
        app = Broken()
        app.run = lambda: App.run(app, headless=True)  # type: ignore[method-assign]
        return app

    monkeypatch.setattr(conversing, "_wants_lines", lambda: False)
    monkeypatch.setattr("bot.chat.app.ChatApp", broken)
    assert run(["chat"]) == 2
    out, err = capfd.readouterr()
    assert "RuntimeError" in err
    assert "secret" not in out + err
    assert not raw(out + err)
