"""What `citebot coverage`, `calibrate` and `review` do. Reports go to stdout and files, talk to stderr."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bot.coverage import baseline as runs
from bot.coverage.evaluate import evaluate
from bot.coverage.gates import gates, limit, share
from bot.coverage.questions import read
from bot.coverage.values import Comparison, FaqList, Gate, Run
from bot.errors import CitebotError, UsageError
from bot.library import Library
from bot.saving import write_whole
from bot.showing import put, shown_path

STDOUT = Path("-")
REPORTS = {"html": "html", "csv": "csvfile", "json": "jsonfile", "junit": "junit", "markdown": "markdown"}
_WIDTH = 100  # columns of a report that goes into a file or a pipe
_PATIENCE = 1.0  # seconds before a progress bar appears


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of a run: the files to write, the baseline, and the demands."""

    save: Path | None = None
    baseline: Path | None = None
    min_answered: str | None = None
    max_false_answers: str | None = None
    no_regressions: bool = False
    must_pass: tuple[str, ...] = ()
    html: Path | None = None
    csv: Path | None = None
    json: Path | None = None
    junit: Path | None = None
    markdown: Path | None = None
    show_all: bool = False

    @property
    def reports(self) -> dict[str, Path]:
        """The files that are wanted, by the name of the option."""
        return {name: path for name in REPORTS if (path := getattr(self, name)) is not None}


def coverage(paths: Sequence[Path], corpus: Path | None, wanted: Wanted) -> bool:
    """Evaluates FAQ files, prints and writes what is wanted, and tells whether every demand is met.

    Raises `CitebotError` where nothing could be evaluated, or a file could not be written.
    """
    _check(paths, wanted)
    least = share(wanted.min_answered) if wanted.min_answered is not None else None
    most = limit(wanted.max_false_answers) if wanted.max_false_answers is not None else None
    before = runs.load(wanted.baseline) if wanted.baseline else None
    run = evaluated(read(paths), Library.open(corpus))
    comparison = runs.compare(run, before) if before else None
    demands = gates(
        run,
        comparison,
        min_answered=least,
        max_false_answers=most,
        no_regressions=wanted.no_regressions,
        must_pass=wanted.must_pass or None,
    )
    _deliver(run, comparison, demands, wanted)
    return all(gate.holds for gate in demands)


def calibrate(paths: Sequence[Path], corpus: Path | None) -> None:
    """Prints false answers against false refusals over the decision line. Raises `CitebotError`."""
    from bot.coverage.calibrate import calibrate as trade_off
    from bot.coverage.tradeoff import render

    found = trade_off(read(paths), Library.open(corpus))
    if not found.answerable and not found.unanswerable:
        raise UsageError("No question of the list says what is expected.", 'Fill a column named expected, or "none".')
    put(render(found))


