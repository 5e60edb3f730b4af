"""Where labels are saved: the list itself, or a copy of it; a text has no place for them, so its copy is a table."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from bot.coverage import labels
from bot.coverage.questions import DELIMITED, LINES, WORKBOOKS
from bot.coverage.values import FaqList
from bot.errors import UsageError
from bot.saving import write_whole

_COLUMNS = ("id", "question", "expected", "variant_of", "topic", "priority", "conversation")
_BETWEEN = " | "  # places in a cell


class Keeper:
    """Saves the labels of one list."""

    def __init__(self, path: Path, *, in_place: bool = False, output: Path | None = None) -> None:
        """Labels go into `output`, else into the list itself, else into a copy beside it, under a name not in use.

        Raises `UsageError` where that file could not hold them.
        """
        self._path = path
        self._has_room = path.suffix.casefold() in (*DELIMITED, *WORKBOOKS, *LINES)
        form = path.suffix if self._has_room else ".csv"
        if in_place and not self._has_room:
            raise UsageError(
                f"{path.name} has no place for labels.", f"Leave out --in-place: the copy is a {form} file."
            )
        if output is not None and output.suffix.casefold() != form.casefold():
            raise UsageError(f"A copy of {path.name} with labels is a {form} file.", f"Name it {output.stem}{form}.")
        if output is not None and output.resolve() == path.resolve():
            raise UsageError(f"{output.name} is the list itself.", "Say --in-place to save into it.")
        self.target = path if in_place else output or _unused(path.with_suffix(""), form)

    def write(self, faq: FaqList, expected: Mapping[str, tuple[str, ...]]) -> Path:
        """Saves expectations by row id and returns where they stand now. Raises `CitebotError`."""
        if self._has_room:
            cells = {id: _BETWEEN.join(places) for id, places in expected.items()}
            labels.write(self._path, cells, None if self.target == self._path else self.target)
        else:
            write_whole(self.target, _table(faq))
        return self.target


def _unused(stem: Path, form: str) -> Path:
    number = 1
    while (path := stem.with_name(f"{stem.name}.reviewed{f'-{number}' * (number > 1)}{form}")).exists():
        number += 1
    return path


def _table(faq: FaqList) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in faq.rows:
        expected = _BETWEEN.join(row.expected)
        writer.writerow((row.id, row.question, expected, row.variant_of, row.topic, row.priority, row.conversation))
    return text.getvalue().encode("utf-8-sig")
