"""Targets: FAQ lists in all their forms."""

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from bot.coverage import questions
from bot.coverage.delimited import DELIMITERS, scan
from bot.coverage.faqfiles import FaqError
from tests.fuzz.holding import holds_error, is_shown, text_of

_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET}" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Questions" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}


def csv(data: bytes) -> None:
    """A CSV list: every row is a question or has a reason why not, and every cell stands where it is said to."""
    _holds_list(data, "csv")
    _holds_cells(data)


def tsv(data: bytes) -> None:
    """A TSV list: the same."""
    _holds_list(data, "tsv")


def json_lines(data: bytes) -> None:
    """A list of a JSON object a line: the same."""
    _holds_list(data, "jsonl")


def json_array(data: bytes) -> None:
    """A list as one JSON array: the same."""
    _holds_list(data, "json")


def markdown(data: bytes) -> None:
    """A list in Markdown: the same."""
    _holds_list(data, "md")


def text(data: bytes) -> None:
    """A list in plain text: the same."""
    _holds_list(data, "txt")


def workbook(data: bytes) -> None:
    """A list in Excel: any bytes at all, and any bytes as the sheet of a workbook that is whole."""
    _holds_list(data if data.startswith(b"PK") else workbook_of(data), "xlsx")


def workbook_of(sheet: bytes) -> bytes:
    """Returns a workbook with these bytes as its sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as parts:
        for name, part in _PARTS.items():
            parts.writestr(name, part)
        parts.writestr(_SHEET, sheet)
    return made.getvalue()


def _holds_list(data: bytes, form: str) -> None:
    path = _folder() / f"faq.{form}"
    path.write_bytes(data)
    try:
        found = questions.read([path])
    except FaqError as error:
        holds_error(error)
        return
    assert found.rows
    assert len(found.rows) + len(found.skipped) == found.rows_in
    ids = [row.id for row in found.rows]
    assert len(set(ids)) == len(ids)
    for row in found.rows:
        said = (row.question, row.id, row.topic, row.priority, row.conversation, row.variant_of)
        assert any(map(str.isalnum, row.question))
        assert all(is_shown(value) and "\n" not in value for value in said), said
        assert row.variant_of in ("", *ids)
    assert all(is_shown(skipped.detail) for skipped in found.skipped)


def _holds_cells(data: bytes) -> None:
    whole = text_of(data)
    for delimiter in ("", *DELIMITERS):
        at = 0
        for record in scan(whole, delimiter):
            for cell in record.cells:
                assert cell.start in (at, at + 1)
                assert cell.quoted or cell.value == whole[cell.start : cell.end]
                at = cell.end
            assert record.end >= at or not record.cells
            at = record.end
            at += 2 if whole[at : at + 2] == "\r\n" else 1
        assert at >= len(whole)


@cache
def _holder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="citebot-fuzz-")


def _folder() -> Path:
    return Path(_holder().name)
