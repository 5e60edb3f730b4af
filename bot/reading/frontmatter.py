"""The front matter of a Markdown article: its title, publisher, date and the like."""

import datetime
from dataclasses import dataclass, field

from bot.article import Doubt
from bot.reading.characters import fold

KEYS = ("title", "publisher", "date", "url", "language", "description")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above an article: values by key, and what could not be read of it."""

    values: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    is_mapping: bool = True


def read_front_matter(text: str) -> FrontMatter:
    """Returns the front matter's values as text; what is broken becomes a doubt."""
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
    values: dict[str, str] = {}
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
