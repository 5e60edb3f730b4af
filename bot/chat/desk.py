"""Questions are taken here, wait until the library is open, and are answered one after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.chat.background import in_background
from bot.chat.exchange import Exchange
from bot.chat.screen import ChatScreen, opening_text
from bot.conversation.wording import clean
from bot.errors import CitebotError

if TYPE_CHECKING:
    from bot.conversation.answer import Answer
    from bot.conversation.dialogue import Conversation
    from bot.library import Library

_ONE_FRAME = 1 / 30
_MISSPELT = "wrds"


class Desk:
    """Opens the library beside the screen, has each question answered there, and shows what came of it."""

    def __init__(
        self,
        screen: ChatScreen,
        open_library: Callable[[], Library],
        open_conversation: Callable[[Library], Conversation],
    ) -> None:
        """Both functions are called in a thread; `open_library` may raise `CitebotError`."""
        self._screen = screen
        self._open_library = open_library
        self._open_conversation = open_conversation
        self._conversation: Conversation | None = None
        self._opening = False
        self._asking = False
        self._restart = False
        self._waiting: deque[Exchange] = deque()

    def open(self) -> None:
        """Begins to open the library, unless it is open or being opened."""
        if not self._opening and self._conversation is None:
            self._opening = True
            self._screen.run_worker(self._open(), group="library", exit_on_error=False)

    async def ask(self, text: str) -> None:
        """Puts a question on the screen, and answers it as soon as the library is open and it is its turn."""
        exchange = Exchange(clean(text))
        if self._conversation is None:
            exchange.wait_for("Waiting for the article to open…")
        if self._conversation is None or self._asking:
            await self._screen.add(exchange)
        self._waiting.append(exchange)
        self.open()
        self._ask_next()

    async def restart(self) -> None:
        """Forgets what was asked and starts anew; an answer that is still being looked for is dropped."""
        self._waiting.clear()
        if self._asking:
            self._restart = True
        elif self._conversation:
            self._conversation.restart()
        await self._screen.clear()

    async def _open(self) -> None:
        try:
            library, conversation = await in_background(self._load)
        except CitebotError as error:
            self._could_not_open(error.message, error.hint)
        except Exception as error:
            self._could_not_open("The article could not be opened.", f"{type(error).__name__}: {error}")
        else:
            self._conversation = conversation
            self._opened(library, conversation)
        finally:
            self._opening = False
        if self._waiting:
            self._ask_next()
        elif self._conversation:
            self._screen.run_worker(self._warm_up(library), group="library", exit_on_error=False)

    async def _warm_up(self, library: Library) -> None:
        """Has word lists and spelling read before the first question needs them, by a conversation of its own."""
        with suppress(Exception):  # what is wrong will be said when somebody asks
            await in_background(lambda: self._open_conversation(library).ask(_MISSPELT))

    def _load(self) -> tuple[Library, Conversation]:
        library = self._open_library()
        return library, self._open_conversation(library)

    def _opened(self, library: Library, conversation: Conversation) -> None:
        starters = conversation.starters() if hasattr(conversation, "starters") else ()
        self._screen.articles = library.articles
        self._screen.greet(opening_text(library.articles, len(library.passages)), tuple(starters))
        self._screen.name_articles()

    def _could_not_open(self, message: str, hint: str) -> None:
        self._screen.greet_with_problem(message, hint)
        while self._waiting:
            self._waiting.popleft().fail(message, hint)

    def _ask_next(self) -> None:
        if self._conversation and self._waiting and not self._asking:
            self._asking = True
            self._restart = False
            exchange = self._waiting.popleft()
            self._screen.run_worker(self._answer(self._conversation, exchange), group="ask", exit_on_error=False)

    async def _answer(self, conversation: Conversation, exchange: Exchange) -> None:
        try:
            answering = asyncio.ensure_future(in_background(lambda: conversation.ask(exchange.question)))
            # Most answers are there before the next frame: question and answer are then painted at once.
            await asyncio.wait([answering], timeout=_ONE_FRAME)
            if not (answering.done() or exchange.is_attached or self._restart):
                await self._screen.add(exchange)
            await self._show(answering, exchange)
        finally:
            self._asking = False
            if self._restart:
                conversation.restart()
            self._ask_next()

    async def _show(self, answering: asyncio.Future[Answer], exchange: Exchange) -> None:
        try:
            exchange.show(await answering, {article.name: article for article in self._screen.articles})
        except CitebotError as error:
            exchange.fail(error.message, error.hint)
        except Exception as error:
            exchange.fail("This question could not be answered.", f"{type(error).__name__}: {error}")
        if not self._restart:
            await self._screen.add(exchange)
