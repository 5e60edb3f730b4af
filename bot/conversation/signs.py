"""The signs of danger of one file, and the tables that are made of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.cache.tables import Content
from bot.conversation.answer import Notice
from bot.conversation.clauses import Reader
from bot.conversation.gathering import Gathering
from bot.conversation.points import Points

NOTICES: tuple[Notice, ...] = ("emergency", "personal_advice")

_Row = tuple[list[int], int, bool, int | None]  # of a pattern: its groups, its sign's number, topic, part


class Sign(NamedTuple):
    """What the patterns of one entry of the file have in common; `least` parts of it must be told."""

    notice: Notice
    name: str
    within: int
    always: bool
    unless: int | None
    least: int


class Pattern(NamedTuple):
    """Groups of words that must stand close together; a `topic` alarms only when it is told of a person."""

    groups: tuple[int, ...]
    needs: frozenset[int]
    sign: Sign
    topic: bool = False
    part: int | None = None


def gathered(data: bytes) -> Content:
    """Returns the tables of a file: those of a `Gathering`, and `signs` and `patterns` by number, `facts` by name.

    Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` for a broken one.
    """
    import tomllib  # only where there is something to read

    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    read = tomllib.loads(text)
    messages = {notice: read["messages"][notice].strip() for notice in NOTICES}
    gathering, grammar = Gathering(read["words"], **read["spelling"]), read["grammar"]
    reading = Reader.gathered(gathering, read)
    points = {notice: Points.gathered(read["points"][notice], grammar, gathering) for notice in NOTICES}
    signs: dict[str, Any] = {}
    rows: list[_Row] = []
    for notice, entry in ((kind, entry) for kind in NOTICES for entry in read[kind]):
        unless = gathering.group(entry["unless"]) if "unless" in entry else None
        sign = [notice, entry["name"], entry.get("within", 7), entry.get("always", False), unless]
        rows += _patterns_of(entry, len(signs), gathering)
        signs[str(len(signs))] = [*sign, entry.get("least", 2)]
    shared = Counter(group for groups, *_ in rows for group in groups)
    under: dict[str, Any] = defaultdict(list)
    for row in rows:  # under its rarest group, so that a text meets few of them
        under[str(min(row[0], key=lambda group: shared[group]))].append(list(row))
    facts = {"messages": messages, "points": points, "rarest": sorted(map(int, under)), **reading}
    return {**gathering.tables(), "signs": signs, "patterns": dict(under), "facts": facts}


def _patterns_of(entry: dict[str, Any], sign: int, gathering: Gathering) -> Iterator[_Row]:
    parts, least = entry.get("together", []), entry.get("least", 2)
    if not all(isinstance(entry.get(key, []), list) for key in ("says", "of_person", "together")):
        raise TypeError(f"{entry['name']!r} needs lists of patterns")
    if parts and not 1 < least <= len(parts):
        raise ValueError(f"{entry['name']!r} needs more lists in `together`")
    for part, patterns in [(None, entry.get("says", [])), (-1, entry.get("of_person", [])), *enumerate(parts)]:
        for pattern in patterns:
            groups = [gathering.group(group) for group in pattern.split()]
            yield groups, sign, part == -1, None if part == -1 else part
