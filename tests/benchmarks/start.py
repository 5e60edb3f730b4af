"""Starting: whole processes, from before they are started until they have ended."""

from collections.abc import Sequence

from tests.benchmarks.processes import citebot, output_of, process_seconds, python
from tests.benchmarks.rounds import Action, Round, figures, measure
from tests.benchmarks.tables import Table

QUESTION = "What is calcinosis?"
WATCHED = ("nltk", "numpy", "rank_bm25", "textual", "rapidfuzz", "spellchecker", "yaml", "markdown_it")
FORBIDDEN = "textual"
BARE = "python -c pass"
_LOADED = f"""
import contextlib, os, sys
from bot.cli.main import run
with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
    run(["ask", {QUESTION!r}])
print(*(name for name in {WATCHED!r} if name in sys.modules))
"""


def tables(runs: int) -> list[Table]:
    """Measures the one-shot commands next to a bare interpreter, and looks at what `ask` loads."""
    commands = {
        BARE: python("pass"),
        "python -c 'import nltk'": python("import nltk"),
        "python -c 'import textual'": python("import textual"),
        "citebot --version": citebot("--version"),
        "citebot --help": citebot("--help"),
        f"citebot ask '{QUESTION}'": citebot("ask", QUESTION),
    }
    rounds = measure([_action(name, command) for name, command in commands.items()], runs)
    return [table(rounds, loaded())]


def table(rounds: Sequence[Round], found: Sequence[str]) -> Table:
    """Returns the table of the rounds, with what `ask` loads of the watched packages."""
    absent = [name for name in WATCHED if name not in found]
    note = f"ask loads: {', '.join(found) or 'none'}\nask does not load: {', '.join(absent) or 'none'}"
    wrong = f"ask must never load {FORBIDDEN}." if FORBIDDEN in found else ""
    return Table("Start: the whole process", tuple(figures(rounds, BARE)), "a bare interpreter", note, wrong)


def loaded() -> list[str]:
    """Returns which of the watched packages a process holds that has answered one question."""
    return output_of(python(_LOADED)).split()


def _action(name: str, command: Sequence[str]) -> Action:
    return lambda: {name: process_seconds(command)}
