"""Labels written back into an FAQ file: the expected cells of some rows change, everything else stays as it is."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot import saving
from bot.coverage.entries import Entry
from bot.coverage.faqfiles import FaqError, LabelError, bytes_of
from bot.coverage.labelcells import delimited, lines, workbook
from bot.coverage.places import each_place, places_of
from bot.coverage.questions import DELIMITED, LINES, TEXTS, WORKBOOKS, entries_of, ids_of
from bot.showing import one_line, shown_path


def write(path: Path, changes: Mapping[str, str], to: Path | None = None) -> Path | None:
    """Sets what is expected of rows, named by their `FaqRow.id`, in a CSV, TSV, XLSX or JSONL file.

    In place, the file as it was is kept beside it (faq.csv.bak, .bak2, …) and that path is returned; with `to`, the
    changed list goes there (a file that stood there is kept the same way) and `path` is left alone. None where
    nothing had to be kept. A column "expected" is added only where the list has none. Raises `FaqError`.
    """
    content = bytes_of(path)
    changed = _changed(path, content, changes)
    goal = (to or path).resolve()
    if changed == content and goal == path.resolve():
        return None
    try:
        backup = _kept(goal) if goal.exists() else None
        saving.replace(goal, changed, like=path)
    except OSError as error:
        said = f"The labels cannot be written to {shown_path(goal)}: {(error.strerror or str(error)).lower()}."
        raise LabelError(said, "Check that you may write there, or name another file.") from error
    return backup


def _changed(path: Path, content: bytes, changes: Mapping[str, str]) -> bytes:
    form = path.suffix.casefold()
    if form not in (*DELIMITED, *WORKBOOKS, *LINES, *TEXTS):
        raise LabelError(f"Labels cannot be written into {shown_path(path)}.", _EXPORT)
    entries, unit = entries_of(content, path)
    if form in TEXTS and unit == "line":
        raise LabelError(f"{shown_path(path)} is a text: it has no place for a label.", _EXPORT)
    numbers = {name: entry.number for name, entry in zip(ids_of(entries, unit), entries, strict=True)}
    values = {}
    for name, value in changes.items():
        number = numbers.get(name, numbers.get(name.removeprefix(f"{path.name}:")))
        if number is None:
            said = f'{shown_path(path)} has no row "{one_line(name)}".'
            raise LabelError(said, "Was the file changed since it was read?")
        values[number] = re.sub(r"\r\n?", "\n", value)
    if form in WORKBOOKS:
        changed = workbook(content, path, values)
    else:
        changed = lines(content, path, values) if form in LINES else delimited(content, path, values)
    _check(path, entries, changed, values)
    return changed


def _check(path: Path, before: Sequence[Entry], changed: bytes, values: Mapping[int, str]) -> None:
    """Reads the changed list again: a broken quotation mark or a formula could make other rows of it."""
    try:
        after = entries_of(changed, path)[0]
    except FaqError:
        after = []
    wanted = [_content(entry, values.get(entry.number)) for entry in before]
    if [_content(entry, None) for entry in after] != wanted:
        said = f"A label cannot be written into {shown_path(path)} so that everything else stays as it is."
        raise LabelError(said, "Mend broken quotation marks, put values in the place of formulas, or save it as CSV.")


def _content(entry: Entry, label: str | None) -> tuple[object, ...]:
    """A row for comparison, with what is expected of it, or with another label."""
    others = {field: value for field, value in entry.values.items() if field != "expected" and value}
    own = each_place(entry.places) or places_of(entry.values.get("expected", ""))
    return entry.number, others, entry.problem, own if label is None else places_of(label)


_EXPORT = "Export the list to CSV with the columns question and expected."


def _kept(path: Path) -> Path:
    """Copies a file beside itself, under a name that nothing has yet."""
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        try:
            saving.copy_new(path, backup)
        except FileExistsError:
            number += 1
            continue
        return backup
