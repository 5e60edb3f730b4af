"""The chat fits its window, at any size, and loses no meaning without colours."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.widgets import Static

from bot.chat.app import ChatApp
from bot.chat.cards import DISCLAIMER, PassageCard
from bot.chat.fitted import Columns, hanging
from bot.chat.reader import Reader
from tests.chat.conftest import Open, ask, settle
from tests.chat.sample import ANSWERS, FakeConversation, FakeLibrary

QUESTION = "does it hurt my slep?"
CELLS = st.lists(st.text(alphabet="ab c漢", max_size=12), min_size=3, max_size=3)


async def test_the_article_stands_beside_the_chat_when_wide_and_over_it_when_not(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "enter")
        await settle(app, pilot)
        reader, chat = app.screen.query_one(Reader), app.screen.query_one("#chat")
        assert chat.display
        assert reader.region.x >= chat.region.right
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert not chat.display
        assert reader.display
        assert reader.region.width == 80
        assert app.focused is reader
        await pilot.press("escape")
        await settle(app, pilot)
        assert chat.display
        assert isinstance(app.focused, PassageCard)


async def test_resizing_keeps_the_conversation_and_what_is_being_written(opened: Open) -> None:
    async with opened((80, 24)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        app.screen.query_one("#prompt").text = "half a quest"
        for size in ((40, 20), (20, 5), (130, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
        assert len(app.screen.query(PassageCard)) == 3
        assert app.screen.query_one("#prompt").text == "half a quest"


@pytest.mark.parametrize(("size", "too_small"), [((29, 24), True), ((80, 9), True), ((30, 10), False)])
async def test_a_window_that_is_too_small_says_so(opened: Open, size: tuple[int, int], too_small: bool) -> None:
    async with opened(size) as (app, _):
        assert app.screen.query_one("#too-small").display is too_small
        assert app.screen.query_one("#body").display is not too_small


@pytest.mark.parametrize("width", [30, 40, 80, 120])
async def test_nothing_is_cut_off_at_the_side(opened: Open, width: int) -> None:
    async with opened((width, 24)) as (app, pilot):
        for question in (QUESTION, "what kinds of tea are there?", "I have chest pain"):
            await ask(app, pilot, question)
        view = app.screen.query_one("#conversation")
        assert view.max_scroll_x == 0
        assert view.virtual_size.width <= width
        disclaimer = app.screen.query_one("#disclaimer", Static)
        assert disclaimer.region.height * disclaimer.content_size.width >= len(DISCLAIMER)


async def test_without_colours_matches_are_underlined_and_the_best_sentence_is_bold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation(dict(ANSWERS)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert app.no_color
        await ask(app, pilot, QUESTION)
        card = app.screen.query(PassageCard).first()
        segments = [segment for y in range(card.size.height) for segment in card.render_line(y)]
        underlined = [segment.text for segment in segments if segment.style and segment.style.underline]
        assert underlined == ["tea", "sleep"]
        bold = "".join(segment.text for segment in segments if segment.style and segment.style.bold)
        assert "Drunk in the evening" in bold
        assert "keeps many people awake" not in bold


async def test_the_focused_card_has_another_border_than_the_others(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab")
        first, second = list(app.screen.query(PassageCard))[:2]
        assert first.styles.border_left[0] != second.styles.border_left[0]


@given(st.lists(CELLS, max_size=4), st.integers(1, 60))
def test_a_table_never_gets_wider_than_its_room(rows: list[list[str]], width: int) -> None:
    contents = [[Content(cell) for cell in row] for row in rows]
    columns = Columns([Content("One"), Content("Two"), Content("Three")], contents)
    if columns.widths(width) is not None:
        for fitted in (columns.header(), *(columns.row(row) for row in contents)):
            assert all(Content(line).cell_length <= width for line in fitted.at(width).plain.splitlines())


@given(CELLS)
def test_a_table_that_does_not_fit_shows_every_cell_with_its_column(cells: list[str]) -> None:
    contents = [Content(cell) for cell in cells]
    columns = Columns([Content("Onewordcolumn"), Content("Two"), Content("Three")], [contents])
    text = columns.row(contents).at(10).plain
    for name, cell in zip(("Onewordcolumn", "Two", "Three"), cells, strict=True):
        assert not cell or f"{name}: {cell}" in text


def test_an_item_hangs_below_its_first_word() -> None:
    assert hanging("• ", Content("one two three four")).at(11).plain == "• one two\n  three\n  four"


def test_the_chat_is_imported_without_the_index_and_the_stemmer() -> None:
    heavy = {"nltk", "numpy", "rank_bm25", "rapidfuzz", "markdown_it", "bot.library", "bot.conversation.dialogue"}
    script = f"import sys, bot.chat.app; sys.exit(', '.join({heavy} & sys.modules.keys()) or 0)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
