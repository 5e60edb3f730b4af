"""The chat as an application: it opens the library, passes questions on, and holds the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.events import Key, Paste
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from bot.chat.ahead import TypingApp
from bot.chat.copying import CopyingApp
from bot.chat.desk import Desk
from bot.chat.guarded import GuardedApp
from bot.chat.leaving import LeavingApp
from bot.chat.messages import Asked
from bot.chat.notebook import Notebook
from bot.chat.palette import Everything
from bot.chat.prompt import Prompt
from bot.chat.screen import ChatScreen
from bot.chat.themes import DARK, LIGHT, THEMES
from bot.chat.titlebar import TitleBar

if TYPE_CHECKING:  # these load the index, the stemmer and more, which the first frame must not wait for
    from bot.conversation.dialogue import Conversation
    from bot.keeping.record import Record
    from bot.library import Library


def _start_conversation(library: Library) -> Conversation:
    from bot.conversation.dialogue import Conversation

    return Conversation(library)


_KEEP = "On this computer, under a name, to go on with it another day"
_A_MOMENT = 5.0  # seconds in which pressing Ctrl+C again leaves
_A_WHILE = 2.0  # seconds for which Tab waits for an answer


class _Entered(Message):
    """The passages have the focus."""


class ChatApp(CopyingApp, TypingApp, LeavingApp, GuardedApp, inherit_bindings=False):
    """The chat. The library is opened after the first frame; questions asked before that wait for it."""

    TITLE = "Citebot"
    CSS_PATH = "chat.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Everything}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", key_display="F1", tooltip="What Citebot does, and every key", id="app.help"),
        Binding("f3", "choose", "Articles", key_display="F3", tooltip="Ask one article only", id="app.choose"),
        Binding("ctrl+p", "command_palette", "Commands", tooltip="Commands and headings", id="app.commands"),
        Binding("ctrl+s", "export", "Save", tooltip="Save the conversation to a file", id="app.export"),
        Binding("ctrl+n", "new_conversation", "New", tooltip="Forget what was asked and start anew", id="app.new"),
        Binding("f2", "toggle_theme", "Light or dark", show=False, tooltip="Switch light and dark", id="app.theme"),
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave Citebot", id="app.quit", priority=True),
        Binding("ctrl+c", "help_quit", "How to quit", show=False, tooltip="Says which key quits", id="app.help_quit"),
    ]

    def __init__(
        self,
        open_library: Callable[[], Library],
        *,
        open_conversation: Callable[[Library], Conversation] = _start_conversation,
        record: Record | Callable[[], Record] | None = None,
        when_loaded: Callable[[], object] = lambda: None,
        how_far: Callable[[], str] = lambda: "",
    ) -> None:
        """`open_library` is called in a thread; it may raise `CitebotError`. Without a record nothing is written.

        `when_loaded` is called when all that answering needs is in memory. `how_far` says how far `open_library` is,
        "" where there is nothing to say.
        """
        super().__init__()
        self._asked_to_leave = False
        self._chat = ChatScreen()
        self._notebook = Notebook(record)
        self._desk = Desk(self._chat, open_library, open_conversation, self._notebook, when_loaded, how_far)
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, DARK)  # before any style is worked out, so that none is worked out twice
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def library(self) -> Library | None:
        """All that was read, as soon as it is."""
        return self._desk.library

    def get_default_screen(self) -> Screen[None]:
        """Returns the chat as the screen to start with."""
        return self._chat

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002  # Textual passes it
        """Yields the fixed commands of the palette."""
        if self._chat.conversation.latest:
            yield SystemCommand("Copy the answer", "The latest one, with its places and sources", self.action_copy)
        if self._chat.articles:
            yield SystemCommand("Save the conversation to a file", "As Markdown, text or JSON", self.action_export)
            yield SystemCommand(
                "New conversation", "Forget what was asked and start anew", self.action_new_conversation
            )
            yield SystemCommand("Open the article", "Read it from the beginning", self.action_open_article)
        if self._chat.articles and self._notebook.record.can_keep:
            kept_as = self._notebook.record.kept_as
            about = f"Kept as {kept_as} already; keep it under another name" if kept_as else _KEEP
            yield SystemCommand("Keep this conversation", about, self.action_keep)
        if len(self._chat.articles) > 1:
            yield SystemCommand("Choose articles", "Ask one article only, or all of them", self.action_choose)
        yield SystemCommand("Light or dark", "Switch between a light and a dark screen", self.action_toggle_theme)
        yield SystemCommand("Help", "What Citebot does, and every key", self.action_help)
        yield SystemCommand("Quit", "Leave Citebot", self.action_quit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offers to choose among articles where there are several."""
        return action != "choose" or len(self._chat.articles) > 1

    @on(ChatScreen.Painted)
    async def _open(self) -> None:
        await self.let_go()
        self._desk.open()

    def before_key(self, event: Key | Paste) -> bool:
        """Sees to it that what is typed goes somewhere; after a key that goes to the passages, the others wait."""
        if self.screen is self._chat and self._chat.before_key(event):
            self.hold()
            self._chat.prompt.leave()
            return True
        return False

    @on(Prompt.Left)
    def _leave_prompt(self) -> None:
        self.run_worker(self._enter_answer(), group="enter", exit_on_error=False)

    async def _enter_answer(self) -> None:
        """Goes to the passages: of the answer that is still looked for, if there is one."""
        try:
            await self._desk.rest(_A_WHILE)
            self._chat.action_enter_answer()
        finally:
            self.post_message(_Entered())

    @on(_Entered)
    async def _go_on(self) -> None:
        await self.let_go()

    @on(Prompt.Sent)
    async def _send(self, event: Prompt.Sent) -> None:
        from bot.chat.typed import meant

        typed = meant(event.text)
        if typed.number is not None:
            self._desk.choose(typed.number)
        elif typed.action:
            await self.run_action(typed.action)
        elif typed.unknown:
            self.notify(f"There is no command {typed.unknown}. Ctrl+P lists all commands.", markup=False)
        else:
            await self._ask(event.text)

    @on(Asked)
    async def _ask_suggestion(self, event: Asked) -> None:
        self._chat.action_focus_prompt()
        await self._ask(event.text)

    async def _ask(self, text: str) -> None:
        self._chat.prompt.remember(text)
        await self._desk.ask(text)

    def action_copy(self) -> None:
        """Copies the latest answer."""
        if latest := self._chat.conversation.latest:
            latest.action_copy_all()

    @work(group="dialog")
    async def action_export(self) -> None:
        """Asks for a file name and writes the conversation there."""
        from bot.chat import commands

        await commands.export(self, self._notebook, self._chat.articles)

    @work(group="dialog")
    async def action_keep(self) -> None:
        """Asks for a name and keeps the conversation under it."""
        from bot.chat import commands

        if name := await commands.keep(self, self._notebook):
            self._chat.name_kept(name)

    @work(group="dialog")
    async def action_choose(self) -> None:
        """Asks which articles are to answer."""
        from bot.chat import commands

        names = await commands.choose(self, self._chat.articles, self._chat.narrowed)
        if names is not None:
            self.narrow(names)

    @on(TitleBar.Pressed)
    def _choose(self) -> None:
        if len(self._chat.articles) > 1:
            self.action_choose()

    def narrow(self, names: tuple[str, ...]) -> None:
        """Has only the articles of these names answer from now on; all when there are no names."""
        self._desk.narrow(names)

    async def action_new_conversation(self) -> None:
        """Forgets what was asked and starts anew."""
        await self._desk.restart()

    def action_open_article(self) -> None:
        """Opens the article at its beginning."""
        if self._chat.articles:
            self._chat.open_article((self._chat.narrowed or self._chat.articles)[0])

    def action_help_quit(self) -> None:
        """Says how to leave, and leaves when it is asked for again at once."""
        if self._asked_to_leave:
            self.exit()
            return
        self._asked_to_leave = True
        self.set_timer(_A_MOMENT, self._stay)
        self.notify("To leave Citebot, press Ctrl+C again, or Ctrl+Q.", timeout=_A_MOMENT, markup=False)

    @on(TextArea.Changed)
    def _stay(self) -> None:
        self._asked_to_leave = False

    def action_command_palette(self) -> None:
        """Lists the commands, the articles and their headings."""
        if not CommandPalette.is_open(self):  # type: ignore[arg-type]  # it takes any app
            self.push_screen(CommandPalette(placeholder="Type a command or a heading", id="--command-palette"))

    def action_help(self) -> None:
        """Shows the help."""
        from bot.chat.dialogs import Help

        self.push_screen(Help())

    def action_toggle_theme(self) -> None:
        """Switches between the light and the dark theme."""
        self.theme = LIGHT if self.theme == DARK else DARK
