"""The questions that are asked: real ones, of the labelled development set."""

import json

from tests.benchmarks.processes import ROOT
from tests.benchmarks.rounds import BenchmarkError

_FILE = ROOT / "tests" / "quality" / "questions" / "dev" / "answerable.jsonl"


def questions(count: int, longest: int = 1000) -> list[str]:
    """Returns `count` questions of at most `longest` characters, evenly spaced over the set."""
    try:
        lines = _FILE.read_text(encoding="utf-8").splitlines()
        found = [text for line in lines if len(text := json.loads(line)["question"]) <= longest and text.isascii()]
    except (OSError, ValueError, KeyError) as error:
        raise BenchmarkError(f"The questions in {_FILE.name} cannot be read: {type(error).__name__}") from error
    if len(found) < count:
        raise BenchmarkError(f"{_FILE.name} holds {len(found)} such questions, not {count}.")
    return [found[number * len(found) // count] for number in range(count)]
