"""With several articles: answers name theirs, one can be chosen, and every heading can be gone to."""

import pytest

from bot.chat.app import ChatApp
from bot.chat.exchange import Exchange
from bot.chat.palette import Places
from bot.chat.reader.reader import Reader
from bot.chat.titlebar import TitleBar
from tests.chat.conftest import Open, ask, on_terminal, settle, shown
from tests.chat.sample import ANSWERED, ARTICLE, FakeConversation, FakeLibrary

MILK = ARTICLE._replace(name="milk", title="Milk [/b]", publisher="", date="")
QUESTION = ANSWERED.question


@pytest.fixture
def asked() -> list[tuple[tuple[str, ...], str]]:
    """Each question with the names of the articles that were to answer it."""
    return []


@pytest.fixture
def app(asked: list[tuple[tuple[str, ...], str]]) -> ChatApp:
    def converse(library: FakeLibrary) -> FakeConversation:
        conversation = FakeConversation({QUESTION: ANSWERED})
        names = tuple(article.name for article in library.articles)
        answer = conversation.ask
        conversation.ask = lambda text: (asked.append((names, text)), answer(text))[1]  # type: ignore[method-assign]
        return conversation

    return ChatApp(lambda: FakeLibrary((ARTICLE, MILK)), open_conversation=converse)  # type: ignore[arg-type]


def title(app: ChatApp) -> str:
    return str(app.screen.query_one(TitleBar).render())


async def test_the_title_and_the_opening_say_how_to_choose_an_article(opened: Open) -> None:
    async with opened() as (app, _):
        assert title(app) == "Citebot · 2 articles (F3 chooses one)"
        assert "F3 chooses one of them to ask about." in shown(app)
        assert any("F3 Articles" in line for line in on_terminal(app))


async def test_an_article_is_chosen_and_all_again_and_what_was_said_stays(
    opened: Open, asked: list[tuple[tuple[str, ...], str]]
) -> None:
    async with opened() as (app, pilot):
        asked.clear()  # word lists are read ahead with a question
        await ask(app, pilot, QUESTION)
        await pilot.press("f3")
        await pilot.pause()
        screen = "\n".join(on_terminal(app))
        assert "● All 2 articles" in screen
        assert "Tea: Kinds, Effects and Preparation" in screen
        assert "The Kettle · May 4, 2024" in screen
        await pilot.press("down", "down", "enter")
        await settle(app, pilot)
        assert title(app) == "Citebot · only Milk [/b]"
        assert "From here on, answers come only from: Milk [/b]" in shown(app)
        assert len(app.screen.query(Exchange)) == 1
        await ask(app, pilot, QUESTION)
        await pilot.click(TitleBar)
        await pilot.pause()
        assert any("● Milk" in line for line in on_terminal(app))
        await pilot.press("home", "enter")
        await settle(app, pilot)
        assert title(app) == "Citebot · 2 articles (F3 chooses one)"
        assert "From here on, all articles answer." in shown(app)
        await ask(app, pilot, QUESTION)
        assert asked == [(("tea", "milk"), QUESTION), (("milk",), QUESTION), (("tea", "milk"), QUESTION)]


async def test_a_new_conversation_stays_with_the_chosen_article_and_says_so(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f3", "down", "enter")
        await settle(app, pilot)
        await ask(app, pilot, QUESTION)
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert title(app) == f"Citebot · only {ARTICLE.title}"
        assert shown(app).count("From here on, answers come only from: Tea") == 1
        assert not app.screen.query(Exchange)


async def test_leaving_the_choice_changes_nothing(opened: Open) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f3", "down", "escape")
        await settle(app, pilot)
        assert title(app) == "Citebot · 2 articles (F3 chooses one)"
        assert app.focused is app.screen.query_one("#prompt")


async def test_the_palette_goes_to_every_article_and_heading(opened: Open) -> None:
    async with opened() as (app, pilot):
        hits = {hit.text: hit.command async for hit in Places(app.screen).discover()}
        assert "Milk [/b] › Effects of Tea › Sleep" in hits
        hits["Milk [/b]"]()
        await settle(app, pilot)
        assert app.focused is app.screen.query_one(Reader)
        assert any("─ Milk [/b]" in line for line in on_terminal(app))


async def test_with_one_article_there_is_nothing_to_choose() -> None:
    app = ChatApp(FakeLibrary, open_conversation=lambda _: FakeConversation())  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await pilot.press("f3")
        await pilot.click(TitleBar)
        await settle(app, pilot)
        assert app.screen.query(Exchange)._node is app.screen
        assert "F3" not in "\n".join(on_terminal(app))
