"""Options that several commands share."""

from pathlib import Path

import click

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
