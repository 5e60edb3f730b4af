"""What several commands share: exit codes and options."""

from enum import IntEnum
from pathlib import Path

import click


class Exit(IntEnum):
    """The exit codes of `citebot`."""

    ANSWERED = GOOD = 0
    NOT_ANSWERED = WORSE = 1
    ERROR = 2
    INTERRUPTED = 130


FILE = click.Path(allow_dash=True, path_type=Path)
corpus_option = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="CITEBOT_CORPUS",
    help="An article (.md or .txt) or a folder of articles, instead of the one that ships.  [env: CITEBOT_CORPUS]",
)
plain_option = click.option(
    "--plain", is_flag=True, help="Line by line, without a screen: for screen readers and pipes."
)
