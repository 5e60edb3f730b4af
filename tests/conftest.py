"""No test reads or writes the cache of the person who runs it: each run has one of its own, empty at first."""

import os
import tempfile

import pytest

_FOLDER = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    folder = config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="citebot-tests-")
    os.environ["CITEBOT_CACHE"] = folder.name


def pytest_unconfigure(config: pytest.Config) -> None:
    if _FOLDER in config.stash:
        config.stash[_FOLDER].cleanup()
