"""The front matter of a Markdown article: its title, publisher, date and the like."""

import datetime
import re
from dataclasses import dataclass, field

from bot.article import Doubt
from bot.reading.characters import fold

KEYS = ("title", "publisher", "date", "url", "language", "description")

# A value is text to YAML where it is in quotes, or begins with a letter, holds no ": " and no " #", and names no other.
_PLAIN = re.compile(
    r"""(?P<key>[a-z]{1,40}): +(?:"(?P<quoted>[^"\\]*)"|(?P<bare>[^\W\d_](?:[^:#]|:(?=\S)|(?<=\S)#)*)) *"""
)
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
    import yaml

    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + (mark.line if mark else 0)
        lines = text.split("\n")
        shown = lines[line - 2] if line - 2 < len(lines) else ""
        return FrontMatter({}, (Doubt(line, fold(shown), "The front matter is not valid YAML and was left out."),))
    if loaded is None:
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
    """Returns a YAML value as text: dates as ISO writes them, lists of words with commas; None for others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, int | float | datetime.date):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return ", ".join(fold(str(part)) for part in value)
    return None
