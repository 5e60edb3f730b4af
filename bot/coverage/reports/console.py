"""What the terminal report is written with: a console, titles, tables and bars."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


def made(width: int, colour: bool) -> Console:
    """Returns a console that writes into a text, and looks at nothing of its environment."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=max(40, width),
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},  # neither COLUMNS nor NO_COLOR change a report
    )


def title(out: Console, text: str) -> None:
    """Prints the line that begins a part of the report."""
    out.print()
    out.print(text, style="bold")


def table(*columns: str, tight: Sequence[str] = (), right: Sequence[str] = ()) -> Table:
    """Returns a table whose `tight` columns are as wide as what stands in them, while the others share the rest."""
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), expand=False, header_style="")
    for name in columns:
        grid.add_column(
            name,
            no_wrap=name in tight,
            justify="right" if name in right else "left",
            overflow="fold",
        )
    return grid


def styled(text: str, style: str) -> Text:
    """Returns a text with a style."""
    from rich.text import Text

    return Text(text, style=style)


def bar(share: float, width: int) -> str:
    """Returns a share in [0, 1] as a bar of characters, empty or full only where the share is."""
    full = round(share * width)
    full = min(max(full, 1), width - (share < 1)) if share else 0
    return "█" * full + "·" * (width - full)
