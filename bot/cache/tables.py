"""Tables of plain values by name and key, in memory or in one checked file that is read piece by piece.

The file is a line with the CRC of the next, a line with what it was made of and how long its pieces are and their
CRCs, and the pieces: JSON objects, each with the entries of one table whose keys fall into it. A piece is checked when
it is read.
"""

import json
import zlib
from _thread import get_ident
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Protocol

Content = Mapping[str, Mapping[str, Any]]  # {table: {key: a value as JSON has it}}

_MARK = b"citebot-cache 2 "
_CHECK = 8  # hexadecimal digits of a CRC
_FULL, _LONG = 48, 4096  # entries of a piece, about, and its bytes: whichever gives more pieces


class Damaged(ValueError):
    """The bytes are not what was written for this key."""


class Tables(Protocol):
    """Values by table and key; who reads them changes nothing in them.

    `key` says what they were made of, "" where they are not kept.
    """

    key: str

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table, in no order that means anything."""


class InMemory:
    """Tables that were just made."""

    def __init__(self, content: Content, key: str = "") -> None:
        self._content, self.key = content, key

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""
        return self._content.get(table, {}).get(key)

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table."""
        return self._content.get(table, {}).items()


class InFile:
    """Tables in a file; a piece is read when an entry of it is asked for."""

    def __init__(self, path: Path, key: str) -> None:
        """Checks what the file says of itself; raises `Damaged` and `OSError`."""
        with path.open("rb") as file:
            check, head = file.readline(len(_MARK) + _CHECK + 1), file.readline()
            size = file.seek(0, 2)
        if check != _checked(head) or not head.endswith(b"\n"):
            raise Damaged
        try:
            said = json.loads(head)
            if said["key"] != key or size != len(check) + len(head) + said["size"]:
                raise Damaged
            pieces = {str(table): [(int(length), int(crc)) for length, crc in found]
                      for table, found in said["tables"].items()}  # fmt: skip
            lengths = [length for found in pieces.values() for length, _ in found]
            if sum(lengths) != said["size"] or any(length < 0 for length in lengths):
                raise Damaged
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            raise Damaged from None  # whole, but of another form
        self._path, self.key = path, key
        self._pieces: dict[str, list[tuple[int, int, int]]] = {}
        start = len(check) + len(head)
        for table, found in pieces.items():
            places = self._pieces[table] = []
            for length, crc in found:
                places.append((start, length, crc))
                start += length
        self._read: dict[tuple[str, int], dict[str, Any]] = {}

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none; raises `Damaged` and `OSError`."""
        pieces = self._pieces.get(table)
        return None if not pieces else self._piece(table, _place(key, len(pieces))).get(key)

    def items(self, table: str) -> Iterator[tuple[str, Any]]:
        """Yields all entries of a table; raises `Damaged` and `OSError`."""
        for number in range(len(self._pieces.get(table, ()))):
            yield from self._piece(table, number).items()

    def _piece(self, table: str, number: int) -> dict[str, Any]:
        piece = self._read.get((table, number))
        if piece is None:
            start, length, crc = self._pieces[table][number]
            with self._path.open("rb", buffering=0) as file:
                file.seek(start)
                data = file.read(length)
            if zlib.crc32(data) != crc:
                raise Damaged
            piece = self._read[table, number] = _object(data)
        return piece


def _object(data: bytes) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        raise Damaged from None
    if not isinstance(read, dict):
        raise Damaged
    return read


class Mending:
    """Tables in a file that are made again when they turn out to be damaged, or gone."""

    def __init__(self, tables: Tables, again: Callable[[], Tables]) -> None:
        self._tables, self._again, self.key = tables, again, tables.key
        self._making: set[int] = set()  # threads that make them again

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none; raises what making the tables raises."""
        try:
            return self._tables.get(table, key)
        except (Damaged, OSError):
            return self._mended().get(table, key)

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table; raises what making the tables raises."""
        try:
            return list(self._tables.items(table))
        except (Damaged, OSError):
            return self._mended().items(table)

    def _mended(self) -> Tables:
        """Makes the tables again; what makes them may ask them, as stems do, and is told that they hold nothing."""
        thread = get_ident()
        if thread in self._making:
            return InMemory({})
        self._making.add(thread)
        try:
            self._tables = self._again()
        finally:
            self._making.discard(thread)
        return self._tables


class Keys(Set[str]):
    """The keys of a table as a set; to ask for one does not read the others."""

    def __init__(self, tables: Tables, table: str) -> None:
        self._tables, self._table = tables, table

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._tables.get(self._table, key) is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._tables.items(self._table))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def encoded(content: Content, key: str) -> bytes:
    """Returns the tables as a file's bytes, which `InFile` reads by the same key."""
    checks: dict[str, list[tuple[int, int]]] = {}
    body = []
    for table, entries in content.items():
        pieces: list[dict[str, Any]] = [{} for _ in range(_count(entries))]
        for name, value in entries.items():
            pieces[_place(name, len(pieces))][name] = value
        written = [json.dumps(piece, separators=(",", ":")).encode() for piece in pieces]
        checks[table] = [(len(piece), zlib.crc32(piece)) for piece in written]
        body += written
    said = {"key": key, "size": sum(map(len, body)), "tables": checks}
    head = json.dumps(said, separators=(",", ":")).encode() + b"\n"
    return b"".join([_checked(head), head, *body])


def _count(entries: Mapping[str, Any]) -> int:
    """How many pieces a table has: what is not asked for need not be read."""
    by_length = len(json.dumps(entries, separators=(",", ":"))) // _LONG
    return max(len(entries) // _FULL, min(by_length, len(entries))) + 1


def _checked(head: bytes) -> bytes:
    return _MARK + b"%0*x\n" % (_CHECK, zlib.crc32(head))


def _place(key: str, count: int) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % count
