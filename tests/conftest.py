"""No test reads or writes the cache of the person who runs it: each run has one of its own, empty at first."""

import os
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("citebot", deadline=None)  # how long a test takes says nothing on a busy machine
settings.load_profile("citebot")

_FOLDER = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    folder = config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="citebot-tests-")
    os.environ["CITEBOT_CACHE"] = folder.name


def pytest_unconfigure(config: pytest.Config) -> None:
    if _FOLDER in config.stash:
        config.stash[_FOLDER].cleanup()
