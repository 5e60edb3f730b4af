"""The library: a corpus read, split and indexed, ready to be searched."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot import packing
from bot.article import Article, Passage
from bot.cache.kept import kept
from bot.cache.tables import Content, Tables
from bot.errors import UsageError
from bot.holder import Holder
from bot.holdings import ORDERS, Holdings, order_of, tokens_of
from bot.language import english, sentences, stems
from bot.language.lexicon import Lexicon
from bot.language.nearby import NEAR, in_memory, near_table
from bot.language.spelling import Speller
from bot.reading.corpus import files_of, list_files, parsed
from bot.retrieval.associations import Associations
from bot.retrieval.index import Index
from bot.retrieval.listing import listings
from bot.retrieval.passageterms import passage_terms
from bot.shelf.looking import look

if TYPE_CHECKING:
    from bot.shelf.shelf import Shelf

SYNONYMS, NOTICES = "synonyms.toml", "safety.toml"  # a staff's own files, beside its articles
# What decides how a library is made.
_ROOMS = ("language", "reading", "retrieval", "library", "holdings", "packing", "article", "showing")
_LIBRARIES = ("Stemmer", "nltk", "rank_bm25", "numpy", "markdown_it", "mdit_py_plugins", "yaml")
# Bytes of articles, of about 5,000 passages, from which on a library is read piece by piece from disk.
LARGE = 2_000_000
_SAID = 20  # names of articles that are said
_ABOUT = 0.2  # a term in more of the passages than this is near to what the corpus is about


class Library(Holder):
    """The articles of a corpus, their passages in reading order, and the index over them.

    A passage's number in the index is its place in `passages`. `notices` is a hospital's own file of red flags and
    notices, beside its articles, where there is one. `shelf` is where a large library is read from. Nothing in it is
    changed once it is made.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        passages: Sequence[Passage],
        index: Index,
        lexicon: Lexicon | None = None,
        notices: Path | None = None,
        *,
        kept: "_Kept | None" = None,
        shelf: "Shelf | None" = None,
    ) -> None:
        """Takes what it holds; without a lexicon it has the one that ships."""
        self.articles, self.passages, self.index = articles, passages, index
        self.lexicon = lexicon if lexicon is not None else Lexicon.load()
        self.notices, self.shelf, self._kept = notices, shelf, kept

    def _replace(self, **changes: Any) -> "Library":
        """Returns the library with other values in these fields, as a named tuple does."""
        fields = ("articles", "passages", "index", "lexicon", "notices", "shelf")
        return Library(**{"kept": self._kept} | {name: getattr(self, name) for name in fields} | changes)

    def __repr__(self) -> str:
        """Names the articles: the passages of a library are too many to show."""
        if self.shelf:
            return f"Library({len(self.articles)} articles: {len(self.passages)} passages)"
        return f"Library({', '.join(article.name for article in self.articles)}: {len(self.passages)} passages)"

    @classmethod
    def open(cls, corpus: Path | None = None, progress: Callable[[int, int], None] | None = None) -> "Library":
        """Reads and indexes a file or folder (None: the corpus that ships with Citebot).

        A large library is kept on disk: `progress` is told how many of its articles are read, and of how many, where
        that has to be done. Raises `CorpusError` when there is nothing to read, or a file cannot be read.
        """
        root = corpus if corpus is not None else bundled_corpus()
        folder = root if root.is_dir() else root.parent
        synonyms, notices = folder / SYNONYMS, folder / NOTICES
        english.prepare()
        own = [synonyms] if synonyms.is_file() else []
        lexicon = Lexicon.load(own)
        seen = look(root)
        if seen is None or seen.size <= LARGE:
            library = cls._small(root, lexicon)
        else:
            from bot.shelf.stock import Stock  # what it needs takes longer to load than a small library does

            library = cls._of_shelf(Stock(root, own, lexicon, progress).open(seen), lexicon)
        return library._replace(notices=notices) if notices.is_file() else library

    @classmethod
    def _of_shelf(cls, shelf: "Shelf", lexicon: Lexicon) -> "Library":
        from bot.shelf.index import LargeIndex

        stems.remember(shelf.entries.stem)
        kept = _Kept(shelf.entries, lexicon)
        return cls(shelf.articles, shelf.passages, LargeIndex(shelf), lexicon, kept=kept, shelf=shelf)

    @classmethod
    def _small(cls, root: Path, lexicon: Lexicon) -> "Library":
        listed = list_files(root)
        named = (text for name, path in listed for text in (lexicon.digest, name, path.suffix))
        given = [text.encode("utf-8", "surrogatepass") for text in named]
        sources: list[bytes | Path] = [*given, *(path for _, path in listed)]
        try:
            tables = kept("library", sources, _ROOMS, lambda: cls._read(root, lexicon)._tables(), _LIBRARIES)
        except OSError:
            tables = None  # what cannot be read is said below
        return cls._of_tables(tables, lexicon) if tables else cls._read(root, lexicon)

    @classmethod
    def _read(cls, root: Path, lexicon: Lexicon) -> "Library":
        return cls.of(parsed(files_of(root)), lexicon)

    @classmethod
    def _of_tables(cls, tables: Tables, lexicon: Lexicon) -> "Library":
        stems.remember(partial(tables.get, "stems"))
        sentences.remember(partial(tables.get, "sentences"))
        articles = tuple(packing.article(row) for row in tables.get("facts", "articles"))
        passages = tuple(packing.passage(row) for row in tables.get("facts", "passages"))
        return cls(articles, passages, Index.kept(tables, "index"), lexicon, kept=_Kept(tables, lexicon))

    def _tables(self) -> Content:
        """What `_of_tables` makes a library of again."""
        spans = ((p.text, p.context, sentences.sentences(p.text, p.context)) for p in self.passages)
        facts = {
            "articles": packing.packed(self.articles),
            "passages": packing.packed(self.passages),
            "words": sorted(self.words),
            "names": [sorted(names) for names in self.names],
            "lists": [
                [one.passage, sorted(one.called), [*map(sorted, one.items)], one.told]
                for one in listings(self.passages)
            ],
            "subjects": sorted(self.subjects),
        }
        return {
            "facts": facts,
            "index": self.index.table,
            "stems": {token.word: token.term for passage in self.passages for token in tokens_of(passage)},
            "sentences": {sentences.name_of(text, start): [*map(list, found)] for text, start, found in spans},
            ORDERS: {str(number): " ".join(order_of(passage)) for number, passage in enumerate(self.passages)},
            **self.associations.tables,
            NEAR: near_table(self.words),
        }

    @property
    def key(self) -> str:
        """What the library was made of, as a hash; "" where it is not kept."""
        return self._kept.tables.key if self._kept else ""

    @classmethod
    def of(cls, articles: Iterable[Article], lexicon: Lexicon | None = None) -> "Library":
        """Splits and indexes articles that are at hand, with the bundled lexicon unless another is given."""
        from bot.reading.passages import split

        read = tuple(articles)
        passages = tuple(passage for article in read for passage in split(article))
        titles = {article.name: article.title for article in read}
        several = len(read) > 1
        words = lexicon or Lexicon.load()
        index = Index(
            [passage_terms(passage, words, titles[passage.article] if several else "") for passage in passages]
        )
        return cls(read, passages, index, words)

    def only(self, names: Iterable[str]) -> "Library":
        """Returns the library of the articles of these names, in their order here, with the same words and notices.

        Raises `UsageError` when there is none of them.
        """
        numbers = {name: self.numbers_of(name).start for name in names if name in self.by_name}
        chosen = [self.by_name[name] for name in sorted(numbers, key=numbers.__getitem__)]
        if not chosen:
            there = [*islice(self.by_name, _SAID), *(["others"] if len(self.articles) > _SAID else [])]
            raise UsageError("There is no article of that name.", f"There are: {', '.join(there)}.")
        return Library.of(chosen, self.lexicon)._replace(notices=self.notices)

    @cached_property
    def _holdings(self) -> "Holdings | Shelf":
        if self.shelf is not None:
            return self.shelf
        return Holdings(self.articles, self.passages, self.index, self._kept.tables if self._kept else None)

    @cached_property
    def associations(self) -> Associations:
        """What the lexicon's words have to do with, of all that the corpus speaks of but is not about."""
        if self._kept and self._kept.lexicon is self.lexicon:
            return Associations.kept(self._kept.tables)
        return Associations(self.lexicon, self.index, _ABOUT * len(self.passages))

    @cached_property
    def speller(self) -> Speller:
        """Corrects words towards those of the articles and of the lexicon."""
        own = self._kept.tables if self._kept else in_memory(self.words)
        return Speller(self.words, self.lexicon.words, (own, self.lexicon.near))

    @property
    def warning(self) -> str:
        """Why the library could not be kept for the next time, in one sentence, or ""."""
        return self.shelf.warning if self.shelf else ""


class _Kept(NamedTuple):
    """The tables that a library was made of, and the lexicon that they were made with."""

    tables: Tables
    lexicon: Lexicon


def bundled_corpus() -> Path:
    """Returns the folder of the corpus that ships: inside the installed package, or beside it in a clone."""
    package = Path(__file__).parent
    installed = package / "corpus"
    return installed if installed.is_dir() else package.parent / "corpus"


def read_articles(corpus: Path | None = None) -> tuple[Article, ...]:
    """Returns the articles of a file or folder (None: of the corpus that ships), under the names they have there.

    Raises `CorpusError` when there is nothing to read, or a file cannot be read.
    """
    return tuple(parsed(files_of(corpus if corpus is not None else bundled_corpus())))
