"""The Markdown reader."""

from collections.abc import Iterator

import pytest

from bot.article import ItemList, Paragraph, Table
from bot.reading.passages import split
from bot.showing import printable
from tests.reading.reading import fixture, markdown, paths, reasons, rows, texts, with_text


def test_front_matter_names_the_article() -> None:
    article = fixture("gout.md")
    assert (article.title, article.publisher, article.date) == ("Gout at a Glance", "Meadow Health", "2023-05-17")
    assert article.language == "en"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2025-11-09", "2025-11-09"),
        ("November 9, 2025", "November 9, 2025"),
        ("2025", "2025"),
        ("", ""),
        ("[a, 1]", "a, 1"),
    ],
)
def test_a_date_is_kept_as_printed_whatever_yaml_makes_of_it(value: str, printed: str) -> None:
    assert markdown(f"---\ndate: {value}\n---\n# T\n\nText.").date == printed


@pytest.mark.parametrize("broken", ["a: [", "a: b: c", "date: 2025-13-45", "\t- x", "title: {a: 1}", "? [a]\n: b"])
def test_broken_front_matter_is_a_doubt_and_the_text_is_read(broken: str) -> None:
    article = markdown(f"---\n{broken}\n---\n# Title\n\nText.")
    assert article.title == "Title"
    assert texts(article) == ["Text."]
    assert article.doubts[0].line <= 3


def test_text_between_two_rulers_is_no_front_matter() -> None:
    assert texts(markdown("---\n\nJust a text\n\n---\n\nMore.")) == ["Just a text", "More."]


def test_the_title_is_the_front_matters_then_the_first_h1_then_the_file_name() -> None:
    assert markdown("---\ntitle: A\n---\n# B\n\nText.").title == "A"
    assert markdown("## C\n\n# B\n\nText.").title == "B"
    assert markdown("## C\n\nText.").title == "Sample"


def test_an_h1_equal_to_the_title_is_no_section_and_another_one_is() -> None:
    article = markdown("---\ntitle: The  title\n---\n# the title\n\nIntro.\n\n# Other\n\n## Below\n\nText.")
    assert paths(article) == [("The title",), ("Other",), ("Other", "Below")]
    assert [section.level for section in article.sections] == [1, 1, 2]


def test_headings_may_skip_levels_and_be_underlined() -> None:
    article = markdown("T\n=\n\nA\n-\n\n##### Deep\n\nText.\n\n### Up\n\nText.\n\nB\n-\n\nText.")
    assert paths(article) == [("A",), ("A", "Deep"), ("A", "Up"), ("B",)]
    assert [section.line for section in article.sections] == [4, 7, 11, 15]


def test_inline_markup_goes_and_its_text_stays() -> None:
    article = markdown("# T\n\nA *b* **c** `d` [e](f) ![g *h*](i) <br>j ~~k~~ \\[l\\] &amp; <https://m.org>\nn  \no.")
    assert texts(article) == ["A b c d e g h j ~~k~~ [l] & https://m.org n o."]
    assert reasons(article) == ["HTML tags were left out."]


def test_html_blocks_keep_their_text_and_are_doubted() -> None:
    article = markdown("# T\n\n<div><p>Cool the burn.</p>\n<script>x()</script></div>\n\n<!-- note -->\n")
    assert texts(article) == ["Cool the burn."]
    assert [doubt.line for doubt in article.doubts] == [3, 6]


def test_a_paragraph_with_a_colon_before_a_list_leads_it_in_and_is_no_paragraph() -> None:
    article = markdown("# T\n\nIntro.\n\nAvoid the following:\n\n- beer\n- wine")
    blocks = article.sections[0].blocks
    assert [type(block) for block in blocks] == [Paragraph, ItemList]
    assert texts(article)[1] == "Avoid the following:\nbeer"
    assert split(article)[1].context == len("Avoid the following:\n")
    assert split(article)[1].lines == (7, 7)


def test_a_sentence_before_a_list_stays_a_paragraph() -> None:
    assert texts(markdown("# T\n\nDrink water.\n\n- beer\n- wine")) == ["Drink water.", "beer", "wine"]


def test_nested_items_keep_every_lead_in_above_them() -> None:
    article = fixture("gout.md")
    found = with_text(article, "beer")
    assert found.text == "The attack starts at night. Typical signs are:\nTriggers such as:\nbeer"
    assert found.lines == (23, 23)
    assert with_text(article, "fever").text.startswith("The attack starts at night. Typical signs are:\nfever")


def test_items_below_one_without_a_colon_stand_beside_it() -> None:
    assert texts(markdown("# T\n\n- fruit\n  - apples\n- milk")) == ["fruit", "apples", "milk"]


