"""What is read without the parser is what the parser would have read."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.article import Article
from bot.library import bundled_corpus
from bot.reading import frontmatter, markdown
from bot.reading.passages import split
from tests.benchmarks.corpora import PASSAGES, Writer
from tests.reading.generated import Made, articles
from tests.reading.reading import FIXTURES
from tests.reading.reading import markdown as read

STARTS = [
    *"#,##,###,####### ,# ,## ,- ,* ,+ ,-  ,-     ,1. ,2. ,1) ,10. ,99999999999. ,> ,    ,  ,\t,```,~~~,---,***".split(
        ","
    ),
    *"===,--,[1]: ,[^1]: ,[2] ,<div>,<!-- ,**,*,_,`,\\,“,(,5 ,3.5 ,1.,•,\xa0,:,=,...,- --- ,Text ,text ".split(","),
    *("|", "| ", "| --- | --- |", "|---|", "|:-|-:|", "| - |", "a | b", "## |"),
]
BITS = [
    *"word;Two words;**b**;**Label:** x;**Label**: y;**a b**c;** x **;*e*;_u_;`c`;[2, 7];[7];[1];[^1];[a](b)".split(
        ";"
    ),
    *"![i](j);<b>;< 5;<5;&amp&;& x;x.;Label: rest;1 2 3.;2 7;!;![;](;];[;(;\xa0; ;  ;\t;#;##;---;- ".split(";"),
    *"Table 1: Cap;Sources;Avoid:;2014;é;\u2003;~;ends,;^;*;_;\\*;\\;a|b;| c |;| d | e |;\\|;&amp".split(";"),
]
BLOCKS = [
    *("| a | b |\n| --- | --- |\n| c | d [2] |", "| a | Source |\n|---|---|\n| c | 2, 7 |\n| d |", "## Sources"),
    *("- a\n- b", "- a\n\n- b", "- **A:** b\n- c: d", "1. a\n2. b", "- a\n\n  b", "Lead in:"),
    *('[1]: http://x "t"', "[^1]: note"),
]
bits = st.lists(st.sampled_from(BITS), max_size=4).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)
lines = st.one_of(
    st.sampled_from(["", "", " ", "\t"]),
    st.builds(str.__add__, st.sampled_from(STARTS), bits),
    bits,
    st.sampled_from(BLOCKS),
)
fronts = st.sampled_from(
    ["", "", "---\ntitle: x\n---\n", "---\nnonsense\n---\n", "---\n- a\n---\n", "---\n", "- --- x\n"]
)
texts = st.builds(
    lambda front, rest, end: front + "\n".join(rest) + end,
    fronts,
    st.lists(lines, max_size=9),
    st.sampled_from(["", "\n"]),
)


def by_the_parser(text: str) -> Article:
    whole = patch.object(markdown, "_parsed", markdown._parsed_whole)
    with whole, patch("bot.reading.markdowntext.plain_inline", return_value=None):
        return read(text)


@settings(max_examples=400, deadline=None)
@example("## |\n---\n")
@example("- a\n  b\n")
@example("- a | b\n- c\n\n-\n")
@example("- --- x\n| y |")
@given(texts)
def test_any_text_is_read_as_the_parser_reads_it(text: str) -> None:
    assert read(text) == by_the_parser(text)


@settings(max_examples=20, deadline=None)
@given(articles())
def test_an_article_is_read_as_the_parser_reads_it(made: Made) -> None:
    text = made.written("markdown")
    assert read(text) == by_the_parser(text)


@pytest.mark.parametrize("path", [FIXTURES / "gout.md", bundled_corpus() / "calcinosis.md"], ids=lambda path: path.name)
def test_real_articles_are_read_as_the_parser_reads_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text) == by_the_parser(text)


@pytest.mark.parametrize("text", [(bundled_corpus() / "calcinosis.md").read_text(encoding="utf-8"), "# A\n\nb\n- c\n"])
def test_a_plain_article_does_without_the_parser(text: str) -> None:
    with patch.object(markdown, "_BlockParser", side_effect=AssertionError), patch.object(
        markdown, "_parsed_whole", side_effect=AssertionError
    ):  # fmt: skip
        assert read(text).sections


def test_made_up_articles_are_read_as_the_parser_reads_them() -> None:
    writer = Writer()
    for number in range(3):
        text = writer.article(number)
        assert read(text) == by_the_parser(text)
        assert len(split(read(text))) == PASSAGES


KEYS = st.sampled_from(["title", "date", "url", "Title", "note", "yes", "null", "language"])
VALUES = st.text(alphabet="aZé: #\"'\\-[]{}&*!|>%@`~,.=19\xa0\t", max_size=12) | st.sampled_from(
    ["yes", "No ", "null", "2025-11-09", "12", "https://example.org/a?b#c", '"Kidney stones: causes"', "plain words "]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds("{}:{}{}".format, KEYS, st.sampled_from([" ", "", "  "]), VALUES), min_size=1, max_size=4))
def test_front_matter_is_read_as_yaml_has_it(rows: list[str]) -> None:
    text = "\n".join(rows)
    with patch.object(frontmatter, "_plain_values", return_value=None):
        expected = frontmatter.read_front_matter(text)
    assert frontmatter.read_front_matter(text) == expected
