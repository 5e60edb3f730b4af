"""The postings as bytes: one file of checked pieces, or the same pieces in memory.

The file is a line with the CRC-32 and the length of the head, the head (JSON), and its sections, one after the other:

- `table`: where each block of the vocabulary begins, and each block's CRC-32 (uint32 each);
- `lengths`: the number of terms of each passage;
- `blocks`: the vocabulary. A term stands in the block that its own CRC-32 names; a block is the count and the size of
  its terms, the terms (UTF-8) between bytes 0xFF, which UTF-8 has no use for, and a record for each: where its list
  begins, its document frequency, the CRC-32 of its list;
- `lists`: for each term the passages that hold it (int32, ascending), what it adds to each (float32, for choosing),
  and how often it stands there.

The head has the CRC-32 of the table and of the lengths, the table that of every block, a block that of every list; a
piece is checked when it is first read. Every CRC starts from that of the key, so that a piece of another file is none.
"""

import json
import math
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.cache.tables import Damaged
from bot.retrieval.postings_list import Bytes, PostingList

NAME = "postings.bin"
SECTIONS = ("table", "lengths", "blocks", "lists")
RECORD = struct.Struct("<QII")  # of a term: the first word of its list, its document frequency, the CRC of its list
BLOCK = struct.Struct("<II")  # of a block: its terms, and the bytes that they take with the parting ones
PARTING = b"\xff"
WORD = 4  # bytes; every piece is a whole number of words
_MARK = b"citebot-postings 1 "
_START = struct.Struct("<8sx8sx")  # after the mark: CRC and length of the head, in hexadecimal digits
_TYPES: dict[int, Literal["B", "H", "I"]] = {1: "B", 2: "H", 4: "I"}
_MOST = 100_000  # lists that are remembered as read


@dataclass(frozen=True, slots=True)
class Head:
    """What is said once of a whole index; `widths` are the bytes of a passage's length and of a count."""

    key: str
    passages: int
    tokens: int
    terms: int
    k1: float
    b: float
    delta: float
    widths: tuple[int, int]
    checks: tuple[int, int]  # the CRC of the table and of the lengths
    sizes: tuple[int, int, int, int]  # the bytes of each section

    def encoded(self) -> bytes:
        """Returns the head as the file begins with it, a whole number of words."""
        values = {name: getattr(self, name) for name in self.__slots__}
        text = json.dumps(values, separators=(",", ":")).encode("utf-8", "surrogatepass")
        text += b" " * (-(len(_MARK) + _START.size + len(text)) % (2 * WORD))
        return _MARK + _START.pack(b"%08x" % zlib.crc32(text), b"%08x" % len(text)) + text


