"""The command line: owns options, exit codes and standard error. Each command loads its own room, when it runs."""

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot import __version__
from bot.errors import CitebotError, UsageError

if TYPE_CHECKING:
    from bot.library import Library


class Exit(IntEnum):
    """The exit codes of `citebot`."""

    ANSWERED = GOOD = 0
    NOT_ANSWERED = WORSE = 1
    ERROR = 2
    INTERRUPTED = 130


_FILE = click.Path(allow_dash=True, path_type=Path)
_corpus = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="CITEBOT_CORPUS",
    help="An article (.md or .txt) or a folder of articles, instead of the one that ships.  [env: CITEBOT_CORPUS]",
)
_plain = click.option("--plain", is_flag=True, help="Line by line, without a screen: for screen readers and pipes.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_corpus
@_plain
@click.version_option(__version__, prog_name="citebot")
@click.pass_context
def cli(context: click.Context, corpus: Path | None, plain: bool) -> None:
    """Ask a medical article, and get its own passages back, with their citations.

    Without a command, the chat starts. Citebot quotes and never writes medical text of its own; what it shows is
    general information, not medical advice. It opens no network connection and stores no question.
    """
    context.obj = corpus
    if context.invoked_subcommand is None:
        context.exit(_chat(corpus, plain))


@cli.command()
@_corpus
@_plain
@click.pass_context
def chat(context: click.Context, corpus: Path | None, plain: bool) -> None:
    """Talk with the article (the default).

    Line mode is chosen by itself where there is no terminal, with TERM=dumb, and with ACCESSIBLE=1.
    """
    context.exit(_chat(corpus or context.obj, plain))


@cli.command()
@click.argument("question", nargs=-1)
@_corpus
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--explain", is_flag=True, help="Say which words matched, where they came from, what each added.")
@click.option(
    "--jsonl",
    type=_FILE,
    is_flag=False,
    flag_value=Path("-"),
    metavar="[FILE]",
    help="Answer many questions: a line is bare text or an object with question, and id and conversation if you like.",
)
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 50), help="The most passages to show.")
@click.pass_context
def ask(
    context: click.Context,
    question: tuple[str, ...],
    corpus: Path | None,
    as_json: bool,
    explain: bool,
    jsonl: Path | None,
    top: int,
) -> None:
    """Answer one QUESTION ("-" reads it from standard input), or many with --jsonl.

    Exit code: 0 answered, 1 a weak match or not found, 2 usage or error. With --jsonl: 0 when every line was
    answered with an object, 2 when any line was bad (in its place stands an object with "error").
    """
    from bot import shell

    corpus = corpus or context.obj
    if jsonl is not None:
        if question:
            raise UsageError(
                "Give either a question or --jsonl, not both.", "With --jsonl, FILE comes right behind it."
            )
        if explain:
            raise UsageError("--explain goes with one question, not with --jsonl.")
        context.exit(Exit.ANSWERED if shell.ask_lines(jsonl, corpus, top) else Exit.ERROR)
    answered = shell.ask_one(question, corpus, top, as_json=as_json, explain=explain)
    context.exit(Exit.ANSWERED if answered else Exit.NOT_ANSWERED)


@cli.command()
@_corpus
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.pass_context
def inspect(context: click.Context, corpus: Path | None, as_json: bool) -> None:
    """Show what was read: headings, passages, tables, citations, and the lines that look doubtful."""
    from bot import shell

    shell.inspect(corpus or context.obj, as_json=as_json)


_faq = click.argument("faq", nargs=-1, required=True, type=click.Path(path_type=Path))
_RUN = click.Path(path_type=Path)
_FILES = (
    ("--save", _RUN, "RUN.json", "Keep this run, to compare with later."),
    ("--baseline", _RUN, "RUN.json", "Compare with a run that was kept."),
    ("--html", _FILE, "FILE", 'Report: one page with figures as pictures ("-", here and below: to standard output).'),
    ("--csv", _FILE, "FILE", "Report: a row for each question, for a spreadsheet."),
    ("--json", _FILE, "FILE", "Report: everything as data."),
    ("--junit", _FILE, "FILE", "Report: JUnit XML, for CI."),
    ("--markdown", _FILE, "FILE", "Report: for a pull request or a wiki."),
)


def _files(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that name a run or the file of a report."""
    for name, kind, metavar, said in reversed(_FILES):
        command = click.option(name, type=kind, metavar=metavar, help=said)(command)
    return command


@cli.command()
@_faq
@_corpus
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


@cli.command()
@_faq
@_corpus
@click.pass_context
def calibrate(context: click.Context, faq: tuple[Path, ...], corpus: Path | None) -> None:
    """Print false answers against false refusals over the decision line, for labelled questions."""
    from bot.coverage import command

    command.calibrate(faq, corpus or context.obj)


@cli.command()
@click.argument("faq", type=click.Path(path_type=Path))
@_corpus
@click.option("--in-place", is_flag=True, help="Save labels into the list itself; a backup is kept beside it.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Save labels into a copy of this name.")
@click.pass_context
def review(context: click.Context, faq: Path, corpus: Path | None, in_place: bool, output: Path | None) -> None:
    """Label the questions of an FAQ list on a screen, add synonyms, and see at once what changes."""
    if in_place and output is not None:
        raise UsageError("Give either --in-place or --output, not both.")
    from bot.coverage import command

    context.exit(command.review(faq, corpus or context.obj, in_place=in_place, output=output))


def _chat(corpus: Path | None, plain: bool) -> int:
    def open_library() -> "Library":
        from bot.library import Library

        return Library.open(corpus)

    if plain or _wants_lines():
        from bot.plain import run

        return run(open_library, sys.stdin, sys.stdout, sys.stderr)
    # Textual reads it when it is imported: painting twice as often as its default halves the wait after a key.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from bot.chat.app import ChatApp

    app = ChatApp(open_library)
    app.run()
    return app.return_code or 0


def _wants_lines() -> bool:
    return (
        os.environ.get("ACCESSIBLE", "") not in ("", "0")
        or os.environ.get("TERM") == "dumb"
        or not (sys.stdin.isatty() and sys.stdout.isatty())
    )


def main() -> NoReturn:
    """Runs the command line and exits with one of the codes in `Exit`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs the command line and returns the exit code; what a user did wrong is said in one sentence on stderr."""
    try:
        result: Any = cli.main(arguments, prog_name="citebot", standalone_mode=False)
        sys.stdout.flush()
    except CitebotError as error:
        _complain(str(error))
        return Exit.ERROR
    except click.UsageError as error:
        _complain(f"{error.format_message()} Try 'citebot --help'.")
        return Exit.ERROR
    except click.ClickException as error:
        _complain(error.format_message())
        return Exit.ERROR
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader is gone ("| head"): nothing is left to say, not even by Python's own flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.ANSWERED
    return result if isinstance(result, int) else Exit.ANSWERED


def _complain(sentence: str) -> None:
    """Says on stderr what went wrong, without the control characters that an argument may carry."""
    printable = "".join(char if char.isprintable() else "�" for char in sentence)
    click.echo(f"citebot: {printable}", err=True)


if __name__ == "__main__":
    main()
