"""The one-shot commands: one question, many questions, what was read. Answers go to stdout, talk to stderr."""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from bot.conversation.answer import to_json
from bot.conversation.dialogue import Conversation
from bot.errors import UsageError
from bot.library import Library
from bot.waiting import opened


def ask_one(words: tuple[str, ...], corpus: Path | None, top: int, *, as_json: bool, explain: bool) -> bool:
    """Answers the question made of the words ("-": from stdin), prints the answer, and tells whether it is one.

    Raises `UsageError` for an empty question, `CorpusError` for a corpus that cannot be used.
    """
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if words == ("-",) else " ".join(words)
    if not text.strip():
        raise UsageError("The question is empty.", 'Ask one, such as: citebot ask "What causes calcinosis?"')
    library = opened(corpus)
    answer = Conversation(library, top).ask(text)
    if as_json:
        write_json(to_json(answer), indent=1)
    else:
        from bot.conversation.titles import titles_in
        from bot.plain.rendering import explained, render

        sys.stdout.write(render(answer, titles_in(answer, library.by_name)) + "\n")
        if explain:
            sys.stdout.writelines(f"\n{number}. {explained(quote)}\n" for number, quote in enumerate(answer.quotes, 1))
    return answer.state in ("answered", "courtesy")


def ask_lines(source: Path, corpus: Path | None, top: int) -> bool:
    """Answers a file's questions ("-": stdin), one a line, as JSON lines in order; tells whether every line was good.

    Lines that name the same conversation share a history. Raises `UsageError` when the file cannot be read.
    """
    library = opened(corpus)
    conversations: dict[str, Conversation] = {}
    good = True
    with _opened(source) as lines:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            result = _answer_line(raw, number, library, conversations, top)
            good = good and "error" not in result
            write_json(result)
            sys.stdout.flush()
    return good


def _answer_line(
    raw: bytes, number: int, library: Library, conversations: dict[str, Conversation], top: int
) -> dict[str, Any]:
    try:
        line = _parse_line(raw)
    except ValueError as error:
        return {"id": None, "line": number, "error": str(error)}
    echoed = {name: line[name] for name in ("id", "conversation") if name in line}
    question = line.get("question")
    if not isinstance(question, str) or not question.strip():
        said = 'There is no "question" in this line.' if question is None else "The question is empty or not a text."
        return {"id": line.get("id"), "line": number, "error": said}
    conversation = Conversation(library, top)
    if line.get("conversation") is not None:
        name = json.dumps(line["conversation"], sort_keys=True)
        conversation = conversations.setdefault(name, conversation)
    return echoed | to_json(conversation.ask(question))


def _parse_line(raw: bytes) -> dict[str, Any]:
    """Returns a line as an object; bare text is its question. Raises `ValueError` with a sentence to show."""
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ValueError("The line is not UTF-8 text.") from None
    if not text.startswith("{"):
        return {"question": text}
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The line begins like a JSON object but is not one.") from None
    return dict(line)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if str(source) == "-":
        yield sys.stdin.buffer
        return
    try:
        with source.open("rb") as file:
            yield file
    except OSError as error:
        raise UsageError(
            f"{source} cannot be read: {error.strerror}.", "Name a file of questions, one a line."
        ) from None


def write_json(value: object, indent: int | None = None) -> None:
    """Prints a value as JSON in UTF-8; a lone surrogate, which UTF-8 cannot hold, is written as its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def inspect(corpus: Path | None, *, as_json: bool) -> None:
    """Prints what was read of a corpus. Raises `CorpusError`."""
    from bot.inspection import render, report

    found = report(opened(corpus))
    if as_json:
        write_json(found, indent=1)
    else:
        sys.stdout.write(render(found))
