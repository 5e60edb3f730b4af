"""Targets: the tokenizer, sentences and spelling."""

from functools import cache

from bot.language.measures import measures
from bot.language.sentences import sentences
from bot.language.spelling import Speller
from bot.language.terms import content, fold, pieces, terms, tokenize
from bot.reading.citations import web_citations
from tests.fuzz.holding import holds_spans, text_of


def tokens(data: bytes) -> None:
    """The tokenizer: no word is lost or read twice, and the quick way to the terms gives those of the slow one."""
    text = text_of(data)
    found = tokenize(text)
    holds_spans([(token.start, token.end) for token in found], len(text))
    assert all(token.word and not any(map(str.isspace, token.word)) for token in found)
    inside = {place for token in found for place in range(token.start, token.end)}
    assert all(place in inside or not char.isalnum() or not fold(char) for place, char in enumerate(text))
    assert terms(text) == [token.term for token in content(found)]
    spans = [(cited.start, cited.end) for cited in web_citations(text)]
    if not spans:
        return
    assert terms(text, spans) == [token.term for token in content(tokenize(text, spans))]
    parted = pieces(text, spans)
    if parted is not None:
        assert measures(text, spans, parted) == measures(text, spans)


def sentence_ends(data: bytes) -> None:
    """Sentences: every character but white space is in one, in order."""
    text = text_of(data)
    found = sentences(text)
    holds_spans(found, len(text))
    inside = bytearray(len(text))
    for start, end in found:
        inside[start:end] = b"\1" * (end - start)
    assert all(inside[place] or char.isspace() for place, char in enumerate(text))


def spelling(data: bytes) -> None:
    """Spelling: a known word stays as it is, any other becomes words that are known, or stays."""
    for word in text_of(data).split()[:20]:
        folded = fold(word)
        found = _speller().correct(folded)
        assert found is None or (found != folded and all(map(_speller().known, found.split()))), (folded, found)


@cache
def _speller() -> Speller:
    from bot.library import Library

    return Library.open().speller
