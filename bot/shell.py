"""The one-shot commands: one question, many questions, what was read. Answers go to stdout, talk to stderr."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.conversation.answer import to_json
from bot.conversation.dialogue import Conversation
from bot.errors import UsageError
from bot.showing import json_text, put, shown_path
from bot.waiting import opened


def ask_one(words: tuple[str, ...], corpus: Path | None, top: int, *, as_json: bool, explain: bool) -> bool:
    """Answers the question made of the words ("-": from stdin), prints the answer, and tells whether it is one.

    Raises `UsageError` for an empty question, `CorpusError` for a corpus that cannot be used.
    """
    text = _from_stdin() if words == ("-",) else " ".join(words)
    if not text.strip():
        raise UsageError("The question is empty.", 'Ask one, such as: citebot ask "What causes calcinosis?"')
    library = opened(corpus)
    answer = Conversation(library, top).ask(text)
    if as_json:
        put(json_text(to_json(answer), indent=1) + "\n")
    else:
        from bot.conversation.titles import titles_in
        from bot.plain.rendering import explained, render

        put(render(answer, titles_in(answer, library.by_name)) + "\n")
        if explain:
            put("".join(f"\n{number}. {explained(quote)}\n" for number, quote in enumerate(answer.quotes, 1)))
    return answer.state in ("answered", "courtesy")


def _from_stdin() -> str:
    """Returns the question on standard input, which may never end."""
    from bot.batch import LONGEST

    given = sys.stdin.buffer.read(LONGEST + 1)
    if len(given) > LONGEST:
        raise UsageError(f"The question is longer than {LONGEST // 1_000_000} MB.", "Ask for one thing at a time.")
    return given.decode("utf-8", "replace")


def ask_lines(source: Path, corpus: Path | None, top: int) -> bool:
    """Answers a file's questions ("-": stdin), one a line, as JSON lines in order; tells whether every line was good.

    Lines that name the same conversation share a history. Raises `UsageError` when the file cannot be read.
    """
    from bot.batch import answers

    library = opened(corpus)
    good = True
    with _opened(source) as lines:
        for result in answers(lines, library, top):
            good = good and "error" not in result
            put(json_text(result) + "\n")
    return good


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if str(source) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = source.open("rb")
    except OSError as error:
        raise UsageError(
            f"{shown_path(source)} cannot be read: {error.strerror}.", "Name a file of questions, one a line."
        ) from None
    with file:
        yield file


def inspect(corpus: Path | None, *, as_json: bool) -> None:
    """Prints what was read of a corpus. Raises `CorpusError`."""
    from bot.inspection import render, report

    found = report(opened(corpus))
    if as_json:
        put(json_text(found, indent=1) + "\n")
    else:
        put(render(found))
