"""Slow work beside the screen."""

import asyncio
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def in_background(work: Callable[[], T]) -> T:
    """Returns what `work` returns, or raises what it raises, and lets the screen live on meanwhile.

    Leaving the chat never waits for it.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # without an error it is a T

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:
            error = raised if not isinstance(raised, StopIteration) else RuntimeError(str(raised))
        with suppress(RuntimeError):  # the chat was left, and its loop is closed
            loop.call_soon_threadsafe(settle, result, error)

    start_new_thread(run, ())  # `Thread.start` would wait until it runs, and the screen with it
    return await future
