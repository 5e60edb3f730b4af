"""Traps: texts that grow, made to send a reader back and forth, each with a reader that it is given to."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.conversation.dialogue import Conversation
from bot.coverage.questions import entries_of
from bot.errors import CitebotError
from bot.keeping.parsing import parse
from bot.language.measures import measures
from bot.language.sentences import sentences
from bot.language.terms import terms, tokenize
from bot.reading.citations import bare_doubts, web_citations
from bot.reading.files import parse_article
from bot.reading.passages import split
from bot.retrieval.passageterms import passage_terms
from tests.fuzz.asking import library
from tests.fuzz.traptexts import Make, texts

Run = Callable[[str], object]


class Trap(NamedTuple):
    """A text of about n characters, and what reads it."""

    reader: str
    text: str
    make: Make
    run: Run


def _article(name: str) -> Run:
    def run(text: str) -> object:
        return split(parse_article(Path(name), text.encode("utf-8", "replace")))

    return run


def _list(name: str) -> Run:
    return lambda text: entries_of(text.encode("utf-8", "replace"), Path(name))


def _page(text: str) -> object:
    from bot.adding.checking import made_of
    from bot.adding.forms import _html  # the whole of it but the file

    return made_of(_html(text.encode("utf-8", "replace"), Path("a.html"), "a.html"), "a")


def _tokens(text: str) -> object:
    spans = [(cited.start, cited.end) for cited in web_citations(text)]
    return tokenize(text, spans), terms(text, spans), measures(text, spans)


def _index(text: str) -> object:
    found = split(parse_article(Path("a.md"), text.encode("utf-8", "replace")))
    return [passage_terms(passage, library().lexicon, "") for passage in found]


@cache
def _conversation() -> Conversation:
    return Conversation(library())


def _question(text: str) -> object:
    talk = _conversation()
    talk.restart()
    return talk.ask(text)


READERS: dict[str, Run] = {
    "markdown": _article("a.md"),
    "webtext": _article("a.txt"),
    "citations": lambda text: (web_citations(text), bare_doubts(text)),
    "tokens": _tokens,
    "sentences": sentences,
    "index": _index,
    "question": _question,
    "spelling": lambda text: [library().speller.correct(word) for word in text.split()],
    "csv": _list("a.csv"),
    "tsv": _list("a.tsv"),
    "jsonl": _list("a.jsonl"),
    "json": _list("a.json"),
    "faq-markdown": _list("a.md"),
    "faq-text": _list("a.txt"),
    "transcript": parse,
    "page": _page,
}


def traps() -> Iterator[Trap]:
    """Yields every text for every reader."""
    for reader, run in READERS.items():
        for name, make in texts():
            yield Trap(reader, name, make, _forgiving(run))


def _forgiving(run: Run) -> Run:
    """A sentence that says why something cannot be read is as good as an answer."""

    def tried(text: str) -> object:
        try:
            return run(text)
        except CitebotError as error:
            return error

    return tried
