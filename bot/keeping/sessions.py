"""Conversations kept under a name on this computer: only when asked, and until they are deleted."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from bot.codec import decode
from bot.conversation.answer import Answer
from bot.errors import UsageError
from bot.keeping import rows
from bot.keeping.store import Store, StoreError
from bot.keeping.transcript import Narrowings, Stamp, Transcript
from bot.showing import one_line

_LONGEST_NAME = 60
_NONE: Narrowings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation as a list shows it."""

    name: str
    used: datetime
    questions: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A turn that has the words that were looked for, in its question or in a passage it quotes."""

    name: str
    number: int
    question: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation to go on with: its questions, in order, and "" or a sentence that warns.

    `narrowings` says which articles answered, by the number of questions before.
    """

    name: str
    questions: tuple[str, ...]
    warning: str
    narrowings: Narrowings


def data_folder() -> Path:
    """Returns the folder for what Citebot keeps for this user: CITEBOT_DATA, or the system's folder for such data."""
    import platformdirs

    return Path(os.environ.get("CITEBOT_DATA") or platformdirs.user_data_dir("citebot", appauthor=False))


def _now() -> datetime:
    return datetime.now(UTC)


class Sessions:
    """The kept conversations. Names are told apart without regard to case."""

    def __init__(self, folder: Path | None = None, clock: Callable[[], datetime] = _now) -> None:
        """`folder` is `data_folder()` unless given. Nothing is created or opened before it is needed."""
        self._store = Store(folder or data_folder())
        self._clock = clock

    def checked(self, name: str) -> str:
        """Returns a name as it is kept. Raises `UsageError` when it is empty or too long."""
        shown = one_line(name)
        if not shown:
            raise UsageError("The name of the conversation is empty.", 'Give one, such as: citebot --keep "my hands"')
        if len(shown) > _LONGEST_NAME:
            raise UsageError(f"The name of the conversation is longer than {_LONGEST_NAME} characters.")
        return shown

    def check(self) -> None:
        """Raises `StoreError` when what is kept cannot be read."""
        with self._store.reading():
            pass

    def resumed(self, name: str, articles: Sequence[Stamp]) -> Resumed | None:
        """Returns what to go on with, or None when nothing is kept under the name.

        Raises `UsageError` when the conversation is about none of these articles, `StoreError`.
        """
        with self._store.reading() as connection:
            session = rows.found(connection, name)
            if connection is None or session is None:
                return None
            number, kept_as = session
            questions = connection.execute("SELECT question FROM turn WHERE session = ? ORDER BY number", (number,))
            known = rows.stamps(connection, number)
            warning = _changes(kept_as, known, articles)
            narrowings = rows.narrowings(connection, number)
            return Resumed(kept_as, tuple(row[0] for row in questions), warning, narrowings)

    def unused(self, name: str) -> str:
        """Returns the name with the first number that makes it new: "hands (2)". Raises `StoreError`."""
        numbered = re.fullmatch(r"(.+) \((\d{1,6})\)", name)
        stem, count = (numbered[1], int(numbered[2]) + 1) if numbered else (name, 2)
        with self._store.reading() as connection:
            while rows.found(connection, f"{stem} ({count})"):
                count += 1
        return f"{stem} ({count})"

    def begin(
        self, name: str, articles: Sequence[Stamp], answers: Sequence[Answer], narrowings: Narrowings = _NONE
    ) -> None:
        """Keeps a conversation under a new name. Raises `UsageError` when the name is taken, `StoreError`."""
        name = self.checked(name)
        with self._store.writing() as connection:
            if rows.found(connection, name):
                said = f'There is a conversation named "{name}" already.'
                raise UsageError(said, "Give another name, or delete that one.")
            at = self._clock()
            number = rows.create(connection, name, at)
            rows.append(connection, number, articles, answers, at)
            rows.narrow(connection, number, narrowings)

    def add(
        self,
        name: str,
        articles: Sequence[Stamp],
        answers: Sequence[Answer],
        narrowings: Narrowings = _NONE,
        *,
        begun: bool,
    ) -> None:
        """Keeps more answers of a conversation, which is created unless it was `begun`.

        Raises `UsageError` when it was begun and deleted since, `StoreError`.
        """
        if begun:
            with self._store.reading() as reading:  # or the file would be made anew for nothing
                _require(rows.found(reading, name), name)
        with self._store.writing() as connection:
            session = rows.found(connection, name)
            if begun:
                _require(session, name)
            at = self._clock()
            number = session[0] if session else rows.create(connection, name, at)
            rows.append(connection, number, articles, answers, at)
            rows.narrow(connection, number, narrowings)

    def all(self) -> tuple[Kept, ...]:
        """Returns the conversations, the one used last first. Raises `StoreError`."""
        with self._store.reading() as connection:
            if connection is None:
                return ()
            selected = connection.execute(
                "SELECT id, name, used, (SELECT count(*) FROM turn WHERE session = id) FROM session"
                " ORDER BY used DESC, id DESC"
            ).fetchall()
            titles = {
                row[0]: tuple(dict.fromkeys(s.title for s in rows.stamps(connection, row[0]))) for row in selected
            }
            return tuple(
                Kept(name, datetime.fromisoformat(used), count, titles[number])
                for number, name, used, count in selected
            )

    def search(self, words: Sequence[str]) -> tuple[Mention, ...]:
        """Returns the turns that have every one of the words, in any case, newest conversation first.

        Raises `StoreError`.
        """
        wanted = [part for word in words for part in rows.folded(word).split()]
        with self._store.reading() as connection:
            if connection is None or not wanted:
                return ()
            has = " AND ".join(["instr(words, ?) > 0"] * len(wanted))
            selected = connection.execute(
                "SELECT name, number, question FROM turn JOIN session ON session = id"  # noqa: S608  # only the "?"s vary
                f" WHERE {has} ORDER BY used DESC, id DESC, number",
                wanted,
            )
            return tuple(Mention(*row) for row in selected)

    def transcript(self, name: str) -> Transcript:
        """Returns a conversation as it was said. Raises `UsageError` when there is none of the name, `StoreError`."""
        with self._store.reading() as connection:
            number = rows.number_of(connection, name)
            assert connection is not None  # noqa: S101  # there is a number
            selected = connection.execute("SELECT answer FROM turn WHERE session = ? ORDER BY number", (number,))
            try:
                turns = tuple(decode(Answer, json.loads(row[0])) for row in selected)
            except (ValueError, RecursionError) as error:
                said = f'The conversation "{one_line(name)}" is damaged.'
                raise StoreError(said, "Continue it to have its questions answered anew.") from error
            return Transcript(rows.stamps(connection, number), turns)

    def delete(self, name: str) -> None:
        """Deletes a conversation for good. Raises `UsageError` when there is none of the name, `StoreError`."""
        with self._store.reading() as connection:
            rows.number_of(connection, name)
        with self._store.writing() as connection:
            connection.execute("DELETE FROM session WHERE id = ?", (rows.number_of(connection, name),))
        self._store.sweep()

    def delete_all(self) -> int:
        """Deletes every conversation for good, and returns how many there were. Raises `StoreError`."""
        with self._store.reading() as connection:
            if connection is None:
                return 0
        with self._store.writing() as connection:
            count = connection.execute("DELETE FROM session").rowcount
        self._store.sweep()
        self._store.remove()
        return count


def _require(session: tuple[int, str] | None, name: str) -> None:
    if session is None:
        said = f'The conversation "{name}" was deleted meanwhile, so it is no longer kept.'
        raise UsageError(said, "Keep it under a name again if you want to.")


def _changes(name: str, known: Sequence[Stamp], articles: Sequence[Stamp]) -> str:
    """Says how the articles differ from those that a conversation was about."""
    names = {stamp.name for stamp in known}
    if not names & {stamp.name for stamp in articles}:
        titles = " and ".join(dict.fromkeys(f'"{stamp.title}"' for stamp in known))
        said = f'The conversation "{name}" is about {titles}, which is not open.'
        raise UsageError(one_line(said), "Name that article with --corpus, or give another name.")
    editions = {(stamp.name, stamp.digest) for stamp in known}
    if all((stamp.name, stamp.digest) in editions for stamp in articles) and len(articles) >= len(names):
        return ""
    what = "The article has" if len(names) == len(articles) == 1 else "The articles have"
    return f"{what} changed since this conversation was kept: its questions are answered anew."
