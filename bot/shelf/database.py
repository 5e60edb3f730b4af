"""Rows by table and key in SQLite, each with a check: what comes back is what was written, or nothing does.

Every table has a key, the bytes and their CRC-32, which starts from that of the library's own key, the table and the
row's key, so that a row of another library or another place is none. Beside the tables whose keys are texts stands
which keys they have, so that a row that is lost is not taken for one that never was.
"""

import sqlite3
import weakref
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.cache.tables import Damaged

NAME = "library.sqlite"
# Tables whose keys are whole numbers from 0, and those whose keys are texts, which are kept as bytes.
NUMBERED = ("passages", "articles", "bodies", "outlines", "lists", "citing")
NAMED = ("names", "words", "facts", "goals", "pointing", "near")
_SELECT = {table: f"SELECT data, crc FROM {table} WHERE key = ?" for table in (*NUMBERED, *NAMED)}  # noqa: S608  # fixed
_RANGE = {
    table: f"SELECT key, data, crc FROM {table} WHERE key >= ? AND key < ? ORDER BY key"  # noqa: S608
    for table in NUMBERED
}
_SOME = {table: f"SELECT key, data, crc FROM {table} WHERE key IN " for table in NUMBERED}  # noqa: S608
_ALL = {table: f"SELECT key, data, crc FROM {table}" for table in NAMED}  # noqa: S608
_PREFIX = {table: f"{asked} WHERE key >= ? AND key < ?" for table, asked in _ALL.items()}
_FACTS = "facts"  # whose rows must all be there
_INSERT = {table: f"INSERT INTO {table} VALUES (?, ?, ?)" for table in (*NUMBERED, *NAMED)}  # noqa: S608

_AT_ONCE = 500  # rows of a question to SQLite, which takes 999 values at the least

Row = tuple[int | str, bytes]
_Stored = tuple[int | bytes, bytes, int]  # a row as it stands in SQLite
_Marks = NDArray[np.uint32]  # of the keys of a table, the CRC-32 of each, ascending


