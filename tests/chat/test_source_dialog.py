"""Where a source number leads: to its entry, or to every passage that cites it."""

import pytest
from textual.pilot import Pilot

from bot.article import Article, Passage
from bot.chat.app import ChatApp
from bot.chat.choices import Choices
from bot.chat.reader.reader import Reader
from bot.chat.screen import ChatScreen
from bot.chat.source_dialog import Listing, passage_line, told_of
from bot.conversation.sources import Cited
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle
from tests.chat.sample import ANSWERS, ARTICLE, AVOID, GREEN, SLEEP, FakeConversation, FakeLibrary, conversations
from tests.chat.test_hostile_text import HOSTILE
from tests.chat.test_reader import has, press

QUESTION = "does it hurt my slep?"


def dialog(app: ChatApp) -> list[str]:
    """What the dialog says, line by line."""
    assert isinstance(app.screen, Listing)
    region = app.screen.query_one(".dialog").region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [strip.crop(region.x, region.right).text.strip(" │╭╮╰╯─") for strip in strips]


async def answered(app: ChatApp, pilot: Pilot[None], *keys: str) -> None:
    """Asks, goes to the first passage, and presses these keys."""
    await ask(app, pilot, QUESTION)
    await press(app, pilot, "tab", *keys)


async def test_a_passage_that_cites_several_lets_one_choose_and_then_shows_entry_and_passages(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        await answered(app, pilot, "s")
        assert dialog(app)[0] == "Sources"
        assert "[2]  A. Nap: Evening drinks. 2019." in dialog(app)
        assert "[7]  B. Doze: Caffeine. 2021." in dialog(app)
        await press(app, pilot, "enter")
        lines = dialog(app)
        assert lines[0] == "Source [2]"
        assert "A. Nap: Evening drinks. 2019." in lines
        assert "Cited in 2 passages:" in lines
        assert "Effects of Tea › Sleep · line 12" in lines
        await press(app, pilot, "j", "enter")
        assert isinstance(app.screen, ChatScreen)
        assert app.focused is app.screen.query_one(Reader)
        assert has(app, "▌ • Black tea after noon [2]")


async def test_a_passage_that_cites_one_number_opens_it_at_once(opened: Open) -> None:
    async with opened() as (app, pilot):
        await answered(app, pilot, "down", "down", "s")
        lines = dialog(app)
        assert lines[0] == "Source [4]"
        assert "The article's list of sources has no number 4." in lines
        assert "Cited in one passage:" in lines
        assert "Green · Not oxidised · Grassy" in lines
        await press(app, pilot, "escape")
        assert chosen(app) is cards(app)[2]


async def test_in_the_reader_s_takes_the_opened_passage_and_what_is_seen_without_one(opened: Open) -> None:
    async with opened((80, 40)) as (app, pilot):
        await answered(app, pilot, "down", "enter", "s")
        assert dialog(app)[0] == "Source [2]"
        await press(app, pilot, "down", "enter")
        assert has(app, "2▌ • Black tea after noon [2]")
        assert app.screen.query_one(Reader).border_subtitle == "passage 2 of 3"
        await press(app, pilot, "escape")
        screen = app.screen
        assert isinstance(screen, ChatScreen)
        screen.open_article(ARTICLE)
        await press(app, pilot, "s")
        assert [line[:3] for line in dialog(app) if line.startswith("[")] == ["[2]", "[7]", "[4]"]
        await press(app, pilot, "escape")
        await pilot.resize_terminal(80, 16)
        await press(app, pilot, "slash", *"step", "escape", "pagedown", "s")
        assert isinstance(app.screen, ChatScreen)
        assert [notice.message for notice in app._notifications] == ["No source is cited here."]


async def test_a_click_on_a_number_opens_its_source_in_a_card_and_in_the_reader(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        await answered(app, pilot)
        text = app.screen.query(Choices).last()

        async def click_on(number: str, x: int) -> None:
            y = next(y for y, line in enumerate(on_terminal(app)) if number in line[x:])
            await pilot.click(offset=(on_terminal(app)[y].index(number, x) + 1, y))
            await settle(app, pilot)

        await click_on("[7]", text.region.x)
        assert dialog(app)[0] == "Source [7]"
        assert not app.screen_stack[0].query_one(Reader).display
        await press(app, pilot, "escape", "enter")
        await click_on("[2]", app.screen.query_one(Reader).region.x)
        assert dialog(app)[0] == "Source [2]"


async def test_an_article_without_a_list_of_sources_says_so() -> None:
    article = ARTICLE._replace(sources=())
    app = ChatApp(lambda: FakeLibrary((article,)), open_conversation=conversations(FakeConversation(dict(ANSWERS))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await answered(app, pilot, "s")
        assert "[2]  not listed, cited in 2 passages" in dialog(app)
        await press(app, pilot, "down", "enter")
        assert "The article has no list of sources, so it does not say what [7] is." in dialog(app)
        assert any(line.startswith("Black tea keeps many people awake.") for line in dialog(app))


async def test_hostile_sources_and_passages_are_shown_as_they_are() -> None:
    entries = tuple(ARTICLE.sources[0]._replace(number=number, text=text) for number, text in enumerate(HOSTILE, 1))
    article = ARTICLE._replace(sources=entries)
    passages = tuple(
        SLEEP._replace(text=text, heading=(text,), citations=tuple(range(1, 11)), citation_spans=()) for text in HOSTILE
    )
    library = FakeLibrary((article,), passages)
    app = ChatApp(lambda: library, open_conversation=conversations(FakeConversation(dict(ANSWERS))))
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(app, pilot)
        await answered(app, pilot, "s", "down", "enter")
        assert dialog(app)[0] == "Source [7]"
        for text in ("[/", "[/b]", "[@click=app.quit]x[/]", "$accent"):
            assert text in dialog(app)


@pytest.mark.parametrize(
    ("article", "number", "passages", "said"),
    [
        (ARTICLE, 7, (SLEEP,), "B. Doze: Caffeine. 2021.||Cited in one passage:"),
        (ARTICLE, 2, (), "A. Nap: Evening drinks. 2019.||No passage cites it."),
        (ARTICLE, 9, (SLEEP, AVOID), "The article's list of sources has no number 9.||Cited in 2 passages:"),
        (
            ARTICLE._replace(sources=()), 9, (SLEEP,),
            "The article has no list of sources, so it does not say what [9] is.||Cited in one passage:",
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_a_number(article: Article, number: int, passages: tuple[Passage, ...], said: str) -> None:
    entry = next((source for source in article.sources if source.number == number), None)
    assert "|".join(line.plain for line in told_of(Cited(number, article, entry, passages))) == said


def test_a_passage_is_recognised_by_heading_line_and_beginning() -> None:
    assert passage_line(AVOID).plain == "Effects of Tea › Sleep · line 12\nBlack tea after noon [2]"
    assert passage_line(GREEN).plain == "Kinds of Tea · line 20\nGreen · Not oxidised · Grassy"
    long = SLEEP._replace(text="word " * 100, citations=(), citation_spans=())
    assert passage_line(long).plain.endswith("word …")
    assert len(passage_line(long).plain) < 220
