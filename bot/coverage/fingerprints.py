"""What a run depended on, as hashes: equal hashes say that nothing of it changed."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from types import ModuleType
from typing import Any

from bot import __version__
from bot.conversation import followup, inquiry, likelihood, ranking, telling, verdict, words
from bot.coverage.values import FaqList, Hashes
from bot.language.lexicon import EVERYDAY, MEDICAL
from bot.library import Library
from bot.retrieval import evidence

_DECIDING = (followup, inquiry, likelihood, ranking, telling, verdict, words, evidence)
_DATA = (".toml", ".txt")


def of(faq: FaqList, library: Library) -> Hashes:
    """Returns the hashes of a list's questions, and of the library they are asked."""
    return Hashes(
        articles=_digest(sorted((article.name, article.digest) for article in library.articles)),
        synonyms=library.lexicon.digest,
        settings=_digest([__version__, [*_constants()], [*_data()], _notices(library)]),
        questions=faq.digest,
    )


def _constants() -> Iterator[tuple[str, str, str]]:
    """The numbers that decide about ranking and states."""
    for module in _DECIDING:
        yield from (
            (module.__name__, name, repr(value))
            for name, value in sorted(_numbers(module))
            if name.strip("_").isupper()
        )


def _numbers(module: ModuleType) -> Iterator[tuple[str, float | tuple[float, ...]]]:
    yield from ((name, value) for name, value in vars(module).items() if isinstance(value, int | float | tuple))


def _data() -> Iterator[tuple[str, str]]:
    """The word lists and cues by which questions are read, besides the lexicon."""
    for package in ("bot.conversation", "bot.language"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(_DATA) and file.name not in (MEDICAL, EVERYDAY):
                yield file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def _notices(library: Library) -> str:
    """A hospital's own red flags decide which answers stand under a notice."""
    return hashlib.sha256(library.notices.read_bytes()).hexdigest() if library.notices else ""


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
