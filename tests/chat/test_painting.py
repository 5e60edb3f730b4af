"""What the chat paints in its own way looks as if Textual had painted it; and nothing is tidied while it is painted."""

import gc
from collections.abc import Callable, Iterator
from itertools import pairwise
from threading import Event

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.scrollbar import ScrollBar
from textual.selection import SELECT_ALL, Selection
from textual.strip import Strip
from textual.widget import Widget

from bot.chat.app import ChatApp
from bot.chat.exchange import Exchange
from bot.chat.fitted import FittedText
from bot.chat.prompt import Prompt
from bot.chat.repeated import Bar
from bot.chat.tidying import tidying_after
from bot.chat.view import ConversationView
from bot.conversation.answer import Answer
from tests.chat.conftest import Open, ask, settle
from tests.chat.sample import ANSWERED, ANSWERS, FakeConversation, FakeLibrary, conversations

Cell = tuple[str, object]


def cells(strips: list[Strip]) -> list[list[Cell]]:
    """Every cell and how it looks, with what a click on it does; of an empty one only what can be seen of it."""
    return [[(char, look(segment, char)) for segment in strip for char in segment.text] for strip in strips]


def look(segment: Segment, char: str) -> object:
    style = segment.style or Style()
    meta = {name: value for name, value in style.meta.items() if name != "offset"}
    seen = (style.bgcolor, style.underline, style.reverse, style.strike, repr(meta))
    return seen if char == " " else (*seen, style.color, style.bold, style.italic, style.dim)


def painted(widget: Widget, crop: Region | None = None) -> list[list[Cell]]:
    return cells(widget.render_lines(crop or widget.size.region))


def painted_by_textual(widget: Widget, crop: Region | None = None) -> list[list[Cell]]:
    return cells(Widget.render_lines(widget, crop or widget.size.region))


