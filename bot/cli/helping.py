"""The help on the command line as a whole, at once: the parser takes longer to load than the help takes to read.

Its text for each width of a terminal is kept as what answering needs is: made when the package is built.
"""

import os

from bot.cache.kept import kept
from bot.cache.tables import Content, Tables

_TABLE = "help"
# Columns between which click fits its help to the terminal: it leaves two of them free, writes in 50 at least, and
# does not know more than 80.
_LEAST, _MOST = 52, 80


def known() -> Tables | None:
    """Returns the table of the help by width; None where there is no place to keep it in."""
    return kept(_TABLE, [], ("cli", "__init__"), _made, ("click",))


def text() -> str | None:
    """Returns the help for this terminal, None where it is not known."""
    tables = known()
    return None if tables is None else tables.get(_TABLE, str(min(max(_columns(), _LEAST), _MOST)))


def _columns() -> int:
    """Returns how wide the terminal is, as `shutil.get_terminal_size` has it, which takes longer to load."""
    try:
        given = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        given = 0
    if given > 0:
        return given
    try:
        return os.get_terminal_size(1).columns or _MOST
    except (ValueError, OSError):
        return _MOST


def _made() -> Content:
    from bot.cli.commands import cli

    def at(columns: int) -> str:
        context = cli.make_context("citebot", [], resilient_parsing=True, terminal_width=columns - 2)
        return cli.get_help(context) + "\n"

    return {_TABLE: {str(columns): at(columns) for columns in range(_LEAST, _MOST + 1)}}
