"""The front door of FAQ lists: files in, their questions out, and every row accounted for."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.coverage.entries import Entry, Unit, made_id
from bot.coverage.faqfiles import MOST_ROWS, READABLE, FaqUnreadable, NoQuestions, bytes_of, decode, too_many_rows
from bot.coverage.headers import columns_of, priority_of
from bot.coverage.places import each_place, places_of
from bot.coverage.values import FaqList, FaqRow, Skipped
from bot.coverage.variants import resolve
from bot.reading.characters import clean, fold
from bot.showing import shown_path

DELIMITED, WORKBOOKS = (".csv", ".tsv", ".tab"), (".xlsx", ".xlsm")
LINES, ARRAYS, TEXTS = (".jsonl", ".ndjson"), (".json",), (".md", ".markdown", ".txt", ".text")
_ACTING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")  # characters no question is typed with


@dataclass(frozen=True, slots=True)
class _Item:
    """A row on its way: what stands in the file, and the question that it becomes."""

    entry: Entry
    row: FaqRow
    variant: str


def read(paths: Sequence[Path]) -> FaqList:
    """Returns the questions of FAQ files, in order, with the rows that hold none.

    Ids and conversations are unique over all files: where a later file repeats one, its own name is put before it
    ("faq.csv:7"). Raises `FaqError` (with a hint) for a file that cannot be read, and where no question is left.
    """
    paths = list({path.absolute(): path for path in paths}.values())
    if not paths:
        raise NoQuestions("No FAQ list is named.", READABLE)
    contents = [bytes_of(path) for path in paths]
    files: list[list[_Item]] = []
    ids: set[str] = set()
    conversations: set[str] = set()
    for path, content in zip(paths, contents, strict=True):
        items = _apart(_items(content, path), path.name, ids, conversations)
        ids.update(item.row.id for item in items)
        conversations.update(item.row.conversation for item in items)
        files.append(items)
    rows, skipped = _judged([item for items in files for item in items])
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    if not rows:
        names = ", ".join(shown_path(path) for path in paths)
        first = f"Row {skipped[0].number}: {skipped[0].detail}" if skipped else READABLE
        raise NoQuestions(f"No row of {names} holds a question that can be asked.", first)
    return FaqList(tuple(path.name for path in paths), rows, skipped, sum(map(len, files)), digest)


def entries_of(content: bytes, path: Path) -> tuple[list[Entry], Unit]:
    """Returns the rows of one file as they stand there, and what they are counted in. Raises `FaqError`."""
    from bot.coverage import jsonlines, tables, texts

    form = path.suffix.casefold()
    if form in WORKBOOKS:
        return tables.entries(tables.read_xlsx(content, path)), "row"
    if form not in (*DELIMITED, *LINES, *ARRAYS, *TEXTS):
        hint = "Save it as .xlsx or CSV." if form in (".xls", ".ods", ".numbers") else READABLE
        raise FaqUnreadable(f"The FAQ list {shown_path(path)} cannot be read: its form is not known.", hint)
    text = decode(content, path).text
    if form in DELIMITED or (form in TEXTS and is_table(text)):
        return tables.entries(tables.read_delimited(text)), "row"
    if form in ARRAYS and not _is_lines(text):
        return jsonlines.read_array(text, path), "row"
    if form in (*LINES, *ARRAYS):
        return jsonlines.read_lines(text), "line"
    return texts.read_text(text), "line"


def is_table(text: str) -> bool:
    """Tells whether a .txt file is a table, as a spreadsheet exports one: its first line names two columns or more."""
    first = text.lstrip().split("\n", 1)[0]
    named = [columns_of(first.split(delimiter)) for delimiter in "\t;,"]
    return any("question" in columns and len(columns) > 1 for columns in named)


def _is_lines(text: str) -> bool:
    """Tells whether a .json file holds an object a line."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return len(lines) > 1 and all(line.startswith("{") and line.endswith("}") for line in lines[:2])


def ids_of(entries: Sequence[Entry], unit: Unit) -> list[str]:
    """Returns an id for each row, unique in the file: as given; where it is repeated, with the row's number."""
    taken: set[str] = set()
    ids = []
    for entry in entries:
        given = fold(clean(entry.values.get("id", "")))
        ids.append(_unique(given if given not in taken else f"{given} ({unit} {entry.number})", taken) if given else "")
    return [given or _unique(made_id(unit, entry.number), taken) for given, entry in zip(ids, entries, strict=True)]


