"""Reading many files at once, in processes beside this one.

What is made of an article goes back between processes, so it is best made small there: rows, bytes, lists of terms.
Files are handed out a few at a time, and only so many ahead of what was taken: memory does not grow with the corpus.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from bot.article import Article
from bot.errors import CitebotError
from bot.reading.corpus import Place
from bot.reading.files import read_article

T = TypeVar("T")
Make = Callable[[Article], T]

FEW = 300  # files that are read here: other processes would start more slowly
_PORTION = 16  # files that are handed out at once
_AHEAD = 3  # portions for each process that are read ahead of what was taken
_COLLECTED = 20_000  # objects after which garbage is looked for: hardly any of them is garbage


class _Read(NamedTuple):
    """What was made of a portion, up to the file that could not be read, if there was one."""

    made: list[Any]
    error: CitebotError | None = None


def each(places: Sequence[Place], prepare: Callable[[], Make[T]], processes: int | None = None) -> Iterator[T]:
    """Yields what is made of each article, in the order of the files.

    `prepare` is called once in every process and returns what makes something of an article; it has to be a function
    of a module, or a `partial` of one, and what is made has to be picklable. `processes`: how many are used, where it
    is worth it (None: one for each processor; 1: only this one). Raises the `CorpusError` of the first file that
    cannot be read, after what was made of the files before it.
    """
    count = _processors() if processes is None else processes
    if count < 2 or len(places) <= FEW or _is_beside():
        yield from _here(places, prepare)
        return
    done = 0
    try:
        for made in _beside(places, prepare, count):
            yield made
            done += 1
    except BrokenProcessPool:  # one was killed, or none can be started here
        yield from _here(places[done:], prepare)


def _here(places: Sequence[Place], prepare: Callable[[], Make[T]]) -> Iterator[T]:
    make = prepare()
    return (make(read_article(place.path, place.name)) for place in places)


def _beside(places: Sequence[Place], prepare: Callable[[], Make[T]], count: int) -> Iterator[T]:
    from multiprocessing import active_children, get_context

    others = set(active_children())
    # A process that is spawned has no threads or locks of this one, which may be a chat.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (prepare,))
    waiting: deque[Future[_Read]] = deque()
    portions = (places[start : start + _PORTION] for start in range(0, len(places), _PORTION))
    submitted = (pool.submit(_portion, portion) for portion in portions)
    try:
        waiting.extend(islice(submitted, count * _AHEAD))
        while waiting:
            read = waiting.popleft().result()
            waiting.extend(islice(submitted, 1))
            yield from read.made
            if read.error:
                raise read.error
    except BaseException:  # also where nobody takes the rest: what is still read is not waited for
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


_make: Make[Any] | None = None  # of this process, where it reads for another one


def _begin(prepare: Callable[[], Make[Any]]) -> None:
    global _make
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked, which ends this one
    Thread(target=_end_with_parent, daemon=True).start()
    _make = prepare()
    gc.freeze()
    gc.set_threshold(_COLLECTED)


def _end_with_parent() -> None:
    """Ends this process when the one that it reads for was killed: it would wait for work for ever."""
    from multiprocessing import parent_process

    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _portion(places: Sequence[Place]) -> _Read:
    assert _make is not None  # noqa: S101
    made: list[Any] = []
    try:
        for place in places:
            made.append(_make(read_article(place.path, place.name)))  # noqa: PERF401  # kept where one fails
    except CitebotError as error:
        return _Read(made, error)
    return _Read(made)


def _is_beside() -> bool:
    """Tells whether this process was itself started to work for another one, and is not to start more."""
    from multiprocessing import parent_process

    return parent_process() is not None


def _processors() -> int:
    """Returns how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
