"""The command that talks: on a screen, or line by line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.cli.conversing import start
from bot.cli.options import corpus_option, plain_option

_OPTIONS = (
    click.option(
        "--keep",
        metavar="NAME",
        help="Keep the conversation on this computer, and go on with the one kept under NAME. See 'citebot sessions'.",
    ),
    click.option(
        "--transcript",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write a transcript after every answer: Markdown, text or JSON, by FILE's end (.md, .txt, .json).",
    ),
    click.option("--overwrite", is_flag=True, help="With --transcript: replace FILE if it exists."),
)


def record_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that say where a conversation is written: keep, transcript, overwrite."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@corpus_option
@plain_option
@record_options
@click.pass_context
def chat(context: click.Context, /, corpus: Path | None, plain: bool, **writing: Any) -> None:
    """Talk with the article (the default).

    Nothing that is asked is stored, unless --keep or --transcript asks for it. Line mode is chosen by itself where
    there is no terminal, with TERM=dumb, and with ACCESSIBLE=1.
    """
    context.exit(start(corpus or context.obj, plain, **writing))
