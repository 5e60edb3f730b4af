"""What the modules of this room share: rewriting rules for words, and the word files beside them."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path


class Rules:
    """Rewriting rules for a word: regular expressions and their replacements, applied in order."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        """Takes (pattern, replacement) pairs as `re.sub` does."""
        self._written = tuple(rules)

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], str]]:
        """The rules compiled, which takes some time and is not needed for words that are known."""
        return [(re.compile(pattern), replacement) for pattern, replacement in self._written]

    def apply(self, word: str) -> str:
        """Returns the word after every rule."""
        for pattern, replacement in self._rules:
            word = pattern.sub(replacement, word)
        return word


def lines_of(name: str) -> list[str]:
    """Returns the lines of a word file beside this module, without its comments and empty lines."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
