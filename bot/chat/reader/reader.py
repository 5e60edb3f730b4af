"""The article, opened at a passage, with all passages of the answer marked, its outline, and a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.events import Click
from textual.message import Message

from bot.article import Article, LineRange
from bot.chat.content import SOURCE, plain
from bot.chat.messages import PassagePicked, SourcesAsked, Walked
from bot.chat.reader.keys import READER_KEYS
from bot.chat.reader.margin import Mark
from bot.chat.reader.page import Page
from bot.chat.reader.searched import SearchedPage

_PLACE = "passage {number} of {count}"


class Reader(SearchedPage, can_focus=True):
    """Shows one article and does what keys and clicks in it ask for, or tells those who can."""

    BINDINGS: ClassVar[list[BindingType]] = READER_KEYS

    @dataclass(eq=False)
    class Closed(Message):
        """The reader was closed."""

    def __init__(self, *, id: str | None = None) -> None:
        """Starts without an article."""
        super().__init__(id=id)
        self._count = 0

    def show(
        self,
        article: Article,
        lines: LineRange | None = None,
        *,
        mark: bool = True,
        passages: Sequence[Mark] = (),
        count: int = 0,
    ) -> None:
        """Shows the article, scrolled to these lines; they are marked, and the other passages of the answer too.

        `count` is the number of all passages of the answer, those of other articles included.
        """
        opened = next((passage for passage in passages if passage.lines == lines), None)
        if mark and lines:
            opened = opened or Mark(0, lines)
        self._count = max(count, len(passages))
        self.border_title = plain(article.title)
        self.show_page(Page(article, passages, opened, like=self.page), lines)
        self._tell_place()

    def go_to(self, article: Article, lines: LineRange) -> bool:
        """Goes to these lines and marks them as opened; says whether this article is shown at all."""
        page = self.page
        if page is None or page.article is not article:
            return False
        page.open(next((mark for mark in page.marks if mark.lines == lines), None) or Mark(0, lines))
        self.go(lines)
        self._tell_place()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offers what there is: hits to walk through while a search is on, the answer's passages otherwise."""
        page = self.page
        if action in ("end_search", "next_hit"):
            return self.is_searching and (action == "end_search" or self.has_hits)
        if action == "close":
            return not self.is_searching
        if action == "next_passage":
            return not self.is_searching and self._count > 1
        if action == "to_mark":
            return page is not None and page.opened is not None
        return True

    def action_close(self) -> None:
        """Asks to be closed."""
        self.post_message(self.Closed())

    def action_to_mark(self) -> None:
        """Scrolls to the opened passage."""
        if self.page and self.page.opened:
            self.go(self.page.opened.lines)

    def action_next_passage(self, step: Literal[-1, 1]) -> None:
        """Asks for the next passage of the answer or the one before."""
        self.post_message(Walked(step))

    def action_passage(self, number: int) -> None:
        """Asks for the passage of this number."""
        self.post_message(PassagePicked(number))

    def action_outline(self) -> None:
        """Lists the headings."""
        from bot.chat.reader.outline import Outline  # what it is made of is not needed before

        if self.page:
            self.app.push_screen(Outline(self.page, self.current_heading), self._to_part)

    def action_sources(self) -> None:
        """Asks where the numbers lead that the opened passage cites, or what is on the screen if it is not."""
        if not self.page:
            return
        first, count = self.opened_span if self.opened_span and self.is_opened_visible else self.seen
        if numbers := self.page.sources(first, count, self.laid_width):
            self.post_message(SourcesAsked(self.page.article.name, numbers))
        else:
            self.notify("No source is cited here.", markup=False)

    def _to_part(self, part: int | None) -> None:
        if part is not None:
            self.go_to_part(part)

    def _tell_place(self) -> None:
        page = self.page
        number = page.opened.number if page and page.opened else 0
        self.border_subtitle = _PLACE.format(number=number, count=self._count) if number and self._count > 1 else ""
        self.redraw()
        self.refresh_bindings()

    def on_click(self, event: Click) -> None:
        """Opens the source or the marked passage that was clicked, unless the mouse was used to select text."""
        if not self.page or self.screen.get_selected_text():
            return
        number = event.style.meta.get(SOURCE)
        if isinstance(number, int):
            event.stop()
            self.post_message(SourcesAsked(self.page.article.name, (number,)))
        elif (y := self.clicked_line(event)) is not None and (mark := self.page.mark_at(y, self.laid_width)):
            event.stop()
            self.action_passage(mark.number)