class Database:
    """The tables of one library; safe to use in several threads.

    What reads raises `Damaged` where the file is not what was written; what writes raises `OSError`.
    """

    def __init__(self, connection: sqlite3.Connection, key: str) -> None:
        """Takes an open connection, and the key of the library; use `open` or `made`."""
        self._connection = connection
        weakref.finalize(self, connection.close)  # when nobody needs it any more: Python warns of one left open
        self._seed = {table: zlib.crc32(f"{key} {table} ".encode()) for table in (*NUMBERED, *NAMED)}
        self._lock = Lock()
        self._written: dict[str, list[int]] | None = None  # the marks of what is being made
        self._marks: dict[str, _Marks] = {}
        self._whole: set[str] = set()  # tables that were found to have all of their rows

    @classmethod
    def open(cls, folder: Path, key: str) -> "Database":
        """Opens what was written into a folder; raises `Damaged` and `OSError`."""
        path = folder / NAME
        path.stat()
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            return cls(sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None), key)
        except sqlite3.Error:
            raise Damaged from None

    @classmethod
    def made(cls, folder: Path | None, key: str) -> "Database":
        """Makes the tables in a folder, or in memory; raises `OSError`."""
        try:
            place = ":memory:" if folder is None else str(folder / NAME)
            connection = sqlite3.connect(place, check_same_thread=False, isolation_level=None)
            database = cls(connection, key)
            for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                connection.execute(f"PRAGMA {setting}")
            for table in NUMBERED:
                connection.execute(f"CREATE TABLE {table} (key INTEGER PRIMARY KEY, data BLOB, crc INTEGER)")
            for table in NAMED:
                connection.execute(f"CREATE TABLE {table} (key BLOB PRIMARY KEY, data BLOB, crc INTEGER) WITHOUT ROWID")
            connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise OSError(str(error)) from None
        database._written = {table: [] for table in NAMED if table != _FACTS}
        return database

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Writes rows."""
        seed = self._seed[table]
        stored: list[_Stored] = [(_stored(key), data, _check(data, key, seed)) for key, data in rows]
        if self._written and table in self._written:
            self._written[table] += [zlib.crc32(key) for key, _, _ in stored if isinstance(key, bytes)]
        try:
            self._connection.executemany(_INSERT[table], stored)
        except sqlite3.Error as error:
            raise OSError(str(error)) from None

    def commit(self) -> None:
        """Has everything written; nothing can be put behind it."""
        written, self._written = self._written or {}, None
        self.put(_FACTS, ((_keys_of(table), _ascending(marks).tobytes()) for table, marks in written.items()))
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise OSError(str(error)) from None

    def get(self, table: str, key: int | str) -> bytes | None:
        """Returns the bytes of a row; None where there is none."""
        try:
            with self._lock:
                found = self._connection.execute(_SELECT[table], (_stored(key),)).fetchone()
        except (sqlite3.Error, UnicodeError):
            raise Damaged from None
        if found is None:
            if isinstance(key, str) and table != _FACTS:
                self._check_missing(table, key)
            return None
        return self._checked(table, key, *found)

    def between(self, table: str, first: int, end: int) -> list[tuple[int, bytes]]:
        """Returns the rows from one number to before another, in order."""
        try:
            with self._lock:
                rows = self._connection.execute(_RANGE[table], (first, end)).fetchall()
        except (sqlite3.Error, UnicodeError):
            raise Damaged from None
        return [(key, self._checked(table, key, data, crc)) for key, data, crc in rows]

    def some(self, table: str, keys: Sequence[int]) -> list[tuple[int, bytes]]:
        """Returns the rows of some numbers, in no order that means anything; fewer than there are numbers where some
        are missing.
        """
        found: list[tuple[int, bytes, int]] = []
        try:
            for start in range(0, len(keys), _AT_ONCE):
                asked = keys[start : start + _AT_ONCE]
                with self._lock:
                    found += self._connection.execute(f"{_SOME[table]}({','.join('?' * len(asked))})", asked).fetchall()
        except (sqlite3.Error, UnicodeError):
            raise Damaged from None
        return [(key, self._checked(table, key, data, crc)) for key, data, crc in found]

    def items(self, table: str) -> Iterator[tuple[str, bytes]]:
        """Yields all rows of a table whose keys are texts, in the order of their keys."""
        marks: list[int] = []
        for key, data in self._named(table, _ALL[table], ()):
            marks.append(zlib.crc32(_stored_text(key)))
            yield key, data
        if table != _FACTS and self._written is None and not np.array_equal(self._marks_of(table), _ascending(marks)):
            raise Damaged

    def starting(self, table: str, beginning: str) -> list[str]:
        """Returns the keys that begin so, of a table whose keys are texts; `beginning` is not empty."""
        first = beginning.encode("utf-8", "surrogatepass")
        last = first[:-1] + bytes([first[-1] + 1])  # no byte of a text is 255
        with self._lock:
            return [key for key, _ in self._named(table, _PREFIX[table], (first, last))]

    def _named(self, table: str, asked: str, values: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
        try:
            rows = self._connection.execute(asked, values)
            for stored, data, crc in rows:
                if not isinstance(stored, bytes):
                    raise Damaged
                key = stored.decode("utf-8", "surrogatepass")
                yield key, self._checked(table, key, data, crc)
        except (sqlite3.Error, UnicodeError):
            raise Damaged from None

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _check_missing(self, table: str, key: str) -> None:
        """Raises `Damaged` where a row that was written is not there."""
        if self._written is not None or table in self._whole:
            return
        mark, marks = zlib.crc32(_stored_text(key)), self._marks_of(table)
        place = int(np.searchsorted(marks, mark))
        if place < len(marks) and marks[place] == mark:  # of this key, or of another one that has the same
            for _ in self.items(table):
                pass
            self._whole.add(table)

    def _marks_of(self, table: str) -> _Marks:
        found = self._marks.get(table)
        if found is None:
            row = self.get(_FACTS, _keys_of(table))
            if row is None:
                raise Damaged
            found = self._marks[table] = np.frombuffer(row, "<u4")
        return found

    def _checked(self, table: str, key: int | str, data: object, crc: object) -> bytes:
        if not isinstance(data, bytes) or _check(data, key, self._seed[table]) != crc:
            raise Damaged
        return data


def _keys_of(table: str) -> str:
    return f"keys of {table}"


def _ascending(marks: list[int]) -> _Marks:
    return np.sort(np.array(marks, "<u4"))


def _stored(key: int | str) -> int | bytes:
    return key if isinstance(key, int) else _stored_text(key)


def _stored_text(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def _check(data: bytes, key: int | str, seed: int) -> int:
    return zlib.crc32(data, zlib.crc32(str(key).encode("utf-8", "surrogatepass"), seed))
