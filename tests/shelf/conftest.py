"""Every test of a large library has a cache of its own for it; what the lexicon makes is shared by all."""

from pathlib import Path

import pytest

from bot.shelf import folders
from tests.shelf.corpus import folder

__all__ = ["cache", "folder"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the large libraries."""
    monkeypatch.setattr(folders, "cache_folder", lambda: tmp_path / "cache" / "compiled")
    return tmp_path / "cache" / "libraries"
