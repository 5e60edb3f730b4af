"""Blocks as Markdown, in the form that bot.reading reads."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.adding.blocks import Block, Draft, Entry, Grid, Heading, Item, Prose, Run, Runs, lines_of, text_of, trimmed
from bot.article import Doubt
from bot.reading.frontmatter import KEYS

# At its end, a text may go on in the next run.
_INLINE = re.compile(r"[\\`*_]|<(?=[A-Za-z/!?]|\Z)|(?<=\])\(|\[(?=\^|\Z)|&(?=#?\w+;|#?\w*\Z)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_OPENING = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~~~|\[(?=[^\]]*\]:)|[-=:|](?=[-=:|\s]*$)|\|")
MOST_LEVELS = 6
DEEPEST_LIST = 8  # what a Markdown reader still takes for a list


@dataclass(slots=True)
class Written:
    """A Markdown text, and the doubts by the lines that they are about."""

    lines: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as it stands in a file."""
        return "\n".join(self.lines) + "\n"

    def add(self, lines: Iterable[str], doubts: Iterable[str] = (), shown: str = "") -> None:
        """Adds lines, and doubts about the first of them."""
        place = len(self.lines) + 1
        self.doubts.extend(Doubt(place, shown[:200], doubt) for doubt in doubts)
        self.lines.extend(lines)


def write(draft: Draft) -> Written:
    """Returns a draft as Markdown: front matter, title, blocks, footnotes, sources."""
    written = Written()
    facts = draft.facts
    values = [(key, getattr(facts, key)) for key in KEYS]
    front = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values if value]
    written.add(["---", *front, "---", ""], (*facts.doubts, *draft.doubts))
    written.add([f"# {escaped(facts.title)}", ""])
    kinds = groupby(draft.blocks, lambda block: isinstance(block, Item))
    for is_list, blocks in kinds:
        if is_list:
            _add_items(written, [block for block in blocks if isinstance(block, Item)])
        else:
            for block in blocks:
                _add(written, block)
    for note in draft.notes:
        written.add([f"[^{note.label}]: {_one_line(note.runs)}", ""], note.doubts, text_of(note.runs))
    if draft.sources:
        written.add([f"## {escaped(draft.sources_heading)}", ""])
        for entry in draft.sources:
            _add_source(written, entry)
    while written.lines and not written.lines[-1]:
        written.lines.pop()
    return written


def _add(written: Written, block: Block) -> None:
    shown = text_of(block.rows[0][0]) if isinstance(block, Grid) else text_of(block.runs)
    if isinstance(block, Heading):
        text = re.sub(r"(#+)$", r"\\\1", _inline([Run(run.text, cited=run.cited) for run in block.runs]))
        lines = [f"{'#' * min(MOST_LEVELS, block.level)} {text}".replace("\n", " "), ""]
    elif isinstance(block, Prose):
        parts = [_opening_escaped(_inline(line)) for line in lines_of(block.runs) if text_of(line)]
        lines = [*(f"{part}\\" for part in parts[:-1]), *parts[-1:], ""]
    elif isinstance(block, Grid):
        header, *rows = [[_cell(runs) for runs in row] for row in block.rows]
        lines = [_row(header), _row(["---"] * len(header)), *map(_row, rows), ""]
    else:
        raise TypeError(block)
    written.add(lines, block.doubts, shown)


def _add_items(written: Written, items: Sequence[Item]) -> None:
    """Adds a list; an item stands below the text of the one that it belongs to."""
    columns: list[int] = []  # where the text of each open item starts
    for item in items:
        depth = min(item.depth, len(columns), DEEPEST_LIST)
        marker = "- " if item.number is None else f"{item.number}. "
        indent = columns[depth - 1] if depth else 0
        columns[depth:] = [indent + len(marker)]
        text = _opening_escaped(_one_line(item.runs))
        written.add([" " * indent + marker + text], item.doubts, text_of(item.runs))
    written.add([""])


def _add_source(written: Written, entry: Entry) -> None:
    written.add([f"{entry.label}. {_opening_escaped(_one_line(entry.runs))}"], entry.doubts, text_of(entry.runs))


def _cell(runs: Runs) -> str:
    return _one_line(runs).replace("|", "\\|")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _one_line(runs: Runs) -> str:
    return _inline(trimmed(Run(run.text.replace("\n", " "), run.bold, run.raised, run.link, run.cited) for run in runs))


def _inline(runs: Sequence[Run]) -> str:
    """Returns runs as inline Markdown."""
    made = ""
    for place, run in enumerate(runs):
        if run.cited:
            made += run.text
            continue
        following = runs[place + 1].text if place + 1 < len(runs) else ""
        text = escaped(run.text)
        if made.endswith("]") and text.startswith("("):  # no link
            text = f"\\{text}"
        if run.link and not run.link.startswith("#") and text.strip():
            text = _around(text, "[", f"]({_address(run.link)})")
        if run.bold and _may_be_bold(run.text, made[-1:], following[:1]):
            text = _around(text, "**", "**")
        made += text
    return made


def _around(text: str, before: str, after: str) -> str:
    inner = text.strip()
    start = text.index(inner)
    return f"{text[:start]}{before}{inner}{after}{text[start + len(inner) :]}"


def _may_be_bold(text: str, before: str, after: str) -> bool:
    """Returns whether asterisks around the text would be markup: not where a word goes on at its punctuation."""
    inner = text.strip()
    opens = text[:1].isspace() or not before or before.isspace() or inner[:1].isalnum()
    closes = text[-1:].isspace() or not after or after.isspace() or inner[-1:].isalnum()
    return bool(inner) and opens and closes and before != "*"


def _address(link: str) -> str:
    return f"<{link}>" if re.search(r"[()\\]", link) else link


def escaped(text: str) -> str:
    """Returns a text in which nothing is markup."""
    return _INLINE.sub(lambda match: f"\\{match.group()}", text)


def _opening_escaped(line: str) -> str:
    """Returns a line whose beginning is no mark of a block."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if _OPENING.match(line) and not line.startswith("**") else line
