"""Reading many files at once, in processes beside this one.

What is made of an article goes back between processes, so it is best made small there: rows, bytes, lists of terms.
Files are handed out a few at a time, and only so many ahead of what was taken: memory does not grow with the corpus.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import TypeVar

from bot.article import Article
from bot.reading.corpus import Place
from bot.reading.files import read_article
from bot.reading.worker import Lost, Read, Worker

T = TypeVar("T")
Make = Callable[[Article], T]

FEW = 300  # files that are read here: other processes would start more slowly
_PORTION = 16  # files that are handed out at once
_AHEAD = 3  # portions for each process that are read ahead of what was taken


def each(places: Sequence[Place], prepare: Callable[[], Make[T]], processes: int | None = None) -> Iterator[T]:
    """Yields what is made of each article, in the order of the files.

    `prepare` is called once in every process and returns what makes something of an article; it has to be a function
    of a module that can be imported, or a `partial` of one, and what is made has to be picklable. `processes`: how
    many are used, where it is worth it (None: one for each processor; 1: only this one). Raises the `CorpusError` of
    the first file that cannot be read, after what was made of the files before it.
    """
    count = _processors() if processes is None else processes
    if count < 2 or len(places) <= FEW:
        yield from _here(places, prepare)
        return
    done = 0
    try:
        for made in _beside(places, prepare, count):
            yield made
            done += 1
    except Lost:  # one was killed, or none can be started here
        yield from _here(places[done:], prepare)


def _here(places: Sequence[Place], prepare: Callable[[], Make[T]]) -> Iterator[T]:
    make = prepare()
    return (make(read_article(place.path, place.name)) for place in places)


def _beside(places: Sequence[Place], prepare: Callable[[], Make[T]], count: int) -> Iterator[T]:
    workers: list[Worker] = []
    idle = SimpleQueue[Worker]()

    def read(portion: Sequence[Place]) -> Read:
        worker = idle.get()
        try:
            return worker.read(portion)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(count)  # each waits for one process
    waiting: deque[Future[Read]] = deque()
    portions = (places[start : start + _PORTION] for start in range(0, len(places), _PORTION))
    submitted = (pool.submit(read, portion) for portion in portions)
    try:
        for _ in range(count):
            workers.append(Worker(prepare))
            idle.put(workers[-1])
        waiting.extend(islice(submitted, count * _AHEAD))
        while waiting:
            made, error = waiting.popleft().result()
            waiting.extend(islice(submitted, 1))
            yield from made
            if error:
                raise error
    finally:  # also where nobody takes the rest: what is still read is not waited for
        for worker in workers:
            worker.end()
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


def _processors() -> int:
    """Returns how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
