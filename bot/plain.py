"""The conversation line by line: no screen, no boxes, no colours; for pipes, scripts and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from bot.article import Article, Block, ItemList, LineRange, Passage, Table
from bot.conversation.answer import Answer, Quote
from bot.conversation.wording import (
    DISCLAIMER,
    NOTICES,
    ORIGINS,
    citations_of,
    cited,
    clean,
    heading_words,
    message_words,
    numbered,
    place_words,
    search_notes,
    state_words,
)
from bot.errors import CitebotError

if TYPE_CHECKING:
    from bot.conversation.dialogue import Conversation
    from bot.library import Library

HELP = """Type a question and press Enter. Commands:
/more    the next passages for the same question
/open 2  read passage 2 of the last answer where it stands in the article
/why 2   which words brought up passage 2
/new     start a new conversation
/help    this list
/quit    leave (so does the end of the input)"""
_WITHIN = " > "  # between a heading and the one below it


def run(
    open_library: Callable[[], Library],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    *,
    open_conversation: Callable[[Library], Conversation] | None = None,
) -> int:
    """Holds a conversation until the input ends, and returns the exit code: 0, or 2 if the corpus cannot be opened."""
    if isinstance(stdout, TextIOWrapper):
        stdout.reconfigure(errors="replace")  # a terminal that lacks a character shows "?"
    try:
        from bot.conversation import dialogue

        library = open_library()
        conversation = (open_conversation or dialogue.Conversation)(library)
        Session(library, conversation, stdout).hold(stdin)
    except CitebotError as error:
        print(clean(str(error)), file=stderr)
        return 2
    except KeyboardInterrupt:
        _say(stdout, "")
    except BrokenPipeError:
        pass  # the reader is gone, nobody is left to talk to
    return 0


class Session:
    """One conversation, and its last answer, which /open and /why speak about."""

    def __init__(self, library: Library, conversation: Conversation, out: TextIO) -> None:
        """`out` gets everything that is said."""
        self._library = library
        self._conversation = conversation
        self._out = out
        self._quotes: tuple[Quote, ...] = ()

    def hold(self, lines: TextIO) -> None:
        """Greets, then answers line after line until /quit or the end."""
        by_hand = lines.isatty()
        _say(self._out, greeting(self._library) + "\n")
        while True:
            if by_hand:
                _say(self._out, "> ", end="")
            line = lines.readline()
            text = clean(line).strip()
            if not line or text in ("/quit", "/exit", "/q"):
                return
            if text:
                said = self.reply(text)
                _say(self._out, (said if by_hand else f"You: {text}\n\n{said}") + "\n")

    def reply(self, text: str) -> str:
        """Returns what is said to one line: a command's result, or an answer."""
        if not text.startswith("/"):
            return self._ask(text)
        command, _, argument = text.partition(" ")
        match command:
            case "/help":
                return HELP
            case "/more":
                return self._ask("more")
            case "/new":
                self._conversation.restart()
                self._quotes = ()
                return "A new conversation. What was asked before is forgotten."
            case "/open" | "/why":
                return self._about(command, argument)
            case _:
                return f"There is no command {command}. /help lists them."

    def _ask(self, text: str) -> str:
        try:
            answer = self._conversation.ask(text)
        except CitebotError as error:
            return clean(str(error))
        self._quotes = answer.quotes
        return render(answer)

    def _about(self, command: str, argument: str) -> str:
        number = int(argument) if argument.strip().isdecimal() else 1 if not argument.strip() else 0
        if not self._quotes:
            return "The last answer shows no passage. Ask a question first."
        if not 1 <= number <= len(self._quotes):
            return f"Give the number of a passage, from 1 to {len(self._quotes)}, such as: {command} 1"
        quote = self._quotes[number - 1]
        if command == "/why":
            return explained(quote)
        article = next((a for a in self._library.articles if a.name == quote.passage.article), None)
        return in_context(quote.passage, article) if article else "This article is not at hand."


