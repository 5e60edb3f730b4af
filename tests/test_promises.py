"""Every promise of the README names tests, and they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("## What is promised")[2].partition("\n## ")[0]
PROMISES = [line.strip("|").split("|") for line in SECTION.splitlines() if line.startswith("| ")][1:]


def test_there_are_promises() -> None:
    assert len(PROMISES) > 8


@pytest.mark.parametrize(("promise", "tests"), PROMISES)
def test_a_promise_names_tests_that_are_there(promise: str, tests: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests)
    assert promise.strip().endswith(".")
    assert named
    for file, name in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {name}\(", source, re.MULTILINE), f"{file}::{name}"
