"""Makes a large library of its articles as they come, of which it holds one after the other."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.cache.tables import Content
from bot.retrieval.postings_build import Builder
from bot.retrieval.postings_store import Store
from bot.shelf.database import NAME, Database
from bot.shelf.opened import CALLED, CITED, Opened
from bot.shelf.preparing import Ready

_K1, _B, _DELTA = 1.5, 0.75, 1.0  # as `bot.retrieval.index` has them


class Making:
    """Writes articles down as they come, and then what is made of all of them."""

    def __init__(self, folder: Path | None, key: str, suffixes: Sequence[str]) -> None:
        """Takes an empty folder, or None to make it in memory, and the ends of the files' names; raises `OSError`."""
        self._folder, self._key, self._suffixes = folder, key, suffixes
        self._database = Database.made(folder, key)
        self._bits = bytearray()
        self._sizes = array("H")
        self._firsts = array("i")
        self._citing: dict[int, array[int]] = {}
        self._listed = array("i")
        self._words: dict[str, str] = {}
        self._lists: set[str] = set()
        self._documents, self._named = Builder(), Builder()
        self.digests: list[str] = []

    def make(self, articles: Iterable[Ready]) -> Opened:
        """Writes the articles down in their order; raises `OSError`, and what reading them raises."""
        for number, article in enumerate(articles):
            self._take(number, article)
        store = self._documents.store(self._key, _K1, _B, _DELTA)
        called = self._named.store(self._key, _K1, _B, _DELTA)
        count = [store.head.passages, called.head.passages, len(self._firsts)]
        facts = {
            "counts": json.dumps(count).encode(),
            "bits": bytes(self._bits),
            "sizes": np.array(self._sizes, "<u2").tobytes(),
            "firsts": np.array(self._firsts, "<i4").tobytes(),
            "cited": np.array(sorted(self._citing), "<i4").tobytes(),
            "listed": np.array(self._listed, "<i4").tobytes(),
            "called": json.dumps(sorted(self._lists)).encode(),
            "subjects": json.dumps(sorted(_subjects(store))).encode(),
        }
        self._database.put("facts", facts.items())
        citing = ((number, np.array(places, "<i4").tobytes()) for number, places in sorted(self._citing.items()))
        self._database.put("citing", citing)
        words = ((word, term.encode("utf-8", "surrogatepass")) for word, term in sorted(self._words.items()))
        self._database.put("words", words)
        return Opened(self._database, store, called)

    def close(self, opened: Opened, tables: Content) -> None:
        """Writes the last tables, and the postings beside them; raises `OSError`."""
        for table, entries in tables.items():
            self._database.put(table, ((name, json.dumps(value).encode()) for name, value in sorted(entries.items())))
        self._database.commit()
        if self._folder is not None:
            opened.store.save(self._folder)
            (self._folder / CALLED).mkdir(mode=0o700)
            opened.called.save(self._folder / CALLED)

    def abandon(self) -> None:
        """Lets go of what is half made."""
        self._database.close()
        if self._folder is not None:
            (self._folder / NAME).unlink(missing_ok=True)

    def _take(self, number: int, article: Ready) -> None:
        first, put = len(self._bits), self._database.put
        self._firsts.append(first)
        self.digests.append(article.digest)
        head = json.dumps([article.name, article.digest, self._suffixes[number], *article.head], ensure_ascii=False)
        put("articles", [(number, head.encode("utf-8", "surrogatepass"))])
        put("names", [(article.name, str(number).encode())])
        put("bodies", [(number, article.body)])
        put("outlines", [(number, article.outline)])
        put("passages", enumerate(article.rows, first))
        self._listed.extend(first + place for place, _ in article.lists)
        put("lists", ((first + place, json.dumps(listing).encode()) for place, listing in article.lists))
        for _, (called, *_) in article.lists:
            self._lists.update(called)
        self._bits += article.bits
        self._sizes.extend(article.sizes)
        self._words.update(article.words)
        for place, cited in article.citing:
            for source in (source for source in cited if source < CITED):
                self._citing.setdefault(source, array("i")).append(first + place)
        self._documents.add(article.documents)
        self._named.add(article.named)


def _subjects(store: Store) -> Iterator[str]:
    """The terms that half of the passages hold."""
    half = store.head.passages / 2
    return (term for term in store.terms() if (record := store.record(term)) and record[1] > half)
