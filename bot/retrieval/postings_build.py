"""Builds postings from a stream of documents: words to numbers by a dict, numbers to lists by sorting, in portions.

What is held at any time is the vocabulary, the finished lists and 5 bytes a posting more, and one portion.
"""

import itertools
import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.numbered import Numbered, Numbering
from bot.retrieval.postings_store import BLOCK, PARTING, RECORD, WORD, Head, Store, block_of, seed

_PORTION = 2_000_000  # tokens that are sorted at once
_AT_ONCE = 1000  # documents whose terms are numbered at once
_FULL = 16  # terms of a block, about
_RECORDS = np.dtype([("start", "<u8"), ("frequency", "<u4"), ("check", "<u4")])

Longs = NDArray[np.int64]
Counts = NDArray[np.unsignedinteger[Any]]


class _Portion(NamedTuple):
    """Sorted postings: the numbers of the terms, ascending, how many passages each has, and these with their counts."""

    terms: NDArray[np.int32]
    frequencies: NDArray[np.int32]
    passages: NDArray[np.int32]
    counts: Counts


class Builder:
    """Builds the postings of documents that come one after the other."""

    def __init__(self) -> None:
        """Begins with no documents."""
        self._numbers = Numbering()  # of the terms here
        self._theirs: dict[tuple[int, int], array[int]] = {}  # their numbers here, by those of another numbering
        self._lengths = array("q")
        self._portions: list[_Portion] = []
        self._held: list[NDArray[np.int32]] = []
        self._tokens = 0  # that are held
        self._first = 0  # passage of those

    def add(self, documents: Numbered) -> None:
        """Takes the next documents of a numbering, of which none is to be left out."""
        theirs = self._theirs.setdefault(documents.numbering, array("i"))
        theirs.extend(map(self._numbers.__getitem__, documents.new))
        self._held.append(_array(theirs)[_array(documents.numbers)])
        self._lengths.extend(documents.lengths)
        self._tokens += len(documents.numbers)
        if self._tokens >= _PORTION:
            self._sort()

    def _sort(self) -> None:
        if self._tokens:
            lengths = np.array(self._lengths[self._first :], np.int64)
            self._portions.append(_sorted(np.concatenate(self._held), lengths, self._first))
        self._held, self._tokens, self._first = [], 0, len(self._lengths)

    def store(self, key: str, k1: float, b: float, delta: float) -> Store:
        """Returns the postings, in memory; nothing can be added after that."""
        self._sort()
        return _store(self._portions, list(self._numbers), np.array(self._lengths, np.int64), key, k1, b, delta)


def build(documents: Iterable[Sequence[str]], key: str, k1: float, b: float, delta: float) -> Store:
    """Returns the postings of documents, in memory; a document may be empty, and so may the whole."""
    builder, numbering, left = Builder(), Numbering(), iter(documents)
    while some := list(itertools.islice(left, _AT_ONCE)):
        builder.add(numbering.numbered(some))
    return builder.store(key, k1, b, delta)


def _store(
    portions: list[_Portion], terms: list[str], sizes: Longs, key: str, k1: float, b: float, delta: float
) -> Store:
    """Returns the postings of some terms; the portions are taken out of their list."""
    width = _width(max((int(portion.counts.max()) for portion in portions if len(portion.counts)), default=0))
    tokens = int(sizes.sum())
    lists = _Lists(portions, len(terms), width)
    # rank_bm25's own order of operations, so that the floats are its own.
    norms = np.asarray(k1 * (1 - b + b * sizes / (tokens / len(sizes) if tokens else 1.0)), np.float64)
    idfs = _idfs(lists.frequencies, len(sizes))
    while portions:
        lists.put(portions.pop(0), idfs, norms, k1)
    start = seed(key)
    table, blocks = _vocabulary(terms, lists.records(start), start)
    lengths_bytes = _padded(sizes.astype(f"<u{_width(int(sizes.max(initial=0)))}").tobytes())
    sections: list[bytes | memoryview] = [table, lengths_bytes, blocks, lists.data]
    widths = (_width(int(sizes.max(initial=0))), width)
    checks = (zlib.crc32(table, start), zlib.crc32(lengths_bytes, start))
    bounds = tuple(len(section) for section in sections)
    head = Head(key, len(sizes), tokens, len(terms), k1, b, delta, widths, checks, bounds)  # type: ignore[arg-type]
    names = ("table", "lengths", "blocks", "lists")
    return Store(head, {name: memoryview(section) for name, section in zip(names, sections, strict=True)})


