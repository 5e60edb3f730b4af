"""The expected cells of each kind of file: CSV and TSV by their place in the text, XLSX by openpyxl, JSONL by line."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.coverage.delimited import DELIMITERS, Layout, Record, layout, quoted
from bot.coverage.faqfiles import Decoded, LabelError, decode
from bot.coverage.formulas import defused
from bot.coverage.jsonlines import entry_of_line, fields_of, physical_lines
from bot.coverage.tables import Table, read_delimited, read_xlsx
from bot.coverage.workbooks import open_book
from bot.showing import shown_path

EXPECTED = "expected"
_HEADERLESS = "Put a first row above the questions that names the columns: question,expected"
_DRAWN = re.compile(r"xl/(?:charts|media|drawings/drawing|diagrams|ctrlProps|embeddings)")


def delimited(content: bytes, path: Path, values: Mapping[int, str]) -> bytes:
    """Returns a CSV or TSV file with other expected cells, by the rows' numbers. Raises `FaqError`."""
    values = {number: defused(value) for number, value in values.items()}
    file = decode(content, path)
    table, found = read_delimited(file.text), layout(file.text)
    if "expected" not in table.columns:
        _demand_header(table, path)
        edits = _new_column(file.text, path, table, found, values)
    else:
        edits = [_edit(found, found.records[n - 1], table.columns["expected"], value) for n, value in values.items()]
    text = file.text
    for start, end, cell in sorted(edits, reverse=True):
        text = text[:start] + cell + text[end:]
    return _encoded(file, text, path)


def _edit(found: Layout, record: Record, column: int, value: str, always: bool = False) -> tuple[int, int, str]:
    """The change of one cell: from where to where, and what stands there then; missing cells are filled up."""
    if column < len(record.cells):
        cell = record.cells[column]
        return cell.start, cell.end, quoted(value, found.delimiter, always=cell.quoted)
    missing = found.delimiter * (column - max(len(record.cells), 1) + 1)
    return record.end, record.end, missing + quoted(value, found.delimiter, always=always)


def _new_column(
    text: str, path: Path, table: Table, found: Layout, values: Mapping[int, str]
) -> list[tuple[int, int, str]]:
    """The changes that add a column at the end of every row that holds anything."""
    column = len(table.rows[table.header])
    delimiter = found.delimiter or _unused(text, path)
    header = found.records[table.header]
    always = all(cell.quoted for cell in header.cells)
    named = Layout(delimiter, found.records)
    edits = []
    for number, record in enumerate(found.records, start=1):
        said = EXPECTED if number == table.header + 1 else values.get(number, "")
        if not record.cells or len(record.cells) > column or (number <= table.header and not said):
            continue
        edits.append(_edit(named, record, column, said, always))
    return edits


def _unused(text: str, path: Path) -> str:
    """A delimiter for a list of one column that none of its questions holds."""
    preferred = "\t" if path.suffix.casefold() in (".tsv", ".tab") else ","
    for delimiter in (preferred, *DELIMITERS):
        if delimiter not in text:
            return delimiter
    raise LabelError(f"{shown_path(path)} has no column for labels.", "Add a column named expected to it.")


def _demand_header(table: Table, path: Path) -> None:
    if table.header < 0:
        raise LabelError(f"{shown_path(path)} has no row that names its columns: a label has no place.", _HEADERLESS)


def _encoded(file: Decoded, text: str, path: Path) -> bytes:
    try:
        return file.encode(text)
    except UnicodeEncodeError as error:
        said = f'{shown_path(path)} is in the encoding {file.encoding}, which has no "{text[error.start]}".'
        raise LabelError(said, "Save the list as UTF-8.") from error


def lines(content: bytes, path: Path, values: Mapping[int, str]) -> bytes:
    """Returns a JSONL file with other expected places, by the lines' numbers. Raises `FaqError`."""
    file = decode(content, path)
    whole = [fields_of(item).get("expected") for item in map(_object, physical_lines(file.text)) if item]
    usual = next((key for key in whole if key), EXPECTED)
    pieces = re.split(r"(\r\n?|\n)", file.text)  # every second piece is a line end
    for number, value in values.items():
        raw = pieces[2 * (number - 1)]
        item = _object(raw) or {"question": entry_of_line(raw, number).values.get("question", "")}
        item[fields_of(item).get("expected", usual)] = value
        separators = (", ", ": ") if '": ' in raw or '":' not in raw else (",", ":")
        new = json.dumps(item, ensure_ascii="\\u" in raw and raw.isascii(), separators=separators)
        before, after = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
        pieces[2 * (number - 1)] = f"{before}{new}{after}"
    return _encoded(file, "".join(pieces), path)


def _object(line: str) -> dict[str, Any] | None:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) else None


def workbook(content: bytes, path: Path, values: Mapping[int, str]) -> bytes:
    """Returns an XLSX file with other expected cells, by the rows' numbers. Raises `FaqError`."""
    table = read_xlsx(content, path)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if any(map(_DRAWN.match, parts.namelist())):
            said = f"{shown_path(path)} holds pictures, charts or buttons, which would be lost."
            raise LabelError(said, "Move the questions to a workbook of their own, or save them as CSV.")
    book = open_book(content, path)
    sheet = book[table.sheet]
    column = table.columns.get("expected", -1) + 1
    if not column:
        _demand_header(table, path)
        column = 1 + max(place for place, name in enumerate(table.rows[table.header], start=1) if name.strip())
        _set(sheet.cell(table.header + 1, column), EXPECTED)
    for number, value in values.items():
        _set(sheet.cell(number, column), value)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(out)
    return out.getvalue()


def _set(cell: Any, value: str) -> None:
    """Puts a text into a cell; one that begins with "=" stays a text."""
    from openpyxl.utils.exceptions import IllegalCharacterError

    try:
        cell.value = value or None
    except (IllegalCharacterError, AttributeError, ValueError) as error:
        hint = "Take merged cells apart, and write the label without control characters."
        raise LabelError(f"The cell {cell.coordinate} cannot take a label.", hint) from error
    if cell.data_type == "f":
        cell.data_type = "s"
