"""The chat screen: the conversation above, the prompt below it, the article beside it or over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Static

from bot.article import Article
from bot.chat.beside import ReadingScreen
from bot.chat.choices import Choices
from bot.chat.content import plain
from bot.chat.exchange import Exchange
from bot.chat.keys import Keys
from bot.chat.messages import PassageQuestioned
from bot.chat.opening import opening_text, title_words
from bot.chat.parts import Part, problem, suggested
from bot.chat.prompt import TO_PASSAGES, Prompt
from bot.chat.reader.reader import Reader
from bot.chat.titlebar import TitleBar
from bot.chat.view import ConversationView
from bot.conversation.wording import DISCLAIMER

if TYPE_CHECKING:
    from bot.chat.loading import Opened

_STARTERS = "Questions to start with"
MORE = "↓ more: Page Down"
_TOO_SMALL = (
    "Please make this window at least 40 columns wide and 10 lines high. "
    "Or leave with Ctrl+Q and start citebot --plain: it fits any window."
)
_LONG = 10.0  # seconds


class ChatScreen(ReadingScreen):
    """Lays the chat out, and shows what is told."""

    AUTO_FOCUS = "#prompt"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-slim"), (60, "-wide")]  # noqa: RUF012  # no ClassVar in Textual
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (16, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", "Back", show=False, tooltip="Close the article", id="screen.escape"),
    ]

    @dataclass(eq=False)
    class Painted(Message):
        """The first frame stands on the screen."""

    def __init__(self) -> None:
        """Starts without articles: they are set when the library is open."""
        super().__init__()
        # These are wanted for every key and every answer: to look for them would mean to look at every widget there is.
        self.conversation = ConversationView(id="conversation")  # the questions and answers so far
        self.prompt = Prompt("Type your question and press Enter", id="prompt")  # in which questions are written
        self._column = Vertical(id="chat")
        self.narrowed: tuple[Article, ...] = ()
        self._starters: tuple[str, ...] = ()  # of the articles it is narrowed to
        self._kept_as: str | None = None

    def compose(self) -> ComposeResult:
        """Puts the parts together."""
        yield TitleBar("Citebot", id="title", markup=False)
        with Horizontal(id="body"):
            with self._column:
                yield self.conversation
                with Horizontal(id="ask"):
                    yield Static("›", id="sign")
                    yield self.prompt
            yield Reader(id="reader")
        yield Static(DISCLAIMER, id="disclaimer", markup=False)
        yield Keys(id="keys")
        yield Static(_TOO_SMALL, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Lets it be known when the first frame was drawn."""
        self.call_after_refresh(self.post_message, self.Painted())

    async def welcome(self, opened: Opened, kept_as: str | None, warning: str) -> None:
        """Shows what was read, with questions to start with, and the conversation that is taken up."""
        self.library, self.articles = opened.library, opened.library.articles
        text = opening_text(self.articles, len(opened.library.passages))
        self.conversation.open_with([Part(text), *suggested(_STARTERS, opened.starters)])
        self.narrowed, self._starters = opened.narrowed, opened.starters
        self.name_kept(kept_as)
        self.refresh_bindings()
        exchanges = [Exchange(answer.question) for answer in opened.resumed]
        for exchange, answer in zip(exchanges, opened.resumed, strict=True):
            exchange.reply(answer, opened.library.by_name)
        await self.conversation.take_up(exchanges)
        if opened.narrowed:
            await self.conversation.tell([Part(plain(_narrowed_words(opened.narrowed), "bold"))], hold=not exchanges)
        if warning:
            await self.conversation.tell([Part(plain(warning, "bold $warning"))])

    def tell_reading(self, words: str) -> None:
        """Shows in the opening text how far the articles are read."""
        self.conversation.open_with([Part(opening_text((), 0, words))])

    def greet_with_problem(self, message: str, hint: str) -> None:
        """Shows in place of the opening text what went wrong."""
        self.conversation.open_with([problem(message, hint)])

    async def tell_narrowed(self, articles: Sequence[Article], starters: Sequence[str]) -> None:
        """Says which articles answer from here on (all, if none are named), with questions to ask about them."""
        self.narrowed, self._starters = tuple(articles), tuple(starters)
        self._tell_title()
        said = Part(plain(_narrowed_words(articles), "bold"))
        await self.conversation.tell([said, *suggested(_STARTERS, self._starters)])

    def name_kept(self, kept_as: str | None) -> None:
        """Shows in the title under which name the conversation is kept, if it is."""
        self._kept_as = kept_as
        self._tell_title()

    def _tell_title(self) -> None:
        self.query_one(TitleBar).tell(title_words(self.articles, self.narrowed, self._kept_as))

    def choose(self, number: int) -> str:
        """Chooses what has this number in the latest answer; returns the question, where it is one that is to be asked.

        Where nothing has the number, that is said.
        """
        latest = self.conversation.choices[-1:]
        count = len(latest[0].choices) if latest else 0
        if not 1 <= number <= count:
            numbers = "1" if count == 1 else f"a number from 1 to {count}"
            hint = f"Type {numbers}, or a question." if count else "Type a question."
            self.notify(f"There is no number {number} here. {hint}", severity="warning", markup=False)
            return ""
        if isinstance(chosen := latest[0].choices[number - 1], str):
            return chosen
        latest[0].action_number(number)
        return ""

    async def tell_unwritten(self, message: str, hint: str) -> None:
        """Says below the answer that it could not be written, and at once where everybody sees it."""
        self.notify(f"{message} {hint}", severity="error", timeout=_LONG, markup=False)
        await self.conversation.tell([problem(message, hint)], hold=False)

    async def clear(self) -> None:
        """Removes all questions and answers."""
        self._keep(None)
        await self.conversation.clear()
        if self.narrowed:
            await self.tell_narrowed(self.narrowed, self._starters)
        self.action_focus_prompt()

    def before_key(self, key: Key | Paste) -> bool:
        """Moves the focus as the key asks for; tells whether it is one that leaves the question line for the passages.

        What is typed or pasted elsewhere and is no key there goes to the question line: nobody types into nothing. It
        is for the app to tell before the key goes to what has the focus: afterwards, keys that are pressed quickly
        would overtake each other.
        """
        if not self.prompt.is_attached or not self._column.display:
            return False
        if self.focused is self.prompt:
            return isinstance(key, Key) and key.key in TO_PASSAGES
        if self.focused is None or (
            isinstance(self.focused, Choices | Reader)
            and (isinstance(key, Paste) or (key.is_printable and key.key not in self.active_bindings))
        ):
            self.set_focus(self.prompt)
        return False

    @on(ConversationView.MoreBelow)
    def _tell_more(self, event: ConversationView.MoreBelow) -> None:
        event.stop()
        self.query_one("#ask").border_title = MORE if event.more else ""

    @on(PassageQuestioned)
    def _explain(self, event: PassageQuestioned) -> None:
        event.stop()
        from bot.chat.dialogs import Why

        self.app.push_screen(Why(event.quote))

    def action_escape(self) -> None:
        """Closes the article if it is open; otherwise goes back to the prompt."""
        if self.reader.display:
            self.close_article()
        else:
            self.action_focus_prompt()

    def action_focus_prompt(self) -> None:
        """Goes back to the prompt."""
        self.prompt.focus()

    def action_enter_answer(self) -> None:
        """Goes to the first passage of the latest answer, or to the questions to start with."""
        if found := self.conversation.choices:
            found[-1].enter()

    def action_page(self, direction: int) -> None:
        """Scrolls the conversation by a page, wherever the focus is."""
        if direction < 0:
            self.conversation.scroll_page_up(animate=False)
        else:
            self.conversation.scroll_page_down(animate=False)


def _narrowed_words(articles: Sequence[Article]) -> str:
    titles = " and ".join(article.title for article in articles)
    return f"From here on, answers come only from: {titles}" if titles else "From here on, all articles answer."