def _sorted(held: NDArray[np.int32], lengths: Longs, first: int) -> _Portion:
    """Sorts the terms of the passages from number `first` on, which have these lengths."""
    keys = held.astype(np.int64) << 32 | np.repeat(np.arange(first, first + len(lengths)), lengths)
    keys.sort()
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    counts = np.diff(begins, append=len(keys))
    keys = keys[begins]
    terms = (keys >> 32).astype(np.int32)
    begins = np.flatnonzero(np.concatenate(([True], terms[1:] != terms[:-1])))
    frequencies = np.diff(begins, append=len(terms)).astype(np.int32)
    narrow = counts.astype(f"<u{_width(int(counts.max()))}")
    return _Portion(terms[begins], frequencies, (keys & 0xFFFFFFFF).astype(np.int32), narrow)


class _Lists:
    """The lists of all terms in one array of words, in the order of the terms' numbers."""

    def __init__(self, portions: Sequence[_Portion], terms: int, width: int) -> None:
        self.frequencies = np.zeros(terms, np.int64)
        for portion in portions:
            self.frequencies[portion.terms] += portion.frequencies
        self._sizes = 2 * self.frequencies + -(-self.frequencies * width // WORD)
        ends = np.cumsum(self._sizes)
        self._starts = ends - self._sizes
        self._filled = np.zeros(terms, np.int64)
        self._width = width
        self.words = np.zeros(int(ends[-1]) if terms else 0, np.uint32)

    def put(self, portion: _Portion, idfs: NDArray[np.float64], norms: NDArray[np.float64], k1: float) -> None:
        """Puts the postings of the next portion behind those that are there."""
        terms, times = portion.terms, portion.frequencies
        begins = np.cumsum(times) - times
        places = np.arange(len(portion.passages)) + np.repeat(self._filled[terms] - begins, times)
        self._filled[terms] += times
        starts = places + np.repeat(self._starts[terms], times)
        self.words.view(np.int32)[starts] = portion.passages
        impacts = np.repeat(idfs[terms], times) * (
            portion.counts * (k1 + 1) / (norms[portion.passages] + portion.counts)
        )
        starts += np.repeat(self.frequencies[terms], times)
        self.words.view(np.float32)[starts] = impacts
        places += np.repeat((self._starts[terms] + 2 * self.frequencies[terms]) * (WORD // self._width), times)
        self.words.view(f"<u{self._width}")[places] = portion.counts

    @property
    def data(self) -> memoryview:
        """The bytes of all lists."""
        return self.words.view(np.uint8).data

    def records(self, start: int) -> NDArray[np.void]:
        """Returns the record of every term; `start` is the CRC that theirs start from."""
        found = np.zeros(len(self.frequencies), _RECORDS)
        found["start"], found["frequency"] = self._starts, self.frequencies
        data = self.data
        begins = (self._starts * WORD).tolist()
        ends = ((self._starts + self._sizes) * WORD).tolist()
        found["check"] = [zlib.crc32(data[begin:end], start) for begin, end in zip(begins, ends, strict=True)]
        return found


def _idfs(frequencies: Longs, passages: int) -> NDArray[np.float64]:
    """ln((N + 1) / df), by `math.log` as rank_bm25 has it, whose last bit is not always numpy's."""
    distinct, which = np.unique(frequencies, return_inverse=True)
    logs = [math.log((passages + 1) / frequency) for frequency in distinct.tolist()]
    return np.array(logs, np.float64)[which]


def _vocabulary(terms: Sequence[str], records: NDArray[np.void], start: int) -> tuple[bytes, bytes]:
    """Returns the table and the blocks."""
    names = [term.encode("utf-8", "surrogatepass") for term in terms]
    count = len(names) // _FULL + 1
    places = np.array([block_of(name, count) for name in names], np.int64)
    order = np.argsort(places, kind="stable")
    ends = np.searchsorted(places[order], np.arange(count + 1)).tolist()
    numbers = order.tolist()
    sorted_records = records[order].tobytes()
    blocks = []
    for begin, end in itertools.pairwise(ends):
        parted = PARTING + b"".join(names[number] + PARTING for number in numbers[begin:end])
        rows = sorted_records[begin * RECORD.size : end * RECORD.size]
        blocks.append(BLOCK.pack(end - begin, len(parted)) + _padded(parted) + rows)
    bounds = np.cumsum([0, *map(len, blocks)])
    checks = np.array([zlib.crc32(block, start) for block in blocks])
    return np.concatenate([bounds, checks]).astype("<u4").tobytes(), b"".join(blocks)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % WORD)


def _width(largest: int) -> int:
    """Returns the bytes of an unsigned integer that holds a number."""
    return 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4


def _array(numbers: "array[int]") -> NDArray[np.int32]:
    """Returns the numbers where they stand: they cannot grow while that is held."""
    return np.frombuffer(numbers, np.int32) if numbers else np.zeros(0, np.int32)
