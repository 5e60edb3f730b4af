"""No test reads or writes the cache of the person who runs it: each run has one of its own, empty at first.

Nor do they depend on the signals that are ignored where they were started."""

import os
import signal
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("citebot", deadline=None)  # how long a test takes says nothing on a busy machine
settings.load_profile("citebot")

_FOLDER = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    _heed_signals()
    folder = config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="citebot-tests-")
    os.environ["CITEBOT_CACHE"] = folder.name


def _heed_signals() -> None:
    """Whoever runs the tests in the background may have signals ignored, and every program they start would, too."""
    heeded = {"SIGINT": signal.default_int_handler, "SIGHUP": signal.SIG_DFL, "SIGTERM": signal.SIG_DFL}
    for name, handler in heeded.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _FOLDER in config.stash:
        config.stash[_FOLDER].cleanup()
