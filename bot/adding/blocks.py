"""The values between a document and its Markdown: blocks of running text, and what the document says of itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.reading.characters import clean, fold


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look.

    `link` is an address, or "#name" for a place in the document. A run that is `cited` is a citation in the form
    of the article ("[2, 7]") and is written as it stands, as is everything with Markdown's own meaning in it.
    """

    text: str
    bold: bool = False
    raised: bool = False
    link: str = ""
    cited: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    runs: Runs
    level: int
    names: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; `names` are the places in it that links lead to."""

    runs: Runs
    names: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, `depth` lists deep, counted from 0; `number` is that of a numbered list."""

    runs: Runs
    depth: int = 0
    number: int | None = None
    names: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, its header first; all rows have as many cells."""

    rows: tuple[tuple[Runs, ...], ...]
    doubts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


Block = Heading | Prose | Item | Grid


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of sources, or a footnote: its number or label, and its text."""

    label: str
    runs: Runs
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself; a doubt for each thing that is missing or was guessed."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A document on its way to Markdown.

    `words` is all of the text that should stand in the article, as the document's own form gives it; it is what
    the article is compared with, but for `labels`: numbers of sources, which are no text there. `doubts` are about the
    document as a whole.
    """

    facts: Facts
    blocks: tuple[Block, ...]
    words: str
    sources: tuple[Entry, ...] = ()
    sources_heading: str = "Sources"
    notes: tuple[Entry, ...] = ()
    doubts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def text_of(runs: Iterable[Run]) -> str:
    """Returns the text of runs, white space folded."""
    return fold("".join(run.text for run in runs))


def trimmed(runs: Iterable[Run]) -> Runs:
    """Returns runs without control characters, white space folded, none at the ends; "\\n" is a line break."""
    made: list[Run] = []
    for run in runs:
        text = _folded(clean(run.text))
        if made and made[-1].text[-1] in " \n":
            text = text.lstrip(" ") if made[-1].text[-1] == " " else text.lstrip()
        elif not made:
            text = text.lstrip()
        if not text:
            continue
        if made and replace(made[-1], text="") == replace(run, text="") and not run.cited and not run.raised:
            text = _folded(made.pop().text + text)
        made.append(replace(run, text=text))
    while made and not made[-1].text.rstrip():
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return tuple(made)


def _folded(text: str) -> str:
    """White space as one space, or as one line break where there is one in it."""
    return re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", text))


def lines_of(runs: Iterable[Run]) -> Iterator[Runs]:
    """Yields the runs of each line, where line breaks part them."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for other in others:
            yield trimmed(line)
            line = [replace(run, text=other)]
    yield trimmed(line)


def runs_of(block: Block) -> Iterator[Runs]:
    """Yields the running texts of a block: one, or one for each cell."""
    if isinstance(block, Grid):
        for row in block.rows:
            yield from row
    else:
        yield block.runs
