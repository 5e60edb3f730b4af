"""Everything can be done with the keyboard, and the keys are told."""

import base64
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.events import Key, Paste
from textual.widgets import Footer, TextArea

import bot.chat
from bot.chat.app import ChatApp
from bot.chat.cards import PassageCard, Suggestions
from bot.chat.dialogs import Dialog, Help, Why, explanation
from bot.chat.fitted import FittedText
from bot.chat.palette import Headings
from bot.chat.prompt import Prompt
from bot.chat.reader import Reader
from bot.chat.screen import ChatScreen
from bot.conversation.answer import Quote
from tests.chat.conftest import Open, ask, settle
from tests.chat.sample import ARTICLE, GREEN, SLEEP_QUOTE, FakeConversation

HELP = Path(bot.chat.__file__).with_name("help.md").read_text(encoding="utf-8")
CLASSES = (ChatApp, ChatScreen, Prompt, PassageCard, Suggestions, Reader, Dialog, Help)
QUESTION = "does it hurt my slep?"


def prompt(app: ChatApp) -> TextArea:
    return app.screen.query_one("#prompt", TextArea)


def on_screen(app: ChatApp) -> list[str]:
    """The lines of the article that can be read now."""
    reader = app.screen.query_one(Reader)
    content = reader.query_one(FittedText)
    region = reader.scrollable_content_region
    lines = ["".join(segment.text for segment in content.render_line(y)) for y in range(content.size.height)]
    return [line.rstrip() for line in lines[round(reader.scroll_y) :][: region.height]]


def marked(app: ChatApp) -> list[str]:
    """The lines on the screen that are marked in the margin, without their mark."""
    return [line.removeprefix("▌ ") for line in on_screen(app) if line.startswith("▌")]


@pytest.mark.parametrize("owner", CLASSES)
def test_every_key_has_a_description_a_tooltip_and_an_id(owner: type) -> None:
    for binding in owner.__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.description
        assert binding.tooltip
        assert binding.id


def test_the_help_names_every_key_that_the_footer_shows() -> None:
    names = {"enter": "Enter", "escape": "Esc", "tab": "Tab"}
    for owner in CLASSES:
        for binding in owner.__dict__["BINDINGS"]:
            if binding.show:
                key = binding.key.split(",")[0]
                name = names.get(key) or "+".join(part.title() for part in key.split("+"))
                assert f"**{name}**" in HELP or f"**{key}**" in HELP, key


async def test_enter_on_a_passage_opens_the_article_there_and_escape_returns(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "down")
        card = app.focused
        assert isinstance(card, PassageCard)
        await pilot.press("enter")
        await settle(app, pilot)
        reader = app.screen.query_one(Reader)
        assert app.focused is reader
        assert marked(app) == ["• Black tea after noon [2]"]
        await pilot.press("escape")
        await settle(app, pilot)
        assert not reader.display
        assert app.focused is card


async def test_a_passage_far_down_is_scrolled_into_view_and_can_be_found_again(opened: Open) -> None:
    async with opened((80, 24)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ChatScreen)
        screen.open_article(ARTICLE, (40, 40), mark=True)
        await settle(app, pilot)
        passage = ["Step 40: wait, and let the leaves draw for another while."]
        assert marked(app) == passage
        await pilot.press("home")
        await settle(app, pilot)
        assert marked(app) == []
        await pilot.press("m")
        await settle(app, pilot)
        assert marked(app) == passage
        await pilot.resize_terminal(40, 20)
        await settle(app, pilot)
        assert " ".join(marked(app)) == passage[0]


async def test_a_click_on_a_passage_opens_the_article(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.click(PassageCard)
        await settle(app, pilot)
        assert marked(app)[0].startswith("Black tea keeps many people awake.")


async def test_escape_in_the_prompt_closes_the_article(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "enter")
        await settle(app, pilot)
        prompt(app).focus()
        await pilot.press("escape")
        assert not app.screen.query_one(Reader).display


async def test_a_table_row_is_marked_in_its_table(opened: Open) -> None:
    async with opened() as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ChatScreen)
        screen.open_article(ARTICLE, GREEN.lines, mark=True)
        await settle(app, pilot)
        assert marked(app) == ["Green  Not oxidised    Grassy  [4]"]


async def test_up_and_down_bring_back_questions_and_keep_the_draft(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "hello")
        await ask(app, pilot, QUESTION)
        prompt(app).text = "a draft"
        for key, text in [("up", QUESTION), ("up", "hello"), ("up", "hello"), ("down", QUESTION), ("down", "a draft")]:
            await pilot.press(key)
            assert prompt(app).text == text


async def test_up_moves_the_cursor_first_where_there_is_a_line_above(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "hello")
        await pilot.press("a", "ctrl+j", "b", "up")
        assert prompt(app).text == "a\nb"
        assert prompt(app).cursor_location[0] == 0


