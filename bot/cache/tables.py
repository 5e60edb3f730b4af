"""Tables of plain values by name and key, in memory or in one checked file that is read piece by piece.

The file is a line with the CRC and the length of what says of what it was made and where its pieces are (a line of
JSON, and for each piece in binary where it ends and its CRC), that, and the pieces: JSON objects, each with the entries
of one table whose keys fall into it, every entry on a line of its own. A piece is checked when it is read, and an entry
decoded when it is asked for.
"""

import json
import os
import zlib
from _thread import get_ident
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Protocol

Content = Mapping[str, Mapping[str, Any]]  # {table: {key: a value as JSON has it}}

_MARK = b"citebot-cache 3 "
_DIGITS = 8  # of a number in hexadecimal
_FIRST = len(_MARK) + 2 * (_DIGITS + 1)  # bytes of the first line
_END, _CRC = 8, 4  # bytes of where a piece ends among the pieces, and of its CRC
_PLACE = _END + _CRC
_DECODER = json.JSONDecoder()
_FULL, _LONG = 96, 8192  # entries of a piece, about, and its bytes: whichever gives more pieces


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
        with path.open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            file.seek(0)
            first = file.read(_FIRST)
            head = file.read(min(size, _length_of_head(first)))
        if first != _checked(head):
            raise Damaged
        line, _, places = head.partition(b"\n")
        try:
            said = json.loads(line)
            counts = {str(table): int(count) for table, count in said["tables"].items()}
            if said["key"] != key or min(counts.values(), default=0) < 0:
                raise Damaged
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            raise Damaged from None  # whole, but of another form
        self._places = places
        self._tables: dict[str, tuple[int, int]] = {}  # the number of the first piece of each, and how many it has
        number = 0
        for table, count in counts.items():
            self._tables[table] = number, count
            number += count
        self._path, self.key, self._begin, self._size = str(path), key, _FIRST + len(head), size
        if len(self._places) != number * _PLACE or size != self._begin + (self._end(number - 1) if number else 0):
            raise Damaged
        self._pieces: dict[int, str | dict[str, Any]] = {}  # those that were read, as text or decoded
        self._values: dict[tuple[str, str], Any] = {}  # those that were asked for

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none; raises `Damaged` and `OSError`."""
        if (table, key) in self._values:
            return self._values[table, key]
        first, count = self._tables.get(table, (0, 0))
        if not count:
            return None
        number = first + _place(key, count)
        piece = self._pieces.get(number)
        if piece is None:
            piece = self._pieces[number] = self._read(number)
        if isinstance(piece, dict):
            return piece.get(key)
        name = _entry(key)
        start = piece.find(name)
        if start < 0:
            return None
        try:
            value = self._values[table, key] = _DECODER.raw_decode(piece, start + len(name))[0]
        except (ValueError, RecursionError):
            raise Damaged from None
        return value

    def items(self, table: str) -> Iterator[tuple[str, Any]]:
        """Yields all entries of a table; raises `Damaged` and `OSError`."""
        first, count = self._tables.get(table, (0, 0))
        for number in range(first, first + count):
            piece = self._pieces.get(number)
            if not isinstance(piece, dict):
                piece = self._pieces[number] = _object(self._read(number) if piece is None else piece)
            yield from piece.items()

    def _end(self, number: int) -> int:
        """Where a piece ends, and the next begins, counted from the beginning of the first."""
        return int.from_bytes(self._places[number * _PLACE : number * _PLACE + _END], "little")

    def _read(self, number: int) -> str:
        """Reads a piece; hundreds of them for a question, so without a file object for each."""
        start = self._end(number - 1) if number else 0
        length = self._end(number) - start
        if not 0 <= length <= self._size:
            raise Damaged
        file = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            os.lseek(file, self._begin + start, os.SEEK_SET)
            data = os.read(file, length)
        finally:
            os.close(file)
        crc = self._places[number * _PLACE + _END : (number + 1) * _PLACE]
        if zlib.crc32(data) != int.from_bytes(crc, "little"):
            raise Damaged
        try:
            return data.decode("ascii")
        except UnicodeDecodeError:
            raise Damaged from None


def _object(piece: str) -> dict[str, Any]:
    try:
        read = json.loads(piece)
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
    counts: dict[str, int] = {}
    places, body, end = [], [], 0
    for table, entries in content.items():
        count = counts[table] = _count(entries)
        pieces: list[list[str]] = [[] for _ in range(count)]
        for name, value in entries.items():
            pieces[_place(name, count)].append(_entry(name) + _written(value))
        for piece in pieces:
            written = f"{{{','.join(piece)}}}".encode()
            end += len(written)
            places.append(end.to_bytes(_END, "little") + zlib.crc32(written).to_bytes(_CRC, "little"))
            body.append(written)
    head = b"".join([_written({"key": key, "tables": counts}).encode(), b"\n", *places])
    return b"".join([_checked(head), head, *body])


def _count(entries: Mapping[str, Any]) -> int:
    """How many pieces a table has: what is not asked for need not be read."""
    by_length = len(_written(entries)) // _LONG
    return max(len(entries) // _FULL, min(by_length, len(entries))) + 1


def _written(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _entry(key: str) -> str:
    """What stands before the value of a key, and nowhere else: a line feed is never part of a text in JSON."""
    return f"\n{json.dumps(key)}:"


def _checked(head: bytes) -> bytes:
    return _MARK + b"%0*x %0*x\n" % (_DIGITS, zlib.crc32(head), _DIGITS, len(head))


def _length_of_head(first: bytes) -> int:
    """What the first line says of that; 0 where it is none of ours."""
    try:
        return int(first[-_DIGITS - 1 : -1], 16) if first.startswith(_MARK) else 0
    except ValueError:
        return 0


def _place(key: str, count: int) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % count
