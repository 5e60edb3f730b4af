"""Cues: the words by which a question tells what it wants, kept in readable files beside this module."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bot.cache.kept import remembered
from bot.cache.tables import Content, Tables
from bot.language.terms import terms

_FOLDER = Path(__file__).parent
_NAMES = ("aspects", "courtesy", "followup", "kinds", "likelihood", "parts", "pivot", "reranking")
_FILES = [f"{name}.toml" for name in _NAMES]
# Characters beside A to Z that stand for one of a to z where case does not count.
_PLAIN = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_END = sys.maxsize
_MOST = 3  # groups of texts of which a pattern needs one each; more are hardly ever looked at


# What stands in every match of a pattern: of each of these groups one text at least, in lower case. None: not known.
Needs = Sequence[Sequence[str]] | None


@lru_cache(maxsize=64)
def _lowered(text: str) -> str:
    """Returns a text as it is where case does not count; hundreds of cues ask for that of the same one."""
    return _ODD.sub(lambda found: _PLAIN[found.group()], text).lower()


class _Part:
    """One regular expression, compiled when a text may match it: when it holds the words it needs."""

    __slots__ = ("_compiled", "_flags", "_needs", "_pattern")

    def __init__(self, pattern: str, needs: Needs, flags: int) -> None:
        self._pattern, self._flags, self._needs = pattern, flags, needs or ()
        self._compiled: re.Pattern[str] | None = None

    def for_text(self, lowered: str) -> re.Pattern[str] | None:
        """Returns the expression; None where a text in lower case cannot match it."""
        for texts in self._needs:
            for text in texts:  # hundreds of times for a question: `any` takes twice as long
                if text in lowered:
                    break
            else:
                return None
        if self._compiled is None:
            self._compiled = re.compile(self._pattern, self._flags)
        return self._compiled


class Cue:
    """What matches where any of its regular expressions does: at the leftmost place, there the first of them.

    So does one expression of all of them with "|" between, but that is long to compile.
    """

    __slots__ = ("_parts",)

    def __init__(self, patterns: Iterable[tuple[str, Needs]], flags: int = 0) -> None:
        """Takes regular expressions, each with what it needs."""
        self._parts = tuple(_Part(pattern, needs, flags) for pattern, needs in patterns)

    @classmethod
    def of(cls, patterns: Iterable[str], flags: int = 0) -> "Cue":
        """Returns the cue of patterns of this room's files."""
        return cls(((pattern, needed(pattern)) for pattern in patterns), flags)

    def _expressions(self, text: str) -> list[re.Pattern[str]]:
        """The expressions that may match a text, in their order."""
        lowered = _lowered(text)
        return [found for part in self._parts if (found := part.for_text(lowered)) is not None]

    def search(self, text: str) -> re.Match[str] | None:
        """Does as `re.Pattern.search` does."""
        return next(self.finditer(text), None)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Does as `re.Pattern.match` does."""
        tried = (expression.match(text, start) for expression in self._expressions(text))
        return next((match for match in tried if match), None)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Does as `re.Pattern.finditer` does."""
        expressions = self._expressions(text)
        if len(expressions) == 1:
            yield from expressions[0].finditer(text, start, end)
            return
        while expressions and start <= len(text):
            tried = [(expression, expression.search(text, start, end)) for expression in expressions]
            expressions = [expression for expression, match in tried if match]
            best = min((match for _, match in tried if match), key=re.Match.start, default=None)
            if best is None:
                return
            yield best
            start = best.end() + (best.end() == best.start())

    def sub(self, replacement: str, text: str) -> str:
        """Returns the text with the replacement, as it stands, for each match."""
        parts, place = [], 0
        for match in self.finditer(text):
            parts += [text[place : match.start()], replacement]
            place = match.end()
        return "".join([*parts, text[place:]])


class Cues(NamedTuple):
    """The cues of a file: for each list of regular expressions one pattern, for each text the set of its words."""

    patterns: Mapping[str, Cue]
    words: Mapping[str, frozenset[str]]


@cache
def cues(name: str) -> Cues:
    """Returns the cues of a file in this folder; letters match in either case."""
    table = read(name)
    patterns = {key: Cue.of(found, re.IGNORECASE) for key, found in table.items() if isinstance(found, list)}
    words = {key: frozenset(found.split()) for key, found in table.items() if isinstance(found, str)}
    return Cues(patterns, words)


def read(name: str) -> dict[str, Any]:
    """Returns what stands in a file of this folder, as TOML has it; nobody changes anything in it."""
    table: dict[str, Any] = _kept().get("files", name)
    return table


def needed(pattern: str) -> Needs:
    """Returns what `needs` says of a pattern that stands in a file of this folder."""
    found: Needs = _kept().get("needs", pattern)
    return found


def evidence(text: str) -> list[str]:
    """Returns the terms of a text by which a passage speaks of an aspect, as a file of this folder has it."""
    found: list[str] = _kept().get("terms", text)
    return found


@cache
def _kept() -> Tables:
    files = [_FOLDER / name for name in _FILES]
    return remembered("cues", files, ("language", "conversation/cues"), _made, ("Stemmer",))


def _made() -> Content:
    """The files as they were read; for each text in a list of theirs, read as a pattern, what it needs; and for the
    texts by which a passage speaks of an aspect, their terms.
    """
    import tomllib

    files = {name: tomllib.loads((_FOLDER / name).read_text(encoding="utf-8")) for name in _FILES}
    evidence = [text for aspect in files["aspects.toml"].values() for text in aspect["terms"]]
    return {
        "files": files,
        "needs": {text: needs(text) for text in _listed(files)},
        "terms": {text: terms(text) for text in evidence},
    }


def _listed(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _listed(inner)
    elif isinstance(value, list):
        for item in value:
            yield from ([item] if isinstance(item, str) else _listed(item))


def needs(pattern: str) -> list[list[str]] | None:
    """Returns what stands in every match of a pattern, in either case: of each group of texts one, the longest first.

    None where there is nothing of which that is known, or the pattern is too odd to tell.
    """
    try:
        found = _needs(import_module("re._parser").parse(pattern))
    except Exception:  # Python's own parser, which it may change: to know nothing only costs time
        return None
    groups = sorted({tuple(sorted(group)) for group in found}, key=lambda group: (-_telling(group), group))
    return [[*group] for group in groups if _telling(group) > 1][:_MOST] or [[*group] for group in groups[:1]] or None


def _telling(texts: Iterable[str]) -> int:
    """How long the shortest of some texts is: the longer, the fewer questions hold it."""
    return min(map(len, texts))


def _needs(sequence: Iterable[Any]) -> list[set[str]]:
    """What each of the items needs, which must all match."""
    groups: list[set[str]] = []
    run = ""
    for operation, argument in [*sequence, (None, None)]:
        name = getattr(operation, "name", "")
        if name == "LITERAL" and argument < 128:
            run += chr(argument).lower()
            continue
        if name == "AT":
            continue  # takes no room
        groups += [{run}] if run else []
        groups += _inside(name, argument)
        run = ""
    return groups


def _inside(name: str, argument: Any) -> list[set[str]]:
    if name == "SUBPATTERN":
        return _needs(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _needs(argument[2])
    if name == "BRANCH":
        branches = [_needs(branch) for branch in argument[1]]
        return [{text for groups in branches for text in max(groups, key=_telling)}] if all(branches) else []
    return []
