"""A large library as it is used: read row by row, and made again where it turns out to be damaged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from bot.article import Article, Heading, Passage
from bot.cache.tables import Damaged
from bot.retrieval.listing import Listing
from bot.shelf.opened import Opened

T = TypeVar("T")


class Shelf:
    """Gives what a large library holds, and nothing before it is asked for.

    What reads raises `CorpusError` where the library is damaged and cannot be made again.
    """

    def __init__(self, opened: Opened, again: Callable[[], Opened], warning: str = "") -> None:
        """`again` makes the library anew and raises `CorpusError` where that cannot be done; `warning` says why the
        library could not be kept, if so.
        """
        self._opened, self._again = opened, again
        self.warning = warning

    def read(self, work: Callable[[Opened], T]) -> T:
        """Returns what `work` reads, in a library made anew where this one turns out to be damaged."""

        def checked(opened: Opened) -> T:
            opened.check_size()
            return work(opened)

        return self.read_rows(checked)

    def read_rows(self, work: Callable[[Opened], T]) -> T:
        """Does as `read` does, for what is not mapped: rows alone, of which a question asks for hundreds."""
        opened = self._opened
        try:
            return work(opened)
        except (Damaged, OSError):
            if self._opened is opened:  # and no other thread was faster
                self._opened = self._again()
        return work(self._opened)

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, each read when it is asked for."""
        count = self.read_rows(lambda one: len(one.firsts))
        return _Lazy(count, lambda number: self.read_rows(lambda one: one.article(number)))

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages, each read when it is asked for."""
        count = self.read_rows(lambda one: one.passages)
        return _Lazy(count, lambda number: self.read_rows(lambda one: one.passage(number)))

    @property
    def words(self) -> Set[str]:
        """The words of the articles."""
        return _Words(self)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the articles by name."""
        return _ByName(self, lambda opened, number: opened.head(number)[3])

    @property
    def by_name(self) -> Mapping[str, Article]:
        """The articles by name."""
        return _ByName(self, Opened.article)

    @property
    def outlines(self) -> Mapping[str, Sequence[Heading]]:
        """The headings of the articles by name."""
        return _ByName(self, Opened.outline)

    @property
    def entries(self) -> "Entries":
        """The small tables."""
        return Entries(self)

    @cached_property
    def names(self) -> Sequence[frozenset[str]]:
        """The terms by which each passage is named."""
        count = self.read_rows(lambda one: one.passages)
        return _Lazy(count, lambda number: self.read_rows(lambda one: one.names(number)))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The terms that half of the passages hold."""
        return frozenset(self.read_rows(lambda one: one.fact("subjects")))

    @cached_property
    def called(self) -> frozenset[str]:
        """The terms by which lists are called."""
        return frozenset(self.read_rows(lambda one: one.fact("called")))

    def numbers_of(self, article: str) -> range:
        """Returns the numbers of an article's passages."""
        return self.read_rows(lambda one: range(0) if (number := one.number(article)) is None else one.span(number))

    def passages_of(self, article: str) -> list[Passage]:
        """Returns the passages of an article, in order."""
        return self.read_rows(lambda one: [] if (number := one.number(article)) is None else one.passages_of(number))

    def lists_of(self, article: str) -> list[Listing]:
        """Returns the lists of an article."""
        return self.read_rows(lambda one: [] if (number := one.number(article)) is None else one.lists_of(number))

    def named(self, wanted: Sequence[str]) -> int:
        """Returns how many passages are named by all of these terms; 0 for no terms."""
        return self.read(lambda one: one.called_by(wanted))

    def is_named(self, wanted: Sequence[str]) -> bool:
        """Tells whether some passage is named by all of these terms."""
        return not wanted or self.named(wanted) > 0

    def order_of(self, number: int) -> Sequence[str]:
        """Returns the content terms of a passage, in order; of a very long one, those of its beginning."""
        return self.read_rows(lambda one: one.order(number))

    def citing(self, number: int) -> list[int]:
        """Returns the numbers of the passages that cite a source of that number, ascending."""
        return self.read_rows(lambda one: one.citing(number))


class Entries:
    """Tables of values as JSON has them, by table and key: see `bot.cache.tables`."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.key = shelf.read_rows(lambda one: one.store.head.key)  # what the library was made of, and by which rules

    def get(self, table: str, key: str) -> Any:
        """Returns the value, or None where there is none."""
        import json

        found = self._shelf.read_rows(lambda one: one.database.get(table, key))
        return None if found is None else json.loads(found)

    def items(self, table: str) -> Iterable[tuple[str, Any]]:
        """Returns all entries of a table."""
        import json

        rows = self._shelf.read_rows(lambda one: list(one.database.items(table)))
        return ((key, json.loads(data)) for key, data in rows)

    def stem(self, word: str) -> str | None:
        """Returns the term of a word of the articles, None of any other."""
        found = self._shelf.read_rows(lambda one: one.database.get("words", word))
        return None if found is None else found.decode("utf-8", "surrogatepass")


class _Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are read when they are asked for."""

    def __init__(self, length: int, item: Callable[[int], T]) -> None:
        self._length, self._item = length, item

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, number: int) -> T: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...

    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        if isinstance(number, int) and 0 <= number < self._length:
            return self._item(number)
        places = range(self._length)[number]
        return self._item(places) if isinstance(places, int) else tuple(map(self._item, places))


class _ByName(Mapping[str, T], Generic[T]):
    """What is known of articles by name, read when it is asked for."""

    def __init__(self, shelf: Shelf, item: Callable[[Opened, int], T]) -> None:
        self._shelf, self._item = shelf, item

    def __getitem__(self, name: str) -> T:
        number = self._shelf.read_rows(lambda one: one.number(name))
        if number is None:
            raise KeyError(name)
        return self._shelf.read_rows(lambda one: self._item(one, number))

    def __iter__(self) -> Iterator[str]:
        numbers = range(len(self))
        return (self._shelf.read_rows(lambda one, n=number: one.head(n)[0]) for number in numbers)  # type: ignore[misc]

    def __len__(self) -> int:
        return self._shelf.read_rows(lambda one: len(one.firsts))


class _Words(Set[str]):
    """Words, each looked up when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._shelf.read_rows(lambda one: one.database.get("words", word)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.read_rows(lambda one: list(one.words())))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def starting(self, beginning: str) -> Iterable[str]:
        """Returns the words that begin so."""
        return self._shelf.read_rows(lambda one: one.database.starting("words", beginning))
