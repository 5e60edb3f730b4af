"""The chat screen: the conversation above, the prompt below it, the article beside it or over it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from bot.article import Article, LineRange
from bot.chat.choices import Choices, Part
from bot.chat.content import ASIDE, plain
from bot.chat.dialogs import Why
from bot.chat.exchange import Exchange, problem, suggested
from bot.chat.keys import Keys
from bot.chat.prompt import Prompt
from bot.chat.reader import Reader
from bot.chat.view import ConversationView
from bot.conversation.wording import DISCLAIMER

MOST_EXCHANGES = 50
SIDE_BY_SIDE = 100
SLIM = 60  # columns below which the disclaimer needs lines of its own


class ChatScreen(Screen[None]):
    """Lays the chat out, moves the focus, and opens and closes the article."""

    AUTO_FOCUS = "#prompt"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (30, "-slim"), (SLIM, "-wide")]  # noqa: RUF012  # no ClassVar in Textual
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-short"), (16, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", "Back", show=False, tooltip="Close the article", id="screen.escape"),
    ]

    @dataclass
    class Painted(Message):
        """The first frame stands on the screen."""

    def __init__(self) -> None:
        """Starts without articles: they are set when the library is open."""
        super().__init__()
        self.articles: tuple[Article, ...] = ()
        self._return_to: Widget | None = None
        self._kept: Choices | None = None

    def compose(self) -> ComposeResult:
        """Puts the parts together."""
        yield Static("Citebot", id="title", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="chat"):
                with ConversationView(id="conversation"):
                    yield Choices([Part(opening_text((), 0))], classes="opening")
                with Horizontal(id="ask"):
                    yield Static("›", id="sign")
                    yield Prompt("Ask a question about the article", id="prompt")
            yield Reader(id="reader")
        yield Static(DISCLAIMER, id="disclaimer", markup=False)
        yield Keys(id="keys")
        yield Static(
            "Please make this window at least 30 columns wide and 10 lines high.", id="too-small", markup=False
        )

    def on_mount(self) -> None:
        """Lets it be known when the first frame was drawn."""
        self.call_after_refresh(self.post_message, self.Painted())

    @property
    def prompt(self) -> Prompt:
        """The line in which questions are written."""
        return self.query_one(Prompt)

    @property
    def conversation(self) -> ConversationView:
        """The questions and answers so far."""
        return self.query_one(ConversationView)

    def greet(self, opening: Content, starters: tuple[str, ...] = ()) -> None:
        """Shows the opening text in place of the one before, with questions to start with."""
        parts = [Part(opening), *suggested("Questions to start with", starters)]
        self.query_one(".opening", Choices).show(parts)

    def greet_with_problem(self, message: str, hint: str) -> None:
        """Shows in place of the opening text what went wrong."""
        self.query_one(".opening", Choices).show([problem(message, hint)])

    def name_articles(self) -> None:
        """Shows in the title which article this is about."""
        names = " · ".join(article.title for article in self.articles[:2])
        more = f" · and {len(self.articles) - 2} more" if len(self.articles) > 2 else ""
        self.query_one("#title", Static).update(plain(f"Citebot · {names}{more}"))

    async def add(self, exchange: Exchange) -> None:
        """Shows a question from its beginning, at the end of all; the oldest leave the screen when there are many."""
        with self.app.batch_update():
            self.conversation.hold(exchange)
            if exchange.is_attached:
                self.conversation.refresh(layout=True)
                return
            for earlier in list(self.query(Exchange))[: -MOST_EXCHANGES + 1]:
                await earlier.remove()
            await self.conversation.mount(exchange)

    async def clear(self) -> None:
        """Removes all questions and answers."""
        self._keep(None)
        self.conversation.hold(None)
        await self.query(Exchange).remove()
        self.conversation.scroll_home(animate=False)
        self.action_focus_prompt()

    def open_article(self, article: Article, lines: LineRange | None = None, *, mark: bool = False) -> None:
        """Shows the article at these lines, and remembers where the focus was."""
        reader = self.query_one(Reader)
        if not reader.display:
            self._return_to = self.focused
        self._keep(None)
        self._lay_out(reading=True)
        reader.show(article, lines, mark=mark)
        reader.focus()

    def on_resize(self, event: Resize) -> None:
        """Puts the article beside the conversation, or over it where there is no room."""
        self._lay_out(reading=self.query_one(Reader).display, width=event.size.width)

    def _lay_out(self, *, reading: bool, width: int | None = None) -> None:
        # Not by a class in the style sheet: it would have every widget of the screen styled anew.
        width = width or self.size.width
        chatting = not reading or width >= SIDE_BY_SIDE
        self.query_one(Reader).display = reading
        self.query_one("#chat").display = chatting
        fits = chatting and width >= SLIM
        self.query_one("#ask").border_subtitle = DISCLAIMER if fits else ""
        self.query_one("#disclaimer").set_class(not fits, "-shown")

    def _keep(self, choices: Choices | None) -> None:
        if self._kept:
            self._kept.keep(False)
        self._kept = choices
        if choices:
            choices.keep(True)

    @on(Choices.Opened)
    def _open_passage(self, event: Choices.Opened) -> None:
        event.stop()
        if event.card.article:
            event.choices.focus(scroll_visible=False)
            self.open_article(event.card.article, event.card.quote.passage.lines, mark=True)
            self._keep(event.choices)

    @on(Choices.Questioned)
    def _explain(self, event: Choices.Questioned) -> None:
        event.stop()
        self.app.push_screen(Why(event.quote))

    @on(Choices.Left)
    def _leave_choices(self, event: Choices.Left) -> None:
        event.stop()
        others = [choices for choices in self.query(Choices) if choices.can_focus]
        place = others.index(event.choices) + event.direction
        if 0 <= place < len(others):
            others[place].enter(last=event.direction < 0)

    @on(Reader.Closed)
    def _close_reader(self) -> None:
        self._lay_out(reading=False)
        self._keep(None)
        target = self._return_to
        if target is not None and target.is_attached:
            target.focus()
        else:
            self.prompt.focus()

    def action_escape(self) -> None:
        """Closes the article if it is open; otherwise goes back to the prompt."""
        if self.query_one(Reader).display:
            self._close_reader()
        else:
            self.action_focus_prompt()

    def action_focus_prompt(self) -> None:
        """Goes back to the prompt."""
        self.prompt.focus()

    def action_enter_answer(self) -> None:
        """Goes to the first passage of the latest answer, or to the questions to start with."""
        if found := [choices for choices in self.query(Choices) if choices.can_focus]:
            found[-1].enter()

    def action_page(self, direction: int) -> None:
        """Scrolls the conversation by a page, wherever the focus is."""
        if direction < 0:
            self.conversation.scroll_page_up(animate=False)
        else:
            self.conversation.scroll_page_down(animate=False)


def opening_text(articles: tuple[Article, ...], passages: int) -> Content:
    """Returns what the chat says first: what this is, and what it has read (nothing yet: no articles)."""
    lines = [
        Content("Ask a question in your own words.").stylize("bold"),
        Content(
            "Citebot answers with the article's own passages, quoted word for word with their source numbers. "
            "It writes no answers of its own."
        ),
        Content(f"{DISCLAIMER}. For your own case, ask your care team."),
        Content(),
    ]
    if not articles:
        return Content("\n").join([*lines, Content("Opening the article…").stylize(ASIDE)])
    for article in articles[:3]:
        origin = ", ".join(detail for detail in (article.publisher, article.date) if detail)
        lines.append(Content.assemble(plain(article.title, "bold"), plain(f" ({origin})") if origin else ""))
    if len(articles) > 3:
        lines.append(Content(f"and {len(articles) - 3} more articles"))
    return Content("\n").join([*lines, Content(f"{passages} passages, ready").stylize(ASIDE)])
