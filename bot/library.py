"""The library: a corpus read, split and indexed, ready to be searched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from bot import packing
from bot.article import Article, Passage
from bot.cache.kept import kept
from bot.cache.tables import Content, Tables
from bot.errors import UsageError
from bot.language import english, sentences, stems
from bot.language.lexicon import Lexicon
from bot.language.spelling import Speller
from bot.language.terms import Token, terms, tokenize
from bot.reading.corpus import files_of, list_files, parsed
from bot.retrieval.associations import Associations
from bot.retrieval.index import Index
from bot.retrieval.listing import Listing, listings
from bot.retrieval.passageterms import is_summary, passage_terms

SYNONYMS, NOTICES = "synonyms.toml", "safety.toml"  # a staff's own files, beside its articles
_ROOMS = ("language", "reading", "retrieval", "library", "packing", "article")  # what decides how a library is made
_LIBRARIES = ("nltk", "rank_bm25", "numpy", "markdown_it", "mdit_py_plugins", "yaml")
_ABOUT = 0.2  # a term in more of the passages than this is near to what the corpus is about


@dataclass(frozen=True, repr=False)
class Library:
    """The articles of a corpus, their passages in reading order, and the index over them.

    A passage's number in the index is its place in `passages`. `notices` is a hospital's own file of red flags and
    notices, beside its articles, where there is one.
    """

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    index: Index
    lexicon: Lexicon = field(default_factory=Lexicon.load)
    notices: Path | None = None
    _kept: "_Kept | None" = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Names the articles: the passages of a library are too many to show."""
        return f"Library({', '.join(article.name for article in self.articles)}: {len(self.passages)} passages)"

    @classmethod
    def open(cls, corpus: Path | None = None) -> "Library":
        """Reads and indexes a file or folder (None: the corpus that ships with Citebot).

        Raises `CorpusError` when there is nothing to read, or a file cannot be read.
        """
        root = corpus if corpus is not None else bundled_corpus()
        listed = list_files(root)
        folder = root if root.is_dir() else root.parent
        synonyms, notices = folder / SYNONYMS, folder / NOTICES
        english.prepare()
        lexicon = Lexicon.load([synonyms] if synonyms.is_file() else [])
        named = (text for name, path in listed for text in (lexicon.digest, name, path.suffix))
        given = [text.encode("utf-8", "surrogatepass") for text in named]
        sources: list[bytes | Path] = [*given, *(path for _, path in listed)]
        try:
            tables = kept("library", sources, _ROOMS, lambda: cls._read(root, lexicon)._tables(), _LIBRARIES)
        except OSError:
            tables = None  # what cannot be read is said below
        library = cls._of_tables(tables, lexicon) if tables else cls._read(root, lexicon)
        return replace(library, notices=notices) if notices.is_file() else library

    @classmethod
    def _read(cls, root: Path, lexicon: Lexicon) -> "Library":
        return cls.of(parsed(files_of(root)), lexicon)

    @classmethod
    def _of_tables(cls, tables: Tables, lexicon: Lexicon) -> "Library":
        stems.remember(partial(tables.get, "stems"))
        sentences.remember(partial(tables.get, "sentences"))
        articles = tuple(packing.article(row) for row in tables.get("facts", "articles"))
        passages = tuple(packing.passage(row) for row in tables.get("facts", "passages"))
        return cls(articles, passages, Index.kept(tables, "index"), lexicon, _kept=_Kept(tables, lexicon))

    def _tables(self) -> Content:
        """What `_of_tables` makes a library of again."""
        spans = ((p.text, p.context, sentences.sentences(p.text, p.context)) for p in self.passages)
        facts = {
            "articles": packing.packed(self.articles),
            "passages": packing.packed(self.passages),
            "words": sorted(self.words),
            "names": [sorted(names) for names in self.names],
            "lists": [[one.passage, sorted(one.called), [*map(sorted, one.items)]] for one in self.lists],
            "subjects": sorted(self.subjects),
        }
        return {
            "facts": facts,
            "index": self.index.table,
            "stems": {token.word: token.term for passage in self.passages for token in _tokens(passage)},
            "sentences": {sentences.name_of(text, start): [*map(list, found)] for text, start, found in spans},
            **self.associations.tables,
        }

    @property
    def key(self) -> str:
        """What the library was made of, as a hash; "" where it is not kept."""
        return self._kept.tables.key if self._kept else ""

    def _fact(self, name: str) -> Any:
        return self._kept.tables.get("facts", name) if self._kept else None

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
        wanted = frozenset(names)
        chosen = [article for article in self.articles if article.name in wanted]
        if not chosen:
            raise UsageError("There is no article of that name.", f"There are: {', '.join(self._by_name)}.")
        return replace(Library.of(chosen, self.lexicon), notices=self.notices)

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """The terms by which each passage is named: those of its last heading and of its row's or item's label."""
        if (known := self._fact("names")) is not None:
            return tuple(map(frozenset, known))
        return tuple(
            frozenset(() if is_summary(passage) else terms(passage.heading[-1])) | frozenset(terms(passage.row or ""))
            for passage in self.passages
        )

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The terms of what the corpus is about: those that half of its passages hold."""
        if (known := self._fact("subjects")) is not None:
            return frozenset(known)
        half = len(self.passages) / 2
        return frozenset(t for t in self.index.vocabulary if self.index.document_frequency(t) > half)

    @cached_property
    def lists(self) -> tuple[Listing, ...]:
        """The lists of the articles: what their tables list, and by which words one asks for it."""
        if (known := self._fact("lists")) is not None:
            return tuple(Listing(n, frozenset(called), tuple(map(frozenset, items))) for n, called, items in known)
        return tuple(listings(self.passages))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the articles, in lower case."""
        if (known := self._fact("words")) is not None:
            return frozenset(known)
        return frozenset(token.word for passage in self.passages for token in _tokens(passage))

    @cached_property
    def associations(self) -> Associations:
        """What the lexicon's words have to do with, of all that the corpus speaks of but is not about."""
        if self._kept and self._kept.lexicon is self.lexicon:
            return Associations.kept(self._kept.tables)
        return Associations(self.lexicon, self.index, _ABOUT * len(self.passages))

    @cached_property
    def speller(self) -> Speller:
        """Corrects words towards those of the articles and of the lexicon."""
        return Speller(self.words, self.lexicon.words)

    def compounds(self, word: str) -> list[tuple[str, str]]:
        """Returns the ways to part a word that the articles lack into two that they have ("shockwave")."""
        if word in self.words:
            return []
        pairs = [(word[:cut], word[cut:]) for cut in range(4, len(word) - 3)]
        return [(left, right) for left, right in pairs if left in self.words and right in self.words]

    def article_of(self, passage: Passage) -> Article:
        """Returns the article that a passage was cut from."""
        return self._by_name[passage.article]

    @cached_property
    def _by_name(self) -> dict[str, Article]:
        return {article.name: article for article in self.articles}


@dataclass(frozen=True, slots=True)
class _Kept:
    """The tables that a library was made of, and the lexicon that they were made with."""

    tables: Tables
    lexicon: Lexicon


def _tokens(passage: Passage) -> Iterator[Token]:
    """The words of a passage and of its headings."""
    yield from tokenize(passage.text, passage.citation_spans)
    for part in passage.heading:
        yield from tokenize(part)


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
