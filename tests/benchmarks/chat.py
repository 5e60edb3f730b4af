"""The chat in a real terminal: the first frame, the article, the answer to Enter, the echo of a key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.benchmarks import conversation, empty, minimal
from tests.benchmarks.processes import citebot, module, process_seconds, python
from tests.benchmarks.questions import questions
from tests.benchmarks.rounds import Figure, Round, figure, figures, measure
from tests.benchmarks.tables import Table
from tests.benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from bot.library import Library

COUNT, LONGEST = 11, 70
MESSAGES = 300  # questions and answers
LETTERS = "αβγδεζηθικλμνξοπρστυ"  # they stand nowhere else on the screen
LEAST_FRAME, PEER_FRAME = "minimal Textual app: first frame", "empty Textual app with the same widgets: first frame"
FRAME, READY = "citebot: first frame", "citebot: the article is open"
ALONE = "Library.open in a process of its own"
FIRST = "citebot: Enter to answer, right after that"
PEER_SENT, ANSWERED = "minimal Textual app: Enter to its text shown again", "citebot: Enter to answer"
PEER_LETTER, LETTER = "minimal Textual app: a letter", "citebot: a letter"
_PEER, _EMPTY = module("tests.benchmarks.minimal"), module("tests.benchmarks.empty")
_OPEN = python("from bot.library import Library; Library.open()")
_RECOGNISED = 24  # characters by which a question is recognised: more could be wrapped


@dataclass(frozen=True, slots=True)
class Texts:
    """What the chat paints: in its empty prompt, when the article is open, and above each kind of answer."""

    empty: str
    ready: str
    states: tuple[str, ...]

    def answer_to(self, question: str) -> re.Pattern[str]:
        """Returns what is painted once a question is answered: the question, and below it the answer's state."""
        states = "|".join(map(re.escape, self.states))
        return re.compile(f"{re.escape(question[:_RECOGNISED])}.*?(?:{states})", re.DOTALL)


def tables(runs: int, count: int = COUNT) -> list[Table]:
    """Measures the chat next to a minimal Textual app in the same kind of terminal."""
    from bot.library import Library

    library = Library.open()
    texts = texts_of(library, conversation.placeholder())
    asked = questions(count, LONGEST)
    starts = measure(
        [
            lambda: {LEAST_FRAME: _first_frame(_PEER, minimal.PLACEHOLDER)},
            lambda: {PEER_FRAME: _first_frame(_EMPTY, empty.PLACEHOLDER)},
            lambda: _start(texts, asked[0]),
            lambda: {ALONE: process_seconds(_OPEN)},
        ],
        runs,
    )
    answers, letters = _dialogue(texts, asked)
    inside = conversation.rounds(library, asked)
    late = conversation.rounds(library, asked, MESSAGES // 2)
    in_turn = "the peer, question by question"
    return [
        Table("Chat: from the start of the process", _starts(starts), "the empty app's first frame"),
        Table("Chat: Enter to answer, when all is loaded", _first_and_later(answers, ANSWERED, PEER_SENT), in_turn),
        Table("Chat: a key until it is painted", tuple(figures(letters, PEER_LETTER)), "the peer, letter by letter"),
        Table(
            "Chat: Enter to answer inside the process, without a terminal",
            _first_and_later(inside, conversation.KEY, conversation.ALONE),
            "Conversation.ask alone",
        ),
        Table(
            f"Chat: the same after {MESSAGES} messages",
            tuple(figures(late, conversation.ALONE)),
            "Conversation.ask alone",
        ),
    ]


def _starts(rounds: Sequence[Round]) -> tuple[Figure, ...]:
    """The times since the start next to the peer's; that of Enter counts from Enter and has none."""
    since_start = [figure(rounds, name, PEER_FRAME) for name in (LEAST_FRAME, PEER_FRAME, FRAME, ALONE, READY)]
    return (*since_start, figure(rounds, FIRST))


def _first_and_later(rounds: Sequence[Round], name: str, peer: str) -> tuple[Figure, ...]:
    """A name and its peer: the first question and the later ones."""
    found = []
    for which, part in (("first question", rounds[:1]), ("later questions", rounds[1:])):
        if part:
            found += [replace(figure(part, one, peer), name=f"{one}, {which}") for one in (peer, name)]
    return tuple(found)


def texts_of(library: "Library", prompt: str) -> Texts:
    """Returns what the chat of a library paints; `prompt` is the text of the empty one."""
    from bot.chat.cards import state_content
    from bot.chat.opening import opening_text
    from bot.conversation.answer import Answer

    states = tuple(state_content(Answer("", state)).plain for state in ("answered", "weak", "not_found"))
    ready = opening_text(library.articles, len(library.passages)).plain.splitlines()[-1]
    return Texts(prompt, ready, states)


def _first_frame(command: Sequence[str], shown: str) -> float:
    """Starts an app and returns the time until it shows something."""
    with Terminal(command) as app:
        return app.wait_for(shown) - app.started


def _start(texts: Texts, question: str) -> Round:
    with Terminal(citebot("chat")) as chat:
        frame = chat.wait_for(texts.empty) - chat.started
        ready = chat.wait_for(texts.ready) - chat.started
        return {FRAME: frame, READY: ready, FIRST: _answer(chat, texts, question)}


def _answer(chat: Terminal, texts: Texts, question: str, *, settle: bool = False) -> float:
    """Types a question, and returns the time from Enter to its answer; Enter may wait until typing is done with."""
    chat.type(question)
    chat.wait_for(question[-_RECOGNISED:])
    if settle:
        chat.settle()
    sent = chat.type("\r")
    return chat.wait_for(texts.answer_to(question)) - sent


def _dialogue(texts: Texts, asked: Sequence[str]) -> tuple[list[Round], list[Round]]:
    """Answers and letters in turn with the peer, both running side by side."""
    with Terminal(_PEER) as peer, Terminal(citebot("chat")) as chat:
        peer.wait_for(minimal.PLACEHOLDER)
        chat.wait_for(texts.ready)
        chat.settle(1.0)  # word lists are read ahead
        letters: list[Round] = [{PEER_LETTER: _echo(peer, letter), LETTER: _echo(chat, letter)} for letter in LETTERS]
        for terminal in (peer, chat):
            terminal.type("\x7f" * len(LETTERS))
            terminal.settle()
        answers: list[Round] = [
            {PEER_SENT: _sent(peer, question), ANSWERED: _settled(chat, texts, question)} for question in asked
        ]
    return answers, letters


def _echo(terminal: Terminal, letter: str) -> float:
    typed = terminal.type(letter)
    taken = terminal.wait_for(letter) - typed
    terminal.settle(0.1)
    return taken


def _sent(peer: Terminal, question: str) -> float:
    peer.type(question)
    peer.wait_for(question[-_RECOGNISED:])
    peer.settle()
    sent = peer.type("\r")
    taken = peer.wait_for(minimal.ANSWER + question[:_RECOGNISED]) - sent
    peer.settle()
    return taken


def _settled(chat: Terminal, texts: Texts, question: str) -> float:
    taken = _answer(chat, texts, question, settle=True)
    chat.settle()
    return taken
