"""`python -m tests.fuzz`: tries the program with inputs that a fuzzer makes, or measures how it grows with traps.

Exit codes: 0 nothing found, 1 something found or something grows too fast, 2 could not be run.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.arguments import positive
from tests.fuzz.running import Run, run
from tests.fuzz.targets import TARGETS

_MILLION = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is asked for, prints how it went and returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.list:
        for name, target in TARGETS.items():
            print(f"{name:14}{target.about}")
        return 0
    if options.names == ["growth"]:
        from tests.fuzz.growth import report

        return report(options.only or "")
    unknown = [name for name in options.names if name not in (*TARGETS, "all")]
    if unknown or not options.names:
        print(f"There is no target {unknown[0]}." if unknown else "Name a target, all, or growth.", file=sys.stderr)
        return 2
    if find_spec("atheris") is None:
        print("Fuzzing needs atheris. Install it with: pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    names = list(TARGETS) if "all" in options.names else options.names
    return _fuzz(names, options.runs, options.found, options.seconds, shared="all" in options.names)


def _fuzz(names: Sequence[str], runs: int, found: Path, seconds: int, *, shared: bool) -> int:
    """Runs targets, each its share of the executions where they are `shared`."""
    whole = sum(target.share for target in TARGETS.values())
    ended: list[Run] = []
    print(f"{'target':14}{'executions':>12}{'per second':>12}{'edges':>8}  findings", flush=True)
    for name in names:
        count = max(1, runs * TARGETS[name].share // whole) if shared else runs
        one = run(name, count, found, seconds)
        ended.append(one)
        rate = one.executions // max(1, one.seconds)
        print(f"{name:14}{one.executions:12,}{rate:12,}{one.covered:8,}  {len(one.found)}", flush=True)
        for said in (*one.found, *one.broken.splitlines()):
            print(f"    {said}", flush=True)
    if len(ended) > 1:
        print(f"{'together':14}{sum(one.executions for one in ended):12,}")
    return 1 if any(one.found or one.broken for one in ended) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try the program with hostile input.")
    add = parser.add_argument
    add("names", nargs="*", metavar="TARGET", help="targets, all, or growth (how time and memory grow with the input)")
    add("--list", action="store_true", help="list the targets")
    add("--runs", type=positive, default=_MILLION, metavar="N", help="executions (default: 1,000,000; of all together)")
    add("--seconds", type=positive, default=0, metavar="N", help="the longest time for a target")
    add("--found", type=Path, default=Path("found"), metavar="FOLDER", help="where findings go (default: found)")
    add("--only", metavar="TEXT", help="growth: only traps whose names hold TEXT")
    return parser


if __name__ == "__main__":
    sys.exit(main())
