"""The best passage is shown whole, the others shortened, and never so that the short form could pass for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article import Passage
from bot.chat.cards import passage_card
from bot.chat.choices import Choices
from bot.chat.exchange import answer_parts
from bot.chat.reader.reader import Reader
from bot.conversation.answer import Answer, Quote
from tests.chat.conftest import Open, ask, cards, chosen, on_terminal, settle, shown, text_of
from tests.chat.sample import ANSWERED, AVOID, GREEN, KINDS, SLEEP, SLEEP_QUOTE, URGENT

QUESTION = ANSWERED.question
LONG = SLEEP._replace(text=f"Tea is old. {'It was drunk in many lands. ' * 9}It keeps awake.", citation_spans=())


def folded(quote: Quote, width: int = 60) -> list[str]:
    card = passage_card(quote, 2, None, whole=False)
    assert card.folded
    return [line.plain for line in card.folded.lines(width)]


def answer_of(*passages: Passage, parts: tuple[int, ...] = (0, 0, 0)) -> Answer:
    quotes = tuple(Quote(p, 1.0, None, (), part=part) for p, part in zip(passages, parts, strict=False))
    return Answer("?", "answered", searched_for="tea", quotes=quotes)


def whole_ones(answer: Answer) -> list[bool]:
    text = Choices(answer_parts(answer, {}))
    return [not text.is_folded(number) for number in range(1, len(text.choices) + 1)]


def test_the_best_passage_is_whole_and_the_others_are_shortened_with_a_word_that_says_so() -> None:
    assert whole_ones(answer_of(LONG, KINDS, GREEN)) == [True, False, False]
    lines = folded(Quote(LONG, 1.0, None, ()))
    assert lines[0] == "2  Effects of Tea › Sleep · line 9"
    assert lines[1].startswith("   Tea is old. It was drunk")
    assert lines[1].endswith("… more ▸")
    assert len(lines) == 2


def test_the_best_passage_of_each_part_of_a_question_is_whole() -> None:
    assert whole_ones(answer_of(LONG, KINDS, GREEN, parts=(0, 1, 0))) == [True, True, False]


def test_a_short_passage_is_never_folded() -> None:
    assert whole_ones(answer_of(LONG, AVOID)) == [True, True]


def test_the_short_form_begins_with_the_sentence_that_answers_and_shows_that_something_stands_before() -> None:
    start = LONG.text.index("It keeps awake")
    assert folded(Quote(LONG, 1.0, (start, len(LONG.text)), ()))[1] == "   … It keeps awake.  more ▸"


def test_an_item_is_never_shortened_to_itself_without_what_leads_it_in() -> None:
    item = AVOID._replace(text=f"Avoid the following: {'Black tea after noon ' * 9}", citation_spans=())
    assert folded(Quote(item, 1.0, (21, 60), ()))[1].startswith("   Avoid the following: • Black tea")


def test_a_row_is_shortened_with_its_columns_and_a_table_to_what_it_is_of() -> None:
    assert folded(Quote(GREEN, 1.0, None, ()))[1] == "   Kind: Green · Leaf: Not oxidised · Taste: Grassy… more ▸"
    assert folded(Quote(KINDS, 1.0, None, ()))[1] == "   Table of 2 rows: Kind · Leaf · Taste · Sources  more ▸"


@given(st.text(min_size=71, max_size=200), st.integers(26, 100), st.integers(0, 60))
def test_a_short_form_is_never_wider_than_its_room(text: str, width: int, start: int) -> None:
    passage = SLEEP._replace(text=text, citations=(), citation_spans=())
    card = passage_card(Quote(passage, 1.0, (start, len(text)), ()), 2, None, whole=False)
    for form in (card.shown, card.folded):
        assert form is not None
        assert all(line.cell_length <= width for line in form.lines(width))


async def test_space_unfolds_and_folds(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "n", "n")
        text = app.screen.query(Choices).last()
        assert chosen(app) is cards(app)[2]
        for is_folded in (False, True):
            await pilot.press("space")
            await settle(app, pilot)
            assert text.is_folded(3) is is_folded
            assert ("▌ Leaf: Not oxidised" in shown(app)) is not is_folded


async def test_a_click_unfolds_a_short_form_and_less_folds_it(opened: Open) -> None:
    async with opened((80, 40)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        text = app.screen.query(Choices).last()

        async def click(word: str) -> None:
            lines = text_of(text, text.size.width).splitlines()
            y = next(y for y, line in enumerate(lines) if word in line)
            await pilot.click(text, offset=(lines[y].index(word), y))
            await settle(app, pilot)

        await click("more ▸")
        assert not text.is_folded(3)
        await click("less ▴")
        assert text.is_folded(3)
        assert not app.screen.query_one(Reader).display


async def test_the_emergency_notice_is_whole_however_long(opened: Open) -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot, URGENT.question)
        assert URGENT.notice_text in shown(app)
        assert "more ▸" not in shown(app)


async def test_n_and_p_walk_through_the_passages_and_the_open_article_follows(opened: Open) -> None:
    async with opened((120, 40)) as (app, pilot):
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "n", "n", "n", "p")
        assert chosen(app) is cards(app)[1]
        await pilot.press("enter")
        await settle(app, pilot)
        reader, text = app.screen.query_one(Reader), app.screen.query(Choices).last()
        assert app.focused is reader
        for key, number in (("n", 3), ("p", 2), ("p", 1)):
            await pilot.press(key)
            await settle(app, pilot)
            assert text.chosen is cards(app)[number - 1]
            assert any(f"▌ {number}  " in line for line in on_terminal(app))
        text.focus()
        await pilot.press("n")
        await settle(app, pilot)
        assert any("2▌ • Black tea after noon" in line for line in on_terminal(app))


@pytest.mark.parametrize("quotes", [(), (SLEEP_QUOTE,)])
def test_without_a_short_form_nothing_says_that_there_is_one(quotes: tuple[Quote, ...]) -> None:
    text = Choices(answer_parts(ANSWERED._replace(quotes=quotes), {}))
    assert "shortened" not in text_of(text)
