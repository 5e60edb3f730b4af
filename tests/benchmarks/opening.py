"""Opening the library and answering a first question, step by step, each round in fresh processes."""

import json

from tests.benchmarks.processes import module, output_of
from tests.benchmarks.rounds import Round, figures, measure
from tests.benchmarks.steps import WHOLE
from tests.benchmarks.tables import Table

_STEPS = "tests.benchmarks.steps"


def tables(runs: int) -> list[Table]:
    """Measures `Library.open` in one piece and the steps of one question, in turn."""
    rounds = measure([lambda: _printed("whole"), lambda: _printed()], runs)
    title = "One question from nothing, step by step, in a fresh process"
    return [Table(title, tuple(figures(rounds, WHOLE)), "Library.open in one piece, in a process of its own")]


def _printed(*arguments: str) -> Round:
    return {str(name): float(seconds) for name, seconds in json.loads(output_of(module(_STEPS, *arguments))).items()}