def test_an_item_may_have_several_paragraphs_and_be_numbered() -> None:
    found = with_text(fixture("gout.md"), "First step")
    assert (found.text, found.lines) == ("First step still the first step", (31, 33))


def test_what_an_item_holds_beside_text_is_not_lost() -> None:
    article = markdown(
        "# T\n\n- a\n\n  > quoted\n\n  b\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n\n  ```\n  code\n  ```\n- c"
    )
    assert [passage.kind for passage in split(article)] == [
        *("list-item", "paragraph", "list-item", "table-row", "table", "list-item", "list-item"),
    ]
    assert "code" in texts(article)


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("**Pain:** strong", "Pain"),
        ("**Pain**: strong", "Pain"),
        ("**A very long label of eight whole words:** strong", "A very long label of eight whole words"),
        ("Diltiazem & Bisphosphonates: may help", "Diltiazem & Bisphosphonates"),
        ("one two three four five six: strong", "one two three four five six"),
        ("one two three four five six seven: strong", None),
        ("It hurts. Badly: yes", None),
        ("no label", None),
        ("see https://example.org", None),
        ("ends with a colon:", None),
    ],
)
def test_an_items_label_stands_before_its_first_colon(item: str, label: str | None) -> None:
    assert split(markdown(f"# T\n\n- {item}"))[0].row == label


def test_tables_give_rows_and_their_last_column_of_numbers_is_citations() -> None:
    article = markdown("# T\n\n| A | B [1] | Source(s) |\n|---|---|---|\n| a *x* [3] | b | 2, 7 |\n| c | | [4] |\n")
    first, second, table = split(article)
    assert first.text == "A | B [1] | Source(s)\na x [3] | b | 2, 7"
    assert (first.row, first.columns, first.cells) == ("a x", ("A", "B [1]"), (("a x", "b"),))
    assert first.citations == (1, 3, 2, 7)
    assert (second.text.splitlines()[1], second.cells, second.citations) == ("c | | [4]", (("c", ""),), (1, 4))
    assert table.citations == (1, 3, 2, 7, 4)


def test_a_last_column_with_other_text_is_a_column_like_any_other() -> None:
    article = markdown("# T\n\n| A | Evidence |\n|---|---|\n| a | Strong [2] |\n| b | 7 |\n")
    assert split(article)[0].columns == ("A", "Evidence")
    assert [passage.citations for passage in split(article)] == [(2,), (), (2,)]


def test_ragged_rows_lose_nothing_and_are_doubted() -> None:
    article = fixture("gout.md")
    assert rows(article) == [("Acute", "Pain"), ("Silent", "None"), ("Chronic", "Tophi", "extra")]
    assert [doubt.line for doubt in article.doubts if "cells" in doubt.reason] == [39, 40]


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| a | b |\n\nTable 1: Cap\n",
        "| A | B |\n|---|---|\n| a | b |\nTable 1: Cap\n",
        "Table 1. Cap\n\n| A | B |\n|---|---|\n| a | b |\n",
    ],
)
def test_a_caption_belongs_to_the_table_beside_it(text: str) -> None:
    row, table = split(markdown(f"# T\n\n{text}"))
    assert row.kind == "table-row"
    assert table.text.splitlines()[-1].endswith("Cap")


def test_captions_above_are_not_given_to_the_table_before() -> None:
    one, two = "| A | B |\n|---|---|\n| a | b |\n", "| A | B |\n|---|---|\n| c | b |\n"
    for order in (["Table 1: One", one, "Table 2: Two", two], [one, "Table 1: One", two, "Table 2: Two"]):
        blocks = markdown("# T\n\n" + "\n\n".join(order)).sections[0].blocks
        captions = [block.caption.text for block in blocks if isinstance(block, Table) and block.caption]
        assert captions == ["Table 1: One", "Table 2: Two"]


def test_quotes_and_code_are_paragraphs_and_code_cites_nothing() -> None:
    article = fixture("gout.md")
    assert with_text(article, "Drink water").kind == "paragraph"
    assert with_text(article, "urate >").text == "urate > 360 µmol/l"
    assert with_text(article, "Second step").citations == ()


def test_link_text_years_and_zero_are_no_citations() -> None:
    article = markdown("# T\n\nSee [2](x) and [0] and [2014], `[3]`, [all of [4]](y) but [5].")
    assert split(article)[0].citations == (5,)


def test_the_list_of_sources_gives_sources_and_no_passages() -> None:
    for heading in ("## Sources", "# REFERENCES:", "### Bibliography", "Literature\n---"):
        article = markdown(f"# T\n\nSore [2].\n\n{heading}\n\n1. One\n   goes on.\n2. Two\n\n[4] Four\nstill four\n")
        assert [(s.number, s.text) for s in article.sources] == [
            (1, "One goes on."),
            (2, "Two"),
            (4, "Four still four"),
        ]
        assert texts(article) == ["Sore [2]."]


