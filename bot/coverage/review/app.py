"""The review as an application: it opens the session beside the screen and holds what can be done."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from bot.chat.background import in_background
from bot.chat.guarded import GuardedApp
from bot.chat.leaving import LeavingApp
from bot.chat.themes import DARK, LIGHT, THEMES
from bot.coverage.review.dialogs import AddSynonym, Changes, Help, Leave, Synonym
from bot.coverage.review.screen import ReviewScreen
from bot.coverage.review.session import Session
from bot.coverage.review.synonyms import parsed
from bot.errors import CitebotError
from bot.showing import shown_path

T = TypeVar("T")
FILE = "synonyms.toml"  # what is proposed where the corpus that ships is asked


class ReviewApp(LeavingApp, GuardedApp, inherit_bindings=False):
    """Reviews one list. What takes long runs in a thread, one thing after the other, in the order of the keys."""

    TITLE = "Citebot review"
    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mark", "Mark", tooltip="Mark the highlighted passage as the expected one", id="app.mark"),
        Binding("a", "also", "Also", tooltip="Accept the highlighted passage as well", id="app.also"),
        Binding("x", "none", "None", tooltip="The question is not answered on purpose", id="app.none"),
        Binding("s", "synonym", "Synonym", tooltip="Add a synonym and ask every question again", id="app.synonym"),
        Binding("u", "undo", "Undo", tooltip="Take the last label or synonym back", id="app.undo"),
        Binding("w", "save", "Save", tooltip="Save the labels", id="app.save"),
        Binding("f1", "help", "Help", key_display="F1", tooltip="What this is for, and every key", id="app.help"),
        Binding("f2", "toggle_theme", "Light or dark", show=False, tooltip="Switch light and dark", id="app.theme"),
        Binding("q", "leave", "Quit", tooltip="Leave the review", id="app.quit"),
        Binding("ctrl+q,ctrl+c", "leave", "Quit", show=False, tooltip="Leave", id="app.quit_anywhere", priority=True),
    ]

    def __init__(self, session: Session) -> None:
        """The session is opened when the screen stands."""
        super().__init__()
        self.error: CitebotError | None = None
        self._session = session
        self._review = ReviewScreen(session)
        self._turn = asyncio.Lock()
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Returns the review as the screen to start with."""
        return self._review

    def on_mount(self) -> None:
        """Opens the session."""
        self._review.call_after_refresh(self._start, self._open)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offers nothing that changes a session before it is open, or under a dialog."""
        if action in ("mark", "also", "none", "synonym", "undo", "save"):
            return bool(self._session.outcomes) and self.screen is self._review
        return action != "leave" or not isinstance(self.screen, Leave)

    async def _open(self) -> None:
        total = len(self._session.faq.rows)
        self._review.say("opening the article…")

        def progress(done: int) -> None:
            if done % 20 == 0:
                self.call_later(self._review.say, f"asked {done} of {total} questions…")

        try:
            await in_background(lambda: self._session.open(progress))
        except CitebotError as error:
            self.error = error
        except Exception as error:
            self.error = CitebotError(f"The evaluation broke off: {type(error).__name__}: {error}.")
        if self.error:
            self.exit(return_code=2)
        else:
            self._review.opened()
            self.refresh_bindings()

    def action_mark(self) -> None:
        """Makes the highlighted passage the expected one, or takes that back."""
        self._mark(self._session.mark, "Expected now")

    def action_also(self) -> None:
        """Accepts the highlighted passage beside those that are expected, or takes that back."""
        self._mark(self._session.mark_also, "Accepted as well")

    def _mark(self, mark: Callable[[str, str], bool], said: str) -> None:
        outcome, passage = self._review.chosen, self._review.passage
        if outcome and passage:
            self._start(self._label, lambda: mark(outcome.row.id, passage.id), said)
        elif outcome:
            self._tell("No passage is shown: press Enter and choose one in the article.")

    def action_none(self) -> None:
        """Makes the question one that is not answered on purpose, or takes that back."""
        if outcome := self._review.chosen:
            self._start(self._label, lambda: self._session.mark_none(outcome.row.id), "Not answered on purpose")

    async def _label(self, work: Callable[[], bool], said: str) -> None:
        marked = await self._done(work)
        if marked is not None:
            self._review.refill_keeping()
            self._tell(f"{said}. u takes it back." if marked else "The label is taken off.")

    def action_synonym(self) -> None:
        """Asks for a synonym, prefilled with what would help the question."""
        outcome = self._review.chosen
        word, expressions = parsed(outcome.suggestion) if outcome else ("", ())
        if outcome and not word and outcome.missing:
            word = outcome.missing[0]
        own = self._session.synonyms
        where = (
            f"It goes into {own}." if own else "The article that ships keeps its own synonyms; yours go into a copy."
        )
        file = "" if own else str(self._session.copy or Path(FILE).resolve())
        self.push_screen(AddSynonym(word, expressions, where, file), self._add)

    def _add(self, synonym: Synonym | None) -> None:
        if synonym:
            self._start(self._add_synonym, synonym)

    async def _add_synonym(self, synonym: Synonym) -> None:
        path = self._session.synonyms or Path(synonym.file).expanduser()
        self._review.say("asking every question again…")
        work = lambda: self._session.add_synonym(synonym.word, synonym.expressions, path)  # noqa: E731
        comparison = await self._done(work)
        self._review.opened()
        if comparison is not None and comparison.differences:
            self.push_screen(Changes(comparison, self.action_undo))
        elif comparison is not None:
            self._tell(f"Added to {path.name}. No question changed; u takes it back.")

    def action_undo(self) -> None:
        """Takes the last label or synonym back."""
        self._start(self._undo)

    async def _undo(self) -> None:
        id = await self._done(self._session.undo)
        if id is not None:
            self._review.opened()
            self._review.refill(id)
            self._tell("The label is as it was before." if id else "The synonym is taken out again.")

    def action_save(self) -> None:
        """Saves the labels."""
        self._start(self._save)

    async def _save(self) -> bool:
        if not self._session.unsaved:
            self._tell("There is no label to save.")
            return True
        path = await self._done(self._session.save)
        if path is not None:
            self._review.refill_keeping()
            self.notify(f"Saved as {shown_path(path)}.", markup=False)
        return path is not None

    def action_leave(self) -> None:
        """Leaves, after asking what becomes of labels that are not saved."""
        if self._session.unsaved:
            self.push_screen(Leave(self._session.unsaved), lambda choice: self._start(self._leave, choice))
        else:
            self.exit()

    async def _leave(self, choice: str | None) -> None:
        if choice == "discard" or (choice == "save" and await self._save()):
            self.exit()

    def action_help(self) -> None:
        """Shows the help."""
        self.push_screen(Help())

    def action_toggle_theme(self) -> None:
        """Switches between the light and the dark theme."""
        self.theme = LIGHT if self.theme == DARK else DARK

    def _start(self, work: Callable[..., Awaitable[object]], *given: object) -> None:
        async def in_turn() -> None:
            async with self._turn:
                await work(*given)

        self.run_worker(in_turn(), exit_on_error=False)

    async def _done(self, work: Callable[[], T]) -> T | None:
        """Returns what the work returns; says what went wrong, and returns None, where it fails."""
        try:
            return await in_background(work)
        except CitebotError as error:
            self._tell(f"{error}", failed=True)
        except Exception as error:
            self._tell(f"This could not be done: {type(error).__name__}: {error}", failed=True)
        return None

    def _tell(self, sentence: str, *, failed: bool = False) -> None:
        if failed:
            self.notify(sentence, severity="error", markup=False)
        else:
            self._review.tell(sentence)