async def test_a_paste_of_three_lines_is_kept_whole(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        app.post_message(Paste("one\r\ntwo\x1b[31m\tand\rthree"))
        await pilot.pause()
        assert prompt(app).text == "one\ntwo [31m    and\nthree"
        await pilot.press("enter")
        await settle(app, pilot)
        assert conversation.asked == ["one\ntwo [31m    and\nthree"]


async def test_keys_that_come_fast_keep_their_order(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        for key in (*"one", "ctrl+j", *"two", "enter", *"three"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert conversation.asked == ["one\ntwo"]
        assert prompt(app).text == "three"


async def test_an_empty_question_is_not_sent(opened: Open, conversation: FakeConversation) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, " \n ")
        assert conversation.asked == []


async def test_copying_sends_the_passage_with_its_sources_and_claims_no_more(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as (app, pilot):
        written: list[str] = []
        await ask(app, pilot, QUESTION)
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        await pilot.press("tab", "y")
        await settle(app, pilot)
        sent = next(text for text in written if text.startswith("\x1b]52;c;"))
        copied = base64.b64decode(sent.removeprefix("\x1b]52;c;").rstrip("\a")).decode()
        assert copied == (
            "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n\n"
            "— Tea: Kinds, Effects and Preparation: Effects of Tea › Sleep, line 9\n"
            "[2] A. Nap: Evening drinks. 2019.\n"
            "[7] B. Doze: Caffeine. 2021.\n"
            "General information, not medical advice"
        )
        (notice,) = app._notifications
        assert notice.message == "Sent to the terminal's clipboard."


async def test_why_shows_each_word_with_its_origin_and_share(opened: Open) -> None:
    text = str(explanation(SLEEP_QUOTE).at(70))
    assert "sleep  your question" in text
    assert "75%" in text
    assert "tea    your earlier question" in text
    assert "25%" in text
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "w")
        assert isinstance(app.screen, Why)
        await pilot.press("escape")
        assert isinstance(app.focused, PassageCard)


def test_why_says_so_when_no_word_counts() -> None:
    assert "No single word decided" in str(explanation(Quote(GREEN, 0.0, None, ())).at(70))


async def test_page_keys_scroll_while_the_prompt_keeps_the_focus(opened: Open) -> None:
    async with opened() as (app, pilot):
        for _ in range(4):
            await ask(app, pilot, QUESTION)
        view = app.screen.query_one("#conversation")
        before = view.scroll_y
        assert before > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert view.scroll_y < before
        assert app.focused is prompt(app)


async def test_a_new_answer_is_shown_from_its_beginning(opened: Open) -> None:
    async with opened() as (app, pilot):
        for _ in range(3):
            await ask(app, pilot, QUESTION)
        view, latest = app.screen.query_one("#conversation"), app.screen.query("Exchange").last()
        assert view.region.y <= latest.region.y <= view.region.y + 1


async def test_tab_and_ctrl_up_go_to_the_latest_answer(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await ask(app, pilot, "what kinds of tea are there?")
        for key in ("tab", "ctrl+up"):
            await pilot.press(key)
            assert app.focused is app.screen.query(PassageCard).last()
            await pilot.press("escape")
            assert app.focused is prompt(app)


async def test_f1_opens_the_help_and_escape_closes_it(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f1")
        await settle(app, pilot)
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        assert isinstance(app.screen, ChatScreen)
        assert app.focused is prompt(app)


async def test_f2_switches_between_light_and_dark(opened: Open) -> None:
    async with opened() as (app, pilot):
        assert app.current_theme.dark
        await pilot.press("f2")
        assert not app.current_theme.dark
        await pilot.press("f2")
        assert app.current_theme.dark


async def test_the_footer_shows_the_keys(opened: Open) -> None:
    async with opened() as (app, _):
        shown = [key.description for key in app.screen.query_one(Footer).query("FooterKey").results()]
        assert shown == ["Send", "Passages", "Help", "Commands", "New", "Quit"]


async def test_the_palette_offers_the_commands_and_opens_headings(opened: Open) -> None:
    async with opened() as (app, pilot):
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert titles == {"New conversation", "Open the article", "Light or dark", "Help", "Quit"}
        await pilot.press("ctrl+p")
        await settle(app, pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"prepar")
        await settle(app, pilot)
        await pilot.press("down", "enter")
        await settle(app, pilot)
        assert app.screen.query_one(Reader).display
        assert "  Preparation" in on_screen(app)
        assert app.focused is app.screen.query_one(Reader)


async def test_the_heading_provider_finds_what_it_lists(opened: Open) -> None:
    async with opened() as (app, _):
        provider = Headings(app.screen)
        listed = [hit.text async for hit in provider.discover()]
        assert "Effects of Tea › Sleep" in listed
        found = [hit.text async for hit in provider.search("sleep")]
        assert found == ["Effects of Tea › Sleep"]


async def test_open_the_article_shows_it_from_the_beginning(opened: Open) -> None:
    async with opened() as (app, pilot):
        app.action_open_article()
        await settle(app, pilot)
        reader = app.screen.query_one(Reader)
        assert reader.display
        assert reader.scroll_y == 0
        assert marked(app) == []
        await pilot.press("escape")
        assert app.focused is prompt(app)


async def test_ctrl_q_leaves(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+q")
        assert app._exit
