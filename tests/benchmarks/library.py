"""A large library: made, opened and asked, each in a process of its own.

Run as `python -m tests.benchmarks.library FOLDER CACHE`, it prints the figures of one process as JSON: `CACHE` is
empty for the first, which makes the library, and full for those after it.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.corpora import PASSAGES, write
from tests.benchmarks.processes import module, output_of
from tests.benchmarks.rounds import Round, figures
from tests.benchmarks.tables import Table

if TYPE_CHECKING:
    from bot.conversation.dialogue import Conversation

USUAL = 10_000  # passages
WARM_UP = ("What is calcinosis?", "Is colchicine safe?", "does it hurt at night?")
QUESTIONS = (
    "What causes calcinosis?",
    "Is colchicine safe with warfarin?",
    "What are the symptoms of inflammation?",
    "does an x-ray show nodules in the hands of older people",
    "which doctor should I see about nodules",
    "can exercise make scleroderma worse",
    "How long does inflammation last?",
    "what helps against pain at night",
)


def tables(runs: int, size: int = USUAL) -> list[Table]:
    """Measures a made-up library of so many passages."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place) / "corpus", Path(place) / "cache"
        paths = write(folder, -(-size // PASSAGES))
        text = sum(path.stat().st_size for path in paths)
        _printed(folder, cache, "prepare")
        made = _printed(folder, cache)
        kept = sum(path.stat().st_size for path in (cache / "libraries").rglob("*") if path.is_file())
        rounds = [_printed(folder, cache) for _ in range(runs + 1)][1:]
    seconds: list[Round] = [{name: found for name, found in one.items() if name != _PEAK} for one in rounds]
    note = [
        f"{made['open']:.1f} s and {made[_PEAK]:,.0f} MB in the making; "
        f"{kept / size:,.0f} bytes a passage on disk, of which {text / size:,.0f} are those of the files",
        f"{median(one[_PEAK] for one in rounds):,.0f} MB in use after the questions",
    ]
    return [Table(f"A library of {size:,} passages", tuple(figures(seconds)), note="\n".join(note))]


_PEAK = "memory"


def _printed(*arguments: object) -> Round:
    printed = output_of(module("tests.benchmarks.library", *map(str, arguments)), timeout=3600)
    return {str(name): float(value) for name, value in json.loads(printed).items()}


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of one process and returns the exit code."""
    os.environ["CITEBOT_CACHE"] = arguments[1]
    from bot.conversation.dialogue import Conversation
    from bot.library import Library

    Conversation(Library.open())  # what is kept of the lexicon and the rules is not what is measured
    found: dict[str, float] = {}
    if len(arguments) == 2:
        import nltk.tokenize.punkt  # noqa: F401  # these are loaded once, whatever the size

        import bot.shelf.stock  # noqa: F401  # with numpy
        from bot.conversation import choosing  # noqa: F401

        begin = time.perf_counter()
        library = Library.open(Path(arguments[0]))
        found["open"] = time.perf_counter() - begin
        found["first question"] = _asked(Conversation(library), WARM_UP[0])
        for question in WARM_UP:
            Conversation(library).ask(question)
        found["another question"] = median(_asked(Conversation(library), question) for question in QUESTIONS)
        found["the same again"] = median(_asked(Conversation(library), question) for question in QUESTIONS)
    found[_PEAK] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))
    return 0


def _asked(conversation: "Conversation", question: str) -> float:
    begin = time.perf_counter()
    conversation.ask(question)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
