"""Raised numbers and links to sources become citations; a raised number that is part of a value never does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.adding.blocks import Block, Grid, Run, Runs
from bot.adding.sources import Listed
from bot.reading.citations import HIGHEST, number_list

_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_UNIT = re.compile(r"(?:^|[\s/·×(\d])(?:[kcmdµμn]?m|ft|in|yd|10|[kcmdµμ]?[gsLl]|h|min|Ca|Mg|Na|Fe|K|Zn|Cu|Al|Mn|Li|H)$")
_MARKS = ("tm", "sm", "r", "c")
_BETWEEN = re.compile(r"[\s,;–\-\[\]()]*$")
_GUESSED = "The raised number {} was read as a citation; the document has no list of sources."
_BEYOND = "The raised number {} was not read as a citation: the sources end at {}."
_ELSEWHERE = "The link of the citation {} leads to source {}."
_MARK = "The raised mark {} was set apart from the word before it."


@dataclass(slots=True)
class _Group:
    """Runs next to each other that may be one citation."""

    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the runs; numbers that are raised each for itself stay apart."""
        made = ""
        for run in self.runs:
            made += "," * (made[-1:].isdigit() and run.text[:1].isdigit()) + run.text
        return made.replace("][", ",")


class Citer:
    """Makes citations of what leads to the entries of a list."""

    def __init__(self, listed: Listed) -> None:
        self._places = listed.places
        self._highest = listed.highest
        self._doubts: list[str] = []

    def block(self, block: Block) -> Block:
        """Returns a block with its citations in the form of the article."""
        self._doubts = []
        if isinstance(block, Grid):
            made: Block = replace(block, rows=tuple(tuple(map(self.runs, row)) for row in block.rows))
        else:
            made = replace(block, runs=self.runs(block.runs))
        return replace(made, doubts=(*made.doubts, *dict.fromkeys(self._doubts)))

    def runs(self, runs: Runs) -> Runs:
        """Returns runs in which citations are marked as such, and nothing is raised any more."""
        made: list[Run] = []
        parts = list(_grouped(runs, self._places))
        for place, part in enumerate(parts):
            before = "".join(run.text for run in made[-4:])
            after = parts[place + 1].text if place + 1 < len(parts) else ""
            made.extend(self._cited(part, before, after) if isinstance(part, _Group) else [part])
        return tuple(run for run in _unbracketed([run for run in made if run.text]) if run.text)

    def _cited(self, group: _Group, before: str, after: str) -> Iterator[Run]:
        yield from self._read(group, before, after)
        if group.text[-1:].isspace():
            yield Run(" ")

    def _read(self, group: _Group, before: str, after: str) -> Iterator[Run]:
        targets = [self._places.get(run.link[1:], "") for run in group.runs if run.link.startswith("#")]
        notes = [target for target in targets if target.startswith("^")]
        if linked_words := [run for run in group.runs if len(re.findall(r"[^\W\d_]", run.text)) > 1]:
            yield from (self._plain(run, before) for run in linked_words)
            before = linked_words[-1].text
        if notes:
            yield from _spaced(before, "".join(f"[{note}]" for note in dict.fromkeys(notes)))
            return
        numbers = number_list(group.text.strip(" []()\n"))
        linked = [int(target) for target in targets if target]
        if numbers and (linked or self._cites(numbers, before, after, group)):
            if linked and not set(linked) <= set(numbers):
                self._doubts.append(_ELSEWHERE.format(group.text.strip(), ", ".join(map(str, linked))))
            yield from _spaced(before, f"[{', '.join(map(str, numbers))}]")
        elif linked and not numbers:
            yield from _spaced(before, f"[{', '.join(map(str, dict.fromkeys(linked)))}]")
        elif not linked_words:
            yield from (self._plain(run, before) for run in group.runs)

    def _cites(self, numbers: Sequence[int], before: str, after: str, group: _Group) -> bool:
        """Returns whether raised numbers without a link are a citation, not a part of a value or a name."""
        if not any(run.raised for run in group.runs) or not before.strip() or max(numbers) > HIGHEST:
            return False
        if "[" in group.text:
            return True
        isotope = before[-1].isspace() and after[:1].isalpha()
        if before[-1].isdigit() or _UNIT.search(before) or isotope:
            return False
        shown = group.text.strip()
        if not self._highest:
            self._doubts.append(_GUESSED.format(shown))
        elif max(numbers) > self._highest and len(numbers) == 1:
            self._doubts.append(_BEYOND.format(shown, self._highest))
            return False
        return True

    def _plain(self, run: Run, before: str) -> Run:
        text = run.text
        if run.raised and text.strip():
            changed = text.translate(_RAISED)
            if re.fullmatch(r"[0-9+\-−–=()n]+", text.strip()):
                text = changed
            elif text[:1].isalnum() and before[-1:].isalpha() and text.strip().lower() not in _MARKS:
                text = f" {text}"  # "word" with a raised "a" is not the word "worda"
                self._doubts.append(_MARK.format(run.text.strip()))
        return Run(text, run.bold, link="" if run.link.startswith("#") else run.link)


def _unbracketed(runs: list[Run]) -> list[Run]:
    """Takes off the brackets that stand around citations which have their own now."""
    for place in range(1, len(runs) - 1):
        before, run, after = runs[place - 1 : place + 2]
        if run.cited and before.text.endswith("[") and after.text.startswith("]"):
            runs[place - 1] = replace(before, text=before.text[:-1])
            runs[place + 1] = replace(after, text=after.text[1:])
    return runs


def _spaced(before: str, citation: str) -> Iterator[Run]:
    if before and not before[-1].isspace() and before[-1] not in "([":
        yield Run(" ")
    yield Run(citation, cited=True)


def _grouped(runs: Runs, places: dict[str, str]) -> Iterator[Run | _Group]:
    """Yields the runs; those that may be one citation as a group."""
    group = _Group()
    for place, run in enumerate(runs):
        leads = run.link.startswith("#") and run.link[1:] in places
        following = runs[place + 1] if place + 1 < len(runs) else None
        goes_on = following is not None and (following.raised or following.link[1:] in places)
        between = group.runs and goes_on and run.text.strip() and _BETWEEN.match(run.text)
        if run.raised or leads or between:
            group.runs.append(run)
            continue
        if group.runs:
            yield group
            group = _Group()
        yield run
    if group.runs:
        yield group
