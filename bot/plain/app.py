"""Line mode as a program: it opens the library, answers line after line, and leaves without a mess."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from bot.errors import CitebotError
from bot.plain import commands
from bot.plain.entries import Entries
from bot.plain.rendering import greeting
from bot.plain.talk import Talk
from bot.plain.wrapping import width_of, wrapped
from bot.showing import printable, put

if TYPE_CHECKING:
    from bot.conversation.dialogue import Conversation
    from bot.keeping.record import Record
    from bot.library import Library

_DONE, _FAILED, _INTERRUPTED, _UNHEARD = 0, 2, 130, 141


def run(
    open_library: Callable[[], Library],
    stdin: TextIO | None,
    stdout: TextIO,
    stderr: TextIO,
    *,
    record: Record | None = None,
    open_conversation: Callable[[Library], Conversation] | None = None,
) -> int:
    """Holds a conversation until the input ends (None: it is closed already), and returns the exit code.

    0: it was held to its end; 2: the corpus or the kept conversation cannot be opened; 130: Ctrl-C ended it;
    141: nobody reads on. Raises `OSError` where what is said cannot be written.
    """
    stdin = stdin or StringIO()
    for stream in (stdin, stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # what is no text, or what a terminal lacks, becomes a sign for it
    try:
        if stderr.isatty():
            _say(stderr, "Opening the article…")
        from bot.conversation.dialogue import Conversation
        from bot.keeping.record import Record

        talk = Talk(open_library(), open_conversation or Conversation, record or Record())
        return Session(talk, Entries(stdin, stdout), stdout).hold()
    except CitebotError as error:
        _say(stderr, printable(str(error)))
        return _FAILED
    except KeyboardInterrupt:
        if stderr.isatty():
            _say(stderr, "")  # what comes after begins on a line of its own
        return _INTERRUPTED
    except BrokenPipeError:
        return _UNHEARD  # the reader is gone, nobody is left to talk to


class Session:
    """Reads entry after entry and says what comes of it."""

    def __init__(self, talk: Talk, entries: Entries, out: TextIO) -> None:
        """`out` gets everything that is said."""
        self._talk = talk
        self._entries = entries
        self._out = out

    def hold(self) -> int:
        """Greets, then answers until /quit, the end, or Ctrl-C twice; returns the exit code."""
        talk, by_hand = self._talk, self._entries.by_hand
        resumed = talk.resume()
        parts = [greeting(talk.whole), resumed, "" if talk.answer else talk.starters()]
        self._say("\n\n".join(filter(None, parts)))
        asked_to_leave = False
        while True:
            try:
                entry = self._entries.read()
                asked_to_leave = False
                if entry is None:
                    if by_hand:
                        _say(self._out, "")
                    return _DONE
                if not self._take(entry):
                    return _DONE
            except KeyboardInterrupt:
                if not by_hand or asked_to_leave:
                    raise
                asked_to_leave = True
                _say(self._out, "\nTo leave, press Ctrl-C again, or type /quit.\n")

    def _take(self, entry: str) -> bool:
        """Says what comes of an entry; tells whether the conversation goes on."""
        if entry.casefold() in ("quit", "exit"):
            return False
        if not entry:
            return True
        _say(self._out, "" if self._entries.by_hand else f"You: {entry}\n")
        try:
            command, argument = commands.meant(entry)
            if command.do is None:
                return False
            self._say(command.do(self._talk, argument), whole=command.whole)
        except CitebotError as error:
            self._say(printable(str(error)))
        return True

    def _say(self, text: str, *, whole: bool = False) -> None:
        width = None if whole else width_of(self._out)
        _say(self._out, f"{wrapped(text, width) if width else text}\n")


def _say(out: TextIO, text: str) -> None:
    put(f"{text}\n", out)
