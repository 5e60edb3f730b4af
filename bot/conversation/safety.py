"""Notices that stand before an answer: somebody may be in danger, or a personal decision is asked for.

What alarms is data, in `safety.toml`, which a hospital can replace by its own; here is how it is applied. A text is cut
into clauses; a pattern is found where a word of each of its groups stands, close together. A sign of danger counts only
as a report: not where the clause denies it, asks about it in general, supposes it or tells of the past.
Words of the pattern itself ("not breathing") never count against it. Smaller signs have points, which add up over a few
neighbouring clauses.
"""

from collections import deque
from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from bot.cache.kept import remembered
from bot.cache.tables import Tables
from bot.conversation.answer import Notice
from bot.conversation.clauses import Clause, Reader
from bot.conversation.groups import Lexicon, places
from bot.conversation.points import Points
from bot.conversation.signs import NOTICES, Pattern, Sign, gathered
from bot.errors import UsageError
from bot.showing import shown_path

_MAKERS = ("conversation/signs", "conversation/gathering", "conversation/clauses", "conversation/points")
_REACH = 14  # how many words before a sign can deny, ask about or suppose it
_NEAR = 12  # how many clauses may lie between the two parts of a sign told in parts
_BEHIND = 1  # how many clauses behind a question the words may stand that say since when it is so
_KEPT = 24  # how many tellings of such parts are kept in mind
_STORY = 200  # characters from which a text is a story, in which small signs add up by chance

_Window = deque[frozenset[int]]  # what counts in each of the last clauses


class _Hit(NamedTuple):
    """A pattern found in a clause, and which places its own words take."""

    pattern: Pattern
    clause: Clause
    start: int
    end: int
    used: frozenset[int]

    def near(self, mark: str, before: int = 0, after: int = 0) -> bool:
        """Whether the mark stands inside the sign or so many words before or after it."""
        return self.clause.has(mark, self.start - before, self.end + after, self.used)

    def counts(self) -> bool:
        """Whether the sign calls for its notice as it is told here."""
        return self.pattern.sign.notice != "emergency" or self.is_report()

    def is_report(self) -> bool:
        """Whether the clause tells that it is so, now, of somebody."""
        always = self.pattern.sign.always
        over = self.clause.over and not always and not self._recent()
        if self._not_so() or over:
            return False
        mine = self._mine()
        if self.near("anybody", 3) and not mine and (always or not self._recent()):
            return False
        actual = mine and self._recent() and not self.near("anybody", _REACH)  # "if I've been ... since last night"
        supposed = self.near("supposed", _REACH) and not actual
        if not always and (self.near("feared", 5) or supposed or self._asked()):
            return False
        if not mine and not self._recent() and self.near("topic", 6, 4):
            return False
        if not always and self._only_possible():
            return False
        return not self.pattern.topic or self._of_somebody()

    def is_asked(self) -> bool:
        """Whether the clause asks about it, and says nothing against it."""
        return not self._not_so() and self._asked()

    def _mine(self) -> bool:
        return self.clause.has("person", self.start - 4, self.end)

    def _not_so(self) -> bool:
        return self._made_up() or self._denied() or self._past()

    def _made_up(self) -> bool:
        return self.clause.unreal and not self._recent() and not self.clause.has("me", self.start - 4, self.end)

    def _recent(self) -> bool:
        return self.clause.has("recent", self.start - _REACH, self.end + 8)

    def _denied(self) -> bool:
        noes = [n for n in range(max(self.start - 6, 0), self.end) if self.clause.says_no(n, self.used)]
        if noes:  # "no, he is not ..." denies again what is told right behind it
            return not self.clause.renews(noes[0], self.start) or noes[-1] > max(noes[0], self.start - 2)
        listed = self.clause.listed and not self.near("person", 3)
        return self.near("gone", after=4) or self.near("well", after=3) or listed

    def _past(self) -> bool:
        clause, present = self.clause, self.clause.has("present", self.start - 6, self.end + 2)
        if self.pattern.sign.always:
            return not self._recent() and (self.near("past", 4, 4) or (clause.after_past and not present))
        past = (
            (clause.after_past and not present)
            or self.near("past", _REACH, _REACH)
            or self.near("dead", _REACH, _REACH)
        )
        return past and not self._recent()

    def _asked(self) -> bool:
        clause, before = self.clause, range(self.start, max(self.start - _REACH, -1), -1)
        asked = next((place for place in before if clause.asks(place, self.used)), None)
        if asked is None or (self.pattern.topic and self.near("own", 1) and not self.near("will", 6)):
            return False
        factual = clause.has("why", asked, asked + 1) or clause.has("restart", asked + 1, self.start)
        return not (self._mine() and (factual or not clause.has("modal", asked, self.end, self.used)))

    def _only_possible(self) -> bool:
        clause, before = self.clause, range(max(self.start - 4, 0), self.end)
        modals = (place for place in before if clause.has("modal", place, place + 1, self.used))
        return any(not clause.has("after_modal", place + 1, place + 2) for place in modals)

    def _of_somebody(self) -> bool:
        clause = self.clause
        if not self.near("own", 1) and (self.near("purpose", 2) or self.near("topic", 8, 5)):
            return False
        return clause.somebody or self.near("person", _REACH, 6) or self.near("urgent", 4, 4)