@pytest.mark.parametrize("no_color", ["", "1"])
async def test_a_text_looks_as_textual_paints_it(monkeypatch: pytest.MonkeyPatch, no_color: str) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    app = ChatApp(FakeLibrary, open_conversation=conversations(FakeConversation(dict(ANSWERS))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await ask(app, pilot, ANSWERED.question)
        await pilot.press("tab", "n")
        await settle(app, pilot)
        texts = list(app.screen.query(FittedText))
        assert len([text for text in texts if text.size]) == 2
        for text in texts:
            width, height = text.size
            assert painted(text) == painted_by_textual(text)
            crop = Region(3, height // 2, max(0, width - 9), height - height // 2)
            assert painted(text, crop) == painted_by_textual(text, crop)


async def test_what_is_selected_is_painted_so_and_no_longer_when_it_is_not(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        text = app.screen.query_one(Exchange)
        before = painted(text)
        for selection in (SELECT_ALL, Selection(Offset(4, 1), Offset(9, 3))):
            app.screen.selections = {text: selection}
            await settle(app, pilot)
            assert painted(text) == painted_by_textual(text) != before
        app.screen.clear_selection()
        await settle(app, pilot)
        assert painted(text) == before


async def test_another_theme_a_highlight_and_another_width_are_painted_at_once(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        text = app.screen.query_one(Exchange)
        seen = [painted(text)]
        for change in (app.action_toggle_theme, lambda: text.enter(), lambda: pilot.resize_terminal(60, 24)):
            await settle(app, pilot) if (waiting := change()) is None else await waiting
            await settle(app, pilot)
            seen.append(painted(text))
            assert seen[-1] == painted_by_textual(text)
        assert all(one != other for one, other in pairwise(seen))


async def test_a_text_that_is_given_a_border_and_padding_has_them(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        text = app.screen.query_one(Exchange)
        text.styles.border = ("round", "red")
        text.styles.padding = 1
        await settle(app, pilot)
        whole = text.outer_size.region
        assert painted(text, whole) == painted_by_textual(text, whole)
        assert painted(text, whole)[0][0][0] == "╭"


async def test_what_is_painted_once_is_painted_anew_only_when_it_changes(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        text = app.screen.query_one(Exchange)
        first, again = (text.render_lines(text.size.region) for _ in range(2))
        assert all(one is other for one, other in zip(first, again, strict=True))
        text.refresh()
        assert not any(one is other for one, other in zip(first, text.render_lines(text.size.region), strict=True))


async def test_what_is_clicked_is_known_from_what_is_painted(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, ANSWERED.question)
        text = app.screen.query_one(Exchange)
        lines = ["".join(char for char, _ in line) for line in painted(text)]
        y = next(y for y, line in enumerate(lines) if "[7]" in line)
        x = lines[y].index("[7]")
        place = text.region.offset + Offset(x, y)
        assert app.screen.get_style_at(*place).meta["source"] == 7
        widget, offset = app.screen.get_widget_and_offset_at(*place)
        assert widget is text
        assert offset == Offset(x, y)


async def test_the_ground_and_the_bar_look_as_textual_paints_them(opened: Open) -> None:
    async with opened() as (app, pilot):
        for _ in range(4):
            await ask(app, pilot, ANSWERED.question)
        view = app.screen.query_one(ConversationView)
        bar = view.vertical_scrollbar
        assert isinstance(bar, Bar)
        seen = []
        for change in steps_of(view, bar):
            change()
            await settle(app, pilot)
            assert painted(view) == painted_by_textual(view)
            seen.append(painted(bar))
            assert seen[-1] == painted_by_textual(bar)
            crop = Region(0, 3, 1, 5)
            assert painted(bar, crop) == painted_by_textual(bar, crop) == seen[-1][3:8]
        assert all(one != other for one, other in pairwise(seen))


def steps_of(view: ConversationView, bar: ScrollBar) -> Iterator[Callable[[], object]]:
    """What changes how the bar looks."""
    yield lambda: None
    for y in (0, 1, 7):
        yield lambda y=y: view.scroll_to(y=y, animate=False, immediate=True)  # type: ignore[misc]
    yield lambda: setattr(bar, "mouse_over", True)
    yield view.app.action_toggle_theme  # type: ignore[attr-defined]


async def test_the_prompt_looks_as_with_colours_that_are_looked_up_each_time(opened: Open) -> None:
    async with opened() as (app, pilot):
        prompt = app.screen.query_one(Prompt)
        prompt.cursor_blink = False
        own = prompt.theme
        seen = []
        changes: list[Callable[[], object]] = [
            lambda: None,
            lambda: setattr(prompt, "text", "does tea"),
            lambda: prompt.select_all(),
            lambda: app.action_toggle_theme(),
            lambda: app.screen.set_focus(None),
            lambda: app.screen.add_class("-slim"),
        ]
        for change in changes:
            change()
            await settle(app, pilot)
            seen.append(painted(prompt))
            prompt.theme = "css"
            await settle(app, pilot)
            assert seen[-1] == painted(prompt)
            prompt.theme = own
            await settle(app, pilot)
        assert all(one != other for one, other in pairwise(seen[:-1]))


@pytest.fixture
def tidying() -> Iterator[None]:
    """Garbage is looked for, whatever the tests before did."""
    gc.enable()
    yield
    gc.enable()


class Watching(FakeConversation):
    """Sees whether garbage is looked for while it answers; what is "slow" waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.tidied: list[bool] = []
        self.go = Event()

    def ask(self, text: str) -> Answer:
        self.tidied.append(gc.isenabled())
        if text == "slow":
            assert self.go.wait(20)
            self.tidied.append(gc.isenabled())
        return super().ask(text)


@pytest.mark.usefixtures("tidying")
async def test_garbage_is_not_looked_for_while_an_answer_comes_unless_it_takes_long() -> None:
    watching = Watching()
    app = ChatApp(FakeLibrary, open_conversation=lambda _: watching)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        watching.tidied.clear()  # what is asked to warm up
        await ask(app, pilot, "quick")
        assert watching.tidied == [False]
        assert gc.isenabled()
        app.screen.query_one("#prompt").text = "slow"
        await pilot.press("enter")
        while not gc.isenabled():
            await pilot.pause()
        watching.go.set()
        await settle(app, pilot)
        assert watching.tidied == [False, False, True]
        assert gc.isenabled()


@pytest.mark.usefixtures("tidying")
def test_garbage_is_looked_for_again_whatever_happens() -> None:
    later: list[Callable[[], None]] = []

    def call_later(work: Callable[[], None]) -> bool:
        later.append(work)
        return True

    def fail() -> None:
        with tidying_after(call_later):
            assert not gc.isenabled()
            with tidying_after(call_later):  # the outer one sees to it
                raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not gc.isenabled()
    assert len(later) == 1
    later[0]()
    assert gc.isenabled()
    with tidying_after(lambda _: False):
        assert not gc.isenabled()
    assert gc.isenabled()