def test_sources_may_be_bullets_or_bare_lines_and_end_at_the_next_heading() -> None:
    article = markdown("# T\n\n## Sources\n\n- One\n- Two\n\n### Books\n\n- Three\n\n## After\n\nText.")
    assert [(s.number, s.text, s.line) for s in article.sources] == [(1, "One", 5), (2, "Two", 6), (3, "Three", 10)]
    assert texts(article) == ["Text."]


def test_footnotes_are_citations_and_sources() -> None:
    notes = "[^7]: Seven\n    goes on.\n[^smith]: Smith.\n\n[^9]: Never cited.\n"
    article = markdown(f"# T\n\nSore[^7] and hot[^smith].\n\n{notes}")
    (passage,) = split(article)
    assert passage.text == "Sore[^7] and hot[^smith]."
    assert [passage.text[a:b] for a, b in passage.citation_spans] == ["[^7]", "[^smith]"]
    assert passage.citations == (7, 10)
    assert [(s.number, s.text) for s in article.sources] == [(7, "Seven goes on."), (9, "Never cited."), (10, "Smith.")]


@pytest.mark.parametrize("label", ["a", "1"])
def test_a_footnote_never_takes_a_listed_sources_number(label: str) -> None:
    article = markdown(f"# T\n\nSore[^{label}] [1].\n\n## Sources\n\n1. One\n2. Two\n\n[^{label}]: Note.\n")
    assert split(article)[0].citations == (3, 1)
    assert article.sources[2].text == "Note."


def test_footnotes_below_a_heading_of_sources_keep_their_numbers() -> None:
    article = markdown("# T\n\nSore[^2].\n\n## Sources\n\n[^2]: Two.\n")
    assert split(article)[0].citations == (2,)
    assert [(source.number, source.text) for source in article.sources] == [(2, "Two.")]


def test_numbered_link_targets_are_sources_and_their_links_citations() -> None:
    article = markdown("# T\n\nSore [7] and [text][7].\n\n[7]: https://example.org/7 'Seven'\n")
    (passage,) = split(article)
    assert passage.text == "Sore [7] and text."
    assert [passage.text[a:b] for a, b in passage.citation_spans] == ["[7]"]
    assert article.sources[0].text == "Seven https://example.org/7"


def test_a_number_beyond_the_sources_is_doubted_and_no_list_is_no_reason_to() -> None:
    assert "sources end at 1" in reasons(markdown("# T\n\nSore [9].\n\n## Sources\n\n1. One\n"))[0]
    assert reasons(markdown("# T\n\nSore [9].\n\n## Sources\n")) == []


def test_bare_numbers_are_doubted() -> None:
    assert reasons(markdown("# T\n\nSore and hot 2 7 14.")) == ["Numbers without brackets were not read as sources."]


def strings(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


@pytest.mark.parametrize(
    "written", ["\x1b[2Jred\x9b", "&#x202e;red&#x2066;&ZeroWidthSpace;", "<b>&#x9b;red&#x2069;</b>"]
)
def test_no_way_of_writing_brings_a_control_character_into_an_article(written: str) -> None:
    front = '---\ntitle: "T \\e[2J\\x9b\\u202e"\ndescription: ["a\\u2066", 1]\n---\n'
    body = f"# A {written}\n\nBlood is {written}.\n\n- {written}\n\n| {written} | b |\n|---|---|\n| {written} | c |\n"
    article = markdown(f"{front}{body}\n<div>{written}</div>\n\n## Sources\n\n1. {written}\n")
    found = list(strings(article))
    assert sum("red" in text for text in found) >= 8
    assert article.title == "T"
    assert [text for text in found if text != printable(text)] == []


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: 0x" + "f" * 5_000, "0x" + "f" * 5_000),
        ("title: 1:30", "1:30"),
        ("title: no\nurl: {}", "no"),
        ("title: ~\nurl: {}", "Heading"),
        ("title: !!python/object/apply:os.getcwd []", "Heading"),
    ],
)
def test_front_matter_is_read_as_it_is_printed_and_makes_no_objects(front: str, title: str) -> None:
    assert markdown(f"---\n{front}\n---\n# Heading\n\nText.").title == title


def test_front_matter_that_doubles_with_every_line_takes_no_time() -> None:
    lines = [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60)]
    article = markdown("\n".join(["---", "a0: &a0 {k: v}", *lines, "title: T", "---", "Text."]))
    assert (article.title, texts(article)) == ("T", ["Text."])


def test_front_matter_that_is_too_long_is_text() -> None:
    article = markdown("---\n" + "title: [T]\n" * 2_000 + "---\nText.")
    assert article.title == "Sample"
    assert "title: [T]" in " ".join(map(" ".join, paths(article)))