_Told = tuple[int, _Hit]  # a part of a sign, and in which clause it was told


class Safety:
    """Tells whether a text needs a notice before its answer, by the signs of one file."""

    def __init__(self, tables: Tables) -> None:
        """Takes the tables that `load` makes of a file."""
        facts = partial(tables.get, "facts")
        self._messages: dict[Notice, str] = {notice: facts("messages")[notice] for notice in NOTICES}
        self._lexicon = Lexicon(tables)
        self._reader = Reader(self._lexicon, facts("lists"), facts("marks"), facts("values"))
        self._points = {notice: Points.of(*facts("points")[notice]) for notice in NOTICES}
        self._tables, self._rarest = tables, frozenset[int](facts("rarest"))
        self._patterns: dict[int, list[Pattern]] = {}

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Reads the signs and texts from the bundled file or a hospital's own; raises UsageError if it is broken."""
        path = path or Path(__file__).with_name("safety.toml")
        try:
            return cls(remembered("signs", [path], _MAKERS, lambda: gathered(path.read_bytes())))
        except OSError as error:
            said = f"The safety file {shown_path(path)} cannot be read."
            raise UsageError(said, "Check its name and permissions.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"lacks {error}" if isinstance(error, KeyError) else f"is broken: {error}"
            said = f"The safety file {shown_path(path)} {what}."
            raise UsageError(said, "Compare it with the bundled file.") from error

    def _under(self, group: int) -> list[Pattern]:
        """The patterns that are kept under a group."""
        patterns = self._patterns.get(group)
        if patterns is None:
            rows = self._tables.get("patterns", str(group))
            patterns = self._patterns[group] = [
                Pattern(tuple(groups), frozenset(groups), self._sign(sign), topic, part)
                for groups, sign, topic, part in rows
            ]
        return patterns

    def _sign(self, number: int) -> Sign:
        return Sign(*self._tables.get("signs", str(number)))

    def check(self, text: str) -> Notice | None:
        """Returns the notice that the text needs, if any; an emergency comes before personal advice."""
        needed: set[Notice] = set()
        told: dict[Sign, deque[_Told]] = {}
        asked: list[int] = []  # the clauses in which danger was asked about
        counted = {notice: _Window(maxlen=points.clauses) for notice, points in self._points.items()}
        for number, clause in enumerate(self._reader.clauses(text)):
            needed.update(self._told(number, clause, told, asked, needed))
            for notice, window in counted.items():
                window.append(self._points[notice].found(clause, self._reader.marks))
            if clause.mended:
                counted["emergency"].clear()
            needed.update(self._reached(counted, whole=False, story=len(text) > _STORY))
            if "emergency" in needed:
                break
        needed.update(self._reached(counted, whole=True, story=len(text) > _STORY))
        return next((notice for notice in NOTICES if notice in needed), None)

    def _told(
        self, number: int, clause: Clause, told: dict[Sign, deque[_Told]], asked: list[int], known: Set[Notice]
    ) -> Iterator[Notice]:
        """Yields the notices of the signs that this clause tells or makes complete, or of which it says since when."""
        if clause.under_way and asked and number <= asked[-1] + _BEHIND:
            yield "emergency"
        for hit in self._hits(clause):
            sign = hit.pattern.sign
            if sign.notice in known:
                continue
            if hit.pattern.part is None:
                if hit.counts():
                    yield sign.notice
                elif hit.is_asked():
                    asked.append(number)
            elif _complete(told.setdefault(sign, deque(maxlen=_KEPT)), (number, hit)):
                yield sign.notice

    def _reached(self, counted: dict[Notice, _Window], *, whole: bool, story: bool) -> Iterator[Notice]:
        """Yields the notices for which the last clauses, or the whole of a shorter text, have enough points."""
        for notice, window in counted.items():
            points = self._points[notice]
            if (len(window) == points.clauses or (whole and window)) and points.are_enough(window, story=story):
                yield notice

    def message(self, notice: Notice) -> str:
        """Returns the fixed text of a notice."""
        return self._messages[notice]

    def _hits(self, clause: Clause) -> Iterator[_Hit]:
        found = clause.found
        for group in self._rarest & found.groups:
            for pattern in self._under(group):
                if found.groups >= pattern.needs and pattern.sign.unless not in found.groups:
                    ordered = pattern.sign.notice == "personal_advice"
                    for taken in found.together(pattern.groups, pattern.sign.within, ordered):
                        yield _Hit(pattern, clause, min(taken)[0], max(taken)[1], frozenset(places(taken)))


def _complete(told: deque[_Told], new: _Told) -> bool:
    """Keeps one more part of a sign; whether enough parts were told near it, each in its own words."""
    told.append(new)
    least = new[1].pattern.sign.least
    if len({hit.pattern.part for _, hit in told}) < least:
        return False
    taken: dict[int | None, _Told] = {}
    for number, hit in reversed(told):
        free = all(number != other or not hit.used & others.used for other, others in taken.values())
        if hit.pattern.part not in taken and free and number > new[0] - _NEAR and hit.counts():
            taken[hit.pattern.part] = (number, hit)
    return len(taken) >= least
