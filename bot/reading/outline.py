"""The sections of an article while it is being read."""

import re
from collections.abc import Sequence

from bot.article import Article, Block, Doubt, Paragraph, Section, Table, Text
from bot.reading.characters import fold

_CAPTION = re.compile(r"Table\s{1,3}[A-Z]?\d{1,3}[:.](?:\s|$)", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """Returns whether a text begins like a table's caption: "Table 1: Key Symptoms"."""
    return _CAPTION.match(text) is not None


class Outline:
    """Collects headings, blocks and doubts in reading order.

    The text before the first heading goes under the title; a heading goes below the last one of a lower level,
    whatever levels lie between.
    """

    def __init__(self, title: str, line: int = 1) -> None:
        self.doubts: list[Doubt] = []
        self.title = title
        self.size = 0  # how many blocks were added
        self._open: list[tuple[int, str]] = []
        self._sections: list[tuple[Section, list[Block]]] = [(Section((title,), 1, line), [])]

    def heading(self, text: str, level: int, line: int) -> None:
        """Begins a section."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, text))
        path = tuple(name for _, name in self._open)
        self._sections.append((Section(path, level, line), []))

    def title_again(self, line: int) -> None:
        """Goes back to the text right under the title."""
        self._open.clear()
        self._sections.append((Section((self.title,), 1, line), []))

    def add(self, block: Block) -> None:
        """Adds a block to the section at hand."""
        self._sections[-1][1].append(block)
        self.size += 1

    def take_lead_in(self) -> Text | None:
        """Takes back the paragraph added last, if it leads in a list ("Avoid the following:")."""
        blocks = self._sections[-1][1]
        last = blocks[-1] if blocks else None
        if isinstance(last, Paragraph) and _leads_in(last.text.text):
            blocks.pop()
            return last.text
        return None

    def doubt(self, line: int, text: str, reason: str) -> None:
        """Notes a line for a person to check."""
        self.doubts.append(Doubt(line, text, reason))

    def sections(self) -> tuple[Section, ...]:
        """Returns the sections; the one under the title only where it has text."""
        made = [section._replace(blocks=captioned(blocks)) for section, blocks in self._sections]
        return tuple(section for section in made if section.blocks or section.path != (self.title,))


def _leads_in(text: str) -> bool:
    """A text before a list that ends with a colon, or goes on in the list for want of any full stop."""
    return text[-1:] in (":", ",") or text[-1:].isalpha()


def captioned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Returns the blocks with captions given to their tables.

    A run of tables and captions that starts with a caption has them above, any other below.
    """
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        run = place
        while run < len(blocks) and (isinstance(blocks[run], Table) or _caption_of(blocks[run])):
            run += 1
        made.extend(_captioned(blocks[place:run]))
        if run < len(blocks):
            made.append(blocks[run])
        place = run + 1
    return tuple(made)


def _captioned(run: Sequence[Block]) -> list[Block]:
    above = bool(run) and _caption_of(run[0]) is not None
    made: list[Block] = []
    for block in run:
        last = made[-1] if made else None
        caption = _caption_of(block)
        if above and isinstance(block, Table) and block.caption is None and last and (text := _caption_of(last)):
            made[-1] = block._replace(caption=text)
        elif not above and caption and isinstance(last, Table) and last.caption is None:
            made[-1] = last._replace(caption=caption)
        else:
            made.append(block)
    return made


def _caption_of(block: Block) -> Text | None:
    return block.text if isinstance(block, Paragraph) and is_caption(block.text.text) else None


def is_title(text: str, title: str) -> bool:
    """Returns whether a heading repeats the title."""
    return fold(text).casefold() == fold(title).casefold()


def joined(outer: Text | None, inner: Text | None, between: str = "\n") -> Text | None:
    """Returns two texts as one; lead-ins each on its own line, so that no "Avoid the following:" is lost."""
    if outer is None or inner is None:
        return outer or inner
    shift = len(outer.text) + len(between)
    moved = tuple(c._replace(start=c.start + shift, end=c.end + shift) for c in inner.citations)
    lines = min(outer.lines[0], inner.lines[0]), max(outer.lines[1], inner.lines[1])
    return Text(f"{outer.text}{between}{inner.text}", lines, outer.citations + moved)


def with_doubts(article: Article, *doubts: Doubt) -> Article:
    """Returns the article with more doubts, in line order."""
    return article._replace(doubts=tuple(sorted((*article.doubts, *doubts), key=lambda doubt: doubt.line)))
