"""What the targets hold true of errors, texts and places."""

from collections.abc import Iterable, Sequence
from unicodedata import category

from bot.article import Offsets
from bot.errors import CitebotError

_HARMLESS = ("Cn", "Co")  # code points that stand for nothing yet, or for what a font says: shown as they are


def text_of(data: bytes) -> str:
    """Returns bytes as Python has them from a command line: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def holds_error(error: CitebotError) -> None:
    """An error is a sentence that can be shown: no control character, no traceback, nothing that UTF-8 cannot hold."""
    for said in (error.message, error.hint):
        assert all(char.isprintable() or category(char) in _HARMLESS for char in said), said
        assert len(said) < 2_000
    assert error.message.rstrip().endswith((".", "?", "!")), error.message


def is_shown(text: str) -> bool:
    """Tells whether a text can be printed: it acts on no terminal, and UTF-8 holds it."""
    return all(char.isprintable() or char == "\n" or char >= "\xa0" for char in text) and bool(text.encode() or True)


def holds_spans(spans: Iterable[Offsets], length: int) -> None:
    """Spans lie in their text, one behind the other, and none is empty."""
    last = 0
    for start, end in spans:
        assert last <= start < end <= length, (start, end, length)
        last = end


def stands_in(text: str, lines: Sequence[str]) -> bool:
    """Tells whether a text's characters stand in some lines in this order, whatever markup stands between them."""
    source = iter("".join(lines))
    return all(char in source for char in text if not char.isspace())
