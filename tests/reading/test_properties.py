"""What holds for any article, and for any text at all."""

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.article import Article, ItemList, Table, Text
from bot.reading.characters import fold
from bot.reading.passages import split
from bot.reading.sources import is_source_heading
from tests.reading.generated import Made, articles
from tests.reading.reading import fixture, markdown, paths, web

READERS = {"markdown": markdown, "web": web}
FIXTURES = ("gout.md", "hay-fever.txt", "kidney-stones.txt", "burns.txt")
few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(articles())
def test_both_forms_of_an_article_are_read_alike(made: Made) -> None:
    one, other = (READERS[form](made.written(form)) for form in READERS)
    assert paths(one) == paths(other)
    assert [section.level for section in one.sections] == [section.level for section in other.sections]
    for left, right in zip(split(one), split(other), strict=True):
        assert (left.heading, left.kind, left.row) == (right.heading, right.kind, right.row)
        assert (left.columns, left.cells, left.citations) == (right.columns, right.cells, right.citations)


@few
@given(articles())
def test_a_plain_article_leaves_no_doubt(made: Made) -> None:
    for form, read in READERS.items():
        assert [doubt for doubt in read(made.written(form)).doubts if "without source" not in doubt.reason] == []


@few
@given(articles(), st.sampled_from(list(READERS)))
def test_every_line_is_read_once(made: Made, form: str) -> None:
    check_coverage(READERS[form](made.written(form)))


@pytest.mark.parametrize("name", FIXTURES)
def test_every_line_of_a_fixture_is_read_once(name: str) -> None:
    check_coverage(fixture(name))


def check_coverage(article: Article) -> None:
    """Every line with content is metadata, a heading, a source, a lead-in, a header, or in just one passage."""
    own: Counter[int] = Counter()
    for passage in split(article):
        if passage.kind != "table":
            own.update(range(passage.lines[0], passage.lines[1] + 1))
    assert all(count == 1 for line, count in own.items() if article.lines[line - 1].strip(" >"))
    read = set(own) | {source.line for source in article.sources} | {section.line for section in article.sections}
    for text in beside_passages(article):
        read.update(range(text.lines[0], text.lines[1] + 1))
    start = min(read)  # above it is the masthead or the front matter
    left = [line for number, line in enumerate(article.lines, 1) if number >= start and number not in read]
    sources = " ".join(source.text for source in article.sources)
    contents = [line for line in article.lines if article.lines.count(line) > 1]
    for line in left:
        bare = fold(line.strip("#>|-= "))
        metadata = bare in (article.title, article.description, "Table of Contents") or "Researched by" in bare
        assert not bare or metadata or is_source_heading(bare) or bare in sources or line in contents


def beside_passages(article: Article) -> Iterator[Text]:
    """Returns what stands beside or in several passages: lead-ins, headers and captions."""
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, ItemList) and block.lead_in:
                yield block.lead_in
            if isinstance(block, Table):
                yield from filter(None, (block.header, block.caption))


@few
@given(articles(), st.sampled_from(list(READERS)))
def test_shown_lines_are_the_articles_own(made: Made, form: str) -> None:
    article = READERS[form](made.written(form))
    lines = [fold(line.strip().strip("|").lstrip("-•#")) for line in article.lines]
    for passage in split(article):
        for shown in passage.text.split("\n"):
            assert any(shown in line for line in lines)


@few
@given(articles(), st.sampled_from(list(READERS)))
def test_lines_and_spans_point_at_what_they_name(made: Made, form: str) -> None:
    article = READERS[form](made.written(form))
    for passage in split(article):
        first, last = passage.lines
        assert 1 <= first <= last <= len(article.lines)
        own = passage.text[passage.context :]
        assert own.split("\n")[0] in fold(" ".join(article.lines[first - 1 : last]))
        numbers: list[int] = []
        for start, end in passage.citation_spans:
            numbers += [int(part) for part in passage.text[start:end].strip("[]").replace(",", " ").split()]
        assert tuple(dict.fromkeys(numbers)) == passage.citations


@few
@given(articles(), st.sampled_from(list(READERS)))
def test_ids_are_unique_and_survive_a_new_paragraph_in_front(made: Made, form: str) -> None:
    text = made.written(form)
    intro = "\n".join(made.intro.lines(form))
    edited = text.replace(intro, f"One more unheard-of paragraph stands here.\n\n{intro}", 1)
    before, after = (tuple(passage.id for passage in split(READERS[form](version))) for version in (text, edited))
    assert len(set(before)) == len(before)
    assert after[1:] == before


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="aB1 .:|-#*[]^()<>\n\t`•&\\_~=\x1b", max_size=120))
def test_no_text_breaks_a_reader_or_leaves_spans_astray(text: str) -> None:
    for read in READERS.values():
        for passage in split(read(text)):
            assert passage.text[passage.context :].strip()
            assert passage.heading
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.citation_spans)
            assert len(passage.citation_spans) == 0 or passage.citations
            assert all(character.isprintable() or character == "\n" for character in passage.text if character < "\xa0")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aB 1.:|\n", max_size=200))
def test_no_word_of_a_web_text_is_lost(text: str) -> None:
    article = web(text)
    read = " ".join([article.title, *(" ".join(section.path) for section in article.sections)])
    read += " ".join(passage.text for passage in split(article))
    for line in article.lines:
        for word in line.replace("|", " ").split():
            assert word in read or word.rstrip(".").isdigit() or set(word) <= set(":.")


HUGE = {
    "one line": "The skin is red and hot 2 7. " * 20_000,
    "headings": "# A heading\n\n" * 5_000,
    "bare headings": "Some Heading\n\nText of it stands here.\n\n" * 3_000,
    "a wide table": "\n".join("|" + ("-|" if row == 1 else "cell|") * 2_000 for row in range(4)),
    "a wide flattened table": "\n".join(["Name " * 2_000 + "Source(s)", *["Cell " * 2_000 + "1 2"] * 3, "Table 1: W"]),
    "brackets": "[" * 200_000,
    "footnote marks": "[^" * 100_000,
    "emphasis": "_a*b" * 100_000,
    "numbers": "1 2 3 " * 30_000,
    "nested lists": "\n".join(" " * depth + "- item:" for depth in range(500)),
    "nested quotes": "> " * 5_000 + "text",
    "bullets": "• An item of a list\n" * 5_000,
    "open front matter": "---\n" + "[" * 5_000 + "\n---\n",
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts_are_read_in_seconds(name: str) -> None:
    for read in READERS.values():
        started = time.process_time()
        split(read(HUGE[name]))
        assert time.process_time() - started < 8
