"""The review: labels, synonyms, what can be taken back, filters, saving, leaving."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from bot.coverage.baseline import compare
from bot.coverage.evaluate import evaluate, outcomes
from bot.coverage.questions import read
from bot.coverage.review.app import ReviewApp
from bot.coverage.review.articlepane import ArticlePane
from bot.coverage.review.dialogs import AddSynonym, Changes, Help, Leave
from bot.coverage.review.keeping import Keeper
from bot.coverage.review.listing import Listing
from bot.coverage.review.passages import PassageChoices, PassagePane
from bot.coverage.review.session import Session, Tools
from bot.errors import UsageError
from bot.library import Library
from tests.chat.conftest import on_terminal as lines_on_terminal
from tests.coverage.small import STINGS

LIST = """id;Question;Notes;expected
swell;How long does the swelling last?;ask the nurse;Swelling
itch;What relieves the itching?;;
rings;Are rings taken off?;;Redness
again;What relieves the blorp?;;First Aid
cost;What does the hospital charge?;;
"""
SYNONYMS = '# ours\n[one-way.ours]\n"zap" = ["sting"]  # by the children\n'
Open = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[None]]]]


_OPENED: dict[bytes, Library] = {}
_open = Library.open


def opened_once(corpus: Path) -> Library:
    """The library over the article, which is opened only once for all tests with the same synonyms."""
    beside = corpus.with_name("synonyms.toml")
    own = beside.read_bytes() if beside.exists() else b""
    if not corpus.exists() or own not in _OPENED:
        _OPENED[own] = _open(corpus)
    return _OPENED[own]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stings.md").write_text(STINGS, encoding="utf-8")
    (tmp_path / "faq.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(Library, "open", opened_once)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def session_over(place: Path, *, corpus: Path | None = None, in_place: bool = False, name: str = "faq.csv") -> Session:
    path = place / name
    keeper = Keeper(path, in_place=in_place)
    return Session(read([path]), corpus or place / "stings.md", Tools(evaluate, outcomes, compare, keeper.write))


async def settle(app: ReviewApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(not worker.is_finished for worker in app.workers):
        await app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def press(app: ReviewApp, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(app, pilot)


@pytest.fixture
def opened(place: Path) -> Open:
    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24), **how: bool) -> AsyncIterator[tuple[ReviewApp, Pilot[None]]]:
        app = ReviewApp(session_over(place, **how))
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(app, pilot)
            yield app, pilot

    return run


def on_terminal(app: ReviewApp) -> str:
    return "\n".join(lines_on_terminal(app))


async def test_the_screen_shows_questions_results_and_the_passages_of_the_first(opened: Open) -> None:
    async with opened() as (app, _):
        text = on_terminal(app)
        assert "5 questions · 1 pass · 2 fail" in text
        assert "pass    answered    a passage  How long does the swelling last?" in text
        assert "–       answered    –          What relieves the itching?" in text
        assert "★ expected" in text
        assert "The skin around the stinger swells within minutes" in text


async def test_a_passage_is_marked_and_the_mark_taken_back(opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "m")
        assert "pass    answered    a passage  What relieves the itching?" in on_terminal(app)
        assert app._session.unsaved == 1
        await press(app, pilot, "u")
        assert "–       answered    –          What relieves the itching?" in on_terminal(app)
        assert app._session.unsaved == 0
        await press(app, pilot, "m", "m")
        assert app._session.outcomes["itch"].row.expected == ()


async def test_the_passage_that_was_missed_is_marked_in_the_article(opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "down", "enter")
        assert isinstance(app.focused, PassageChoices)
        await press(app, pilot, "enter")
        assert isinstance(app.focused, ArticlePane)
        assert not app.screen.query_one("#questions").display
        await press(app, pilot, "home", "m")
        first = app._session.library.passages[0]
        assert app._session.outcomes["rings"].row.expected == (first.id,)
        await press(app, pilot, "escape", "escape")
        assert isinstance(app.focused, Listing)
        shown = app.screen.query_one(PassageChoices).visual.at(76).plain
        assert "Expected, but not shown\n│ ★ expected" in shown


async def test_another_passage_is_accepted_as_well(opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "down")
        assert app._session.outcomes["rings"].passed is False
        await press(app, pilot, "a")
        assert app._session.outcomes["rings"].passed is True
        assert app._session.outcomes["rings"].row.expected[0] == "Redness"
        await press(app, pilot, "a")
        assert app._session.outcomes["rings"].row.expected == ("Redness",)


async def test_a_question_is_said_to_be_unanswered_on_purpose(opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "end", "x")
        assert app._session.outcomes["cost"].label == "unanswerable"
        assert "no answer, on purpose" in on_terminal(app)
        await press(app, pilot, "x")
        assert app._session.outcomes["cost"].label == "unlabelled"


async def test_a_label_counts_for_other_wordings_too(place: Path, opened: Open) -> None:
    (place / "faq.csv").write_text(
        "id,question,expected,variant_of\na,What relieves the itching?,,\nb,What eases the burning?,,a\n",
        encoding="utf-8",
    )
    async with opened() as (app, pilot):
        await press(app, pilot, "x")
        assert {outcome.label for outcome in app._session.outcomes.values()} == {"unanswerable"}
        await press(app, pilot, "u")
        assert {outcome.label for outcome in app._session.outcomes.values()} == {"unlabelled"}


async def test_kinds_of_questions_are_filtered_and_words_searched(opened: Open) -> None:
    async with opened() as (app, pilot):
        listing = app.screen.query_one(Listing)
        await press(app, pilot, "2")
        assert [outcome.row.id for outcome in listing._shown] == ["rings", "again"]
        await press(app, pilot, "5")
        assert [outcome.row.id for outcome in listing._shown] == ["itch", "cost"]
        await press(app, pilot, "m")
        assert [outcome.row.id for outcome in listing._shown] == ["cost"]
        await press(app, pilot, "f")
        assert "[All 5]" in on_terminal(app)
        await press(app, pilot, "slash", *"relieves", "enter")
        assert [outcome.row.id for outcome in listing._shown] == ["itch", "again"]
        assert app.focused is listing
        await press(app, pilot, "escape")
        assert len(listing._shown) == 5


async def test_keys_before_everything_is_asked_change_nothing(place: Path) -> None:
    app = ReviewApp(session_over(place))
    async with app.run_test() as pilot:
        for key in ("m", "x", "f", "u", "w", "down", "enter", "s"):
            await pilot.press(key)
        await settle(app, pilot)
        assert app._session.unsaved == 0


async def test_a_synonym_is_added_says_what_changed_everywhere_and_is_taken_back(place: Path, opened: Open) -> None:
    (place / "synonyms.toml").write_text(SYNONYMS, encoding="utf-8")
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "down", "down", "s")
        assert isinstance(app.screen, AddSynonym)
        app.screen.query_one("#word", Input).value = "blorp"
        app.screen.query_one("#expressions", Input).value = "itching"
        app.screen.query_one("#expressions", Input).focus()
        await press(app, pilot, "enter")
        assert isinstance(app.screen, Changes)
        assert "Better now: 1" in on_terminal(app)
        assert (place / "synonyms.toml").read_text() == f'{SYNONYMS}\n[one-way.review]\n"blorp" = ["itching"]\n'
        assert app._session.outcomes["again"].passed is True
        await press(app, pilot, "u")
        assert app.screen is app._review
        assert (place / "synonyms.toml").read_text() == SYNONYMS
        assert app._session.outcomes["again"].passed is False


async def test_the_article_that_ships_gets_no_synonym_but_a_file_of_ones_own_does(place: Path) -> None:
    session = session_over(place)
    session.open()
    session.synonyms = None  # as over the article that ships
    own = place / "mine.toml"
    session.add_synonym("blorp", ["itching"], own)
    assert own.read_text(encoding="utf-8").endswith('"blorp" = ["itching"]\n')
    assert session.outcomes["again"].passed is True
    assert session_over(place, corpus=None).synonyms == place / "synonyms.toml"
    assert Session(session.faq, None, session._tools).synonyms is None
    import bot

    with pytest.raises(UsageError, match="not changed"):
        session.add_synonym("blorp", ["itching"], Path(bot.__file__).parent / "corpus" / "synonyms.toml")
    with pytest.raises(UsageError, match="toml"):
        session.add_synonym("blorp", ["itching"], place / "stings.md")
    session.undo()
    assert not own.exists()


async def test_a_synonym_after_which_nothing_can_be_evaluated_is_taken_out_again(place: Path) -> None:
    session = session_over(place)
    session.open()

    def broken(*_: object) -> None:
        raise UsageError("It broke.")

    session._tools = Tools(broken, outcomes, compare, session._tools.write)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="broke"):
        session.add_synonym("blorp", ["itching"], place / "synonyms.toml")
    assert not (place / "synonyms.toml").exists()


async def test_labels_go_into_a_copy_and_the_list_stays_as_it_is(place: Path, opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "x", "w")
        assert app._session.unsaved == 0
        assert (place / "faq.csv").read_text() == LIST
        copy = (place / "faq.reviewed.csv").read_text()
        assert copy == LIST.replace("What relieves the itching?;;", "What relieves the itching?;;none")
        await press(app, pilot, "u", "end", "x", "w")
        copy = (place / "faq.reviewed.csv").read_text()
        assert copy == LIST.replace("hospital charge?;;", "hospital charge?;;none")
    assert Keeper(place / "faq.csv").target == place / "faq.reviewed-2.csv"


async def test_labels_go_into_the_list_itself_with_a_backup(place: Path, opened: Open) -> None:
    async with opened(in_place=True) as (app, pilot):
        await press(app, pilot, "down", "x", "w")
    assert "itching?;;none" in (place / "faq.csv").read_text()
    assert (place / "faq.csv.bak").read_text() == LIST


async def test_labels_of_a_text_go_into_a_table(place: Path) -> None:
    (place / "faq.txt").write_text("What relieves the itching?\nIs it raining?\n", encoding="utf-8")
    session = session_over(place, name="faq.txt")
    session.open()
    last = session.faq.rows[1]
    session.mark_none(last.id)
    assert session.save() == place / "faq.reviewed.csv"
    again = read([place / "faq.reviewed.csv"])
    assert [(row.id, row.question, row.expected) for row in again.rows] == [
        (row.id, row.question, row.expected) for row in session.faq.rows
    ]
    with pytest.raises(UsageError):
        Keeper(place / "faq.txt", in_place=True)
    with pytest.raises(UsageError):
        Keeper(place / "faq.txt", output=place / "x.txt")


async def test_labels_that_cannot_be_saved_stay_unsaved(place: Path, opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "x")
        (place / "faq.csv").unlink()
        await press(app, pilot, "w")
        assert app._session.unsaved == 1
        assert app._notifications


@pytest.mark.parametrize(("key", "leaves", "saved"), [("escape", False, False), ("d", True, False), ("w", True, True)])
async def test_leaving_asks_what_becomes_of_labels(
    place: Path, opened: Open, key: str, leaves: bool, saved: bool
) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "x", "q")
        assert isinstance(app.screen, Leave)
        await press(app, pilot, key)
        assert (app._exit, (place / "faq.reviewed.csv").exists()) == (leaves, saved)


async def test_leaving_without_labels_asks_nothing(opened: Open) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "q")
        assert app._exit


async def test_an_article_that_cannot_be_read_ends_the_review_with_its_reason(place: Path) -> None:
    app = ReviewApp(session_over(place, corpus=place / "gone.md"))
    async with app.run_test() as pilot:
        await settle(app, pilot)
    assert app.return_code == 2
    assert "gone.md" in str(app.error)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_everything_fits_and_the_article_stands_beside_only_where_there_is_room(
    opened: Open, size: tuple[int, int]
) -> None:
    async with opened(size=size) as (app, pilot):
        assert app.screen.query_one(ArticlePane).display == (size[0] >= 100)
        assert app.screen.query_one(Listing).room.height >= 2
        assert all(len(line) <= size[0] for line in on_terminal(app).splitlines())
        await press(app, pilot, "enter", "enter")
        assert isinstance(app.focused, ArticlePane)
        await pilot.resize_terminal(30, 8)
        await settle(app, pilot)
        assert "Please make this window" in on_terminal(app)


async def test_the_article_follows_the_passage_beside_it(opened: Open) -> None:
    async with opened(size=(120, 40)) as (app, pilot):
        article, passages = app.screen.query_one(ArticlePane), app.screen.query_one(PassagePane)
        await press(app, pilot, "down", "enter")
        assert article.passage == passages.passage
        await press(app, pilot, "down")
        assert article.passage == passages.passage


async def test_the_help_names_every_key(opened: Open) -> None:
    async with opened(size=(100, 60)) as (app, pilot):
        await press(app, pilot, "f1")
        assert isinstance(app.screen, Help)
        text = on_terminal(app)
        keys = [binding.key for binding in ReviewApp.BINDINGS if len(binding.key) == 1]
        assert all(f" {key} " in text for key in keys)
        await press(app, pilot, "escape")
        assert app.screen is app._review


async def test_hostile_text_in_a_list_is_shown_as_it_is(place: Path, opened: Open) -> None:
    (place / "faq.csv").write_text(
        'question,topic,expected\n"[/] [bold]x[/b] [@click=app.quit]y[/] swelling",[/],[/b] [0]\n', encoding="utf-8"
    )
    async with opened() as (app, pilot):
        assert "[@click=app.quit]y[/]" in on_terminal(app)
        await press(app, pilot, "m", "s", "escape", "u")
        assert app._session.unsaved == 0


def steps(*keys: str) -> Callable[[Pilot[None]], object]:
    """Returns what to do before the picture is taken."""

    async def run(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, ReviewApp)
        await settle(pilot.app, pilot)
        await press(pilot.app, pilot, *keys)

    return run


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_how_it_looks(snap_compare: Callable[..., bool], place: Path, size: tuple[int, int]) -> None:
    app = ReviewApp(session_over(place))
    assert snap_compare(app, terminal_size=size, run_before=steps("down", "down", "enter"))


async def test_ten_thousand_questions_are_gone_through_without_delay(opened: Open) -> None:
    async with opened() as (app, pilot):
        listing = app.screen.query_one(Listing)
        one = app._session.outcomes["swell"]
        drawn: list[int] = []
        line = listing.line
        listing.line = lambda number, width: (drawn.append(number), line(number, width))[1]  # type: ignore[method-assign]
        listing.show([one] * 10_000)
        await press(app, pilot, "end")
        assert listing._chosen == 9_999
        assert len(drawn) < 200
