"""The article in the reader: its passages, its outline, the search, and the place that it keeps."""

from textual.events import Key
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection
from textual.widgets import Input, OptionList

from bot.article import Paragraph, Section, Text
from bot.chat.app import ChatApp
from bot.chat.keys import Keys
from bot.chat.reader.outline import Outline
from bot.chat.reader.pageview import PageText
from bot.chat.reader.reader import Reader
from bot.chat.screen import ChatScreen
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle
from tests.chat.sample import ARTICLE
from tests.chat.test_hostile_text import HOSTILE

QUESTION = "does it hurt my slep?"
SMALL, WIDE = (80, 24), (120, 40)


async def press(app: ChatApp, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(app, pilot)


async def opened_at_first(app: ChatApp, pilot: Pilot[None]) -> Reader:
    """Asks, opens the article at the first passage, and returns the reader."""
    await ask(app, pilot, QUESTION)
    await press(app, pilot, "tab", "enter")
    return app.screen.query_one(Reader)


def page(app: ChatApp) -> list[str]:
    """What stands in the reader now, line by line."""
    region = app.screen.query_one(Reader).scrollable_content_region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [strip.crop(region.x, region.right).text.rstrip() for strip in strips]


def has(app: ChatApp, start: str) -> bool:
    return any(line.startswith(start) for line in page(app))


def styled(app: ChatApp, attribute: str) -> list[str]:
    """What stands in the reader in a style, such as reverse."""
    region = app.screen.query_one(Reader).scrollable_content_region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    segments = [segment for strip in strips for segment in strip.crop(region.x, region.right)]
    found = (segment.text for segment in segments if segment.style and getattr(segment.style, attribute))
    return [text for text in found if text.strip()]


def keys(app: ChatApp) -> list[str]:
    return [does for _, _, does in app.screen.query_one(Keys).shown]


async def test_n_and_p_walk_through_the_passages_and_the_card_follows(opened: Open) -> None:
    async with opened(WIDE) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        assert has(app, "1▌ Black tea keeps")
        assert has(app, "2│ • Black tea after noon [2]")
        assert reader.border_subtitle == "passage 1 of 3"
        assert {"Next", "Previous", "Find", "Outline", "Sources"} <= set(keys(app))
        for key, number, line in (
            ("n", 2, "2▌ • Black tea after"),
            ("n", 3, "3▌ Green"),
            ("p", 2, "2▌ • Black"),
            ("1", 1, "1▌ Black"),
        ):
            await press(app, pilot, key)
            assert has(app, line)
            assert reader.border_subtitle == f"passage {number} of 3"
            assert any(f"▌ {number}  " in line for line in on_terminal(app))
            assert app.focused is reader
        await press(app, pilot, "n", "escape")
        assert chosen(app) is cards(app)[1]


async def test_a_click_on_a_marked_passage_opens_it(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        row = next(y for y, line in enumerate(on_terminal(app)) if "3│ Green" in line)
        await pilot.click(offset=(reader.content_region.x + 8, row))
        await settle(app, pilot)
        assert has(app, "3▌ Green")
        assert has(app, "1│ Black tea keeps")


async def test_the_outline_shows_where_the_reader_is_and_goes_to_a_heading(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "o")
        lines = [line.strip(" │╭╮╰╯─") for line in on_terminal(app)]
        assert "●     Sleep  passages 1, 2" in lines
        assert "Kinds of Tea  passage 3" in lines
        await press(app, pilot, "down", "down", "enter")
        assert isinstance(app.screen, ChatScreen)
        assert app.focused is reader
        assert "   Preparation" in page(app)
        await press(app, pilot, "o", *"KINDS", "space", *"of", "enter")
        assert page(app)[0] == "   Kinds of Tea"
        await press(app, pilot, "o", *"sleep", "escape")
        assert page(app)[0] == "   Kinds of Tea"
        await press(app, pilot, "o", *"zzz")
        assert any("No heading has these words." in line for line in on_terminal(app))
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Outline)


async def test_a_click_in_the_outline_goes_there(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        await opened_at_first(app, pilot)
        await press(app, pilot, "o")
        row = next(y for y, line in enumerate(on_terminal(app)) if " Kinds of Tea" in line)
        await pilot.click(offset=(app.screen.query_one(OptionList).region.x + 8, row))
        await settle(app, pilot)
        assert page(app)[0] == "   Kinds of Tea"


async def test_words_are_found_while_they_are_typed_and_the_hits_walked_through(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "slash", *"GREEN")
        assert page(app)[-1].split() == ["/", "GREEN", "1", "of", "2"]
        assert styled(app, "reverse")[0] == "green"
        assert "Green" in styled(app, "underline")
        await press(app, pilot, "enter")
        assert app.focused is reader
        assert {"Next match", "Previous match", "End search"} <= set(keys(app))
        assert not {"Next", "Close"} & set(keys(app))
        for key, hit in (("n", "2 of 2"), ("n", "1 of 2"), ("N", "2 of 2"), ("p", "1 of 2"), ("enter", "2 of 2")):
            await press(app, pilot, key)
            assert page(app)[-1].endswith(hit)
        assert styled(app, "reverse") == ["Green"]
        before = page(app)[:-1]
        await press(app, pilot, "escape")
        assert page(app)[:-1] == before
        assert styled(app, "reverse") == []
        assert {"Next", "Close"} <= set(keys(app))
        await press(app, pilot, "escape")
        assert not reader.display


async def test_a_hit_far_down_comes_into_view_and_escape_from_the_words_stays_there(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "slash", *"step", "space", *"44")
        assert styled(app, "reverse") == ["Step 44"]
        place = reader.scroll_y
        assert place > 0
        await press(app, pilot, "escape")
        assert reader.scroll_y == place
        assert app.focused is reader
        assert styled(app, "reverse") == []
        await press(app, pilot, "slash", "down")
        assert page(app)[-1].endswith("1 of 1")


async def test_what_is_not_found_is_said_and_nothing_that_is_typed_is_markup(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "slash")
        for words in ("coffee", *HOSTILE):
            app.screen.query_one("FindLine Input", Input).value = words
            await settle(app, pilot)
            assert page(app)[-1].endswith("Not found")
            await press(app, pilot, "enter")
            assert app.focused is not reader
        app.screen.query_one("FindLine Input", Input).value = "[7]"
        await settle(app, pilot)
        assert page(app)[-1].endswith("1 of 1")
        app.screen.query_one("FindLine Input", Input).value = ""
        await press(app, pilot, "enter")
        assert app.focused is reader
        assert not reader.is_searching


async def test_hostile_headings_are_safe_in_the_outline(opened: Open) -> None:
    sections = tuple(Section((text,), 2, n, (Paragraph(Text("x", (n, n))),)) for n, text in enumerate(HOSTILE, 5))
    async with opened(SMALL) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ChatScreen)
        screen.open_article(ARTICLE._replace(sections=sections))
        await press(app, pilot, "o", *"[/b]")
        assert sum("[/b]" in line for line in on_terminal(app)) == 2
        await press(app, pilot, "enter")
        assert "  [/b]" in page(app)


async def test_resizing_keeps_the_place_and_comes_back_to_it(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "slash", *"step", "space", *"36", "escape", "j", "j")
        top = next(line for line in page(app) if line)
        place = reader.scroll_y
        for size in ((40, 20), (120, 16), (44, 30), SMALL):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert next(line for line in page(app) if line).split()[:2] == top.split()[:2]
        assert reader.scroll_y == place
        await press(app, pilot, "m")
        for size in ((40, 20), (120, 16), (44, 12), SMALL):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            assert has(app, "1▌ Black tea")


async def test_letters_scroll(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        await press(app, pilot, "G")
        assert reader.scroll_y == reader.max_scroll_y > 0
        await press(app, pilot, "g")
        assert reader.scroll_y == 0
        await press(app, pilot, "j")
        assert reader.scroll_y == 1
        await press(app, pilot, "k")
        assert reader.scroll_y == 0


async def test_selected_text_comes_without_the_margin(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        reader = await opened_at_first(app, pilot)
        text = reader.query_one(PageText)
        y = round(reader.scroll_y) + next(n for n, line in enumerate(page(app)) if line.startswith("1▌"))
        assert text.get_selection(Selection(Offset(0, y), Offset(8, y + 1))) == (
            f"{page(app)[y - round(reader.scroll_y)][3:]}\nsleep",
            "\n",
        )
        selected = text.get_selection(Selection(None, None))
        assert selected is not None
        assert selected[0].startswith(ARTICLE.title)
        assert "▌" not in selected[0]


async def test_what_is_typed_right_behind_the_slash_is_looked_for(opened: Open) -> None:
    async with opened(SMALL) as (app, pilot):
        await opened_at_first(app, pilot)
        for name, character in (("slash", "/"), ("s", "s"), ("t", "t"), ("e", "e"), ("p", "p")):
            app.post_message(Key(name, character))  # at once: nothing waits for the line to open
        await settle(app, pilot)
        assert app.screen.query_one(Reader).find_line
        assert app.screen.query_one(Input).value == "step"
