"""Everything can be done with the keyboard, and the keys are told."""

import base64
import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.events import Key, Paste
from textual.widgets import TextArea

import bot.chat
from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.dialogs import Dialog, Help, Why, explanation
from bot.chat.fitted import FittedText
from bot.chat.keys import Keys
from bot.chat.palette import Places
from bot.chat.prompt import Prompt
from bot.chat.reader.findline import FindWords
from bot.chat.reader.outline import Outline
from bot.chat.reader.reader import Reader
from bot.chat.screen import ChatScreen
from bot.chat.source_dialog import Listing
from bot.conversation.answer import Contribution, Quote
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle, text_of
from tests.chat.sample import ANSWERED, ARTICLE, GREEN, SLEEP_QUOTE, FakeConversation

HELP = Path(bot.chat.__file__).with_name("help.md").read_text(encoding="utf-8")
CLASSES = (ChatApp, ChatScreen, Prompt, Choices, Reader, Dialog, Help, FindWords, Listing, Outline)
QUESTION = "does it hurt my slep?"
_MARKED = re.compile(r" *\d*▌ (.*)")


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
    found = (_MARKED.fullmatch(line) for line in on_screen(app))
    return [match[1] for match in found if match]


@pytest.mark.parametrize("owner", CLASSES)
def test_every_key_has_a_description_a_tooltip_and_an_id(owner: type) -> None:
    for binding in owner.__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.description
        assert binding.tooltip
        assert binding.id


def test_the_help_names_every_key_that_the_footer_shows() -> None:
    names = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "slash": "/", "question_mark": "?"}
    for owner in CLASSES:
        for binding in owner.__dict__["BINDINGS"]:
            if binding.show:
                key = binding.key.split(",")[0]
                name = names.get(key) or "+".join(part.title() for part in key.split("+"))
                assert f"**{name}**" in HELP or f"**{key}**" in HELP, key


async def test_enter_on_a_passage_opens_the_article_there_and_escape_returns(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "down", "enter")
        await settle(app, pilot)
        reader = app.screen.query_one(Reader)
        assert app.focused is reader
        assert marked(app) == ["• Black tea after noon [2]"]
        await pilot.press("escape")
        await settle(app, pilot)
        assert not reader.display
        assert chosen(app) is cards(app)[1]


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
        await pilot.resize_terminal(80, 24)
        screen.open_article(ARTICLE, GREEN.lines, mark=True)
        await settle(app, pilot)
        assert marked(app) == ["Green  Not oxidised    Grassy  [4]"]


async def test_a_click_opens_a_passage_and_asks_a_question(opened: Open, conversation: FakeConversation) -> None:
    async with opened((120, 40)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        text = app.screen.query(Choices).last()
        row = text_of(text, text.size.width).splitlines()
        await pilot.click(text, offset=(4, row.index("│ 1  Effects of Tea › Sleep · line 9") + 1))
        await settle(app, pilot)
        assert marked(app)[0].startswith("Black tea keeps many people awake.")
        await pilot.press("escape")
        await pilot.click(text, offset=(4, row.index("› 4  What kinds of tea are there?")))
        await settle(app, pilot)
        assert conversation.asked[1:] == ["What kinds of tea are there?"]


async def test_up_and_down_bring_back_questions_where_there_is_no_line_to_go_to(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, "hello")
        await ask(app, pilot, QUESTION)
        prompt(app).text = "a draft"
        for key, text in [("up", QUESTION), ("up", "hello"), ("up", "hello"), ("down", QUESTION), ("down", "a draft")]:
            await pilot.press(key)
            assert prompt(app).text == text
        prompt(app).text = ""
        await pilot.press("a", "ctrl+j", "b", "up")
        assert prompt(app).text == "a\nb"
        assert prompt(app).cursor_location[0] == 0


async def test_what_is_typed_and_pasted_is_sent_whole_and_in_order(
    opened: Open, conversation: FakeConversation
) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, " \n ")
        assert conversation.asked == []
        prompt(app).text = ""
        app.post_message(Paste("one\r\ntwo\x1b[31m\tand\rthree"))
        await pilot.pause()
        assert prompt(app).text == "one\ntwo    and\nthree"
        await pilot.press("enter")
        prompt(app).text = ""
        for key in (*"one", "ctrl+j", *"two", "enter", *"three"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)
        assert conversation.asked == ["one\ntwo    and\nthree", "one\ntwo"]
        assert prompt(app).text == "three"


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
            "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7].\n"
            "From: Tea: Kinds, Effects and Preparation (The Kettle, May 4, 2024), Effects of Tea > Sleep, line 9\n"
            "[2] A. Nap: Evening drinks. 2019.\n"
            "[7] B. Doze: Caffeine. 2021.\n\n"
            "General information, not medical advice."
        )
        (notice,) = app._notifications
        assert notice.message.startswith(
            "The passage was sent to your terminal to be copied. Not every terminal takes it"
        )


