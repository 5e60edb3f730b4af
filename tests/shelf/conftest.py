"""Every test of a large library has a cache of its own."""

from pathlib import Path

import pytest

from bot.cache.kept import VARIABLE
from tests.shelf.corpus import folder

__all__ = ["cache", "folder"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the large libraries."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "libraries"
