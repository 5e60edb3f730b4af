"""A large library as it stands open: its rows and its postings, and what is asked of both."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.article import Article, Heading, Passage
from bot.cache.tables import Damaged
from bot.holdings import names_of, order_of
from bot.retrieval.listing import Listing
from bot.retrieval.postings import Postings
from bot.retrieval.postings_concepts import holding
from bot.retrieval.postings_store import Store
from bot.shelf.database import Database
from bot.shelf.preparing import article_of, outline_of, passage_of

T = TypeVar("T")
CALLED = "called"  # the folder of the postings of what passages are called
CITED = 1 << 31  # numbers of sources are below this
_MOST = 4096  # passages and titles that are remembered as read


class Opened:
    """The pieces of one library. Every method raises `Damaged` where they are not what was written, or `OSError`."""

    def __init__(self, database: Database, store: Store, called: Store) -> None:
        """Takes the rows, the postings of the passages' terms, and those of what the passages are called."""
        self.database, self.store, self.called = database, store, called
        self.postings = Postings(store)
        self._passages: dict[int, Passage] = {}
        self._heads: dict[int, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}  # of the articles whose heads are remembered, by name
        self._names: dict[int, frozenset[str]] = {}
        self._orders: dict[int, Sequence[str]] = {}

    @classmethod
    def open(cls, folder: Path, key: str) -> "Opened":
        """Opens what stands in a folder under a key."""
        store, called = Store.open(folder, key), Store.open(folder / CALLED, key)
        opened = cls(Database.open(folder, key), store, called)
        facts = opened.fact("counts")
        if facts != [store.head.passages, called.head.passages, len(opened.firsts)]:
            raise Damaged
        return opened

    def check_size(self) -> None:
        """Raises `Damaged` where another program has cut a file off that is mapped."""
        self.store.check_size()
        self.called.check_size()

    def fact(self, name: str) -> Any:
        """Returns a value by its name."""
        return json.loads(self.bytes_of("facts", name))

    def bytes_of(self, table: str, key: int | str) -> bytes:
        """Returns the bytes of a row that must be there."""
        found = self.database.get(table, key)
        if found is None:
            raise Damaged
        return found

    @cached_property
    def firsts(self) -> list[int]:
        """The number of the first passage of each article."""
        numbers: list[int] = np.frombuffer(self.bytes_of("facts", "firsts"), "<i4").tolist()
        return numbers

    @cached_property
    def bits(self) -> NDArray[np.uint8]:
        """What is said of each passage: see `preparing`."""
        return np.frombuffer(self.bytes_of("facts", "bits"), np.uint8)

    @cached_property
    def sizes(self) -> NDArray[np.uint16]:
        """The number of terms in each passage's last heading."""
        return np.frombuffer(self.bytes_of("facts", "sizes"), "<u2")

    @cached_property
    def cited(self) -> frozenset[int]:
        """The numbers of the sources that are cited: a row that is lost is not taken for one that never was."""
        return frozenset(np.frombuffer(self.bytes_of("facts", "cited"), "<i4").tolist())

    @cached_property
    def listed(self) -> list[int]:
        """The numbers of the passages that are lists, ascending."""
        numbers: list[int] = np.frombuffer(self.bytes_of("facts", "listed"), "<i4").tolist()
        return numbers

    @property
    def passages(self) -> int:
        """The number of passages."""
        return self.store.head.passages

    def place(self, passage: int) -> int:
        """Returns the number of the article that a passage is of."""
        return bisect_right(self.firsts, passage) - 1

    def span(self, article: int) -> range:
        """Returns the numbers of an article's passages."""
        following = article + 1
        return range(self.firsts[article], self.firsts[following] if following < len(self.firsts) else self.passages)

    def number(self, name: str) -> int | None:
        """Returns the number of the article of a name; None where there is none."""
        known = self._numbers.get(name)
        if known is not None:
            return known
        found = self.database.get("names", name)
        return None if found is None else int(found)

    def head(self, article: int) -> tuple[str, ...]:
        """Returns an article's name, digest, its file's suffix, title, date, publisher, url, language, description."""
        found = self._heads.get(article)
        return self._with_head(article, self.bytes_of("articles", article)) if found is None else found

    def _with_head(self, article: int, row: bytes) -> tuple[str, ...]:
        if len(self._heads) >= _MOST:
            self._heads, self._numbers = {}, {}
        found = self._heads[article] = tuple(json.loads(row))
        self._numbers[found[0]] = article
        return found

    def article(self, number: int) -> Article:
        """Returns an article by its number."""
        return article_of(self.bytes_of("bodies", number), [row for _, row in self._rows(number)])

    def outline(self, number: int) -> list[Heading]:
        """Returns the headings of an article, by its number, without reading the rest of it."""
        return outline_of(self.bytes_of("outlines", number))

    def passage(self, number: int) -> Passage:
        """Returns a passage by its number."""
        found = self._passages.get(number)
        return self._with_passage(number, self.bytes_of("passages", number)) if found is None else found

    def _with_passage(self, number: int, row: bytes) -> Passage:
        if len(self._passages) >= _MOST:
            self._passages = {}
        found = self._passages[number] = passage_of(row, self.head(self.place(number))[0])
        return found

    def load(self, passages: Iterable[int]) -> None:
        """Reads passages that will be asked for one by one, all at once."""
        new = [number for number in passages if number not in self._passages]
        articles = {self.place(number) for number in new}.difference(self._heads)
        for article, row in self.database.some("articles", [*articles]):
            self._with_head(article, row)
        for number, row in self.database.some("passages", new):
            self._with_passage(number, row)

    def names(self, number: int) -> frozenset[str]:
        """Returns the terms by which a passage is named."""
        return self._made_of(number, self._names, names_of)

    def order(self, number: int) -> Sequence[str]:
        """Returns the content terms of a passage, in order."""
        return self._made_of(number, self._orders, order_of)

    def _made_of(self, number: int, known: dict[int, T], make: Callable[[Passage], T]) -> T:
        found = known.get(number)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[number] = make(self.passage(number))
        return found

    def passages_of(self, article: int) -> list[Passage]:
        """Returns the passages of an article, in order."""
        name = self.head(article)[0]
        return [passage_of(row, name) for _, row in self._rows(article)]

    def _rows(self, article: int) -> list[tuple[int, bytes]]:
        span = self.span(article)
        rows = self.database.between("passages", span.start, span.stop)
        if [number for number, _ in rows] != list(span):
            raise Damaged
        return rows

    def lists_of(self, article: int) -> list[Listing]:
        """Returns the lists of an article."""
        span = self.span(article)
        found = self.database.between("lists", span.start, span.stop)
        known = self.listed[bisect_left(self.listed, span.start) : bisect_left(self.listed, span.stop)]
        if [number for number, _ in found] != known:
            raise Damaged
        rows = ((number, json.loads(row)) for number, row in found)
        return [
            Listing(
                number,
                frozenset(called),
                tuple(map(frozenset, items)),
                None if told is None else span.start + told,
            )
            for number, (called, items, told) in rows
        ]

    def called_by(self, terms: Sequence[str]) -> int:
        """Returns how many passages are named by all of these terms; 0 for no terms."""
        return len(holding(self.called, terms))

    def citing(self, number: int) -> list[int]:
        """Returns the numbers of the passages that cite a source of that number, ascending."""
        if number not in self.cited:
            return []
        numbers: list[int] = np.frombuffer(self.bytes_of("citing", number), "<i4").tolist()
        return numbers

    def words(self) -> Iterator[str]:
        """Yields every word of the articles."""
        return (word for word, _ in self.database.items("words"))