async def test_why_shows_each_word_with_its_origin_and_share(opened: Open) -> None:
    text = str(explanation(SLEEP_QUOTE).at(70))
    assert "sleep  your question" in text
    assert "75%" in text
    assert "tea    your earlier question" in text
    assert "25%" in text
    corrected = SLEEP_QUOTE._replace(
        contributions=(Contribution("sleep", "corrected", 1), Contribution("nap", "synonym", 1))
    )
    text = str(explanation(corrected).at(70))
    assert "sleep  your question, spelling corrected   50%" in text
    assert "nap    another word for yours" in text
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "question_mark")
        assert isinstance(app.screen, Why)
        await pilot.press("escape")
        assert chosen(app) is cards(app)[0]


def test_why_says_so_when_no_word_counts() -> None:
    assert "No single word decided" in str(explanation(Quote(GREEN, 0.0, None, ())).at(70))


async def test_a_new_answer_is_shown_from_its_beginning_until_somebody_scrolls(opened: Open) -> None:
    async with opened() as (app, pilot):
        view = app.screen.query_one("#conversation")
        for question in (QUESTION, QUESTION, "hello"):
            await ask(app, pilot, question)
            latest = app.screen.query("Exchange").last()
            assert latest.region.y == view.region.y
        await pilot.resize_terminal(50, 20)
        await settle(app, pilot)
        assert latest.region.y == view.region.y
        before = view.scroll_y
        await pilot.press("pageup")
        await pilot.pause()
        assert view.scroll_y < before
        assert app.focused is prompt(app)
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert latest.region.y > view.region.y


async def test_tab_and_ctrl_up_go_to_the_latest_answer_and_arrows_through_all(opened: Open) -> None:
    async with opened((80, 16)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        await ask(app, pilot, "what kinds of tea are there?")
        for key in ("tab", "ctrl+up"):
            await pilot.press(key)
            assert chosen(app) is cards(app)[-1]
            await pilot.press("escape")
            assert app.focused is prompt(app)
        await pilot.press("tab", "down", "up")
        assert chosen(app) == ANSWERED.suggestions[0]
        keys = [key for key, _, _ in app.screen.query_one(Keys).shown]
        assert keys[:3] == ["enter", "n", "p"]
        assert keys[-3:] == ["escape", "f1", "ctrl+q"]
        for card in reversed(cards(app)[:3]):
            await pilot.press("up")
            assert chosen(app) is card
            await settle(app, pilot)
            assert any(f"▌ {card.shown.lines(70)[0].plain[:20]}" in line for line in on_terminal(app))


async def test_the_keys_are_shown_and_can_be_clicked(opened: Open) -> None:
    async with opened() as (app, pilot):
        assert [does for _, _, does in app.screen.query_one(Keys).shown] == [
            "Send", "Passages", "Help", "Commands", "Save", "New", "Quit",
        ]  # fmt: skip
        line = str(app.screen.query_one(Keys).render())
        await pilot.click(Keys, offset=(1 + line.index("Help"), 0))
        await settle(app, pilot)
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        assert isinstance(app.screen, ChatScreen)
        assert app.focused is prompt(app)
        assert app.current_theme.dark
        await pilot.press("f2")
        assert not app.current_theme.dark
        await pilot.press("f2")
        assert app.current_theme.dark
        await pilot.press("ctrl+q")
        assert app._exit


async def test_the_palette_offers_the_commands_and_opens_headings(opened: Open) -> None:
    async with opened() as (app, pilot):
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert titles == {
            "Save the conversation to a file",
            "New conversation",
            "Open the article",
            "Light or dark",
            "Help",
            "Quit",
        }
        provider = Places(app.screen)
        assert "Effects of Tea › Sleep" in [hit.text async for hit in provider.discover()]
        assert [hit.text async for hit in provider.search("sleep")] == ["Effects of Tea › Sleep"]
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


async def test_open_the_article_shows_it_from_the_beginning(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        app.action_open_article()
        await settle(app, pilot)
        reader = app.screen.query_one(Reader)
        assert reader.display
        assert reader.scroll_y == 0
        assert marked(app) == []
        prompt(app).focus()
        await pilot.press("escape")
        assert not reader.display
        assert app.focused is prompt(app)
