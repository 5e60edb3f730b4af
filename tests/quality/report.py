"""Tables of figures, as aligned text and as values for JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Figure = float | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, over how many questions, and the figures by column."""

    label: str
    n: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures under one title, each with its own label; `note` says how to read them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __post_init__(self) -> None:
        labels = [row.label for row in self.rows]
        if len(set(labels)) < len(labels):
            raise ValueError(f"{self.title}: two rows share a label: {labels}")


def as_text(table: Table) -> str:
    """Returns the table as aligned plain text, with n in every row; the last word of a column's name stands below."""
    names = [("", "n"), *(_split(name) for name in table.columns)]
    above, below = (["", *(name[line] for name in names)] for line in (0, 1))
    head = [above, below] if any(above) else [below]
    rows = [[row.label, str(row.n), *(_cell(row.figures.get(name)) for name in table.columns)] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*head, *rows, strict=True)]
    lines = [_aligned(line, widths) for line in [*head, *rows]]
    return "\n".join([table.title, *([table.note] if table.note else []), *lines])


def as_values(tables: Sequence[Table]) -> dict[str, dict[str, dict[str, Figure]]]:
    """Returns title -> label -> column -> figure, with full precision and the count as `n`."""
    return {table.title: {row.label: {"n": row.n, **row.figures} for row in table.rows} for table in tables}


def _split(name: str) -> tuple[str, str]:
    above, _, below = name.rpartition(" ")
    return above, below


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    figures = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
    return "  ".join(["  " + line[0].ljust(widths[0]), *figures]).rstrip()


def _cell(figure: Figure) -> str:
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"
