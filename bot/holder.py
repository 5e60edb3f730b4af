"""What can be asked of any library, small or large, beside the search."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from bot.article import Article, Heading, Passage
from bot.holdings import Holdings
from bot.retrieval.listing import Listing

if TYPE_CHECKING:
    from bot.shelf.shelf import Shelf

_LONGEST = 60  # letters of a word that may be two


class Holder(ABC):
    """Tells what a library holds: worked out of its passages, or looked up in the shelf of a large one."""

    @property
    @abstractmethod
    def _holdings(self) -> "Holdings | Shelf":
        """Where it is told from."""

    @property
    def names(self) -> Sequence[frozenset[str]]:
        """The terms by which each passage is named: those of its last heading and of its row's or item's label."""
        return self._holdings.names

    @property
    def subjects(self) -> frozenset[str]:
        """The terms of what the corpus is about: those that half of its passages hold."""
        return self._holdings.subjects

    @property
    def called(self) -> frozenset[str]:
        """The terms by which one asks for lists: those of their headings and captions."""
        return self._holdings.called

    @property
    def words(self) -> Set[str]:
        """Every word of the articles, in lower case."""
        return self._holdings.words

    @property
    def by_name(self) -> Mapping[str, Article]:
        """The articles by name."""
        return self._holdings.by_name

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the articles by name."""
        return self._holdings.titles

    def numbers_of(self, article: str) -> range:
        """Returns the numbers of the passages of the article of that name."""
        return self._holdings.numbers_of(article)

    def passages_of(self, article: str) -> list[Passage]:
        """Returns the passages of the article of that name, in order."""
        return self._holdings.passages_of(article)

    def lists_of(self, article: str) -> list[Listing]:
        """Returns the lists of the article of that name: what its tables list, and by which words one asks for it."""
        return self._holdings.lists_of(article)

    def is_named(self, terms: Sequence[str]) -> bool:
        """Tells whether some passage is named by all of these terms."""
        return self._holdings.is_named(terms)

    def is_called(self, terms: Sequence[str]) -> bool:
        """Tells whether these terms are a whole heading, but for the corpus' own subject, and no list's.

        Of a large library that is not looked up: there, hardly a word is so frequent that it would be no name.
        """
        own = frozenset(terms) - self.subjects
        return bool(own) and isinstance(self._holdings, Holdings) and own in self._holdings.headings

    def order_of(self, passage: int) -> Sequence[str]:
        """Returns the content terms of the passage of that number, in order; of a very long one, its beginning's."""
        return self._holdings.order_of(passage)

    def citing(self, number: int) -> list[int]:
        """Returns the numbers of the passages that cite a source of that number in their article, ascending."""
        return self._holdings.citing(number)

    def compounds(self, word: str) -> list[tuple[str, str]]:
        """Returns the ways to part a word that the articles lack into two that they have ("shockwave")."""
        if len(word) > _LONGEST or word in self.words:
            return []
        pairs = [(word[:cut], word[cut:]) for cut in range(4, len(word) - 3)]
        return [(left, right) for left, right in pairs if left in self.words and right in self.words]

    def is_opening(self, passage: Passage) -> bool:
        """Tells whether a passage stands under its article's title alone."""
        return passage.heading == (self.titles[passage.article],)

    def outline_of(self, article: str) -> Sequence[Heading]:
        """Returns the headings of the article of that name, in order: of a large library, nothing else is read."""
        return self._holdings.outlines[article]
