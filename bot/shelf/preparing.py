"""One article made ready to be kept: its rows, and the terms of its passages. This is what takes the time."""

import json
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from bot import packing
from bot.article import Article, Heading, Offsets, Passage
from bot.holdings import heading_terms, names_of
from bot.language.lexicon import Lexicon
from bot.language.terms import pieces, tokenize, words_of
from bot.retrieval.listing import listings
from bot.retrieval.numbered import Numbered, Numbering
from bot.retrieval.passageterms import UNDER, Own, all_terms, enumerates, is_summary, own_text, passage_terms

TABLE, ROW, SUMMARY, CITING, ENUMERATING, OPENING = 1, 2, 4, 8, 16, 32  # what is said of a passage, one bit each

# Named tuples cannot hold themselves, so there is no need to look for that.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_WINDOW = 1 << 15  # bytes that zlib looks back,
_PIECE = 1 << 13  # … and those that are compressed at once
_LEVEL = 6  # of compression: it takes 3 microseconds a passage more than the fastest, and a third of the room less
_SAMPLE, _SAMPLES = 48, 8  # bytes of a piece that are looked for in the passages, and how often others are
_END = b"\n"


class Ready(NamedTuple):
    """An article as it is written down.

    `body` is JSON, compressed with the rows, and `outline` has its headings, compressed alone. Of each passage, in
    order, there is its row, its terms for the index, the terms that name it (and those of its last heading, which begin
    with `UNDER`), its bits and the number of terms of its heading. `lists` and `citing` name passages by their number
    in the article. `words` are words that were not met before, with their terms.
    """

    name: str
    digest: str
    head: list[str]
    body: bytes
    outline: bytes
    rows: list[bytes]
    documents: Numbered
    named: Numbered
    bits: bytes
    sizes: list[int]
    lists: list[tuple[int, tuple[list[str], list[list[str]], int | None]]]
    citing: list[tuple[int, tuple[int, ...]]]
    words: list[tuple[str, str]]


class Preparer:
    """Makes articles ready, one after the other; it remembers which words it has met."""

    def __init__(self, lexicon: Lexicon, *, several: bool) -> None:
        """`several`: passages are also found by the title of their article."""
        self._lexicon = lexicon
        self._several = several
        self._met: set[str] = set()
        self._terms, self._names = Numbering(), Numbering()

    def ready(self, article: Article, passages: Sequence[Passage]) -> Ready:
        """Returns an article and its passages as they are written down."""
        title = article.title if self._several else ""
        owns = [own_text(one) for one in passages]
        documents = [passage_terms(one, self._lexicon, title, own) for one, own in zip(passages, owns, strict=True)]
        rows = [_row(one) for one in passages]
        lists = [
            (one.passage, (sorted(one.called), [sorted(item) for item in one.items], one.told))
            for one in listings(passages, lambda number: all_terms(passages[number], owns[number]))
        ]
        return Ready(
            article.name,
            article.digest,
            [article.title, article.date, article.publisher, article.url, article.language, article.description],
            _compressed(_json(packing.written(article)), rows),
            zlib.compress(_json(article.outline)),
            rows,
            self._terms.numbered(documents),
            self._names.numbered(map(_called, passages)),
            bytes(bits_of(one, article.title) for one in passages),
            [len(heading_terms(one.heading[-1])) for one in passages],
            lists,
            [(number, one.citations) for number, one in enumerate(passages) if one.citations],
            list(self._words(passages, owns).items()),
        )

    def _words(self, passages: Sequence[Passage], owns: Sequence[Own]) -> dict[str, str]:
        """Returns the words that were not met before; those of a table's header stand in the table itself, too."""
        found: dict[str, str] = {}
        for passage, (skip, parted, _) in zip(passages, owns, strict=True):
            self._add_new(found, passage.text, skip, parted)
        for heading in dict.fromkeys(part for passage in passages for part in passage.heading):
            self._add_new(found, heading, (), pieces(heading, ()))
        return found

    def _add_new(self, found: dict[str, str], text: str, skip: Sequence[Offsets], parted: Sequence[str] | None) -> None:
        if parted is None:
            found.update((token.word, token.term) for token in tokenize(text, skip))
        elif not self._met.issuperset(parted):
            new = set(parted) - self._met
            self._met |= new
            found.update(word for piece in new for word in words_of(piece))


def _called(passage: Passage) -> list[str]:
    """Returns the terms that name a passage, and those of its last heading."""
    under = [f"{UNDER}{term}" for term in sorted(heading_terms(passage.heading[-1]))]
    return [*sorted(names_of(passage)), *under]


def bits_of(passage: Passage, title: str) -> int:
    """Returns what ranking needs to know of a passage; `title` is that of its article."""
    return (
        TABLE * (passage.kind == "table")
        | ROW * (passage.kind == "table-row")
        | SUMMARY * is_summary(passage)
        | CITING * bool(passage.citations)
        | ENUMERATING * enumerates(passage)
        | OPENING * (passage.heading == (title,))
    )


def passage_of(row: bytes, article: str) -> Passage:
    """Returns the passage that was written down so, of the article of that name."""
    values = json.loads(row)
    values[0], values[1] = f"{article}:{values[0]}", article
    return packing.passage(values)


def article_of(body: bytes, rows: Sequence[bytes]) -> Article:
    """Returns the article that was written down so, with these rows of passages."""
    place = body.index(_END)
    text, found = b"".join(rows), bytearray()
    pieces, place = json.loads(body[:place]), place + len(_END)
    for begin, size in pieces:
        press = zlib.decompressobj(zdict=text[begin : begin + _WINDOW])
        found += press.decompress(body[place : place + size])
        place += size
    return packing.article(json.loads(found))


def outline_of(row: bytes) -> list[Heading]:
    """Returns the headings of the article whose outline was written down so."""
    return [Heading(tuple(path), level) for path, level in json.loads(zlib.decompress(row))]


def _compressed(body: bytes, rows: Sequence[bytes]) -> bytes:
    """The passages, which stand beside it, say most of what is in an article: it takes a third of the room so.

    As zlib does not look back far, a long article is cut, and each piece has those passages for dictionary that are
    like it. Before the pieces stands where these begin, and the size of each piece.
    """
    text, pieces = b"".join(rows), []
    size = len(body) if len(text) <= _WINDOW else _PIECE
    for start in range(0, len(body), size):
        piece = body[start : start + size]
        begin = _like(piece, text)
        press = zlib.compressobj(_LEVEL, zdict=text[begin : begin + _WINDOW])
        pieces.append((begin, press.compress(piece) + press.flush()))
    return b"".join(
        [_json([(begin, len(packed)) for begin, packed in pieces]), _END, *(packed for _, packed in pieces)]
    )


def _like(piece: bytes, text: bytes) -> int:
    """Returns where the part of a text begins in the middle of which words of a piece stand; 0 where none are found."""
    if len(text) <= _WINDOW:
        return 0  # all of it
    for at in range(_SAMPLE, len(piece) - _SAMPLE, len(piece) // _SAMPLES + 1):
        found = text.find(piece[at : at + _SAMPLE])
        if found >= 0:
            return max(0, min(found - at - (_WINDOW - len(piece)) // 2, len(text) - _WINDOW))
    return 0


def _row(passage: Passage) -> bytes:
    return _json([passage.id.removeprefix(f"{passage.article}:"), "", *passage[2:]])


def _json(value: object) -> bytes:
    return _WRITER.encode(value).encode("utf-8", "surrogatepass")
