"""The sources of a Markdown article: its list of sources, its footnotes and its numbered link targets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.article import Doubt, Source
from bot.reading.characters import fold
from bot.reading.citations import number_list
from bot.reading.markdowntext import NodeTexts, lines_of
from bot.reading.sources import is_source_heading, number_of, parse_sources

if TYPE_CHECKING:
    from bot.reading.markdownplain import Node


class SourceList:
    """Collects sources while the article is read."""

    def __init__(self, texts: NodeTexts, notes: dict[str, int], env: dict[str, Any]) -> None:
        self._texts = texts
        self._notes = notes
        self._env = env
        self._listed: list[Source] = []
        self._loose: list[tuple[int, str]] = []

    def footnote(self, node: Node) -> None:
        """Adds a footnote."""
        text = fold(" ".join(text for child in node.children for _, text in self._lines(child)))
        self._listed.append(Source(self._notes[node.meta["label"]], text, lines_of(node)[0]))

    def block(self, node: Node) -> None:
        """Adds a block below the heading of the sources; an ordered list gives the numbers."""
        if node.type != "ordered_list":
            self._loose.extend(self._lines(node))
            return
        printed = [int(item.info) if item.info.isdecimal() else 0 for item in node.children]
        if any(after <= before for before, after in pairwise(printed)):
            printed = list(range(printed[0], printed[0] + len(printed)))
        for number, item in zip(printed, node.children, strict=True):
            text = fold(" ".join(text for child in item.children for _, text in self._lines(child)))
            if text:
                self._listed.append(Source(number, text, lines_of(item)[0]))

    def found(self) -> tuple[tuple[Source, ...], list[Doubt]]:
        """Returns the sources by number, and a doubt for each number that stands twice."""
        found = [*self._listed, *parse_sources(self._loose)]
        for label, target in self._env.get("references", {}).items():
            if len(number_list(label)) == 1:
                line = target.get("map", [0])[0] + 1
                found.append(Source(int(label), fold(f"{target['title']} {target['href']}"), line))
        unique: dict[int, Source] = {}
        doubts = [
            Doubt(source.line, source.text, f"There is another source {source.number}.")
            for source in found
            if unique.setdefault(source.number, source) is not source
        ]
        return tuple(sorted(unique.values(), key=lambda source: source.number)), doubts

    def _lines(self, node: Node) -> list[tuple[int, str]]:
        """Returns the lines of text in a block, with their numbers."""
        if node.type == "table":
            return [(row.lines[0], " ".join(cell.text for cell in row.cells)) for row in self._texts.rows(node)]
        if node.type in ("paragraph", "heading"):
            lines = enumerate(self._texts.inline(node).lines, lines_of(node)[0])
            return [(number, text) for number, text in lines if text]
        if node.children:
            return [found for child in node.children for found in self._lines(child)]
        text = self._texts.block(node)
        return [(text[0].lines[0], text[0].text)] if text else []


def note_numbers(labels: Sequence[str], lines: Sequence[str]) -> dict[str, int]:
    """Returns a number for each footnote: its label where that is one and no listed source has it, else a free one."""
    if not labels:
        return {}
    heading = next((place for place, line in enumerate(lines) if is_source_heading(line.strip("# \t"))), len(lines))
    given = (line.lstrip("-*+ \t") for line in lines[heading:])
    listed = {found[0] for line in given if not line.startswith("[^") and (found := number_of(line))}
    numbers = {label: int(label) for label in labels if len(number_list(label)) == 1 and int(label) not in listed}
    free = max([*numbers.values(), *listed], default=0)
    for label in labels:
        if label not in numbers:
            free += 1
            numbers[label] = free
    return numbers
