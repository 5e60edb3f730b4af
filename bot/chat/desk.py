"""Questions are taken here, wait until the library is open, and are answered one after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bot.chat.background import in_background
from bot.chat.exchange import Exchange
from bot.chat.loading import load, narrowed
from bot.chat.notebook import Notebook
from bot.chat.parts import problem
from bot.chat.screen import ChatScreen
from bot.chat.tidying import tidying_after
from bot.errors import CitebotError
from bot.showing import printable

if TYPE_CHECKING:
    from bot.conversation.answer import Answer
    from bot.conversation.dialogue import Conversation
    from bot.library import Library

_AT_ONCE = 0.1  # seconds in which an answer seems to come at once
_UNSEEN = 0.04  # … and in which nobody sees that nothing is painted
_TOLD = 0.25  # seconds between two looks at how far the articles are read
_MISSPELT = "wrds"


class _Narrowing(NamedTuple):
    """From here on only the articles of these names answer; all of them when there are no names."""

    names: tuple[str, ...]


class _Choosing(NamedTuple):
    """What has this number in the answer before is chosen."""

    number: int


class Desk:
    """Opens the library beside the screen, has each question answered there, and shows what came of it."""

    def __init__(
        self,
        screen: ChatScreen,
        open_library: Callable[[], Library],
        open_conversation: Callable[[Library], Conversation],
        notebook: Notebook,
        when_loaded: Callable[[], object],
        how_far: Callable[[], str],
    ) -> None:
        """The first two functions are called in a thread; `open_library` may raise `CitebotError`."""
        self.library: Library | None = None
        self._screen = screen
        self._open_library = open_library
        self._open_conversation = open_conversation
        self._notebook = notebook
        self._when_loaded = when_loaded
        self._how_far = how_far
        self._conversation: Conversation | None = None
        self._opening = False
        self._asking = False
        self._restart = False
        self._waiting: deque[Exchange | _Narrowing | _Choosing] = deque()
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    def open(self) -> None:
        """Begins to open the library, unless it is open or being opened."""
        if not self._opening and self._conversation is None:
            self._opening = True
            self._screen.run_worker(self._open(), group="library", exit_on_error=False)

    async def ask(self, text: str) -> None:
        """Puts a question on the screen, and answers it as soon as the library is open and it is its turn."""
        exchange = Exchange(printable(text))
        if self._conversation is None:
            exchange.wait_for("Waiting for the article to open…")
        if self._conversation is None or self._asking:
            await self._screen.conversation.add(exchange)
        self._waiting.append(exchange)
        self.open()
        self._next()

    def choose(self, number: int) -> None:
        """Chooses what has this number in the latest answer, as soon as all that was sent before is answered."""
        self._waiting.append(_Choosing(number))
        self.open()
        self._next()

    def narrow(self, names: tuple[str, ...]) -> None:
        """Has the questions from now on answered from these articles only; from all of them when there are none."""
        self._waiting.append(_Narrowing(names))
        self._next()

    async def rest(self, longest: float) -> None:
        """Waits until all that was sent is answered, but for no more than so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._at_rest.wait(), longest)

    async def restart(self) -> None:
        """Forgets what was asked and starts anew; an answer that is still being looked for is dropped."""
        self._waiting.clear()
        self._restart = asking = self._asking
        await self._screen.clear()
        if not asking:
            await self._begin_anew()
        self._next()

    async def _begin_anew(self) -> None:
        if self._conversation:
            self._conversation.restart()
        await self._write(self._notebook.restart)
        self._screen.name_kept(self._notebook.record.kept_as)

    async def _write(self, work: Callable[[], Awaitable[None]]) -> None:
        """Has something written in the notebook; says what goes wrong with it."""
        try:
            await work()
        except CitebotError as error:
            self._screen.name_kept(self._notebook.record.kept_as)
            await self._screen.tell_unwritten(error.message, error.hint)

    async def _open(self) -> None:
        notebook = self._notebook
        told = self._screen.set_interval(_TOLD, self._tell_reading)
        try:
            opened = await in_background(lambda: load(self._open_library, self._open_conversation, notebook.record))
        except CitebotError as error:
            self._could_not_open(error.message, error.hint)
        except Exception as error:
            self._could_not_open("The article could not be opened.", f"{type(error).__name__}: {error}")
        else:
            self.library, self._conversation = opened.library, opened.conversation
            warning = " ".join(filter(None, (opened.library.warning, notebook.record.warning)))
            await self._screen.welcome(opened, notebook.record.kept_as, warning)
        finally:
            told.stop()
            self._opening = False
        if self._waiting:
            self._next()
            self._when_loaded()
        elif self.library:
            self._screen.run_worker(self._warm_up(self.library), group="library", exit_on_error=False)

    def _tell_reading(self) -> None:
        if words := self._how_far():
            self._screen.tell_reading(words)

    async def _warm_up(self, library: Library) -> None:
        """Has read and compiled what most questions need, by a conversation of its own, before the first is asked."""
        with suppress(Exception):  # what is wrong will be said when somebody asks
            conversation = await in_background(lambda: self._open_conversation(library))
            for question in (_MISSPELT, *await in_background(conversation.starters)):
                await in_background(partial(conversation.ask, question))
        self._when_loaded()

    def _could_not_open(self, message: str, hint: str) -> None:
        self._screen.greet_with_problem(message, hint)
        while self._waiting:
            if isinstance(waiting := self._waiting.popleft(), Exchange):
                waiting.fail(message, hint)
        self._next()

    def _next(self) -> None:
        """Takes what waits longest, if it is its turn."""
        if self._asking or self._waiting:
            self._at_rest.clear()
        else:
            self._at_rest.set()
        if self._conversation and self._waiting and not self._asking:
            self._asking = True
            self._restart = False
            wish = self._waiting.popleft()
            # Most answers are there before anybody misses them: question and answer are then painted together, once,
            # and with the emptied prompt. So painting stops here, before the prompt's own turn comes.
            unpainted = ExitStack()
            if not isinstance(wish, _Narrowing):
                unpainted.enter_context(self._screen.app.batch_update())
                unpainted.enter_context(tidying_after(self._screen.call_after_refresh))
            self._screen.run_worker(self._serve(wish, unpainted), group="ask", exit_on_error=False)

    async def _serve(self, wish: Exchange | _Narrowing | _Choosing, unpainted: ExitStack) -> None:
        try:
            with unpainted:
                if isinstance(wish, Exchange):
                    await self._answer(wish, unpainted)
                elif isinstance(wish, _Choosing):
                    if question := self._screen.choose(wish.number):
                        self._screen.prompt.remember(question)
                        await self._answer(Exchange(printable(question)), unpainted)
                else:
                    await self._narrow(wish.names)
        finally:
            if self._restart:
                await self._begin_anew()
            self._asking = False
            self._next()

    async def _narrow(self, names: tuple[str, ...]) -> None:
        if self.library is None:
            return
        library = self.library
        try:
            opened = await in_background(lambda: narrowed(library, self._open_conversation, names))
        except CitebotError as error:
            await self._screen.conversation.tell([problem(error.message, error.hint)])
        else:
            self._conversation = opened.conversation
            await self._screen.tell_narrowed(opened.narrowed, opened.starters)
            await self._write(lambda: self._notebook.narrow([article.name for article in opened.narrowed]))

    async def _answer(self, exchange: Exchange, unpainted: ExitStack) -> None:
        if (conversation := self._conversation) is None:
            return
        answering = asyncio.ensure_future(in_background(lambda: conversation.ask(exchange.question)))
        await asyncio.wait([answering], timeout=_UNSEEN)
        answer = await self._show(answering, exchange) if answering.done() else None
        unpainted.close()
        if not answering.done():
            await asyncio.wait([answering], timeout=_AT_ONCE - _UNSEEN)
            if not (answering.done() or exchange.is_attached or self._restart):
                await self._screen.conversation.add(exchange)
            answer = await self._show(answering, exchange)
        if answer and not self._restart:
            await self._write(lambda: self._notebook.add(answer))

    async def _show(self, answering: asyncio.Future[Answer], exchange: Exchange) -> Answer | None:
        answer = None
        try:
            answer = await answering
            exchange.reply(answer, self.library.by_name if self.library else {})
        except CitebotError as error:
            exchange.fail(error.message, error.hint)
        except Exception as error:
            exchange.fail("This question could not be answered.", f"{type(error).__name__}: {error}")
        if not self._restart:
            await self._screen.conversation.add(exchange)
        return answer
