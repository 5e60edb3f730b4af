"""The command `citebot`: its parts, and what went wrong said in one sentence."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import __version__
from bot.cli import asking, chatting, completion, keeping, manual, serving, staff
from bot.cli.guide import Guide
from bot.cli.options import Exit, corpus_option, plain_option
from bot.errors import CitebotError


@click.group(cls=Guide, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@corpus_option
@plain_option
@chatting.record_options
@click.version_option(__version__, prog_name="citebot")
@click.pass_context
def cli(context: click.Context, /, corpus: Path | None, plain: bool, **writing: Any) -> None:
    """Ask a medical article, and get its own passages back, with their citations.

    Without a command, the chat starts. Citebot quotes and never writes medical text of its own; what it shows is
    general information, not medical advice. It opens no network connection, and stores no question unless asked to.
    """
    context.obj = corpus
    if context.invoked_subcommand is None:
        context.exit(chatting.start(corpus, plain, **writing))
    if any(writing.values()):
        raise click.UsageError("--keep, --transcript and --overwrite belong behind 'chat'.")


for _command in (
    chatting.chat,
    keeping.sessions,
    keeping.verify,
    asking.ask,
    asking.inspect,
    staff.coverage,
    staff.calibrate,
    staff.review,
    serving.serve,
    completion.completion,
    manual.manual,
):
    cli.add_command(_command)


def main() -> NoReturn:
    """Runs the command line and exits with one of the codes in `Exit`."""
    if sys.stderr is None:  # closed by the shell ("2>&-"): nobody is to hear it
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for as long as the process lives
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        _complain("Standard output is closed, so there is nowhere to write an answer.")
        sys.exit(Exit.ERROR)
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
