"""The front matter of a Markdown article: its title, publisher, date and the like."""

import datetime
import re
from dataclasses import dataclass, field

from bot.article import Doubt
from bot.reading.characters import clean, fold

KEYS = ("title", "publisher", "date", "url", "language", "description")

# A value is text to YAML where it is in quotes, or begins with a letter, holds no ": " and no " #", and names no other.
_PLAIN = re.compile(
    r"""(?P<key>[a-z]{1,40}): +(?:"(?P<quoted>[^"\\]*)"|(?P<bare>[^\W\d_](?:[^:#]|:(?=\S)|(?<=\S)#)*)) *"""
)
_LONGEST = 20_000  # characters; what is longer is text between two rulers
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMED = frozenset("yes no true false on off null".split())


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above an article: values by key, and what could not be read of it."""

    values: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    is_mapping: bool = True


def read_front_matter(text: str) -> FrontMatter:
    """Returns the front matter's values as text; what is broken becomes a doubt."""
    values = _plain_values(text)
    if values is not None:
        return FrontMatter({key: fold(value) for key, value in values.items() if key in KEYS})
    if len(text) > _LONGEST:
        return FrontMatter(is_mapping=False)
    import yaml

    try:
        # Texts only: numbers and merged tables of a few lines can be larger than any memory.
        loaded = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # it makes no objects
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + (mark.line if mark else 0)
        lines = text.split("\n")
        shown = lines[line - 2] if line - 2 < len(lines) else ""
        return FrontMatter({}, (Doubt(line, fold(shown), "The front matter is not valid YAML and was left out."),))
    if loaded in (None, ""):
        return FrontMatter()
    if not isinstance(loaded, dict):
        return FrontMatter(is_mapping=False)
    values = {}
    doubts = []
    for key, value in loaded.items():
        name = key.casefold() if isinstance(key, str) else ""
        if name not in KEYS:
            continue
        printed = _printed(value)
        if printed is None:
            doubts.append(Doubt(1, name, f"The {name} in the front matter is not a text and was left out."))
        else:
            values[name] = printed
    if _is_no_day(values.get("date", "")):
        doubts.append(Doubt(1, values["date"], "The date in the front matter is no day of any year."))
    return FrontMatter(values, tuple(doubts))


def _plain_values(text: str) -> dict[str, str] | None:
    """Returns the values of lines that are a key and a plain text; None where it takes the parser to tell.

    Most front matter has no other lines, and the parser takes longer for them than all the rest of an article takes.
    """
    values = {}
    for line in text.split("\n"):
        found = _PLAIN.fullmatch(line)
        if found is None or not line.isprintable() or {found["key"], (found["bare"] or "").strip().casefold()} & _NAMED:
            return None
        values[found["key"]] = found["quoted"] or found["bare"] or ""
    return values


def _printed(value: object) -> str | None:
    """Returns a YAML value as it is printed, "" for none, lists of words with commas; None for others."""
    if isinstance(value, str):
        return "" if value.casefold() in ("~", "null") else fold(clean(value))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(fold(clean(part)) for part in value)
    return None


def _is_no_day(date: str) -> bool:
    """Tells whether what is written like a day is none: 2025-13-45."""
    if not _DAY.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return True
    return False
