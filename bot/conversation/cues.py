"""Cues: the words by which a question tells what it wants, kept in readable files beside this module."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a file: for each list of regular expressions one pattern, for each text the set of its words."""

    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]


@cache
def cues(name: str) -> Cues:
    """Returns the cues of a file in this folder; letters match in either case."""
    table = tomllib.loads(files("bot.conversation").joinpath(name).read_text(encoding="utf-8"))
    patterns = {
        key: re.compile("|".join(found), re.IGNORECASE) for key, found in table.items() if isinstance(found, list)
    }
    words = {key: frozenset(found.split()) for key, found in table.items() if isinstance(found, str)}
    return Cues(patterns, words)
