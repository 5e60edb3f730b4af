"""Rows by table and key in SQLite, each with a check: what comes back is what was written, or nothing does.

Every table has a key, the bytes and their CRC-32, which starts from that of the library's own key, the table and the
row's key, so that a row of another library or another place is none.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock

from bot.cache.tables import Damaged

NAME = "library.sqlite"
NUMBERED = ("passages", "articles", "bodies", "lists", "citing")  # tables whose keys are whole numbers from 0
NAMED = ("names", "words", "facts", "goals", "pointing", "near")  # tables whose keys are texts, kept as bytes
_SELECT = {table: f"SELECT data, crc FROM {table} WHERE key = ?" for table in (*NUMBERED, *NAMED)}  # noqa: S608  # fixed
_RANGE = {
    table: f"SELECT key, data, crc FROM {table} WHERE key >= ? AND key < ? ORDER BY key"  # noqa: S608
    for table in NUMBERED
}
_SOME = {table: f"SELECT key, data, crc FROM {table} WHERE key IN " for table in NUMBERED}  # noqa: S608
_ALL = {table: f"SELECT key, data, crc FROM {table}" for table in NAMED}  # noqa: S608
_PREFIX = {table: f"{asked} WHERE key >= ? AND key < ?" for table, asked in _ALL.items()}
_INSERT = {table: f"INSERT INTO {table} VALUES (?, ?, ?)" for table in (*NUMBERED, *NAMED)}  # noqa: S608

_AT_ONCE = 500  # rows of a question to SQLite, which takes 999 values at the least

Row = tuple[int | str, bytes]


class Database:
    """The tables of one library; safe to use in several threads.

    What reads raises `Damaged` where the file is not what was written; what writes raises `OSError`.
    """

    def __init__(self, connection: sqlite3.Connection, key: str) -> None:
        """Takes an open connection, and the key of the library; use `open` or `made`."""
        self._connection = connection
        self._seed = {table: zlib.crc32(f"{key} {table} ".encode()) for table in (*NUMBERED, *NAMED)}
        self._lock = Lock()

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
            for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                connection.execute(f"PRAGMA {setting}")
            for table in NUMBERED:
                connection.execute(f"CREATE TABLE {table} (key INTEGER PRIMARY KEY, data BLOB, crc INTEGER)")
            for table in NAMED:
                connection.execute(f"CREATE TABLE {table} (key BLOB PRIMARY KEY, data BLOB, crc INTEGER) WITHOUT ROWID")
            connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise OSError(str(error)) from None
        return cls(connection, key)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Writes rows."""
        seed = self._seed[table]
        checked = ((_stored(key), data, _check(data, key, seed)) for key, data in rows)
        try:
            self._connection.executemany(_INSERT[table], checked)
        except sqlite3.Error as error:
            raise OSError(str(error)) from None

    def commit(self) -> None:
        """Has everything written."""
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
        return None if found is None else self._checked(table, key, *found)

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
        return self._named(table, _ALL[table], ())

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

    def _checked(self, table: str, key: int | str, data: object, crc: object) -> bytes:
        if not isinstance(data, bytes) or _check(data, key, self._seed[table]) != crc:
            raise Damaged
        return data


def _stored(key: int | str) -> int | bytes:
    return key if isinstance(key, int) else key.encode("utf-8", "surrogatepass")


def _check(data: bytes, key: int | str, seed: int) -> int:
    return zlib.crc32(data, zlib.crc32(str(key).encode("utf-8", "surrogatepass"), seed))
