"""Looking for garbage takes a moment of its own, in which nothing is painted: it waits until an answer is seen."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def tidying_after(call_when_seen: Callable[[Callable[[], None]], bool]) -> Iterator[None]:
    """Has no garbage looked for inside a `with`, and until `call_when_seen` calls what it is given (or says False).

    Memory that nobody refers to is free at once, as ever; only what refers to each other in a circle waits. Where
    garbage is not looked for anyway, that stays so.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not call_when_seen(gc.enable):
            gc.enable()
