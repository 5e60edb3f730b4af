"""The chat as an application: it opens the library, passes questions on, and holds the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from bot.chat.choices import Choices
from bot.chat.desk import Desk
from bot.chat.palette import Headings
from bot.chat.prompt import Prompt
from bot.chat.screen import ChatScreen
from bot.chat.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:  # both load the index and the stemmer, which the first frame must not wait for
    from bot.conversation.dialogue import Conversation
    from bot.library import Library


def _start_conversation(library: Library) -> Conversation:
    from bot.conversation.dialogue import Conversation

    return Conversation(library)


class ChatApp(App[None], inherit_bindings=False):
    """The chat. The library is opened after the first frame; questions asked before that wait for it."""

    TITLE = "Citebot"
    CSS_PATH = "chat.tcss"
    COMMANDS = App.COMMANDS | {Headings}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", key_display="F1", tooltip="What Citebot does, and every key", id="app.help"),
        Binding("ctrl+p", "command_palette", "Commands", tooltip="Commands and headings", id="app.commands"),
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
    ) -> None:
        """`open_library` is called in a thread; it may raise `CitebotError`."""
        super().__init__()
        self._chat = ChatScreen()
        self._desk = Desk(self._chat, open_library, open_conversation)
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, DARK)  # before any style is worked out, so that none is worked out twice
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Returns the chat as the screen to start with."""
        return self._chat

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002  # Textual passes it
        """Yields the fixed commands of the palette."""
        yield SystemCommand("New conversation", "Forget what was asked and start anew", self.action_new_conversation)
        if self._chat.articles:
            yield SystemCommand("Open the article", "Read it from the beginning", self.action_open_article)
        yield SystemCommand("Light or dark", "Switch between a light and a dark screen", self.action_toggle_theme)
        yield SystemCommand("Help", "What Citebot does, and every key", self.action_help)
        yield SystemCommand("Quit", "Leave Citebot", self.action_quit)

    @on(ChatScreen.Painted)
    def _open(self) -> None:
        self._desk.open()

    @on(Prompt.Sent)
    async def _ask(self, event: Prompt.Sent) -> None:
        await self._desk.ask(event.text)

    @on(Choices.Asked)
    async def _ask_suggestion(self, event: Choices.Asked) -> None:
        self._chat.prompt.remember(event.text)
        self._chat.action_focus_prompt()
        await self._desk.ask(event.text)

    @on(Choices.Copied)
    def _copy(self, event: Choices.Copied) -> None:
        self.copy_to_clipboard(event.text)
        self.notify("Sent to the terminal's clipboard.", markup=False)

    async def action_new_conversation(self) -> None:
        """Forgets what was asked and starts anew."""
        await self._desk.restart()

    def action_open_article(self) -> None:
        """Opens the article at its beginning."""
        if self._chat.articles:
            self._chat.open_article(self._chat.articles[0])

    def action_help(self) -> None:
        """Shows the help."""
        from bot.chat.dialogs import Help

        self.push_screen(Help())

    def action_toggle_theme(self) -> None:
        """Switches between the light and the dark theme."""
        self.theme = LIGHT if self.theme == DARK else DARK
