"""Searching large libraries: Citebot's postings next to other engines, on the same words and queries.

In a run each engine answers all queries, one engine after the other, so that each finds the processor's cache as it
left it; a ratio is taken query by query inside a run.
"""

import gc
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks import search_corpus
from tests.benchmarks.processes import module, output_of
from tests.benchmarks.rounds import Figure, Round, figure, figures, seconds
from tests.benchmarks.search_corpus import KINDS, Corpus
from tests.benchmarks.search_engines import Engine, Own, RankBm25, Search, engines, missing
from tests.benchmarks.tables import Table

SIZES = (60, 10_000, 100_000, 1_000_000)
LARGEST = SIZES[-1]
COUNT, TOP = 50, 5
OWN, LOOP = Own.name, RankBm25.name
SLOW = 50_000  # passages from which on rank_bm25 gets few queries
FEW = 3
_STEP = "tests.benchmarks.search_step"
_TIMEOUT = 1800.0


def tables(runs: int, sizes: Sequence[int] = SIZES, count: int = COUNT) -> Iterator[Table]:
    """Yields for each size a table for each kind of query, and tables of building and opening."""
    present = [engine for engine in engines() if not missing(engine)]
    absent = [
        f"{engine.name} is not installed ({', '.join(missing(engine))})." for engine in engines() if missing(engine)
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="citebot-benchmark-") as place:
            yield from _tables(Path(place), size, present, "\n".join(absent), runs, count)


def _tables(folder: Path, size: int, present: Sequence[Engine], note: str, runs: int, count: int) -> Iterator[Table]:
    corpus = search_corpus.corpus(size)
    search_corpus.save(corpus, folder)
    built = {engine.name: _built(engine, folder) for engine in present if engine.name != LOOP}
    sizes = {name: sum(file.stat().st_size for file in _folder(folder, name).rglob("*")) for name in built}
    said = [f"{name}: {sizes[name] / size:.0f} bytes a passage, {built[name].pop('memory') / 1e6:.0f} MB while building"
            for name in built]  # fmt: skip
    title = f"{size:,} passages"
    yield Table(f"Building, {title}", tuple(figures([{name: each["build"] for name, each in built.items()}], OWN)),
                OWN, "\n".join([*said, note]))  # fmt: skip
    for step in ("open", "first query"):
        rounds = [{name: each[step] for name, each in built.items()}]
        yield Table(f"In a new process, all imported: {step}, {title}", tuple(figures(rounds, OWN)), OWN)
    searches = {engine.name: _search(engine, corpus, folder) for engine in present}
    gc.collect()
    gc.freeze()  # the many objects of rank_bm25 are no burden on the others
    for kind in KINDS:
        asked = search_corpus.queries(corpus, kind, count)
        yield Table(f"Search, {title}, {kind}, top {TOP}", _compared(searches, asked, runs, size),
                    f"{OWN}, query by query", note)  # fmt: skip
    gc.unfreeze()


def _built(engine: Engine, folder: Path) -> dict[str, float]:
    """Builds in a process of its own, and opens in another."""
    _folder(folder, engine.name).mkdir()
    arguments = [engine.name, str(folder), str(_folder(folder, engine.name))]
    found: dict[str, float] = {}
    for step in ("build", "open"):
        found |= json.loads(output_of(module(_STEP, step, *arguments), _TIMEOUT))
    return found


def _folder(folder: Path, name: str) -> Path:
    return folder / "".join(letter for letter in name if letter.isalnum())


def _search(engine: Engine, corpus: Corpus, folder: Path) -> Search:
    if engine.name == LOOP:
        engine.build(corpus, folder)
    return engine.open(_folder(folder, engine.name))


def _compared(searches: dict[str, Search], asked: Sequence[Sequence[str]], runs: int, size: int) -> tuple[Figure, ...]:
    """Measures all queries with each engine in turn, after a warm-up; rank_bm25 gets few where it takes long."""
    quick = {name: search for name, search in searches.items() if name != LOOP}
    rounds = [one for run in range(runs + 1) for one in _run(quick, asked, run) if run]
    few = list(asked) if size < SLOW else list(asked[:FEW])
    slow = {name: search for name, search in searches.items() if name in (LOOP, OWN)}
    beside = [one for run in range(2 if size >= SLOW else 3) for one in _run(slow, few, 0) if run]
    found = [figure(rounds, name, OWN) for name in quick]
    return (*found, figure(beside, LOOP, OWN)) if LOOP in searches else tuple(found)


def _run(searches: dict[str, Search], asked: Sequence[Sequence[str]], run: int) -> list[Round]:
    """All queries with each engine, which take turns in going first."""
    names = list(searches)
    names = names[run % len(names) :] + names[: run % len(names)]
    taken = {name: [seconds(lambda query=query, name=name: searches[name](query, TOP)) for query in asked]  # type: ignore[misc]
             for name in names}  # fmt: skip
    return [{name: taken[name][number] for name in searches} for number in range(len(asked))]
