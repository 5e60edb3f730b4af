"""Targets: the readers of articles, of web pages, and of the citations in them."""

import json
from pathlib import Path

from bot import packing
from bot.article import Article, Passage
from bot.errors import CitebotError, CorpusError
from bot.reading.characters import fold
from bot.reading.citations import number_list, web_citations, without_citations
from bot.reading.files import parse_article
from bot.reading.passages import split
from tests.fuzz.holding import holds_error, holds_spans, is_shown, stands_in, text_of

_WRITTEN_OTHERWISE = ("&", "%", "xn--", "XN--")  # a character may stand there that is not written as itself


def markdown(data: bytes) -> None:
    """A Markdown article: whatever the bytes, what is shown stands in the lines that are named, once, under an id."""
    _article(data, Path("article.md"))


def webtext(data: bytes) -> None:
    """A text copied from a web page: the same."""
    _article(data, Path("article.txt"))


def _article(data: bytes, path: Path) -> None:
    try:
        article = parse_article(path, data)
    except CorpusError as error:
        holds_error(error)
        return
    passages = split(article)
    assert passages
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        _holds_passage(passage, article, verbatim=path.suffix == ".txt")
    _holds_article(article)


def _holds_article(article: Article) -> None:
    last = len(article.lines)
    assert article.title
    assert is_shown("\n".join(article.lines).replace("\t", " "))
    assert all(1 <= doubt.line <= max(last, 1) and is_shown(doubt.text) for doubt in article.doubts)
    assert all(1 <= source.line <= last and source.number >= 0 and is_shown(source.text) for source in article.sources)
    assert all(section.path and 1 <= section.line <= last for section in article.sections)
    assert packing.article(json.loads(json.dumps(packing.written(article)))) == article


def _holds_passage(passage: Passage, article: Article, *, verbatim: bool) -> None:
    first, last = passage.lines
    assert 1 <= first <= last <= len(article.lines)
    assert passage.heading
    assert is_shown(passage.text + "\n".join(passage.heading))
    own = passage.text[passage.context :]
    assert own.strip()
    lines = article.lines[first - 1 : last]
    if verbatim and passage.kind != "table":
        assert own in fold(" ".join(lines)) or own in " ".join(map(fold, lines)), own
    elif passage.kind != "table" and not any(sign in line for line in lines for sign in _WRITTEN_OTHERWISE):
        assert stands_in(own, lines), own
    holds_spans(passage.citation_spans, len(passage.text))
    assert bool(passage.citations) == bool(passage.citation_spans)
    assert all(number > 0 for number in passage.citations)
    assert packing.passage(json.loads(json.dumps(packing.packed(passage)))) == passage


def citations(data: bytes) -> None:
    """Citations: each is printed where it is said to stand, and names numbers that a list of sources can have."""
    text = text_of(data)
    found = web_citations(text)
    holds_spans([(cited.start, cited.end) for cited in found], len(text))
    for cited in found:
        said = text[cited.start : cited.end]
        assert cited.numbers
        assert len(set(cited.numbers)) == len(cited.numbers)
        assert all(0 < number < 1000 for number in cited.numbers)
        assert str(min(cited.numbers)) in said  # the ends of "3-5" are printed, what is between them is not
        assert str(max(cited.numbers)) in said
    assert len(without_citations(text, found)) <= len(text)
    assert all(0 < number < 1000 for number in number_list(text))


def page(data: bytes) -> None:
    """A web page to be added: it becomes Markdown that is read back, or a sentence says why not."""
    from bot.adding.checking import made_of
    from bot.adding.forms import _html  # the whole of it but the file

    path = Path("page.html")
    try:
        made = made_of(_html(data, path, "page.html"), "page")
    except CitebotError as error:
        holds_error(error)
        return
    assert 0 <= made.kept <= made.words
    made.text.encode()
    _holds_article(made.article)
    for passage in split(made.article):
        _holds_passage(passage, made.article, verbatim=False)
