"""The chat fits its window, at any size, and loses no meaning without colours."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.fitted import Columns, hanging
from bot.chat.prompt import Prompt
from bot.chat.reader.reader import Reader
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle, text_of
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
        assert any("▌ 1  Effects of Tea › Sleep" in line for line in on_terminal(app))
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert not chat.display
        assert reader.display
        assert reader.region.width == 80
        assert app.focused is reader
        await pilot.press("escape")
        await settle(app, pilot)
        assert chat.display
        assert chosen(app) is cards(app)[0]


async def test_at_any_size_nothing_is_lost_or_cut_off_and_what_is_too_small_says_so(opened: Open) -> None:
    async with opened((120, 24)) as (app, pilot):
        for question in (QUESTION, "what kinds of tea are there?", "I have chest pain"):
            await ask(app, pilot, question)
        view, screen = app.screen.query_one("#conversation"), app.screen
        screen.query_one(Prompt).text = "half a quest"
        for size in ((120, 24), (80, 24), (40, 24), (40, 10)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert not screen.query_one("#too-small").display
            assert screen.query_one("#body").display
            assert view.max_scroll_x == 0
            assert view.virtual_size.width <= size[0]
            for text in screen.query(Choices):
                assert all(line.cell_length <= text.size.width for line in text.visual.lines(text.size.width))
            assert " ".join(" ".join(on_terminal(app)).split()).count("not medical advice") == 1
        for size in ((39, 24), (80, 9)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            told = " ".join(" ".join(on_terminal(app)).split())
            assert told.startswith("Please make this window at least 40 columns wide and 10 lines high.")
            assert "citebot --plain" in told
        await pilot.resize_terminal(40, 24)
        await settle(app, pilot)
        assert not screen.query_one("#too-small").display
        assert len(cards(app)) == 4
        assert screen.query_one(Prompt).text == "half a quest"


async def test_a_whole_table_stands_in_columns_where_there_is_room_and_in_lines_where_not(opened: Open) -> None:
    async with opened((100, 30)) as (app, pilot):
        await ask(app, pilot, "what kinds of tea are there?")
        lines = [line.strip() for line in on_terminal(app)]
        assert "│ Kind   Leaf            Taste   Sources" in lines
        assert "│ Black  Fully oxidised  Strong  [3]" in lines
        assert "│ Green  Not oxidised    Grassy  [4]" in lines
        answer = text_of(app.screen.query(Choices).last(), 32)
        text = " ".join(line.strip().removeprefix("│").strip() for line in answer.splitlines())
        assert "▪ Kind: Black · Leaf: Fully oxidised · Taste: Strong · Sources: [3] ▪ Kind: Green" in text


async def test_without_colours_matches_are_underlined_and_the_best_sentence_is_bold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation(dict(ANSWERS)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert app.no_color
        await ask(app, pilot, QUESTION)
        text = app.screen.query(Choices).last()
        first = text_of(text, text.size.width).splitlines().index("│ 1  Effects of Tea › Sleep · line 9") + 1
        segments = [segment for y in range(first, first + 2) for segment in text.render_line(y)]
        underlined = [segment.text for segment in segments if segment.style and segment.style.underline]
        assert underlined == ["tea", "sleep"]
        bold = "".join(segment.text for segment in segments if segment.style and segment.style.bold)
        assert "Drunk in the evening" in bold
        assert "keeps many people awake" not in bold


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
    text = "".join(columns.row(contents).at(10).plain.split())
    for name, cell in zip(("Onewordcolumn", "Two", "Three"), cells, strict=True):
        assert not cell or f"{name}:{''.join(cell.split())}" in text


def test_an_item_hangs_below_its_first_word() -> None:
    assert hanging("• ", Content("one two three four")).at(11).plain == "• one two\n  three\n  four"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("é日\xa0a[\n\u200d\u200d字👩ßa  \u0301 [h-😀字 ", 16),
        ("f😀 \u200d\u200d👧[👧c\u200dab👧a  \u200d(dé,) df  a", 9),
    ],
)
def test_signs_that_are_joined_to_others_fit_like_any(text: str, width: int) -> None:
    lines = hanging("", Content(text)).lines(width)
    assert all(line.cell_length <= width for line in lines)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())


def test_the_chat_is_imported_without_the_index_and_the_stemmer() -> None:
    heavy = {"nltk", "numpy", "rank_bm25", "rapidfuzz", "markdown_it", "sqlite3", "click"}
    heavy |= {"bot.library", "bot.conversation.dialogue", "bot.keeping.record", "bot.keeping.sessions"}
    script = f"import sys, bot.chat.app, bot.cli.conversing; sys.exit(', '.join({heavy} & sys.modules.keys()) or 0)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
