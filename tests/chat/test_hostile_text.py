"""Text from people and files is shown as it is, wherever it appears, and never read as markup or as terminal codes."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.article import Citation
from bot.chat.app import ChatApp
from bot.chat.content import passage_content
from bot.chat.palette import Places
from bot.chat.prompt import Prompt
from bot.chat.reader.reader import Reader
from bot.chat.screen import ChatScreen
from bot.conversation.answer import Answer, Contribution, Correction, Quote, Synonyms
from bot.conversation.wording import numbered
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from bot.showing import printable
from tests.chat.conftest import ask, cards, on_terminal, settle, shown
from tests.chat.sample import ARTICLE, GREEN, KINDS, SLEEP, FakeConversation, FakeLibrary, conversations

HOSTILE = ("[/", "[0]", "[B", "[/b]", "[@click=app.quit]x[/]", "# [/x]", "$accent")
HOSTILE += ("\x1b[31mred", "\u202eback", "漢字🙂é")
ALL = " ".join(HOSTILE)


def hostile_quote(text: str, number: int) -> Quote:
    kinds = (
        SLEEP._replace(text=text, heading=(text, text), citations=(), citation_spans=()),
        GREEN._replace(columns=(text,) * 4, cells=((text,) * 3,), heading=(text,), text=text * 4),
        KINDS._replace(columns=(text,) * 4, cells=((text,) * 3,) * 2, heading=(text,), text=text * 7),
    )
    return Quote(kinds[number % 3], 1.0, None, ((0, 1),), (Contribution(text, "typed", 1.0),))


HOSTILE_ANSWER = Answer(
    ALL,
    "weak",
    message=ALL,
    notice="personal_advice",
    notice_text=ALL,
    searched_for=ALL,
    corrections=tuple(Correction(text, text) for text in HOSTILE),
    synonyms=tuple(Synonyms(text, (text,)) for text in HOSTILE),
    carried_over=HOSTILE,
    missing=HOSTILE,
    quotes=tuple(hostile_quote(text, number) for number, text in enumerate(HOSTILE)),
    suggestions=HOSTILE,
)


async def test_hostile_text_is_shown_as_it_is_everywhere() -> None:
    sections = tuple(
        section._replace(path=(text, *section.path)) for section, text in zip(ARTICLE.sections, HOSTILE, strict=False)
    )
    article = ARTICLE._replace(title=ALL, publisher=ALL, date=ALL, url=ALL, sections=sections)
    conversation = FakeConversation({printable(ALL): HOSTILE_ANSWER}, starter_questions=HOSTILE)
    app = ChatApp(lambda: FakeLibrary((article,)), open_conversation=conversations(conversation))
    async with app.run_test(size=(110, 60), notifications=True) as pilot:
        await settle(app, pilot)
        app.screen.query_one(Prompt).placeholder = Prompt(ALL).placeholder
        await ask(app, pilot, ALL)
        assert conversation.asked == [printable(ALL)]
        assert " ".join(printable(ALL).split()) in " ".join(shown(app).split())
        for card, text in zip(cards(app), HOSTILE, strict=True):
            assert printable(text) in str(card.shown.at(80))
        for keys in (("tab", "question_mark"), ("escape",), ("y",), ("enter",)):
            await pilot.press(*keys)
            await settle(app, pilot)
        assert app.screen.query_one(Reader).display
        assert "\x1b" not in app.export_screenshot()
        assert isinstance(app.screen, ChatScreen)


async def test_hostile_headings_are_safe_in_the_palette() -> None:
    sections = tuple(ARTICLE.sections[0]._replace(path=(text,)) for text in HOSTILE)
    conversation = FakeConversation()
    app = ChatApp(
        lambda: FakeLibrary((ARTICLE._replace(sections=sections),)), open_conversation=conversations(conversation)
    )
    async with app.run_test() as pilot:
        await settle(app, pilot)
        listed = [hit.text async for hit in Places(app.screen).discover()]
        assert listed == [printable(text) for text in HOSTILE]
        for text in ("[/b]", "[@click=app.quit]x[/]"):
            found = [str(hit.prompt) async for hit in Places(app.screen).search(text)]
            assert found == [text]
        await pilot.press("ctrl+p", "[", "slash")
        await settle(app, pilot)
        assert app.is_running


async def test_the_hostile_name_of_a_conversation_is_safe_in_the_palette_and_the_title(tmp_path: Path) -> None:
    name = "[@click=app.quit]x[/] [/b] \x1b[31m漢字"
    app = ChatApp(
        FakeLibrary,
        open_conversation=conversations(FakeConversation()),
        record=lambda: Record(sessions=Sessions(tmp_path), name=name),
    )
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(app, pilot)
        await pilot.press("ctrl+p", *"keep")
        await settle(app, pilot)
        lines = "\n".join(on_terminal(app))
        assert "Kept as [@click=app.quit]x[/] [/b] " in lines
        assert "already; keep it under another name" in lines
        assert "\x1b" not in lines
        assert "kept as [@click=app.quit]x[/] [/b] " in lines  # in the title, behind the list
        await pilot.click(offset=(on_terminal(app)[0].index("x[/]"), 0))
        assert app.is_running
        assert not app._exit


async def test_a_hostile_error_is_shown_as_it_is() -> None:
    def broken() -> FakeLibrary:
        raise RuntimeError(ALL)

    app = ChatApp(broken, open_conversation=lambda _: FakeConversation())
    async with app.run_test(size=(110, 40)) as pilot:
        await settle(app, pilot)
        assert " ".join(printable(ALL).split()) in " ".join(shown(app).split())


@given(st.text(st.characters()))
def test_cleaning_keeps_every_offset_and_no_control_character(text: str) -> None:
    cleaned = printable(text)
    assert len(cleaned) == len(text)
    assert all(ord(char) >= 32 or char == "\n" for char in cleaned)
    assert cleaned.encode().decode() == cleaned


@given(st.text(alphabet="ab [\x1b", max_size=30), st.data())
def test_citations_are_shown_in_brackets_and_offsets_follow(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    said, offsets = numbered(text, (Citation(start, end, (2, 7)),))
    assert said == printable(f"{text[:start]}[2] [7]{text[end:]}")
    assert len(offsets) == len(text) + 1
    assert offsets == sorted(offsets)
    assert said[offsets[end] :].endswith(printable(text[end:]))
    assert offsets[-1] == len(said)


@given(st.lists(st.tuples(st.integers(0, 94), st.integers(0, 94)), max_size=4))
def test_any_matches_leave_the_quotation_as_it_is(matches: list[tuple[int, int]]) -> None:
    spans = tuple((min(pair), max(pair)) for pair in matches)
    shown = passage_content(Quote(SLEEP, 1.0, (35, 94), spans)).plain
    assert shown == "Black tea keeps many people awake. Drunk in the evening, it can delay sleep by an hour [2] [7]."
