"""A page in which words can be found."""

from typing import Literal

from textual import on
from textual.events import Key

from bot.article import LineRange
from bot.chat.messages import HitWanted, SearchLeft, WordsKept, WordsTyped
from bot.chat.reader.page import Page
from bot.chat.reader.scrolled import ScrolledPage
from bot.finding import MOST, Finder, Hit

FIND_KEYS = ("slash", "ctrl+f")


class SearchedPage(ScrolledPage):
    """Finds words while they are typed, and walks through the hits."""

    def __init__(self, *, id: str | None = None) -> None:
        """Starts without a page."""
        super().__init__(id=id)
        self._finder: Finder | None = None
        self._hits: list[Hit] = []
        self._hit: Hit | None = None
        self._from = 0
        self._entering = False

    @property
    def is_searching(self) -> bool:
        """Says whether the line with the words is shown."""
        return self.find_line is not None and self.find_line.display

    @property
    def has_hits(self) -> bool:
        """Says whether something was found."""
        return bool(self._hits)

    def show_page(self, page: Page, lines: LineRange | None) -> None:
        """Shows a page and ends the search."""
        self._leave_search()
        if not self.page or self.page.article is not page.article:
            self._finder = None
        super().show_page(page, lines)

    async def _on_key(self, event: Key) -> None:
        # In the order of typing: what is typed behind "/" belongs to the line, though it has not the focus yet.
        if event.key in FIND_KEYS:
            event.stop()
            event.prevent_default()
            await self.action_find()
        elif self._entering and self.find_line and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.find_line.add(event.character)

    def on_blur(self) -> None:
        """The line has the focus, or something else has."""
        self._entering = False

    async def action_find(self) -> None:
        """Opens the line for the words to find."""
        if self.page:
            self._entering = True
            self._finder = self._finder or Finder([[text.plain for text in part.texts()] for part in self.page.parts])
            if not self.is_searching:
                self._from = self.first_seen_part
            (await self.open_find_line()).enter()

    def action_next_hit(self, step: Literal[-1, 1]) -> None:
        """Goes to the next hit or the one before; after the last comes the first."""
        if self._hit:
            place = (self._hits.index(self._hit) + step) % len(self._hits)
            self._show_hit(self._hits[place])

    def action_end_search(self) -> None:
        """Ends the search and stays where it led."""
        self._leave_search()
        self.focus(scroll_visible=False)

    @on(WordsTyped)
    def _find(self, event: WordsTyped) -> None:
        event.stop()
        if self._finder and self.is_searching:
            self._hits = self._finder.find(event.words)
            self._show_hit(next((hit for hit in self._hits if hit.part >= self._from), next(iter(self._hits), None)))

    @on(HitWanted)
    def _step(self, event: HitWanted) -> None:
        event.stop()
        self.action_next_hit(event.step)

    @on(WordsKept)
    def _keep_search(self, event: WordsKept) -> None:
        event.stop()
        if self._hits:
            self.focus(scroll_visible=False)
            self.refresh_bindings()
        elif not event.words.strip():
            self.action_end_search()

    @on(SearchLeft)
    def _end(self, event: SearchLeft) -> None:
        event.stop()
        self.action_end_search()

    def _show_hit(self, hit: Hit | None) -> None:
        self._hit = hit
        if not self.page or not self.find_line:
            return
        self.page.highlight(self._hits, hit)
        self.redraw()
        if hit:
            self.go_to_hit(hit)
            count = f"more than {MOST}" if len(self._hits) >= MOST else str(len(self._hits))
            self.find_line.say(f"{self._hits.index(hit) + 1} of {count}")
        else:
            self.find_line.say("Not found" if self.find_line.words.strip() else "")

    def _leave_search(self) -> None:
        if self.find_line and self.is_searching:
            self.find_line.display = False
            self._hits, self._hit = [], None
            if self.page:
                self.page.highlight([], None)
                self.redraw()
            self.refresh_bindings()
