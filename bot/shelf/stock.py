"""Opens the library of a large corpus from where it is kept, or makes it and keeps it there."""

import contextlib
import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.cache import known
from bot.cache.rules import files, version
from bot.cache.tables import Damaged
from bot.language.lexicon import Lexicon
from bot.language.nearby import NEAR, near_table
from bot.reading.corpus import Place, list_files
from bot.reading.files import content_of
from bot.retrieval.associations import Associations
from bot.shelf import folders
from bot.shelf.feeding import Feed
from bot.shelf.folders import Record, Storage
from bot.shelf.index import LargeIndex
from bot.shelf.looking import Look, look
from bot.shelf.making import Making
from bot.shelf.opened import Opened
from bot.shelf.shelf import Shelf

Progress = Callable[[int, int], None]  # is told how many articles are done, and of how many
_FORM = "1"  # of what is written
_ROOMS = ("language", "reading", "retrieval", "holdings", "shelf", "packing", "article", "showing")  # what makes it
_LIBRARIES = ("Stemmer", "nltk", "numpy", "markdown_it", "mdit_py_plugins", "yaml")
_ABOUT = 0.2  # a term in more of the passages than this is near to what the corpus is about


class Stock:
    """The library of one corpus, wherever it is kept."""

    def __init__(self, root: Path, own: Sequence[Path], lexicon: Lexicon, progress: Progress | None = None) -> None:
        """Takes the corpus, a file or folder, a staff's own files of synonyms, and the lexicon that has them."""
        self._root, self._own, self._lexicon = root, own, lexicon
        self._progress = progress or (lambda _done, _all: None)
        self._place = Storage.of(root)
        self._rules = _rules(self._place)

    def open(self, seen: Look) -> Shelf:
        """Returns the library, of which a look was had before; raises `CorpusError` where it cannot be read."""
        place = self._place
        if place is None:
            places, digests, key = self._read()
            return self._in_memory(Feed(places, digests, self._own), key, "there is no private folder for it")
        record = place.recorded()
        current = record is not None and (record.rules, record.lexicon) == (self._rules, self._lexicon.digest)
        untouched = record is not None and current and seen.stamp == record.stamp
        if record and untouched and (opened := _opened(place, record.key)):
            return self._shelf(opened, record.key)
        places, digests, key = self._read()
        again = look(self._root)  # was it touched while it was read?
        stamp = seen.stamp if again and seen.is_sure and again.stamp == seen.stamp else ""
        found = Record(stamp, self._rules, self._lexicon.digest, key)
        if opened := _opened(place, key):
            if place.writable:
                place.sweep(key)  # whoever made it may have been killed before that was done
            self._note(found)
            return self._shelf(opened, key)
        feed = Feed(places, digests, self._own)
        return self._made(feed, found, record if record and record.rules == self._rules else None)

    def _shelf(self, opened: Opened, key: str, warning: str = "") -> Shelf:
        return Shelf(opened, lambda: self._again(key), warning)

    def _made(self, feed: Feed, found: Record, earlier: Record | None) -> Shelf:
        if self._place is None or not self._place.writable:
            return self._in_memory(feed, found.key, "its folder cannot be written to")
        try:
            return self._shelf(self._put(self._place, feed, found, earlier), found.key)
        except OSError as error:
            return self._in_memory(feed, found.key, (error.strerror or str(error)).lower())

    def _put(self, place: Storage, feed: Feed, found: Record, earlier: Record | None = None) -> Opened:
        """Makes the library in its place; raises `OSError` where that cannot be done."""
        folder = place.new()
        try:
            made = self._make(folder, feed, found.key, _opened(place, earlier.key) if earlier else None)
            put = place.put(folder, found.key)
        except BaseException:
            folders.remove(folder)
            raise
        self._note(found)
        try:
            return Opened.open(put, found.key)
        except (OSError, Damaged):
            return made

    def _make(self, folder: Path | None, feed: Feed, key: str, before: Opened | None = None) -> Opened:
        making = Making(folder, key, feed.suffixes)
        try:
            opened = making.make(feed.articles(before, self._progress))
            if self._key_of(feed.places, making.digests) != key:
                raise known.changed()
            index = LargeIndex(Shelf(opened, lambda: opened))
            associations = Associations(self._lexicon, index, _ABOUT * opened.passages)
            making.close(opened, {**associations.tables, NEAR: near_table(opened.words())})
        except Damaged:  # of the library before
            making.abandon()
            return self._make(folder, feed, key)
        except BaseException:
            making.abandon()
            raise
        return opened

    def _in_memory(self, feed: Feed, key: str, reason: str) -> Shelf:
        warning = f"The index of these articles could not be kept ({reason}): it is made anew at every start."
        return self._shelf(self._make(None, feed, key), key, warning)

    def _again(self, key: str) -> Opened:
        """Makes the library in the place of a damaged one; raises `CorpusError` where the files have changed."""
        places, digests, current = self._read()
        if current != key:
            raise known.changed()
        feed = Feed(places, digests, self._own)
        if self._place is not None and self._place.writable:
            self._place.discard(key)
            with contextlib.suppress(OSError):
                return self._put(self._place, feed, Record("", self._rules, self._lexicon.digest, key))
        return self._make(None, feed, key)

    def _note(self, found: Record) -> None:
        with contextlib.suppress(OSError):
            if self._place is not None and self._place.writable:
                self._place.note(found)

    def _read(self) -> tuple[list[Place], list[str], str]:
        """Returns the files of the corpus, their digests and the library's key: what the files hold, and by which rules
        and words they are read.
        """
        places = list_files(self._root)
        digests = [hashlib.sha256(content_of(place.path)).hexdigest() for place in places]
        return places, digests, self._key_of(places, digests)

    def _key_of(self, places: Sequence[Place], digests: Iterable[str]) -> str:
        digest = hashlib.sha256(f"{_FORM} {self._rules} {self._lexicon.digest}".encode())
        for place, content in zip(places, digests, strict=True):
            digest.update(f"\0{place.name}\0{place.path.suffix}\0{content}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _opened(place: Storage, key: str) -> Opened | None:
    """Returns the library of a key; None where there is none. A damaged one is taken away."""
    try:
        return Opened.open(place.of_key(key), key)
    except (OSError, Damaged):
        if place.writable and place.of_key(key).exists():
            place.discard(key)
        return None


def _rules(place: Storage | None) -> str:
    """Returns the version of the rules, from a note where no file of theirs was touched since; "" where there is none.

    Without it, what is kept is not used by another version, as the package's own number is in it.
    """
    from bot import __version__

    asked = repr((_ROOMS, _LIBRARIES, sys.version, sys.prefix))
    folder = place.folder if place is not None else None
    found = known.recalled(folder, "rules", asked) if folder else None
    if found is not None:
        return found
    at = known.now()
    try:
        found, touched = version(_ROOMS, _LIBRARIES), files(_ROOMS, _LIBRARIES)
    except (OSError, ValueError, ImportError):
        return __version__  # installed in a way in which nothing more can be said of it
    with contextlib.suppress(OSError):
        if folder is not None:
            known.note(folder, "rules", asked, touched, found, at)
    return found