def seed(key: str) -> int:
    """Returns the CRC that every other one starts from."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def block_of(term: bytes, blocks: int) -> int:
    """Returns the number of the block that a term stands in."""
    return zlib.crc32(term) % blocks


class Store:
    """Reads the pieces of an index, each checked when it is first read; safe to use in several threads.

    Every method raises `Damaged` where the bytes are not what was written.
    """

    def __init__(self, head: Head, sections: Mapping[str, Bytes], mapped: mmap.mmap | None = None) -> None:
        """Takes the head, the bytes of each section, and the file that they are mapped from, if they are."""
        self.head = head
        self._mapped = mapped
        self._sections = sections
        self._seed = seed(head.key)
        self._check(sections["table"], head.checks[0])
        table = sections["table"].cast("I")
        self._blocks = len(table) // 2
        self._ends, self._checks = table[: self._blocks + 1], table[self._blocks + 1 :]
        self._checked = bytearray(self._blocks)
        self._read: dict[str, PostingList] = {}

    @classmethod
    def open(cls, folder: Path, key: str) -> "Store":
        """Maps the file in a folder; raises `OSError` where it cannot be read."""
        with (folder / NAME).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                raise Damaged
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = memoryview(mapped)
        head, end = _head(whole)
        if head.key != key or len(whole) != end + sum(head.sizes):
            raise Damaged
        sections = {}
        for name, size in zip(SECTIONS, head.sizes, strict=True):
            sections[name] = whole[end : end + size]
            end += size
        return cls(head, sections, mapped)

    def check_size(self) -> None:
        """Raises `Damaged` where another program has cut the file off: to read behind its end would end the process."""
        if self._mapped is not None and self._mapped.size() < len(self._mapped):
            raise Damaged

    def save(self, folder: Path) -> None:
        """Writes the file into a folder that is there; raises `OSError`."""
        with (folder / NAME).open("wb") as file:
            file.write(self.head.encoded())
            for name in SECTIONS:
                file.write(self._sections[name])

    @cached_property
    def lengths(self) -> NDArray[np.unsignedinteger[Any]]:
        """The number of terms of each passage."""
        self._check(self._sections["lengths"], self.head.checks[1])
        return np.frombuffer(self._sections["lengths"], f"<u{self.head.widths[0]}", self.head.passages)

    @cached_property
    def numbers(self) -> Bytes:
        """The same as `lengths`, as Python takes them one by one."""
        return self.lengths.data.cast("B").cast(_TYPES[self.head.widths[0]])

    @cached_property
    def normals(self) -> "_Normals":
        """What a length makes of k1, by length."""
        return _Normals(self.head)

    def record(self, term: str) -> tuple[int, int, int] | None:
        """Returns where the list of a term begins, its document frequency and its CRC; None for an unknown term."""
        name = term.encode("utf-8", "surrogatepass")
        block = self._block(block_of(name, self._blocks))
        size = BLOCK.unpack_from(block)[1]
        names = bytes(block[BLOCK.size : BLOCK.size + size])
        place = names.find(PARTING + name + PARTING)
        if place < 0:
            return None
        number = names.count(PARTING, 0, place)
        start, frequency, check = RECORD.unpack_from(block, BLOCK.size + size + -size % WORD + number * RECORD.size)
        return start, frequency, check

    def find(self, term: str) -> PostingList | None:
        """Returns the list of a term; None for an unknown one."""
        found = self._read.get(term)
        if found is None:
            record = self.record(term)
            if record is None:
                return None
            if len(self._read) >= _MOST:
                self._read = {}
            found = self._read[term] = self._list(*record)
        return found

    def terms(self) -> Iterator[str]:
        """Yields every term once, in no order that means anything."""
        for number in range(self._blocks):
            block = self._block(number)
            size = BLOCK.unpack_from(block)[1]
            for name in bytes(block[BLOCK.size : BLOCK.size + size]).split(PARTING)[1:-1]:
                yield name.decode("utf-8", "surrogatepass")

    def _block(self, number: int) -> Bytes:
        block = self._sections["blocks"][self._ends[number] : self._ends[number + 1]]
        if not self._checked[number]:
            self._check(block, self._checks[number])
            self._checked[number] = 1
        return block

    def _list(self, start: int, frequency: int, check: int) -> PostingList:
        width = self.head.widths[1]
        size = 2 * frequency * WORD + width * frequency
        data = self._sections["lists"][start * WORD : start * WORD + size + -size % WORD]
        self._check(data, check)
        idf = math.log((self.head.passages + 1) / frequency)
        impacts = np.frombuffer(data, "<f4", frequency, frequency * WORD)
        return PostingList(
            np.frombuffer(data, "<i4", frequency),
            impacts,
            np.frombuffer(data, f"<u{width}", frequency, 2 * frequency * WORD),
            idf,
            idf * self.head.delta,
            float(impacts.max()),
            frequency,
            data[: frequency * WORD].cast("i"),
            data[2 * frequency * WORD : size].cast(_TYPES[width]),
        )

    def _check(self, data: Bytes, check: int) -> None:
        if zlib.crc32(data, self._seed) != check:
            raise Damaged


class _Normals(dict[int, float]):
    """k1 * (1 - b + b * length / average length), in rank_bm25's order of operations."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self._head, self._average = head, head.tokens / head.passages

    def __missing__(self, length: int) -> float:
        head = self._head
        normal = self[length] = head.k1 * (1 - head.b + head.b * length / self._average)
        return normal


def _head(whole: Bytes) -> tuple[Head, int]:
    """Returns the head of a file and where it ends."""
    begin = len(_MARK) + _START.size
    try:
        check, size = (int(digits, 16) for digits in _START.unpack_from(whole, len(_MARK)))
        text = bytes(whole[begin : begin + size])
        if bytes(whole[:begin]) != _MARK + _START.pack(b"%08x" % check, b"%08x" % size) or zlib.crc32(text) != check:
            raise Damaged
    except (ValueError, struct.error):
        raise Damaged from None
    try:
        values = json.loads(text)
        for name in ("widths", "checks", "sizes"):
            values[name] = tuple(values[name])
        return Head(**values), begin + size
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Damaged from None  # whole, but of another form
