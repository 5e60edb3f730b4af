"""A text with passages and questions in it that can be gone to with the arrow keys, by number, and by mouse."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region

from bot.chat.cards import FOLD, PassageCard
from bot.chat.choicekeys import CHOICE_KEYS
from bot.chat.content import SOURCE
from bot.chat.fitted import Fitted, FittedText
from bot.chat.messages import (
    Asked,
    Copied,
    Left,
    PassageOpened,
    PassageQuestioned,
    PassageReached,
    Reached,
    SourcesAsked,
)
from bot.chat.parts import Choice, Drawing, Part


class ChoiceText(FittedText):
    """Draws the parts, with one choice highlighted and some passages folded.

    One widget for all the parts: a widget each would cost a millisecond or two each until it is on the screen.
    """

    def __init__(self, parts: Sequence[Part] = (), *, classes: str = "") -> None:
        """Shows the parts from top to bottom."""
        super().__init__(classes=classes)
        self.choices: tuple[Choice, ...] = ()
        self._parts: tuple[Part, ...] = ()
        self._folded: set[int] = set()
        self._place = 0
        self._kept = False
        self._drawing = Drawing(1)
        self.show(parts)

    @property
    def chosen(self) -> Choice | None:
        """What is highlighted while this has the focus."""
        return self.choices[self._place] if self.choices else None

    def starts(self, width: int) -> Sequence[int]:
        """Returns the line on which each part begins at this width."""
        return self._drawn(width).starts

    def lines_at(self, width: int) -> int:
        """Returns the number of lines at this width."""
        return len(self._drawn(width).lines)

    def is_folded(self, number: int) -> bool:
        """Says whether the choice of this number, from 1, is a passage that is shown shortened."""
        return number - 1 in self._folded

    def show(self, parts: Sequence[Part]) -> None:
        """Shows these parts in place of those before."""
        self._parts = tuple(parts)
        self.choices = tuple(part.shown for part in parts if isinstance(part.shown, PassageCard | str))
        self._folded = {
            place
            for place, choice in enumerate(self.choices)
            if isinstance(choice, PassageCard) and choice.folded and not choice.whole
        }
        self.can_focus = bool(self.choices)
        self._place = 0
        self.update(Fitted(self._laid_out))

    def enter(self, *, last: bool = False) -> None:
        """Takes the focus, at the first choice or the last."""
        self._place = len(self.choices) - 1 if last else 0
        self.screen.set_focus(self, scroll_visible=False)  # at once: the next key is for this
        self.reach()

    def go_to(self, number: int) -> None:
        """Highlights the choice of this number, from 1."""
        if 1 <= number <= len(self.choices):
            self._place = number - 1
            self.reach()

    def keep(self, kept: bool) -> None:
        """Shows what is highlighted, without the focus too, or no longer: the passage that the article is open at."""
        self._kept = kept
        self._redraw()

    def on_focus(self) -> None:
        """Shows what is highlighted."""
        self._redraw()

    def on_blur(self) -> None:
        """Highlights nothing, or what is kept."""
        self._redraw()

    def fold(self, *, folded: bool) -> None:
        """Shows the passage that is highlighted shortened, or whole."""
        if folded:
            self._folded.add(self._place)
        else:
            self._folded.discard(self._place)
        self._redraw(layout=True)
        self.reach()

    def reach(self) -> None:
        """Shows what is highlighted, and asks for it to be on the screen."""
        self._redraw()
        self.refresh_bindings()
        if (width := self.size.width) and (rows := self._drawn(width).rows):
            first, height = rows[self._place]
            if isinstance(self.chosen, str):  # all questions, as they are one list
                first = next(row for row, choice in zip(rows, self.choices, strict=True) if isinstance(choice, str))[0]
                height = sum(rows[-1]) - first
            self.post_message(Reached(self, Region(0, first, width, height)))

    def _redraw(self, *, layout: bool = False) -> None:
        self.update(Fitted(self._laid_out), layout=layout)

    def _drawn(self, width: int) -> Drawing:
        if isinstance(self.visual, Fitted):
            self.visual.lines(max(1, width))
        return self._drawing

    def _laid_out(self, width: int) -> list[Content]:
        self._drawing = Drawing(width)
        for part in self._parts:
            place = len(self._drawing.rows)
            chosen = (self.has_focus or self._kept) and place == self._place
            self._drawing.add(part, folded=place in self._folded, chosen=chosen)
        return self._drawing.lines


class Choices(ChoiceText, can_focus=True):
    """Does with the choices what keys and clicks ask for, or tells those who can."""

    BINDINGS: ClassVar[list[BindingType]] = CHOICE_KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offers for a passage what can be done with passages, and for a question to ask it."""
        card = self.chosen
        if action in ("unfold", "fold"):
            return isinstance(card, PassageCard) and bool(card.folded) and self._is_folded is (action == "unfold")
        if action == "sources":
            return isinstance(card, PassageCard) and bool(card.quote.passage.citations)
        if action == "walk":
            return any(isinstance(choice, PassageCard) for choice in self.choices)
        if action in ("open", "copy", "why"):
            return isinstance(card, PassageCard)
        return isinstance(card, str) if action == "ask" else action != "copy_all"

    @property
    def _is_folded(self) -> bool:
        return self._place in self._folded

    def action_open(self) -> None:
        """Asks for the article at the passage."""
        if isinstance(card := self.chosen, PassageCard):
            self.post_message(PassageOpened(self, card))

    def action_copy(self) -> None:
        """Asks for the passage to be copied."""
        from bot.keeping.copying import passage_text

        if isinstance(card := self.chosen, PassageCard):
            self.post_message(Copied(passage_text(card.quote.passage, card.article), "The passage"))

    def action_why(self) -> None:
        """Asks why this passage."""
        if isinstance(card := self.chosen, PassageCard):
            self.post_message(PassageQuestioned(card.quote))

    def action_sources(self) -> None:
        """Asks where the passage's source numbers lead."""
        if isinstance(card := self.chosen, PassageCard) and card.quote.passage.citations:
            self.post_message(SourcesAsked(card.quote.passage.article, card.quote.passage.citations))

    def action_ask(self) -> None:
        """Asks the question."""
        if isinstance(question := self.chosen, str):
            self.post_message(Asked(question))

    def action_unfold(self) -> None:
        """Shows the whole passage."""
        self.fold(folded=False)

    def action_fold(self) -> None:
        """Shows the passage shortened."""
        self.fold(folded=True)

    def action_number(self, number: int) -> None:
        """Asks the question of this number; shows the passage whole, or opens it where it is whole already."""
        if not 1 <= number <= len(self.choices):
            return
        self.go_to(number)
        if isinstance(self.chosen, str):
            self.action_ask()
        elif self._is_folded:
            self.action_unfold()
        else:
            self.action_open()

    def action_move(self, step: Literal[-1, 1]) -> None:
        """Highlights the choice above or below."""
        if 0 <= self._place + step < len(self.choices):
            self._place += step
            self.reach()
        else:
            self.post_message(Left(self, step))

    def action_walk(self, step: Literal[-1, 1]) -> None:
        """Highlights the next passage or the one before; an article that is open follows."""
        place = self._place + step
        while 0 <= place < len(self.choices) and not isinstance(self.choices[place], PassageCard):
            place += step
        self.walk_to(place + 1)

    def walk_to(self, number: int) -> None:
        """Highlights the passage of this number, if there is one; an article that is open follows."""
        if 1 <= number <= len(self.choices) and isinstance(card := self.choices[number - 1], PassageCard):
            self.go_to(number)
            self.post_message(PassageReached(self, card))

    def on_click(self, event: Click) -> None:
        """Opens, unfolds or asks what was clicked, unless the mouse was used to select text."""
        for place, (first, height) in enumerate(self._drawn(self.size.width).rows):
            if first <= event.y < first + height and not self.screen.get_selected_text():
                event.stop()
                self._place = place
                self.reach()
                self._clicked(event.style.meta)

    def _clicked(self, marks: dict[str, object]) -> None:
        number = marks.get(SOURCE)
        if isinstance(self.chosen, str):
            self.action_ask()
        elif isinstance(number, int) and self.chosen:
            self.post_message(SourcesAsked(self.chosen.quote.passage.article, (number,)))
        elif self._is_folded:
            self.action_unfold()
        elif FOLD in marks:
            self.action_fold()
        else:
            self.action_open()
