"""The article, opened at a passage."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from bot.article import Article, Block, ItemList, LineRange, Paragraph
from bot.chat.content import ASIDE, plain, text_content
from bot.chat.fitted import Fitted, FittedText, hanging, lines_of
from bot.chat.tables import laid_out

_CHAPTER = 2
_MARK = "▌ "
_MARGIN = "  "


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article: what to show, the lines of the file that it stands for, empty lines above it."""

    visual: Content | Fitted
    lines: LineRange
    above: int = 1

    def at(self, width: int) -> list[Content]:
        """Returns the part's lines at this width."""
        return lines_of(self.visual, width)


def parts_of(article: Article) -> Iterator[Part]:
    """Yields the article from its title to its sources."""
    yield Part(plain(article.title, "bold"), (0, 0), 0)
    if origin := " · ".join(detail for detail in (article.publisher, article.date, article.url) if detail):
        yield Part(plain(origin, ASIDE), (0, 0), 0)
    for section in article.sections:
        if section.path != (article.title,):
            style = f"bold {'underline ' if section.level <= _CHAPTER else ''}$accent"
            above = 2 if section.level <= _CHAPTER else 1
            yield Part(plain(section.path[-1] if section.path else "", style), (section.line, section.line), above)
        for number, block in enumerate(section.blocks):
            yield from _block(block, above=0 if number == 0 else 1)
    if article.sources:
        yield Part(Content("Sources").stylize("bold underline $accent"), (0, 0), 2)
        for source in article.sources:
            yield Part(hanging(f"[{source.number}] ", plain(source.text)), (source.line, source.line), 0)


def _block(block: Block, above: int) -> Iterator[Part]:
    if isinstance(block, Paragraph):
        yield Part(text_content(block.text), block.text.lines, above)
    elif isinstance(block, ItemList):
        if block.lead_in:
            yield Part(text_content(block.lead_in), block.lead_in.lines, above)
            above = 0
        for item in block.items:
            yield Part(hanging("• ", text_content(item.text)), item.text.lines, above)
            above = 0
    else:
        columns, rows = laid_out(block)
        yield Part(columns.header(), block.header.lines, above)
        for row, shown in zip(block.rows, rows, strict=True):
            yield Part(shown, row.text.lines, 0)
        if block.caption:
            yield Part(text_content(block.caption).stylize_before(ASIDE), block.caption.lines)


class Page:
    """An article laid out for a width, with the lines of a passage marked in the margin."""

    def __init__(self, article: Article, lines: LineRange | None, *, mark: bool) -> None:
        """`lines` are lines of the article's file: the place of the page, marked or not."""
        self._parts = tuple(parts_of(article))
        self._lines = lines
        self._mark = mark
        self.fitted = Fitted(self._build)
        self.place = (0, 0)

    def _build(self, width: int) -> list[Content]:
        lines: list[Content] = []
        found: list[int] = []
        for part in self._parts:
            lines += [Content()] * part.above
            inside = self._lines and part.lines[0] <= self._lines[1] and self._lines[0] <= part.lines[1]
            for line in part.at(max(1, width - len(_MARGIN))):
                if inside:
                    found.append(len(lines))
                if inside and self._mark:
                    padded = line.pad_right(max(0, width - len(_MARGIN) - line.cell_length))
                    lines.append(Content.assemble((_MARK, "$accent"), padded).stylize_before("on $surface"))
                else:
                    lines.append(Content.assemble(_MARGIN, line))
        self.place = (found[0], found[-1] - found[0] + 1) if found else (0, 0)
        return lines


class Reader(VerticalScroll, can_focus=True):
    """Shows one article, opened at a passage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", key_display="esc", tooltip="Back to the conversation", id="reader.close"),
        Binding("m", "to_mark", "Back to the passage", tooltip="Scroll to the marked passage", id="reader.mark"),
    ]

    @dataclass
    class Closed(Message):
        """The reader was closed."""

    def __init__(self, *, id: str | None = None) -> None:
        """Starts without an article."""
        self._text = FittedText()
        super().__init__(self._text, id=id)
        self._page: Page | None = None

    def show(self, article: Article, lines: LineRange | None = None, *, mark: bool = True) -> None:
        """Shows the article, scrolled to these lines, which are marked."""
        self._page = Page(article, lines, mark=mark)
        self._text.update(self._page.fitted)
        self.border_title = plain(article.title)
        self.call_after_refresh(self.action_to_mark)

    def on_resize(self) -> None:
        """Keeps the passage on the screen when the lines are broken anew."""
        self.call_after_refresh(self.action_to_mark)

    def action_close(self) -> None:
        """Asks to be closed."""
        self.post_message(self.Closed())

    def action_to_mark(self) -> None:
        """Scrolls to the passage."""
        if self._page:
            first, height = self._page.place
            room = self.scrollable_content_region.height
            self.scroll_to(y=max(0, first - max(0, room - height) // 3), animate=False, immediate=True)
