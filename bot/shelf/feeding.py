"""The articles of a corpus made ready one after the other, those that did not change from the library before."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bot.article import Article
from bot.cache.tables import Damaged
from bot.language.lexicon import Lexicon
from bot.reading.corpus import Place
from bot.reading.passages import split
from bot.shelf.opened import Opened
from bot.shelf.preparing import Preparer, Ready


class Feed:
    """Reads the articles of some files, each when it is asked for."""

    def __init__(self, places: Sequence[Place], digests: Sequence[str], own: Sequence[Path]) -> None:
        """Takes the files, the digest of each, and a staff's own files of synonyms."""
        self.places, self._digests = places, digests
        self._own = tuple(own)
        self._several = len(places) > 1

    @property
    def suffixes(self) -> list[str]:
        """The end of each file's name."""
        return [place.path.suffix for place in self.places]

    def articles(self, before: Opened | None, progress: Callable[[int, int], None]) -> Iterator[Ready]:
        """Yields the articles, and tells of each how many are done; `before` is the library that was kept before.

        Raises `CorpusError` for an article that cannot be read.
        """
        from bot.reading.bulk import each  # a library that is only opened has no use for processes and threads

        known = _known(before, self.places, self._digests) if before is not None else {}
        changed = [place for place in self.places if place.name not in known]
        read = each(changed, partial(preparing, self._own, self._several))
        preparer = preparing(self._own, self._several) if known else None
        for number, place in enumerate(self.places, start=1):
            article = known.get(place.name)
            yield preparer(article()) if preparer and article else next(read)
            progress(number, len(self.places))


def preparing(own: Sequence[Path], several: bool) -> Callable[[Article], Ready]:
    """Returns what makes an article ready, with the words of a staff's own files."""
    preparer = Preparer(Lexicon.load(own), several=several)
    return lambda article: preparer.ready(article, split(article))


def _known(before: Opened, places: Sequence[Place], digests: Sequence[str]) -> dict[str, Callable[[], Article]]:
    """The articles that stand in a library as they are in their files, by name."""
    try:
        numbers = {before.head(number)[:3]: number for number in range(len(before.firsts))}
    except (Damaged, OSError):
        return {}
    named = ((place.name, digest, place.path.suffix) for place, digest in zip(places, digests, strict=True))
    return {entry[0]: partial(before.article, numbers[entry]) for entry in named if entry in numbers}
