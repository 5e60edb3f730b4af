"""One question from nothing to its answer, step by step, in a process of its own: prints the seconds as JSON.

Run as `python -m tests.benchmarks.steps`. The steps are those of `citebot ask` and of `Library.open`, in their
order, except that heavy packages are imported one by one beforehand, so that each stands alone; with `whole`,
`Library.open` runs in one piece instead.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from tests.benchmarks.rounds import BenchmarkError

if TYPE_CHECKING:
    from bot.library import Library

QUESTION = "What is calcinosis?"
WHOLE = "Library.open, in one piece"
SUM = "Library.open, the sum of its steps"


class Clock:
    """Takes the time of steps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Takes the time of a `with` block under a name."""
        begin = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begin

    def load(self, module: str, what: str = "") -> None:
        """Takes the time of an import; raises `BenchmarkError` for a module that is there already."""
        if module in sys.modules:
            raise BenchmarkError(f"{module} was loaded before its time could be taken.")
        with self.step(f"import {module}{f' ({what})' if what else ''}"):
            import_module(module)


def whole() -> dict[str, float]:
    """Returns the seconds that `Library.open` takes when its modules are loaded, but nothing that it loads itself."""
    import_module("bot.shell")
    from bot.library import Library

    clock = Clock()
    with clock.step(WHOLE):
        Library.open()
    return clock.seconds


def steps() -> dict[str, float]:
    """Returns the seconds of each step of `citebot ask` in one process."""
    before, opening, after = Clock(), Clock(), Clock()
    before.load("bot.cli.main", "click")
    before.load("bot.shell", "the conversation")
    library = _open(opening)
    with after.step("Conversation(library)"):
        from bot.conversation.dialogue import Conversation

        conversation = Conversation(library)
    with after.step("English word counts (spellchecker)"):
        from bot.language.english import counts

        counts()
    with after.step("the first answer, the rest of it"):
        conversation.ask(QUESTION)
    inside = {f"  {name}": seconds for name, seconds in opening.seconds.items()}
    return before.seconds | {SUM: sum(inside.values())} | inside | after.seconds


def _open(clock: Clock) -> "Library":
    """The steps of `Library.open`, one by one; numpy first, as both rank_bm25 and nltk load it."""
    clock.load("numpy")
    clock.load("rank_bm25")
    clock.load("nltk.stem.snowball", "all of nltk but numpy")
    clock.load("bot.reading.files", "markdown_it")
    from bot.language.lexicon import Lexicon
    from bot.library import Library, bundled_corpus
    from bot.reading.files import find_articles, read_article
    from bot.reading.passages import split
    from bot.retrieval.index import Index
    from bot.retrieval.passageterms import passage_terms

    with clock.step("reading the article"):
        articles = tuple(read_article(path, path.stem) for path in find_articles(bundled_corpus()))
    with clock.step("the lexicon"):
        lexicon = Lexicon.load()
    with clock.step("splitting into passages"):
        passages = tuple(passage for article in articles for passage in split(article))
    with clock.step("terms of the passages"):
        documents = [passage_terms(passage, lexicon) for passage in passages]
    with clock.step("the index"):
        index = Index(documents)
    return Library(articles, passages, index, lexicon)


if __name__ == "__main__":
    print(json.dumps(whole() if sys.argv[1:] == ["whole"] else steps()))
