"""A watched `citebot` for each test."""

from pathlib import Path

import pytest

from tests.privacy.watched import Watched


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)
