"""The list of sources and the footnotes, told from the other blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.adding.blocks import Block, Entry, Grid, Heading, Item, Prose, Run, Runs, runs_of, text_of, trimmed
from bot.reading.sources import is_source_heading, number_of

_BACK = re.compile(r"^[\s↑↩↵^⤴︎﹡*\ufe0e]*$")
_NOTE = re.compile(r"(?i)#?_?(foot|end)?(note|fn|ftn|edn)[-_:]?")
_AGAIN = "Its number stands in the list more than once: it was given the next free one."
_UNNUMBERED = "The list of sources has no numbers: its entries were counted."


@dataclass(slots=True)
class Listed:
    """The sources and footnotes of a document, and the blocks without them.

    `places` leads from the names of places in the document to what stands there: a source's number, or a footnote's
    label with "^" before it.
    """

    blocks: list[Block]
    sources: list[Entry] = field(default_factory=list)
    heading: str = "Sources"
    notes: list[Entry] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def highest(self) -> int:
        """The highest number of a source; 0 without a list."""
        return max((int(entry.label) for entry in self.sources), default=0)


def take_sources(blocks: Sequence[Block]) -> Listed:
    """Parts the list of sources and the footnotes from the other blocks."""
    listed = Listed(list(blocks))
    _take_headed(listed)
    _take_linked(listed)
    return listed


def _take_headed(listed: Listed) -> None:
    """Takes what stands below the heading of the sources."""
    blocks = listed.blocks
    for place in range(len(blocks) - 1, -1, -1):
        head = blocks[place]
        alone = isinstance(head, Heading) or (isinstance(head, Prose) and len(text_of(head.runs)) < 40)
        if not alone or not is_source_heading(text_of(next(runs_of(head)))):
            continue
        level = head.level if isinstance(head, Heading) else 6
        end = place + 1
        while end < len(blocks):
            block = blocks[end]
            if isinstance(block, Heading) and block.level <= level:
                break
            end += 1
        given = [block for block in blocks[place + 1 : end] if not isinstance(block, Heading)]
        if given and not any(_is_note(block) for block in given[:1]):
            _fill(listed, given)
            listed.heading = text_of(next(runs_of(head)))
            kept = [block for block in given if _is_note(block)]
            blocks[place:end] = kept
        return


def _is_note(block: Block) -> bool:
    return isinstance(block, Item | Prose) and any(_NOTE.match(name) for name in block.names)


def _fill(listed: Listed, given: Sequence[Block]) -> None:
    """Makes entries of blocks: by their numbers, or counted where none has one."""
    texts = [(block, runs) for block in given if not _is_note(block) for runs in _entry_runs(block)]
    numbers = [_number(block, runs) for block, runs in texts]
    if not any(numbers) and len(texts) > 1:
        listed.doubts.append(_UNNUMBERED)
    taken: set[int] = set()
    for (block, runs), number in zip(texts, numbers, strict=True):
        doubts = block.doubts
        if any(numbers) and not number and listed.sources:  # a further paragraph of the entry before
            last = listed.sources[-1]
            listed.sources[-1] = replace(last, runs=trimmed((*last.runs, Run(" "), *runs)))
            listed.places.update((name, last.label) for name in block.names)
            continue
        if not number or number in taken:
            doubts = (*doubts, _AGAIN) if number else doubts
            number = max(taken, default=0) + 1
        taken.add(number)
        listed.sources.append(Entry(str(number), _without_label(listed, _without_back(runs), number), doubts))
        listed.places.update((name, str(number)) for name in block.names)
    listed.sources.sort(key=lambda entry: int(entry.label))


def _entry_runs(block: Block) -> list[Runs]:
    if isinstance(block, Grid):
        return [trimmed(run for runs in row for run in (*runs, Run(" "))) for row in block.rows]
    return [block.runs]


def _numbered(text: str) -> tuple[int, str] | None:
    """Returns the number and the rest of an entry, also where no space parts them ("10.Smith J")."""
    return number_of(re.sub(r"^(\[?\d{1,3}[.)\]])(?=[^\W\d_])", r"\1 ", text))


def _number(block: Block, runs: Runs) -> int:
    """Returns the number of an entry, as printed before all; 0 when it has none."""
    found = _numbered(text_of(runs))
    if found and found[1] and found[0] and (not isinstance(block, Item) or block.number in (None, found[0])):
        return found[0]
    return block.number or 0 if isinstance(block, Item) else 0


def _without_label(listed: Listed, runs: Runs, number: int) -> Runs:
    """Takes a number off the start of an entry, and notes that it was there."""
    made = _without_number(runs, number)
    listed.labels.extend([str(number)] * (made != runs))
    return made


def _without_number(runs: Runs, number: int) -> Runs:
    """Takes a number off the start of an entry, where it is the entry's own."""
    found = _numbered(text_of(runs))
    if not found or found[0] != number or not found[1]:
        return runs
    left = len(text_of(runs)) - len(found[1])
    made = []
    for run in runs:
        cut = min(left, len(run.text))
        left -= cut
        made.append(replace(run, text=run.text[cut:], raised=False))
    return trimmed(made)


def _without_back(runs: Runs) -> Runs:
    """Takes the links back to the text off a note ("↑")."""
    kept = [run for run in runs if not (run.link.startswith("#") and _BACK.match(run.text))]
    return trimmed(run for run in kept if run.text.strip() not in ("↑", "↩", "^"))


def _take_linked(listed: Listed) -> None:
    """Takes footnotes: the items and paragraphs that raised or numbered links lead to."""
    aims: dict[str, str] = {}
    for block in listed.blocks:
        for runs in runs_of(block):
            for run in runs:
                if run.link.startswith("#") and (run.raised or re.fullmatch(r"\[?\d{1,3}\]?", run.text.strip())):
                    aims.setdefault(run.link[1:], run.text.strip("[] "))
    kept: list[Block] = []
    taken = {entry.label for entry in listed.sources}
    for block in listed.blocks:
        aimed = [name for name in getattr(block, "names", ()) if name in aims]
        is_entry = isinstance(block, Item) or (isinstance(block, Prose) and _is_note(block))
        if not aimed or not is_entry or isinstance(block, Grid | Heading):
            kept.append(block)
            continue
        label = next((text for name in aimed if re.fullmatch(r"[1-9]\d{0,2}", text := aims[name])), "")
        if not label or label in taken:
            label = next(name for n in range(1, 10_000) if (name := f"note{n}") not in taken)
        taken.add(label)
        runs = _without_back(block.runs)
        runs = _without_label(listed, runs, int(label)) if label.isdigit() else runs
        listed.notes.append(Entry(label, runs, block.doubts))
        listed.places.update((name, f"^{label}") for name in block.names)
    listed.blocks = kept
