"""The conversation is written where the record says: nowhere by itself, to a file or under a name when asked."""

from pathlib import Path

from textual.widgets import Input

from bot.chat.app import ChatApp
from bot.chat.dialogs import NameDialog
from bot.chat.exchange import Exchange
from bot.chat.screen import ChatScreen
from bot.chat.titlebar import TitleBar
from bot.conversation.answer import Answer
from bot.errors import CitebotError, UsageError
from bot.keeping.record import Record
from bot.keeping.sessions import Sessions
from bot.keeping.store import FILE
from tests.chat.conftest import Open, ask, on_terminal, settle, shown
from tests.chat.sample import ANSWERED, ANSWERS, ARTICLE, NOT_FOUND, FakeConversation, FakeLibrary, conversations


class FakeRecord:
    """Remembers what it was told; one name is taken."""

    def __init__(self, questions: tuple[str, ...] = (), *, warning: str = "", broken: bool = False) -> None:
        self.turns: tuple[Answer, ...] = ()
        self.kept_as: str | None = "hands" if questions else None
        self.warning = warning
        self.can_keep = True
        self.questions = questions
        self.broken = broken
        self.restarts = 0
        self.exported: list[Path] = []

    def begin(self, articles: object) -> tuple[str, ...]:
        assert articles
        return self.questions

    def add(self, answer: Answer) -> None:
        self.turns += (answer,)
        if self.broken:
            raise CitebotError("The disk is full.", "Make room.")

    def restart(self) -> None:
        self.restarts += 1
        self.turns = ()

    def narrow(self, names: object) -> None:
        pass

    def export(self, path: Path) -> Path:
        if path.suffix != ".md" or path in self.exported:
            raise UsageError(f"{path} cannot be.", "Give another name.")
        self.exported.append(path)
        return path

    def keep(self, name: str) -> None:
        if name == "taken":
            raise UsageError("That name is taken.", "Give another one.")
        self.kept_as = name


def app_with(record: FakeRecord, conversation: FakeConversation | None = None) -> ChatApp:
    made = conversations(conversation or FakeConversation({ANSWERED.question: ANSWERED}))
    return ChatApp(FakeLibrary, open_conversation=made, record=record)  # type: ignore[arg-type]


def titles(app: ChatApp) -> str:
    return str(app.screen.query_one(TitleBar).render())


async def test_each_answer_is_recorded_and_a_new_conversation_too() -> None:
    record = FakeRecord()
    app = app_with(record)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await ask(app, pilot, ANSWERED.question)
        assert record.turns == (ANSWERED,)
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert record.restarts == 1


async def test_a_conversation_that_is_taken_up_is_asked_again_and_shown() -> None:
    record = FakeRecord(("hello", ANSWERED.question), warning="The article changed since.")
    conversation = FakeConversation(dict(ANSWERS))
    app = app_with(record, conversation)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert conversation.asked == ["hello", ANSWERED.question]
        assert [exchange.question for exchange in app.screen.query(Exchange)] == conversation.asked
        assert len(record.turns) == 2
        assert "The article changed since." in shown(app)
        assert "kept as hands" in titles(app)
        assert app.focused is app.screen.query_one("#prompt")


async def test_a_record_that_cannot_be_written_is_said_and_the_chat_goes_on() -> None:
    app = app_with(FakeRecord(broken=True))
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for count in (1, 2):
            await ask(app, pilot, ANSWERED.question)
            assert shown(app).count(" The disk is full.\n Make room.") == count


async def test_the_conversation_is_saved_under_a_name_that_is_asked_for_until_it_works() -> None:
    record = FakeRecord()
    app = app_with(record)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(app, pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ChatScreen)  # nothing to save yet
        await ask(app, pilot, ANSWERED.question)
        await pilot.press("ctrl+s")
        await pilot.pause()
        field = app.screen.query_one(Input)
        assert field.value == "citebot-tea.md"
        field.value = "notes.doc"
        await pilot.press("enter")
        await pilot.pause()
        assert any("notes.doc cannot be. Give another name." in line for line in on_terminal(app))
        app.screen.query_one(Input).value = "notes.md"
        await pilot.press("enter")
        await settle(app, pilot)
        assert record.exported == [Path("notes.md")]
        assert str(Path("notes.md").resolve()) in [notice.message for notice in app._notifications][-1]


