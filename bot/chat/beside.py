"""A screen on which the article stands beside the conversation, or over it where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from bot.article import Article, LineRange, Passage
from bot.chat.cards import PassageCard
from bot.chat.choices import Choices
from bot.chat.messages import PassageOpened, PassagePicked, PassageReached, SourcesAsked, Walked
from bot.chat.reader.margin import Mark
from bot.chat.reader.reader import Reader
from bot.conversation.wording import DISCLAIMER

if TYPE_CHECKING:
    from bot.library import Library

SIDE_BY_SIDE = 100
SLIM = 60  # columns below which the disclaimer needs lines of its own


class ReadingScreen(Screen[None]):
    """Opens and closes the article, and moves the focus there and back."""

    def __init__(self) -> None:
        """Starts without articles: they are set when the library is open."""
        super().__init__()
        self.articles: Sequence[Article] = ()
        self.library: Library | None = None
        self._return_to: Widget | None = None
        self._kept: Choices | None = None

    @property
    def reader(self) -> Reader:
        """The article, which may be hidden."""
        return self.query_one(Reader)

    def open_article(
        self,
        article: Article,
        lines: LineRange | None = None,
        *,
        mark: bool = False,
        passages: Sequence[Mark] = (),
        count: int = 0,
    ) -> None:
        """Shows the article at these lines, with the passages of an answer marked; remembers where the focus was.

        `count` is the number of all passages of the answer, those of other articles included.
        """
        reader = self.reader
        if not reader.display:
            self._return_to = self.focused
        self._keep(None)
        self._lay_out(reading=True)
        reader.show(article, lines, mark=mark, passages=passages, count=count)
        reader.focus()

    def on_resize(self, event: Resize) -> None:
        """Puts the article beside the conversation, or over it where there is no room."""
        self._lay_out(reading=self.reader.display, width=event.size.width)

    def close_article(self) -> None:
        """Hides the article and goes back to where the focus was."""
        self._lay_out(reading=False)
        self._keep(None)
        target = self._return_to
        if target is None or not target.is_attached:
            target = self.query_one("#prompt")
        target.focus()

    def _lay_out(self, *, reading: bool, width: int | None = None) -> None:
        # Not by a class in the style sheet: it would have every widget of the screen styled anew.
        width = width or self.size.width
        chatting = not reading or width >= SIDE_BY_SIDE
        self.reader.display = reading
        self.query_one("#chat").display = chatting
        fits = chatting and width >= SLIM
        self.query_one("#ask").border_subtitle = DISCLAIMER if fits else ""
        self.query_one("#disclaimer").set_class(not fits, "-shown")

    def _keep(self, choices: Choices | None) -> None:
        if self._kept:
            self._kept.keep(False)
        self._kept = choices
        if choices:
            choices.keep(True)

    @on(PassageOpened)
    def _open_passage(self, event: PassageOpened) -> None:
        event.stop()
        if event.card.article and isinstance(event.choices, Choices):
            lines = event.card.quote.passage.lines
            marks, count = marks_in(event.choices, event.card.article)
            self.open_article(event.card.article, lines, mark=True, passages=marks, count=count)
            self._keep(event.choices)

    @on(PassageReached)
    def _follow(self, event: PassageReached) -> None:
        event.stop()
        if self.reader.display and event.card.article and isinstance(event.choices, Choices):
            article, lines = event.card.article, event.card.quote.passage.lines
            if self._kept is not event.choices or not self.reader.go_to(article, lines):
                marks, count = marks_in(event.choices, article)
                self.reader.show(article, lines, passages=marks, count=count)
            self._keep(event.choices)

    @on(Walked)
    def _walk(self, event: Walked) -> None:
        event.stop()
        if self._kept:
            self._kept.action_walk(event.step)

    @on(PassagePicked)
    def _pick(self, event: PassagePicked) -> None:
        event.stop()
        if self._kept:
            self._kept.walk_to(event.number)

    @on(SourcesAsked)
    def _show_sources(self, event: SourcesAsked) -> None:
        from bot.chat.source_dialog import open_sources  # what it is made of is not needed before

        event.stop()
        open_sources(self, self.library, event, self._open_cited)

    def _open_cited(self, passage: Passage) -> None:
        article = self.library.by_name.get(passage.article) if self.library else None
        if article and not (self.reader.display and self.reader.go_to(article, passage.lines)):
            self.open_article(article, passage.lines, mark=True)

    @on(Reader.Closed)
    def _close_reader(self) -> None:
        self.close_article()


def marks_in(choices: Choices, article: Article) -> tuple[list[Mark], int]:
    """Returns an answer's passages in the article, with the numbers of their cards; and how many it has in all."""
    quoted = [choice.quote.passage for choice in choices.choices if isinstance(choice, PassageCard)]
    marks = [Mark(number, passage.lines) for number, passage in enumerate(quoted, 1) if passage.article == article.name]
    return marks, len(quoted)
