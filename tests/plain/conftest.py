"""Line mode copies into a file of the test's own folder."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test writes on the clipboard of the person who runs it, or into the folder in which it runs."""
    monkeypatch.setattr("bot.keeping.clipboard.find_tool", lambda: None)
    monkeypatch.chdir(tmp_path)
