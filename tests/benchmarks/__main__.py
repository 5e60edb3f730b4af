"""`python -m tests.benchmarks`: measures how long Citebot takes, each figure next to a peer in the same run.

Exit codes: 0 measured, 1 `citebot ask` loads what it must not, 2 could not measure.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from bot.errors import CitebotError
from tests.arguments import count, positive
from tests.benchmarks import chat, library, load, opening, search, search_library, start
from tests.benchmarks.rounds import BenchmarkError
from tests.benchmarks.tables import Table, as_text, as_values, machine

BENCHMARKS: dict[str, Callable[[int], Iterable[Table]]] = {
    "start": start.tables,
    "open": opening.tables,
    "search": search.tables,
    "chat": chat.tables,
    "library": library.tables,
}
BY_HAND: dict[str, Callable[[int], Iterable[Table]]] = {"load": load.tables}  # takes most of an hour
RUNS = 7


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures what is named, prints the tables and returns the exit code."""
    options = _parser().parse_args(arguments)
    print(machine(), flush=True)
    tables: list[Table] = []
    try:
        measured = (
            BENCHMARKS
            | BY_HAND
            | {
                "search": partial(search.tables, largest=options.largest),
                "library": partial(library.tables, size=options.passages),
                "load": partial(load.tables, sizes=load.Sizes(options.questions, options.messages, options.visitors)),
            }
        )
        for name in options.names or BENCHMARKS:
            for table in measured[name](options.runs):
                print(f"\n{as_text(table)}", flush=True)
                tables.append(table)
        if options.json:
            values = {"machine": machine(), "runs": options.runs, "tables": as_values(tables)}
            options.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    except (BenchmarkError, CitebotError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if any(table.wrong for table in tables) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how long Citebot takes.")
    add = parser.add_argument
    add(
        "names", nargs="*", choices=[*BENCHMARKS, *BY_HAND, []], metavar="NAME",
        help=f"of {', '.join(BENCHMARKS)} (default: all), {', '.join(BY_HAND)}",
    )  # fmt: skip
    add("--runs", type=positive, default=RUNS, metavar="N", help=f"rounds of each benchmark (default: {RUNS})")
    add("--largest", type=positive, default=search_library.LARGEST, metavar="N",
        help=f"passages of the largest library that is searched (default: {search_library.LARGEST})")  # fmt: skip
    add("--passages", type=positive, default=library.USUAL, metavar="N", help="of the library (default: 10,000)")
    for name, most in (("questions", load.QUESTIONS), ("messages", load.MESSAGES), ("visitors", load.VISITORS)):
        add(f"--{name}", type=count, default=most, metavar="N", help=f"of the load; 0: none (default: {most:,})")
    add("--json", type=Path, metavar="FILE", help="write every measured time to FILE, in seconds")
    return parser


if __name__ == "__main__":
    sys.exit(main())
