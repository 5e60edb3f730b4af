"""The command `citebot` and its parts, as the parser of the command line knows them."""

import sys
from pathlib import Path
from typing import Any

import click

from bot import __version__
from bot.cli import adding, asking, chatting, completion, conversing, keeping, manual, serving, staff
from bot.cli.exits import Exit
from bot.cli.guide import Guide
from bot.cli.options import corpus_option, plain_option
from bot.cli.signals import Ended
from bot.errors import UsageError


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
        context.exit(conversing.start(corpus, plain, **writing))
    if any(writing.values()):
        raise click.UsageError("--keep, --transcript and --overwrite belong behind 'chat'.")


for _command in (
    chatting.chat,
    keeping.sessions,
    keeping.verify,
    asking.ask,
    asking.inspect,
    adding.add,
    staff.coverage,
    staff.calibrate,
    staff.review,
    serving.serve,
    completion.completion,
    manual.manual,
):
    cli.add_command(_command)


def run(arguments: list[str]) -> int:
    """Runs the command line and returns the exit code.

    Raises `CitebotError` with what a user did wrong, `KeyboardInterrupt`, `Ended`, `OSError`.
    """
    streams = sys.stdout, sys.stderr
    try:
        result: Any = cli.main(arguments, prog_name="citebot", standalone_mode=False)
    except click.UsageError as error:
        raise UsageError(error.format_message(), "Try 'citebot --help'.") from None
    except click.ClickException as error:
        raise UsageError(error.format_message()) from None
    except click.Abort:
        raise KeyboardInterrupt from None
    except Ended:
        raise
    except SystemExit as ended:
        if not ended.code:  # a shell was told how a line goes on
            return Exit.ANSWERED
        sys.stdout, sys.stderr = streams  # nobody reads on: click would end with 1, which means something else
        raise BrokenPipeError from None
    return result if isinstance(result, int) else Exit.ANSWERED
