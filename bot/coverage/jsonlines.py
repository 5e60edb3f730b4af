"""FAQ lists as JSON: a line an object or bare text, or one array of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.coverage.entries import Entry
from bot.coverage.faqfiles import FaqUnreadable
from bot.coverage.headers import columns_of
from bot.reading.characters import split_lines
from bot.showing import shown_path


def read_lines(text: str) -> list[Entry]:
    """Returns the lines of a JSONL text; a broken line is an entry with a problem."""
    lines = physical_lines(text)
    return [entry_of_line(line, number) for number, line in enumerate(lines, start=1)]


def physical_lines(text: str) -> tuple[str, ...]:
    """Returns the lines of a JSONL text, without the empty ones at its end."""
    lines = split_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    last = max((place for place, line in enumerate(lines) if line.strip()), default=-1)
    return lines[: last + 1]


def read_array(text: str, path: Path) -> list[Entry]:
    """Returns the items of a JSON array, or of the array in an object ({"questions": [...]}), counted from 1.

    Raises `FaqUnreadable`.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        said = f"{shown_path(path)} is not valid JSON."
        raise FaqUnreadable(said, "One object a line goes into a .jsonl file.") from error
    arrays = [whole, *(whole.values() if isinstance(whole, dict) else ())]
    items = next((value for value in arrays if isinstance(value, list)), [whole])
    return [entry_of(item, number) for number, item in enumerate(items, start=1)]


def entry_of_line(line: str, number: int) -> Entry:
    """Returns one line of a JSONL text as an entry."""
    text = line.strip()
    if text[:1] not in '{["':
        return Entry(number, {"question": text})
    if not text:
        return Entry(number)
    try:
        return entry_of(json.loads(text), number)
    except (ValueError, RecursionError):
        return Entry(number, problem="The line begins like JSON but is not valid JSON.")


def entry_of(item: Any, number: int) -> Entry:
    """Returns an object or a text as an entry."""
    if isinstance(item, str):
        return Entry(number, {"question": item})
    if not isinstance(item, dict):
        return Entry(number, problem="It is neither an object nor a text.")
    keys = fields_of(item)
    if "question" not in keys:
        return Entry(number, problem='The object has no "question".')
    values = {field: _said(item[key]) for field, key in keys.items()}
    odd = next((keys[field] for field, value in values.items() if value is None), None)
    places = item.get(keys.get("expected", ""))
    if isinstance(places, list):
        odd = None if odd == keys["expected"] and all(isinstance(place, str) for place in places) else odd
        values["expected"] = ""
    if odd is not None:
        return Entry(number, problem=f'What stands under "{odd[:40]}" is not a text.')
    texts = {field: value or "" for field, value in values.items()} | {"priority_name": keys.get("priority", "")}
    return Entry(number, texts, tuple(places) if isinstance(places, list) else ())


def fields_of(item: Mapping[str, Any]) -> dict[str, str]:
    """Returns the key of each field that an object has."""
    names = list(item)
    return {field: names[place] for field, place in columns_of(names).items()}


def _said(value: Any) -> str | None:
    """A plain value as text; None for what is no text at all."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else None
