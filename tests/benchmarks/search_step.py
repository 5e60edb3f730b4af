"""`python -m tests.benchmarks.search_step build|open ENGINE CORPUS FOLDER`: one step in a process of its own."""

import json
import re
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.rounds import seconds
from tests.benchmarks.search_corpus import KINDS, load, queries
from tests.benchmarks.search_engines import engines

_UNIT = 1 if sys.platform == "darwin" else 1024  # of the peak memory, in bytes


def build(name: str, corpus: Path, folder: Path) -> dict[str, float]:
    """Returns the seconds, and the bytes of memory at the peak that were not taken before."""
    [engine] = [engine for engine in engines() if engine.name == name]
    found = load(corpus)
    for module in engine.needs:
        __import__(module)
    before = _peak()
    taken = seconds(lambda: engine.build(found, folder))
    return {"build": taken, "memory": _peak() - before}


def opened(name: str, corpus: Path, folder: Path) -> dict[str, float]:
    """Returns the seconds of opening and of the first query; the page cache is warm."""
    [engine] = [engine for engine in engines() if engine.name == name]
    query, *_ = queries(load(corpus), KINDS[0], 1)
    for module in engine.needs:
        __import__(module)
    searches = []
    opening = seconds(lambda: searches.append(engine.open(folder)))
    return {"open": opening, "first query": seconds(lambda: searches[0](query, 5))}


def _peak() -> float:
    """The most memory of this process in bytes. What `getrusage` says begins, on Linux, with the parent's peak."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found:
            return int(found[1]) * 1024.0
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT)


def main(arguments: Sequence[str]) -> None:
    """Prints what a step took, as JSON."""
    step, name, corpus, folder = arguments
    taken = build(name, Path(corpus), Path(folder)) if step == "build" else None
    print(json.dumps(taken or opened(name, Path(corpus), Path(folder))))


if __name__ == "__main__":
    main(sys.argv[1:])
