"""Tables of plain values by name and key, in memory or in one checked file that is read piece by piece.

The file is a line with the SHA-256 of all that follows, a line with what it was made of and how long its pieces are,
and the pieces: JSON objects, each with the entries of one table whose keys fall into it.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import accumulate
from typing import Any, Protocol

Content = Mapping[str, Mapping[str, Any]]  # {table: {key: a value as JSON has it}}

_MARK = b"citebot-cache 1 "
_DIGEST = 64
_FULL = 48  # entries of a piece, about


class Damaged(ValueError):
    """The bytes are not what was written for this key."""


class Tables(Protocol):
    """Values by table and key; who reads them changes nothing in them."""

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table, in no order that means anything."""


class InMemory:
    """Tables that were just made."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""
        return self._content.get(table, {}).get(key)

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table."""
        return self._content.get(table, {}).items()


class InFile:
    """Tables in the bytes of a file; a piece is read when an entry of it is asked for."""

    def __init__(self, data: bytes, key: str) -> None:
        """Checks the bytes against their digest and the key; raises `Damaged`."""
        start = len(_MARK) + _DIGEST + 1
        written = _MARK + hashlib.sha256(data[start:]).hexdigest().encode() + b"\n"
        end = data.find(b"\n", start) + 1
        if not end or data[:start] != written:
            raise Damaged
        head = json.loads(data[start:end])
        if not isinstance(head, dict) or head.get("key") != key:
            raise Damaged
        self._data = data
        self._ends: dict[str, list[int]] = {}
        for table, sizes in head["tables"].items():
            self._ends[table] = list(accumulate(sizes, initial=end))
            end = self._ends[table][-1]
        self._read: dict[tuple[str, int], dict[str, Any]] = {}

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""
        ends = self._ends.get(table)
        return None if ends is None else self._piece(table, _place(key, len(ends) - 1)).get(key)

    def items(self, table: str) -> Iterator[tuple[str, Any]]:
        """Yields all entries of a table."""
        for number in range(len(self._ends.get(table, [0])) - 1):
            yield from self._piece(table, number).items()

    def _piece(self, table: str, number: int) -> dict[str, Any]:
        piece = self._read.get((table, number))
        if piece is None:
            ends = self._ends[table]
            piece = self._read[table, number] = json.loads(self._data[ends[number] : ends[number + 1]])
        return piece


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
    sizes: dict[str, list[int]] = {}
    body = []
    for table, entries in content.items():
        pieces: list[dict[str, Any]] = [{} for _ in range(len(entries) // _FULL + 1)]
        for name, value in entries.items():
            pieces[_place(name, len(pieces))][name] = value
        written = [json.dumps(piece, separators=(",", ":")).encode() for piece in pieces]
        sizes[table] = [len(piece) for piece in written]
        body += written
    head = json.dumps({"key": key, "tables": sizes}, separators=(",", ":")).encode() + b"\n"
    rest = b"".join([head, *body])
    return _MARK + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _place(key: str, count: int) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % count