def greeting(library: Library) -> str:
    """Returns what is said first: what this is, which articles it has read, and how to go on."""
    lines = ["Citebot answers with an article's own passages, quoted word for word.", f"{DISCLAIMER}.", ""]
    for article in library.articles:
        origin = ", ".join(detail for detail in (article.publisher, article.date) if detail)
        lines.append(clean(f"{article.title} ({origin})" if origin else article.title))
    return "\n".join([*lines, f"{len(library.passages)} passages. Ask a question, or type /help."])


def render(answer: Answer) -> str:
    """Returns an answer in words: notice, state, what was searched, numbered passages, suggestions."""
    parts = [f"{NOTICES[answer.notice]}: {clean(answer.notice_text)}"] if answer.notice else []
    state = state_words(answer)
    head = (f"{state}." if state else "", message_words(answer), "; ".join(search_notes(answer)))
    parts.append("\n".join(line for line in head if line))
    parts += [_quoted(number, quote) for number, quote in enumerate(answer.quotes, start=1)]
    if answer.suggestions:
        parts.append("\n".join(["You could ask:", *(f"- {clean(question)}" for question in answer.suggestions)]))
    if answer.state != "courtesy":
        parts.append(f"{DISCLAIMER}.")
    return "\n\n".join(part for part in parts if part)


def explained(quote: Quote) -> str:
    """Returns which words brought a passage up, where they came from, and their shares."""
    total = sum(contribution.score for contribution in quote.contributions)
    weightiest = sorted(quote.contributions, key=lambda word: -word.score) if total > 0 else []
    lines = [f"{word.score / total:.0%} {clean(word.word)} (from {ORIGINS[word.origin]})" for word in weightiest]
    return "\n".join(lines or ["No single word decided."])


def in_context(passage: Passage, article: Article) -> str:
    """Returns the part of the article around a passage, whose own lines begin with ">"."""
    for section in article.sections:
        blocks = [[(_overlap(lines, passage.lines), text) for text, lines in _lines(block)] for block in section.blocks]
        if any(inside for block in blocks for inside, _ in block):
            title = clean(f"{article.title}: {_WITHIN.join(section.path)} (line {section.line})")
            shown = ["\n".join(f"{'> ' if inside else '  '}{text}" for inside, text in block) for block in blocks]
            return "\n\n".join([title, *shown])
    return numbered(passage.text, citations_of(passage))[0]


def _overlap(one: LineRange, other: LineRange) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _lines(block: Block) -> Iterator[tuple[str, LineRange]]:
    """The block's texts as they are printed, each with its lines in the file."""
    if isinstance(block, Table):
        for row in block.rows:
            numbers = [number for citation in row.text.citations for number in citation.numbers]
            yield _row(block.columns, row.cells, numbers), row.text.lines
        texts = [("", block.caption)] if block.caption else []
    elif isinstance(block, ItemList):
        texts = [("", block.lead_in)] if block.lead_in else []
        texts += [("- ", item.text) for item in block.items]
    else:
        texts = [("", block.text)]
    for mark, text in texts:
        yield mark + numbered(text.text, text.citations)[0], text.lines


def _quoted(number: int, quote: Quote) -> str:
    passage = quote.passage
    heading = f"{number}. {heading_words(passage, _WITHIN)} ({place_words(passage)})"
    if passage.cells:
        rows = [_row(passage.columns, cells) for cells in passage.cells]
        sources = [f"Sources: {cited(passage.citations)}"] if passage.citations else []
        return "\n".join([heading, *rows, *sources])
    text, offsets = numbered(passage.text, citations_of(passage))
    start = offsets[passage.context]
    lead_in, text = text[:start].strip(), text[start:].strip()
    return f"{heading}\n{lead_in}\n- {text}" if lead_in else f"{heading}\n{text}"


def _row(columns: tuple[str, ...], cells: tuple[str, ...], numbers: Sequence[int] = ()) -> str:
    pairs = [f"{columns[i]}: {cell}" if i < len(columns) else cell for i, cell in enumerate(cells) if cell.strip()]
    return clean("; ".join([*pairs, f"Sources: {cited(numbers)}"] if numbers else pairs))


def _say(out: TextIO, text: str, end: str = "\n") -> None:
    print(text, file=out, end=end, flush=True)