def review(path: Path, corpus: Path | None, *, in_place: bool, output: Path | None) -> int:
    """Reviews a list on a screen and returns the exit code. Raises `CitebotError` where it cannot be evaluated."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError("The review needs a terminal.", "citebot coverage prints the same as a report.")
    from bot.coverage.evaluate import outcomes
    from bot.coverage.review.app import ReviewApp
    from bot.coverage.review.keeping import Keeper
    from bot.coverage.review.session import Session, Tools

    faq = read([path])
    keeper = Keeper(path, in_place=in_place, output=output)
    session = Session(faq, corpus, Tools(evaluate, outcomes, runs.compare, keeper.write))
    app = ReviewApp(session)
    app.run()
    if app.fault is not None:
        raise app.fault
    if session.kept:
        _say(f"The labels are saved as {shown_path(session.kept)}.")
    if session.copy and not session.synonyms:
        where = shown_path(session.copy)
        _say(f"Your synonyms are in {where}: they count where it stands beside an article, as synonyms.toml.")
    if app.error:
        raise app.error
    return app.return_code or 0


def evaluated(faq: FaqList, library: Library) -> Run:
    """Returns the run over a list, with a progress bar where it takes long.

    Raises `CitebotError` where it breaks off or leaves questions out.
    """
    try:
        with _progress(len(faq.rows)) as advance:
            run = evaluate(faq, library, advance)
    except CitebotError:
        raise
    except Exception as error:  # the exit code 1 means worse; a run that broke off is none
        raise CitebotError(f"The evaluation broke off: {type(error).__name__}: {error}.") from error
    if len(run.outcomes) != len(faq.rows):
        raise CitebotError(f"Only {len(run.outcomes)} of {len(faq.rows)} questions were evaluated.")
    return run


def _check(paths: Sequence[Path], wanted: Wanted) -> None:
    """Refuses, before the work begins, what cannot be done after it."""
    if wanted.no_regressions and wanted.baseline is None:
        raise UsageError("--no-regressions needs a --baseline to compare with.")
    outputs = [*wanted.reports.values(), *([wanted.save] if wanted.save else [])]
    if sum(path == STDOUT for path in outputs) > 1:
        raise UsageError('Only one report can go to standard output ("-").')
    files = [path.resolve() for path in outputs if path != STDOUT]
    inputs = {path.resolve() for path in paths}
    for path in files:
        if path in inputs:
            raise UsageError(f"{path.name} is the list itself: it is never overwritten.", "Name another file.")
        if files.count(path) > 1:
            raise UsageError(f"{path.name} was named for two reports.", "Name a file for each.")
        if wanted.baseline and path == wanted.baseline.resolve() and path != (wanted.save and wanted.save.resolve()):
            raise UsageError(f"{path.name} is the baseline: only --save may write it anew.", "Name another file.")
        if not path.parent.is_dir():
            raise UsageError(
                f"{shown_path(path)} cannot be written: there is no folder {shown_path(path.parent)}.", "Make it first."
            )
        if path.is_dir():
            raise UsageError(f"{shown_path(path)} cannot be written: it is a folder.", "Name a file.")


def _deliver(run: Run, comparison: Comparison | None, demands: tuple[Gate, ...], wanted: Wanted) -> None:
    """Writes every file that can be written, prints the report, then raises the first `CitebotError` met."""
    errors: list[CitebotError] = []
    for name, path in wanted.reports.items():
        content = import_module(f"bot.coverage.reports.{REPORTS[name]}").render(run, comparison, demands)
        try:
            _put(path, content)
        except CitebotError as error:
            errors.append(error)
    if wanted.save:
        try:
            runs.save(run, wanted.save)
            _say(f"Saved the run as {shown_path(wanted.save)}.")
        except CitebotError as error:
            errors.append(error)
    if STDOUT in wanted.reports.values():
        _say("\n".join(f"{'Met' if gate.holds else 'NOT MET'}: {gate.said}" for gate in demands))
    else:
        from bot.coverage.reports.terminal import render

        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH
        _print(render(run, comparison, demands, show_all=wanted.show_all, width=width, colour=colour), coloured=colour)
    if errors:
        raise errors[0]


def _put(path: Path, content: str | bytes) -> None:
    if path == STDOUT:
        _print(content)
    else:
        write_whole(path, content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace"))
        _say(f"Wrote {shown_path(path)}.")


def _print(content: str | bytes, *, coloured: bool = False) -> None:
    try:
        put(content, coloured=coloured)
    except BrokenPipeError:
        # The reader is gone ("| head"), but whether the demands are met is still to be told by the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    if sentence:
        put(f"{sentence}\n", sys.stderr)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None] | None]:
    """Yields what is told how many questions are done; a bar appears when that takes longer than a moment."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Asking"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=total)
    begun = time.monotonic()

    def advance(done: int) -> None:
        bar.update(task, completed=done)
        if not bar.live.is_started and time.monotonic() - begun > _PATIENCE:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()