async def test_the_conversation_is_kept_under_a_name_that_is_free_or_not_at_all() -> None:
    record = FakeRecord()
    app = app_with(record)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(app, pilot)
        app.action_keep()
        await pilot.pause()
        await pilot.press("escape")
        await settle(app, pilot)
        assert record.kept_as is None
        app.action_keep()
        await pilot.pause()
        await pilot.press(*"taken", "enter")
        await pilot.pause()
        assert isinstance(app.screen, NameDialog)
        assert any("That name is taken." in line for line in on_terminal(app))
        app.screen.query_one(Input).value = "knees"
        await pilot.press("enter")
        await settle(app, pilot)
        assert record.kept_as == "knees"
        about = {command.title: command.help for command in app.get_system_commands(app.screen)}
        assert about["Keep this conversation"] == "Kept as knees already; keep it under another name"
        assert titles(app) == "Citebot · kept as knees · Tea: Kinds, Effects and Preparation"


async def test_where_nothing_can_be_kept_it_is_not_offered(opened: Open) -> None:
    async with opened() as (app, _):
        assert "Keep this conversation" not in {command.title for command in app.get_system_commands(app.screen)}


async def test_an_answer_that_was_dropped_is_not_recorded() -> None:
    record = FakeRecord()
    conversation = FakeConversation({NOT_FOUND.question: NOT_FOUND})
    app = app_with(record, conversation)
    async with app.run_test() as pilot:
        await settle(app, pilot)
        app.screen.query_one("#prompt").text = NOT_FOUND.question
        await pilot.press("enter", "ctrl+n")
        await settle(app, pilot)
        assert record.turns == ()
        assert record.restarts == 1


async def test_the_title_says_where_it_is_kept_also_when_that_changes(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path)
    answers = {ANSWERED.question: ANSWERED, NOT_FOUND.question: NOT_FOUND}
    app = app_with(Record(None, sessions, "hands"), FakeConversation(answers))  # type: ignore[arg-type]
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(app, pilot)
        await ask(app, pilot, ANSWERED.question)
        assert titles(app) == "Citebot · kept as hands · Tea: Kinds, Effects and Preparation"
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert titles(app) == "Citebot · kept as hands (2) · Tea: Kinds, Effects and Preparation"
        await ask(app, pilot, ANSWERED.question)
        sessions.delete("hands (2)")
        await ask(app, pilot, NOT_FOUND.question)
        assert "was deleted meanwhile, so it is no longer kept" in [one.message for one in app._notifications][-1]
        assert titles(app) == "Citebot · Tea: Kinds, Effects and Preparation"


async def test_a_new_conversation_that_cannot_be_kept_says_so_in_the_title_too(tmp_path: Path) -> None:
    app = app_with(Record(None, Sessions(tmp_path), "hands"))  # type: ignore[arg-type]
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(app, pilot)
        await ask(app, pilot, ANSWERED.question)
        (tmp_path / "conversations" / FILE).write_bytes(b"no database" * 99)
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert titles(app) == "Citebot · Tea: Kinds, Effects and Preparation"
        assert "is damaged, or no file of Citebot's." in shown(app)
        assert not app.screen.query(Exchange)


async def test_a_kept_conversation_goes_on_with_the_article_that_was_chosen(tmp_path: Path) -> None:
    library = FakeLibrary((ARTICLE, ARTICLE._replace(name="milk", title="Milk")))
    answering: list[tuple[tuple[str, ...], str]] = []

    class Noting(FakeConversation):
        def ask(self, text: str) -> Answer:
            answering.append((self.names, text))
            return super().ask(text)._replace(question=text)

    def converse(chosen: FakeLibrary) -> FakeConversation:
        made = Noting()
        made.names = tuple(article.name for article in chosen.articles)
        return made

    def opened() -> ChatApp:
        record = Record(None, Sessions(tmp_path), "hands")
        return ChatApp(lambda: library, open_conversation=converse, record=record)  # type: ignore[arg-type]

    app = opened()
    async with app.run_test() as pilot:
        await settle(app, pilot)
        await ask(app, pilot, "first")
        app.narrow(("milk",))
        await settle(app, pilot)
        await ask(app, pilot, "second")
    answering.clear()
    app = opened()
    async with app.run_test() as pilot:
        await settle(app, pilot)
        assert titles(app) == "Citebot · kept as hands · only Milk"
        assert "From here on, answers come only from: Milk" in shown(app)
        answering = [one for one in answering if one[1] in ("first", "second")]
        assert answering == [(("tea", "milk"), "first"), (("milk",), "second")]
        await pilot.press("ctrl+n")
        await settle(app, pilot)
        assert titles(app) == "Citebot · kept as hands (2) · only Milk"
