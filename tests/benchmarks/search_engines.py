"""The engines that are compared, each behind the same three steps: build into a folder, open it, search.

All get the same words and queries; a peer that is not installed is left out.
"""

import importlib.util
import sqlite3
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from tests.benchmarks.search_corpus import Corpus

Search = Callable[[Sequence[str], int], Sequence[int]]  # a query and a number to the best passages, best first


class Engine(Protocol):
    """Builds an index and searches it."""

    name: str
    needs: tuple[str, ...]  # modules

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Builds the index and writes it into an empty folder."""

    def open(self, folder: Path) -> Search:
        """Opens what was written, and returns how it is searched."""


class Own:
    """The index of Citebot for large libraries."""

    name = "Citebot's postings"
    needs = ("numpy", "bot.retrieval.postings")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Builds and saves."""
        from bot.retrieval.postings import Postings

        Postings.of(corpus.passages(), key="benchmark").save(folder)

    def open(self, folder: Path) -> Search:
        """Maps the file."""
        from bot.retrieval.postings import Postings

        top = Postings.open(folder, "benchmark").top
        return lambda query, k: [passage for passage, _ in top(query, k)]


class Tantivy:
    """Tantivy: one thread, one segment, frequencies without positions."""

    name = "tantivy"
    needs = ("tantivy",)

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Writes one segment."""
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=2_000_000_000, num_threads=1)
        for words in corpus.passages():
            document = tantivy.Document()
            document.add_text("text", " ".join(words))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Search:
        """Opens the folder; a document's address in the only segment is its passage's number."""
        import tantivy

        schema = self._schema()
        index = tantivy.Index(schema, path=str(folder))
        searcher = index.searcher()
        should, term, union = tantivy.Occur.Should, tantivy.Query.term_query, tantivy.Query.boolean_query

        def search(query: Sequence[str], k: int) -> list[int]:
            asked = union([(should, term(schema, "text", word, index_option="freq")) for word in query])
            return [address.doc for _, address in searcher.search(asked, k, count=False).hits]

        return search

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        return builder.build()


class Bm25s:
    """bm25s with numpy or numba."""

    def __init__(self, backend: str) -> None:
        self.name = f"bm25s ({backend})"
        self.needs = ("bm25s", "numba") if backend == "numba" else ("bm25s",)
        self._backend = backend

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Indexes and saves."""
        import bm25s

        index = bm25s.BM25(k1=1.5, b=0.75, delta=1.0, method="bm25+", backend=self._backend)
        index.index(list(corpus.passages()), show_progress=False)
        index.save(folder, show_progress=False)

    def open(self, folder: Path) -> Search:
        """Maps the arrays; the first query compiles."""
        import bm25s

        index = bm25s.BM25.load(folder, mmap=True, override_params={"backend": self._backend}, show_progress=False)

        size = int(index.scores["num_docs"])

        def search(query: Sequence[str], k: int) -> list[int]:
            found = index.retrieve([list(query)], k=min(k, size), show_progress=False, return_as="documents")
            return [int(passage) for passage in found[0]]

        return search


class Fts5:
    """SQLite's full-text index, without the text."""

    name = "SQLite FTS5"
    needs = ()

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Writes the index and merges it into one."""
        base = sqlite3.connect(folder / "fts.db")
        base.execute("CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='ascii')")
        rows = ((number, " ".join(words)) for number, words in enumerate(corpus.passages()))
        base.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", rows)
        base.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> Search:
        """Connects."""
        base = sqlite3.connect(folder / "fts.db")
        base.execute("PRAGMA cache_size = -1000000")  # as the others, it may keep all of it in memory
        asked = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"

        def search(query: Sequence[str], k: int) -> list[int]:
            words = " OR ".join(f'"{word}"' for word in query)
            return [number for (number,) in base.execute(asked, (words, k))]

        weakref.finalize(search, base.close)
        return search


class RankBm25:
    """rank_bm25's BM25Plus, which has no file: it is built where it is used."""

    name = "rank_bm25 BM25Plus"
    needs = ("rank_bm25",)

    def __init__(self) -> None:
        self._engine: Any = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Builds it in memory."""
        from rank_bm25 import BM25Plus

        del folder
        self._engine = BM25Plus(corpus.passages())

    def open(self, folder: Path) -> Search:
        """Uses what was built."""
        del folder
        top, numbers = self._engine.get_top_n, range(self._engine.corpus_size)
        return lambda query, k: [int(number) for number in top(query, numbers, k)]


def engines() -> list[Engine]:
    """Returns Citebot's own and then its peers."""
    return [Own(), Tantivy(), Bm25s("numba"), Bm25s("numpy"), Fts5(), RankBm25()]


def missing(engine: Engine) -> list[str]:
    """Returns the modules that an engine needs and that are not installed."""
    return [name for name in engine.needs if importlib.util.find_spec(name) is None]
