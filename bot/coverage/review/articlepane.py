"""The article, gone through passage by passage: any of them can be marked as the expected one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from bot.article import Article, LineRange, Passage
from bot.chat.content import plain
from bot.chat.reader.blocks import parts_of
from bot.coverage.review.lines import Lines, moving

_MARK, _MARGIN = "▌ ", "  "
_ABOVE = 1 / 3  # of the room, where a passage is opened


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is shown, and the lines of the file that it stands for."""

    shown: Content
    lines: LineRange


class ArticlePane(Lines):
    """Shows the article around a passage, which is marked."""

    BINDINGS: ClassVar[list[BindingType]] = moving(
        "article",
        "Go to the passage before",
        "Go to the passage after",
        "Go to the first passage",
        "Go to the last passage",
    )

    @dataclass
    class Moved(Message):
        """Another passage is marked."""

    def __init__(self, *, id: str) -> None:
        """Starts without an article."""
        super().__init__(id=id)
        self.border_subtitle = Content("Up, Down: passages · Esc: back")
        self._passages: tuple[Passage, ...] = ()
        self._articles: dict[str, Article] = {}
        self._place = 0
        self._laid_out: tuple[str, int, list[_Line]] = ("", 0, [])

    def read(self, passages: Sequence[Passage], articles: Sequence[Article]) -> None:
        """Takes the passages and articles of a library."""
        self._passages = tuple(sorted(passages, key=self._order(articles)))
        self._articles = {article.name: article for article in articles}
        self._laid_out = ("", 0, [])
        self._place = min(self._place, max(0, len(passages) - 1))
        self._reached()

    @staticmethod
    def _order(articles: Sequence[Article]) -> Callable[[Passage], tuple[int, int, int]]:
        numbers = {article.name: number for number, article in enumerate(articles)}
        return lambda passage: (numbers[passage.article], passage.lines[0], -passage.lines[1])

    @property
    def passage(self) -> Passage | None:
        """The passage that is marked."""
        return self._passages[self._place] if self._passages else None

    def open_at(self, id: str) -> None:
        """Marks the passage with this id and brings it on the screen; no such passage changes nothing."""
        self._place = next((n for n, passage in enumerate(self._passages) if passage.id == id), self._place)
        self._reached(_ABOVE)

    def count(self, width: int) -> int:
        """Returns how many lines the article has at this width."""
        return len(self._lines(width))

    def line(self, number: int, width: int) -> Content:
        """Returns a line of the article, those of the marked passage with a bar."""
        line = self._lines(width)[number]
        if not self._is_marked(line):
            return Content.assemble(_MARGIN, line.shown)
        padded = line.shown.pad_right(max(0, width - len(_MARK) - line.shown.cell_length))
        return Content.assemble((_MARK, "$accent"), padded).stylize_before(
            "on $panel" if self.has_focus else "on $surface"
        )

    def on_resize(self) -> None:
        """Keeps the passage on the screen when the lines are broken anew."""
        self._reached(_ABOVE)

    def on_focus(self) -> None:
        """Shows that the passage is the one that keys are about."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows the passage with less weight."""
        self.refresh()

    def action_move(self, steps: int) -> None:
        """Marks a passage before or after."""
        place = max(0, min(self._place + steps, len(self._passages) - 1))
        if place != self._place:
            self._place = place
            self._reached()
            self.post_message(self.Moved())

    def action_page(self, direction: Literal[-1, 1]) -> None:
        """Marks a passage about a page away."""
        name, lines = self._passages[self._place].article, self._lines(self.room.width)
        here = self._marked_lines()[0]
        target = here + direction * max(1, self.room.height - 1)
        step = place = self._place
        while 0 <= step + direction < len(self._passages) and self._passages[step + direction].article == name:
            step += direction
            first = next((n for n, line in enumerate(lines) if self._is_in(line, self._passages[step])), here)
            if (first - target) * direction > 0:
                break
            place = step
        self.action_move(place - self._place or direction)

    def _lines(self, width: int) -> list[_Line]:
        passage = self.passage
        if passage is None or not width:
            return []
        if self._laid_out[:2] != (passage.article, width):
            found = []
            for part in parts_of(self._articles[passage.article]):
                found += [_Line(Content(), (0, 0))] * part.above
                found += [_Line(shown, part.lines) for shown in part.drawn(part.texts(), max(1, width - len(_MARGIN)))]
            self._laid_out = (passage.article, width, found)
        return self._laid_out[2]

    def _is_marked(self, line: _Line) -> bool:
        return self.passage is not None and self._is_in(line, self.passage)

    @staticmethod
    def _is_in(line: _Line, passage: Passage) -> bool:
        return line.lines[0] <= passage.lines[1] and passage.lines[0] <= line.lines[1]

    def _marked_lines(self) -> tuple[int, int]:
        marked = [n for n, line in enumerate(self._lines(self.room.width)) if self._is_marked(line)]
        return (marked[0], marked[-1] - marked[0] + 1) if marked else (0, 1)

    def _reached(self, above: float = 0.0) -> None:
        if self.passage:
            self.border_title = plain(self._articles[self.passage.article].title)
        self.redraw()
        self.reveal(*self._marked_lines(), above=above)
