"""The tables of the HTML report: rows on a page and on paper, cards on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coverage.reports.markup import Html, join, tag


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its CSS class, and whether its cells name their row."""

    name: str
    style: str = ""
    heads: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], name: str) -> Html:
    """Returns a table, which a narrow screen shows as cards: hence the roles, which that takes away, and the labels."""
    heads = (tag("th", one.name, **_style(one), scope="col", role="columnheader") for one in columns)
    lines = (
        tag("tr", *(_cell(column, cell) for column, cell in zip(columns, row, strict=True)), role="row") for row in rows
    )
    return tag(
        "table",
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        "\n",
        tag("tbody", join(*lines, between="\n"), role="rowgroup"),
        class_="rows",
        role="table",
        aria_label=name,
    )


def _cell(column: Column, cell: str) -> Html:
    label = {} if column.heads else {"data_label": column.name}
    if column.heads:
        return tag("th", cell, **_style(column), scope="row", role="rowheader", dir="auto")
    return tag("td", cell, **_style(column), role="cell", **label)


def _style(column: Column) -> dict[str, str]:
    return {"class_": column.style} if column.style else {}
