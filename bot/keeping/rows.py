"""Kept conversations as rows of the store."""

import json
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from bot.codec import decode, encode
from bot.conversation.answer import Answer
from bot.errors import UsageError
from bot.keeping.quotations import quoted_lines
from bot.keeping.transcript import Narrowings, Stamp
from bot.showing import one_line


def found(connection: sqlite3.Connection | None, name: str) -> tuple[int, str] | None:
    """Returns the session's number and its name as written, where one is kept under this name."""
    if connection is None:
        return None
    row: tuple[int, str] | None = connection.execute(
        "SELECT id, name FROM session WHERE key = ?", (folded(one_line(name)),)
    ).fetchone()
    return row


def number_of(connection: sqlite3.Connection | None, name: str) -> int:
    """Returns the session's number. Raises `UsageError` when none is kept under this name."""
    session = found(connection, name)
    if session is None:
        said = f'No conversation is kept as "{one_line(name)}".'
        raise UsageError(said, "'citebot sessions' lists those that are.")
    return session[0]


def create(connection: sqlite3.Connection, name: str, at: datetime) -> int:
    """Makes a session and returns its number."""
    row = (folded(name), name, at.isoformat(), at.isoformat())
    done = connection.execute("INSERT INTO session (key, name, begun, used) VALUES (?, ?, ?, ?)", row)
    return done.lastrowid or 0


def append(
    connection: sqlite3.Connection, number: int, articles: Sequence[Stamp], answers: Sequence[Answer], at: datetime
) -> None:
    """Adds answers to a session, and the editions of the articles that they come from."""
    connection.execute("UPDATE session SET used = ? WHERE id = ?", (at.isoformat(), number))
    editions = [(number, *astuple(stamp)) for stamp in articles]
    connection.executemany("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?, ?, ?)", editions)
    row = connection.execute("SELECT coalesce(max(number), 0) FROM turn WHERE session = ?", (number,)).fetchone()
    turns = [
        (number, row[0] + place, storable(answer.question), json.dumps(encode(answer)), _words(answer))
        for place, answer in enumerate(answers, start=1)
    ]
    connection.executemany("INSERT INTO turn VALUES (?, ?, ?, ?, ?)", turns)


def narrow(connection: sqlite3.Connection, number: int, narrowings: Narrowings) -> None:
    """Writes down which articles answer, and from where on in the session."""
    entries = [(number, turns, json.dumps([storable(name) for name in names])) for turns, names in narrowings.items()]
    connection.executemany("INSERT OR REPLACE INTO narrowing VALUES (?, ?, ?)", entries)


def narrowings(connection: sqlite3.Connection, number: int) -> Narrowings:
    """Returns which articles answer, and from where on in the session. Raises `ValueError` when no Citebot wrote it."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'narrowing'").fetchone():
        return {}
    found = connection.execute("SELECT turns, names FROM narrowing WHERE session = ? ORDER BY turns", (number,))
    return {turns: decode(tuple[str, ...], json.loads(names)) for turns, names in found}


def stamps(connection: sqlite3.Connection, number: int) -> tuple[Stamp, ...]:
    """Returns the editions of the articles that a session's answers come from."""
    rows = connection.execute(
        "SELECT name, title, publisher, date, digest FROM article WHERE session = ? ORDER BY rowid", (number,)
    )
    return tuple(Stamp(*row) for row in rows)


def folded(text: str) -> str:
    """Returns the text as it is compared: without regard to case and to ways of writing a character."""
    return unicodedata.normalize("NFKC", storable(text)).casefold()


def storable(text: str) -> str:
    """Returns the text without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _words(answer: Answer) -> str:
    """The question and what is quoted, as they are searched."""
    quoted = (line for quote in answer.quotes for line in quoted_lines(quote.passage))
    return folded("\n".join([answer.question, *quoted]))
