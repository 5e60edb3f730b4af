"""The file of kept conversations: private to its user, checked before it is touched, free of what was deleted."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.errors import CitebotError
from bot.saving import make_private
from bot.showing import shown_path

FILE = "conversations.sqlite3"
VERSION = 1
_OURS = 0x43495445  # "CITE", in the file's head
_PATIENCE = 2  # seconds to wait for another Citebot
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CLOSED = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, begun TEXT NOT NULL, used TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS article (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL, date TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (session, name, digest)
);
CREATE TABLE IF NOT EXISTS turn (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (session, number)
);
PRAGMA application_id = {_OURS};
PRAGMA user_version = {VERSION};
"""
# It came later: a store without it is as good, and a Citebot that does not know it leaves it alone.
_ADDED = """
CREATE TABLE IF NOT EXISTS narrowing (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    turns INTEGER NOT NULL, names TEXT NOT NULL,
    PRIMARY KEY (session, turns)
)
"""


class StoreError(CitebotError):
    """The kept conversations cannot be read or written."""


class Store:
    """A SQLite file in a folder of its own; neither is made before there is something to keep."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the store's own folder stands, or will."""
        self.folder = folder / "conversations"
        self.path = self.folder / FILE

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Gives a connection to read by, or None where nothing was ever kept. Raises `StoreError`."""
        with self._told():
            if not self.path.exists():
                yield None
                return
            with contextlib.closing(self._connected()) as connection:
                yield connection

    @contextlib.contextmanager
    def writing(self, *, create: bool = True) -> Iterator[sqlite3.Connection]:
        """Gives a connection whose changes are written together or, where anything is raised, not at all.

        Raises `StoreError`, also when nothing was ever kept and nothing is to be created.
        """
        with self._told():
            if create and not self.path.exists():
                self._create()
            with contextlib.closing(self._connected()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    connection.execute(_ADDED)
                    yield connection
                except BaseException:
                    if connection.in_transaction:  # a full disk has ended it already
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")

    def sweep(self) -> None:
        """Leaves nothing in the file of what was deleted. Raises `StoreError`."""
        with self._told(), contextlib.closing(self._connected()) as connection:
            connection.execute("VACUUM")

    def remove(self) -> None:
        """Removes the file, whose content was deleted before, and its folder. Raises `StoreError`."""
        with self._told():
            self.path.unlink()
            with contextlib.suppress(OSError):  # something else is in it
                self.folder.rmdir()

    def _create(self) -> None:
        make_private(self.folder)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.resolve().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None
        )
        try:
            self._check(connection)
            for setting in ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        owner, version, tables = (
            connection.execute(f"{query}").fetchone()[0]
            for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if (owner, version, tables) == (0, 0, 0):  # another Citebot may be as far, and make the same
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        elif owner != _OURS:
            raise self._broken()
        elif version > VERSION:
            raise StoreError(f"{shown_path(self.path)} was written by a newer Citebot.", "Update Citebot to read it.")
        for place, mode in ((self.folder, 0o700), (self.path, 0o600)):
            if place.stat().st_mode & 0o777 & ~mode:
                place.chmod(mode)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Says in one sentence what went wrong with the file."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _BUSY:
                said = "The kept conversations are being written by another Citebot."
                raise StoreError(said, "Try again in a moment.") from error
            raise (self._closed(str(error)) if code in _CLOSED else self._broken()) from error
        except ValueError as error:  # what no Citebot wrote
            raise self._broken() from error
        except OSError as error:
            raise self._closed(error.strerror or str(error)) from error

    def _closed(self, reason: str) -> StoreError:
        said = f"The kept conversations in {shown_path(self.folder)} cannot be opened: {reason}."
        return StoreError(said, "Check that the folder is yours, and that the disk is not full.")

    def _broken(self) -> StoreError:
        said = f"{shown_path(self.path)} is damaged, or no file of Citebot's."
        return StoreError(said, "Move it away, and Citebot makes a new one.")
