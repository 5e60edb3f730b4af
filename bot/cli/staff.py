"""The commands about FAQ lists."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.cli.exits import Exit
from bot.cli.options import FILE, corpus_option
from bot.errors import UsageError

_faq = click.argument("faq", nargs=-1, required=True, type=click.Path(path_type=Path))
_RUN = click.Path(path_type=Path)
_FILES = (
    ("--save", _RUN, "RUN.json", "Keep this run, to compare with later."),
    ("--baseline", _RUN, "RUN.json", "Compare with a run that was kept."),
    ("--html", FILE, "FILE", 'Report: one page with figures as pictures ("-", here and below: to standard output).'),
    ("--csv", FILE, "FILE", "Report: a row for each question, for a spreadsheet."),
    ("--json", FILE, "FILE", "Report: everything as data."),
    ("--junit", FILE, "FILE", "Report: JUnit XML, for CI."),
    ("--markdown", FILE, "FILE", "Report: for a pull request or a wiki."),
)


def _files(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that name a run or the file of a report."""
    for name, kind, metavar, said in reversed(_FILES):
        command = click.option(name, type=kind, metavar=metavar, help=said)(command)
    return command


@click.command(short_help="Tell which questions of an FAQ are answered.")
@_faq
@corpus_option
@_files
@click.option("--min-answered", metavar="SHARE", help="Demand: this share is answered, such as 90%.")
@click.option("--max-false-answers", metavar="LIMIT", help="Demand: no more false answers than 3, or 5%.")
@click.option("--no-regressions", is_flag=True, help="Demand: nothing is worse than in the baseline.")
@click.option("--must-pass", multiple=True, metavar="PRIORITY", help="Demand: every question of this priority passes.")
@click.option("--show-all", is_flag=True, help="Print the questions that passed, too.")
@click.pass_context
def coverage(context: click.Context, /, faq: tuple[Path, ...], corpus: Path | None, **wanted: Any) -> None:
    """Tell which questions of FAQ lists (CSV, Excel, JSON, Markdown, text) the article answers, and what none reaches.

    Exit code: 0 every demand is met, 1 one is not, 2 nothing could be evaluated.
    """
    from bot.coverage.command import Wanted
    from bot.coverage.command import coverage as evaluate

    context.exit(Exit.GOOD if evaluate(faq, corpus or context.obj, Wanted(**wanted)) else Exit.WORSE)


@click.command(short_help="Weigh false answers against false refusals.")
@_faq
@corpus_option
@click.pass_context
def calibrate(context: click.Context, faq: tuple[Path, ...], corpus: Path | None) -> None:
    """Print false answers against false refusals over the decision line, for labelled questions."""
    from bot.coverage import command

    command.calibrate(faq, corpus or context.obj)


@click.command(short_help="Label the questions of an FAQ on a screen.")
@click.argument("faq", type=click.Path(path_type=Path))
@corpus_option
@click.option("--in-place", is_flag=True, help="Save labels into the list itself; a backup is kept beside it.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Save labels into a copy of this name.")
@click.pass_context
def review(context: click.Context, faq: Path, corpus: Path | None, in_place: bool, output: Path | None) -> None:
    """Label the questions of an FAQ list on a screen, add synonyms, and see at once what changes."""
    if in_place and output is not None:
        raise UsageError("Give either --in-place or --output, not both.")
    from bot.coverage import command

    context.exit(command.review(faq, corpus or context.obj, in_place=in_place, output=output))
