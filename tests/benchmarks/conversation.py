"""The chat inside this process, without a terminal: from the Enter key until the answer has its place on the screen."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual.pilot import Pilot

from bot.chat.app import ChatApp
from bot.chat.exchange import Exchange
from bot.chat.prompt import Prompt
from bot.conversation.dialogue import Conversation
from bot.errors import CorpusError
from bot.library import Library
from tests.benchmarks.memory import resident
from tests.benchmarks.rounds import BenchmarkError, Round, seconds

KEY = "Enter to answer, laid out"
ALONE = "Conversation.ask alone"
_SIZE = (100, 30)
_LONGEST = 30.0
_LATEST = 50  # answers


def placeholder() -> str:
    """Returns the text of the empty prompt."""
    return asyncio.run(empty_prompt())


async def empty_prompt() -> str:
    """Returns the text of the empty prompt, where a loop runs already."""

    def refuse() -> Library:
        raise CorpusError("Nothing is opened here.")

    app = ChatApp(refuse)
    async with app.run_test(size=_SIZE):
        return str(app.screen.query_one(Prompt).placeholder)


def rounds(library: Library, asked: Sequence[str], before: int = 0) -> list[Round]:
    """Returns a round for each question: its answer in the chat, and by a conversation alone that hears the same.

    They take turns in going first, as the one that does pays for words that are new. So many questions are asked
    `before`, the same ones over and over.
    """
    return asyncio.run(_rounds(library, asked, before))


@dataclass(frozen=True, slots=True)
class Stage:
    """What was measured where a chat had come to: the seconds of the latest answers, and the bytes in memory."""

    seconds: tuple[float, ...]
    memory: int


async def stages(library: Library, asked: Sequence[str], ends: Sequence[int]) -> list[Stage]:
    """Asks in one chat, over and over the same questions, and looks at it after so many of them each."""
    app = ChatApp(lambda: library)
    found: list[Stage] = []
    taken: list[float] = []
    async with app.run_test(size=_SIZE) as pilot:
        await _settle(app, pilot)
        watch = Watch(app)
        for end in ends:
            while len(taken) < end:
                taken.append(await _answered(app, pilot, watch, asked[len(taken) % len(asked)]))
            found.append(Stage(tuple(taken[-_LATEST:]), resident()))
    return found


class Watch:
    """Sees when an answer is laid out: it looks after each layout, as looking all the time would slow the chat."""

    def __init__(self, app: ChatApp) -> None:
        """Takes an app that runs."""
        self._app = app
        self._before: Exchange | None = None
        self._seen = asyncio.Event()
        self._seen.set()  # nothing is waited for yet
        self._time = 0.0
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, self._look, immediate=True)

    def _look(self, _: object) -> None:
        if not self._seen.is_set() and self._is_laid_out():
            self._time = time.perf_counter()
            self._seen.set()

    def begin(self) -> None:
        """Waits for the next answer from now on."""
        self._before = self._latest()
        self._seen.clear()

    async def time(self) -> float:
        """Returns when the answer was laid out."""
        try:
            await asyncio.wait_for(self._seen.wait(), _LONGEST)
        except TimeoutError:
            raise BenchmarkError("The chat gave no answer.") from None
        return self._time

    def _is_laid_out(self) -> bool:
        latest = self._latest()
        return latest is not None and latest is not self._before and bool(latest.answer and latest.region.height)

    def _latest(self) -> Exchange | None:
        exchanges = self._app.screen.query(Exchange)
        return exchanges.last() if exchanges else None


async def _rounds(library: Library, asked: Sequence[str], before: int) -> list[Round]:
    alone = Conversation(library)
    app = ChatApp(lambda: library)
    found: list[Round] = []
    async with app.run_test(size=_SIZE) as pilot:
        await _settle(app, pilot)
        watch = Watch(app)
        for number in range(before):
            await _answered(app, pilot, watch, asked[number % len(asked)])
            alone.ask(asked[number % len(asked)])
        for number, question in enumerate(asked):
            ask = partial(alone.ask, question)
            if number % 2:
                key = await _answered(app, pilot, watch, question)
                found.append({KEY: key, ALONE: seconds(ask)})
            else:
                found.append({ALONE: seconds(ask), KEY: await _answered(app, pilot, watch, question)})
    return found


async def _answered(app: ChatApp, pilot: Pilot[None], watch: Watch, question: str) -> float:
    app.screen.query_one(Prompt).text = question
    await _settle(app, pilot)
    watch.begin()
    begin = time.perf_counter()
    pressing = asyncio.create_task(pilot.press("enter"))
    taken = await watch.time() - begin
    await pressing
    await _settle(app, pilot)
    return taken


async def _settle(app: ChatApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
