"""Line mode with a small library, and what is said in it."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.article import Article, Citation, Paragraph, Passage, Section, Text
from bot.conversation.answer import Answer, Quote
from bot.errors import UsageError
from bot.keeping.record import Record
from bot.plain.app import run
from tests.chat.sample import ANSWERED, ANSWERS, ARTICLE, AVOID, GREEN, KINDS, SLEEP, FakeConversation, FakeLibrary

BEANS = "Coffee is roasted before it is ground [7]."
COFFEE = Article(
    name="coffee",
    title="Coffee",
    lines=(),
    digest="1" * 64,
    sections=(
        Section(("Coffee",), 1, 1),
        Section(("Roasting",), 2, 3, (Paragraph(Text(BEANS, (5, 5), (Citation(38, 41, (7,)),))),)),
        Section(("Effects of Coffee", "Sleep"), 3, 9, (Paragraph(Text("It keeps many people awake.", (11, 11))),)),
    ),
)
ROASTED = Passage(
    id="coffee-roasted",
    article="coffee",
    heading=("Roasting",),
    kind="paragraph",
    text=BEANS,
    lines=(5, 5),
    citations=(7,),
    citation_spans=((38, 41),),
)
ABOUT_COFFEE = Answer("what is done to beans?", "answered", quotes=(Quote(ROASTED, 1.0, None, ()),))


@dataclass
class Shelf(FakeLibrary):
    """A library of two articles, which can be narrowed."""

    articles: tuple[Article, ...] = (ARTICLE, COFFEE)
    passages: tuple[Passage, ...] = (SLEEP, AVOID, GREEN, KINDS, ROASTED)

    def only(self, names: list[str]) -> "Shelf":
        chosen = tuple(article for article in self.articles if article.name in names)
        if not chosen:
            raise UsageError("There is no article of that name.")
        return replace(self, articles=chosen)


class Typed(io.StringIO):
    """Lines typed by hand, at a terminal; None is Ctrl-C."""

    def __init__(self, *lines: str | None) -> None:
        super().__init__()
        self._typed = list(lines)

    def isatty(self) -> bool:
        return True

    def readline(self, *_: object) -> str:
        if not self._typed:
            return ""
        if (line := self._typed.pop(0)) is None:
            raise KeyboardInterrupt
        return f"{line}\n"


class Closed(io.StringIO):
    """A pipe whose reader is gone, or a full disk."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str) -> int:
        raise self._error


def talk(
    *lines: str,
    conversation: FakeConversation | None = None,
    stdin: io.StringIO | None = None,
    library: Callable[[], FakeLibrary] = FakeLibrary,
    record: Record | None = None,
    code: int = 0,
) -> str:
    """What is said to these lines, after the greeting too."""
    out = io.StringIO()
    made = conversation or FakeConversation({**ANSWERS, ABOUT_COFFEE.question: ABOUT_COFFEE})
    read = stdin or io.StringIO("\n".join(lines))
    assert run(library, read, out, io.StringIO(), record=record, open_conversation=lambda _: made) == code
    return out.getvalue()


def reply(*lines: str, library: Callable[[], FakeLibrary] = FakeLibrary, record: Record | None = None) -> str:
    """What is said to the last of these lines."""
    said = talk(*lines, library=library, record=record)
    return said.rpartition(f"You: {lines[-1]}\n\n")[2].removesuffix("\n\n")


SLEEP_QUESTION = ANSWERED.question
