"""The points of small signs, which add up over neighbouring clauses: what counts how much is data, in `safety.toml`."""

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Any, NamedTuple, Self

from bot.conversation.clauses import Clause
from bot.conversation.gathering import Gathering
from bot.conversation.groups import places

_ASKING = -1  # the key of a clause that asks; that of a group is twice its number, and one more in a question


class Points(NamedTuple):
    """What is found in neighbouring clauses counts points; how many are enough for a notice, and in a long text.

    Nothing counts inside of the words of the group `aside`.
    """

    enough: int
    in_a_story: int
    clauses: int
    of_key: dict[int, int]
    aside: int | None = None

    @staticmethod
    def gathered(data: dict[str, Any], grammar: dict[str, str], gathering: Gathering) -> list[Any]:
        """Returns the table of one notice (points, and the words, <lists> and @marks that count them) for JSON."""
        of_key: dict[int, int] = defaultdict(int)
        for points, items in data["of"].items():
            for item in items.split():
                name, asked = (item[1:], 1) if item[0] == "?" and len(item) > 1 else (item, 0)
                words = grammar[name[1:]] if name[0] == "@" and name != "@asks" else name
                of_key[_ASKING if name == "@asks" else 2 * gathering.group(words) + asked] += int(points)
        aside = gathering.group(data["aside"]) if "aside" in data else None
        return [data["enough"], data["in_a_story"], data["clauses"], [list(pair) for pair in of_key.items()], aside]

    @classmethod
    def of(
        cls, enough: int, in_a_story: int, clauses: int, of_key: Iterable[tuple[int, int]], aside: int | None
    ) -> Self:
        """Takes what `gathered` returned."""
        return cls(enough, in_a_story, clauses, dict(of_key), aside)

    def found(self, clause: Clause, marks: Set[int]) -> frozenset[int]:
        """Returns the keys of what counts in a clause; what is denied or past does not count, a mark always does."""
        groups, not_so, spans = clause.found.groups, clause.not_so, clause.found.spans
        if self.aside in groups:
            not_so = not_so | set(places(spans(self.aside)))
        groups = {g for g in groups if 2 * g in self.of_key or 2 * g + 1 in self.of_key}
        if not_so:
            groups = {g for g in groups if g in marks or any(start not in not_so for start, _ in spans(g))}
        keys = {2 * group for group in groups}
        if clause.asking:
            keys.update([_ASKING], (key + 1 for key in tuple(keys)))
        return frozenset(keys & self.of_key.keys())

    def are_enough(self, clauses: Iterable[frozenset[int]], *, story: bool) -> bool:
        """Whether what was found in these clauses, each thing once, counts enough points."""
        keys = frozenset[int]().union(*clauses)
        return sum(self.of_key[key] for key in keys) >= (self.in_a_story if story else self.enough)
