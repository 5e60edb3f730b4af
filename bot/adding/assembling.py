"""One tree of HTML, whatever form it was made of, becomes a draft: title, headings, sources, citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.adding.blocks import Block, Draft, Facts, Heading, Prose, Run, text_of
from bot.adding.citing import Citer
from bot.adding.htmlblocks import BlockReader
from bot.adding.sources import take_sources
from bot.reading.characters import readable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BOLD_WORDS = 14
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_MISSING = "The document does not say {}: add it to the front matter."
_WHAT = {"publisher": "who published it", "date": "when it was published"}
_NO_LANGUAGE = "The document does not say its language: it is taken for English."
_BOLD = "It was taken for a heading because all of it is bold."
_NAMED = "The title was made of the file's name."
_PROPERTY = "The title is that of the document's properties; it does not stand in the text as a heading."
_OTHER_TITLE = "The document's properties give another title: {}"


def draft_of(root: LexborNode, facts: Facts, words: str, doubts: Sequence[str], name: str) -> Draft:
    """Returns the draft of an element and all below it; `name` is the file's stem."""
    reader = BlockReader()
    blocks = _with_bold_headings(reader.read(root))
    return draft_of_blocks(blocks, facts, words, (*doubts, *reader.left), name)


def draft_of_blocks(blocks: Sequence[Block], facts: Facts, words: str, doubts: Sequence[str], name: str) -> Draft:
    """Returns the draft of blocks whose raised numbers, links and sources stand as the document has them."""
    listed = take_sources(blocks)
    citer = Citer(listed)
    made = [citer.block(block) for block in listed.blocks]
    sources = tuple(replace(entry, runs=_plain(entry.runs)) for entry in listed.sources)
    notes = tuple(replace(entry, runs=citer.runs(entry.runs)) for entry in listed.notes)
    made, facts = _titled(made, facts, name)
    told = (*doubts, *listed.doubts)
    blocks = tuple(_levelled(made))
    return Draft(_completed(facts), blocks, words, sources, listed.heading, notes, told, tuple(listed.labels))


def _plain(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Returns the runs of a source: nothing in it is a citation."""
    return tuple(
        replace(run, raised=False, link="" if run.link.startswith("#") or run.link == run.text.strip() else run.link)
        for run in runs
    )


def _with_bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks; short paragraphs that are all bold, with other text below, become headings."""
    made: list[Block] = []
    level = 1
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Heading):
            level = block.level
        elif isinstance(block, Prose) and _is_bold_heading(block) and _has_text_below(following):
            runs = tuple(replace(run, bold=False) for run in block.runs)
            block = Heading(runs, level + 1, block.names, (*block.doubts, _BOLD))
        made.append(block)
    return made


def _has_text_below(following: Block | None) -> bool:
    """Returns whether what follows a bold line can be the text below it."""
    return following is not None and not (
        isinstance(following, Heading) or (isinstance(following, Prose) and _is_bold(following))
    )


def _is_bold_heading(block: Prose) -> bool:
    text = text_of(block.runs)
    return _is_bold(block) and len(text.split()) <= _BOLD_WORDS and text[-1] not in ".,;:!…" and "\n" not in text


def _is_bold(block: Prose) -> bool:
    return all(run.bold or not any(letter.isalnum() for letter in run.text) for run in block.runs)


def _titled(blocks: list[Block], facts: Facts, name: str) -> tuple[list[Block], Facts]:
    """Takes the title out of the blocks: the heading of the first level, or what the document itself says is it."""
    top = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    first = blocks[0] if blocks else None
    said = facts.title.casefold()
    chosen: Block | None = None
    if len(top) == 1 or (top and top[0] is first):
        chosen = top[0]
    elif said:
        same = (block for block in blocks[:5] if isinstance(block, Heading | Prose))
        chosen = next((block for block in same if text_of(block.runs).casefold() == said), None)
    doubts = list(facts.doubts)
    if isinstance(chosen, Heading | Prose):
        place = next(n for n, block in enumerate(blocks) if block is chosen)
        blocks = blocks[:place] + blocks[place + 1 :]
        title = text_of(run for run in chosen.runs if not run.cited)
        doubts.extend(chosen.doubts)
        if said and not _alike(title, facts.title):
            doubts.append(_OTHER_TITLE.format(facts.title))
    elif facts.title:
        title = facts.title
        doubts.append(_PROPERTY)
    else:
        title = readable(name)
        doubts.append(_NAMED)
    return blocks, replace(facts, title=title, doubts=tuple(doubts))


def _alike(one: str, other: str) -> bool:
    """Returns whether a title is the other one, or a part of it (with the site's name behind)."""
    first, second = ("".join(filter(str.isalnum, text.casefold())) for text in (one, other))
    return first in second or second in first


def _levelled(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks with the highest headings at level 2, as the title is above them."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    shift = 2 - min(levels, default=2)
    return [replace(block, level=block.level + shift) if isinstance(block, Heading) else block for block in blocks]


def _completed(facts: Facts) -> Facts:
    """Returns the facts, with a doubt for each that is missing."""
    missing = [_MISSING.format(said) for name, said in _WHAT.items() if not getattr(facts, name)]
    language = facts.language.replace("_", "-")
    if not _LANGUAGE.match(language):
        language = "en"
        missing.append(_NO_LANGUAGE)
    return replace(facts, language=language, doubts=(*facts.doubts, *missing))
