"""Excel workbooks: what their sheets hold, within bounds, and the workbook itself, to be changed.

A small file may unpack to anything, and one stray cell in the last row of a sheet makes it a million rows long.
"""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bot.coverage.faqfiles import MOST_ROWS, FaqUnreadable, too_many_rows
from bot.showing import shown_path

_UNPACKED = 100_000_000  # bytes that a workbook may unpack to
_LAST_ROW = 1_048_576  # of a sheet, in Excel
_MOST_CELLS = 2_000_000  # with the empty ones between them


def sheets(content: bytes, path: Path) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Returns each sheet's name and its rows, up to the last one with text. Raises `FaqUnreadable`."""
    book = _loaded(content, path, read_only=True, data_only=True)
    try:
        return [(str(sheet.title), _rows(sheet, path)) for sheet in book.worksheets]
    except FaqUnreadable:
        raise
    except Exception as error:  # what is damaged in a sheet shows when it is read
        raise _damaged(path) from error
    finally:
        book.close()


def open_book(content: bytes, path: Path) -> Any:
    """Returns an openpyxl workbook with its formulas, to be changed. Raises `FaqUnreadable`."""
    return _loaded(content, path, keep_vba=path.suffix.casefold() == ".xlsm")


def _loaded(content: bytes, path: Path, **options: bool) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        said = f"Reading {shown_path(path)} needs the library openpyxl."
        raise FaqUnreadable(said, 'Install it with: pip install "citebot[faq]" (or save the list as CSV).') from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())  # no more than this is ever read of them
        if unpacked <= _UNPACKED:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about features of the file that a list does not need
                return load_workbook(io.BytesIO(content), **options)
    except Exception as error:  # a damaged file fails in any way: as a zip, as XML, as values
        raise _damaged(path) from error
    said = f"{shown_path(path)} unpacks to more than {_UNPACKED // 1_000_000} MB: that is no list of questions."
    raise FaqUnreadable(said, "Save the sheet with the questions as CSV.")


def _damaged(path: Path) -> FaqUnreadable:
    said = f"{shown_path(path)} cannot be read as an Excel workbook: it is damaged, locked, or of an older form."
    return FaqUnreadable(said, "Save it again as .xlsx without a password, or as CSV.")


def _rows(sheet: Any, path: Path) -> list[tuple[str, ...]]:
    """Returns the rows of a sheet; what it says of its own size is not believed."""
    sheet.reset_dimensions()
    rows: list[tuple[str, ...]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in _within(sheet.iter_rows(values_only=True), path):
            said = tuple(map(_text, row))
            if len(rows) < MOST_ROWS:
                rows.append(said)
            elif any(map(str.strip, said)):
                raise too_many_rows(path)
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def _within(rows: Iterator[Sequence[Any]], path: Path) -> Iterator[Sequence[Any]]:
    """Yields the rows that a sheet of Excel can have."""
    cells = 0
    for row in islice(rows, _LAST_ROW):
        cells += len(row)
        if cells > _MOST_CELLS:
            said = f"{shown_path(path)} has a sheet of more than {_MOST_CELLS:,} cells."
            raise FaqUnreadable(said, "Save only the columns of the questions, as CSV.")
        yield row


def _text(value: Any) -> str:
    """A spreadsheet's value as it is shown: 3.0 as "3"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value).replace("_x000D_", "")
