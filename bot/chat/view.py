"""The questions and answers so far, and what of them is on the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from bot.chat.choices import Choices
from bot.chat.content import ASIDE
from bot.chat.exchange import Exchange
from bot.chat.holding import HoldingScroll
from bot.chat.messages import Left, Reached
from bot.chat.opening import opening_text
from bot.chat.parts import Part

MOST_EXCHANGES = 50
_MARGIN = 1  # empty lines below the last text
_LEFT = "Earlier questions are no longer shown. Ctrl+S saves the whole conversation to a file."


class ConversationView(HoldingScroll, can_focus=False):
    """Scrolls the conversation: the opening, then questions with their answers, and what else is told between them."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begins with an opening that names no article."""
        super().__init__(id=id)
        self._more = False
        self._opening: Sequence[Part] = [Part(opening_text((), 0))]

    def compose(self) -> ComposeResult:
        """Begins with the opening."""
        yield Choices(self._opening, classes="opening")

    @dataclass(eq=False)
    class MoreBelow(Message):
        """There is text below what is seen, or there is none any longer."""

        more: bool

    @property
    def choices(self) -> list[Choices]:
        """The texts in which something can be chosen, in order."""
        return [choices for choices in self.query(Choices) if choices.can_focus]

    @property
    def latest(self) -> Exchange | None:
        """The latest question that is answered."""
        return next((one for one in reversed(self.query(Exchange)) if one.answer), None)

    def open_with(self, parts: Sequence[Part]) -> None:
        """Shows these parts before all questions, in place of those before."""
        self._opening = parts
        self.query_one(".opening", Choices).show(parts)

    async def add(self, exchange: Exchange) -> None:
        """Shows a question from its beginning, at the end of all; the oldest leave the screen when there are many."""
        with self.app.batch_update():
            self.hold(exchange)
            if exchange.is_attached:
                self.refresh(layout=True)
                return
            await self._make_room(1)
            await self.mount(exchange)

    async def take_up(self, exchanges: Sequence[Exchange]) -> None:
        """Shows exchanges of before, the last of them from its beginning."""
        if shown := exchanges[-MOST_EXCHANGES:]:
            with self.app.batch_update():
                await self.mount(*shown)
                self.hold(shown[-1])

    async def tell(self, parts: Iterable[Part], *, hold: bool = True) -> None:
        """Shows something that is neither question nor answer, at the end of all, and scrolls there unless told not."""
        told = Choices(tuple(parts), classes="told")
        with self.app.batch_update():
            if hold:
                self.hold(told)
            await self.mount(told)

    async def clear(self) -> None:
        """Removes all but the opening."""
        self.hold(None)
        self.open_with(self._opening)
        await self.query("Exchange, .told").remove()
        self.scroll_home(animate=False)

    async def _make_room(self, coming: int) -> None:
        exchanges = [child for child in self.children if isinstance(child, Exchange)]
        for earlier in exchanges[: max(0, len(exchanges) + coming - MOST_EXCHANGES)]:
            await earlier.remove()
            self.query_one(".opening", Choices).show([Part(Content(_LEFT).stylize(ASIDE))])

    @on(Left)
    def _leave(self, event: Left) -> None:
        event.stop()
        choices: list[Widget] = [*self.choices]
        place = choices.index(event.choices) + event.direction
        if 0 <= place < len(choices):
            self.choices[place].enter(last=event.direction < 0)

    @on(Reached)
    def _bring_into_view(self, event: Reached) -> None:
        event.stop()
        self.call_after_refresh(self._show_choice, event.choices, event.region)

    def _show_choice(self, choices: Widget, region: Region) -> None:
        place = choices.region.offset - self.scrollable_content_region.offset + self.scroll_offset
        self.scroll_to_region(region.translate(place), animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lets it be known when the end is reached."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_more()

    def watch_virtual_size(self) -> None:
        """Lets it be known when the text has become longer or shorter than what is seen of it."""
        self._tell_more()

    def _tell_more(self) -> None:
        more = self.max_scroll_y - self.scroll_y > _MARGIN
        if more != self._more:
            self._more = more
            self.post_message(self.MoreBelow(more))

    def on_resize(self) -> None:
        """Keeps the highlight on the screen when the lines are broken anew."""
        self._tell_more()
        focused = self.screen.focused
        if not self.holds and isinstance(focused, Choices) and self in focused.ancestors:
            focused.reach()