def _unique(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "'"
    taken.add(name)
    return name


def _items(content: bytes, path: Path) -> list[_Item]:
    entries, unit = entries_of(content, path)
    if not entries:
        said = f"The FAQ list {shown_path(path)} holds no questions."
        raise NoQuestions(said, "Below the header stands one question a row; in a text, one question a line.")
    if len(entries) > MOST_ROWS:
        raise too_many_rows(path)
    ids = ids_of(entries, unit)
    return [_item(entry, name, path.name) for entry, name in zip(entries, ids, strict=True)]


def _item(entry: Entry, name: str, file: str) -> _Item:
    said = {field: fold(clean(value)) for field, value in entry.values.items()}
    row = FaqRow(
        file=file,
        number=entry.number,
        id=name,
        question=said.get("question", ""),
        expected=each_place(entry.places) or places_of(entry.values.get("expected", "")),
        topic=said.get("topic", ""),
        priority=priority_of(said.get("priority", ""), said.get("priority_name", "")),
        conversation=said.get("conversation", ""),
    )
    return _Item(entry, row, said.get("variant_of", ""))


def _apart(items: list[_Item], file: str, ids: set[str], conversations: set[str]) -> list[_Item]:
    """Puts the file's name before ids and conversations that an earlier file has."""
    taken = ids | {item.row.id for item in items}
    moved = []
    for item in items:
        row = item.row
        if row.id in ids:
            row = replace(row, id=_unique(f"{file}:{row.id}", taken))
        if row.conversation and row.conversation in conversations:
            row = replace(row, conversation=f"{file}:{row.conversation}")
        moved.append(replace(item, row=row))
    return moved


def _judged(items: Sequence[_Item]) -> tuple[tuple[FaqRow, ...], tuple[Skipped, ...]]:
    """Parts the rows that can be asked from those that cannot, with the variants led to their questions."""
    skipped: dict[int, Skipped] = {}
    repeats: dict[int, int] = {}
    first: dict[tuple[str, str], int] = {}
    for place, item in enumerate(items):
        row = item.row
        problem = _problem(item)
        key = (row.question.casefold(), row.conversation)
        if problem is not None:
            skipped[place] = problem
        elif key in first:
            skipped[place] = _duplicate(row, items[first[key]].row)
            repeats[place] = first[key]
        else:
            first[key] = place
    rows = [item.row for item in items]
    variants = {place: item.variant for place, item in enumerate(items) if item.variant and place not in skipped}
    unusable = skipped.keys() - repeats.keys()
    roots, lost = resolve(rows, [item.entry.values.get("id", "") for item in items], variants, repeats, unusable)
    for place, detail in lost.items():
        skipped[place] = Skipped(rows[place].file, rows[place].number, "bad", detail)
    kept = [
        replace(row, variant_of=rows[roots[place]].id) if place in roots else row
        for place, row in enumerate(rows)
        if place not in skipped
    ]
    return tuple(kept), tuple(skipped[place] for place in sorted(skipped))


def _problem(item: _Item) -> Skipped | None:
    row, values = item.row, item.entry.values
    if item.entry.problem:
        return Skipped(row.file, row.number, "bad", item.entry.problem)
    odd = next((field for field, value in values.items() if _ACTING.search(value)), None)
    if odd or any(map(_ACTING.search, item.entry.places)):
        where = (odd or "expected").removesuffix("_name")
        return Skipped(row.file, row.number, "bad", f'"{where}" holds control characters: type it again.')
    if not row.question:
        filled = any(value for field, value in values.items() if field not in ("id", "priority_name", "topic"))
        detail = "There is no question in it." if filled or values.get("id") else "The row is empty."
        return Skipped(row.file, row.number, "empty", detail)
    if not any(char.isalnum() for char in row.question):
        return Skipped(row.file, row.number, "bad", "The question has no word in it.")
    return None


def _duplicate(row: FaqRow, kept: FaqRow) -> Skipped:
    where = f"row {kept.number}" if kept.file == row.file else f"row {kept.number} of {kept.file}"
    detail = f"It repeats {where}."
    if row.expected and row.expected != kept.expected:
        detail = f"It repeats {where}, with another expected place: put both places there, apart by a vertical bar."
    return Skipped(row.file, row.number, "duplicate", detail)
