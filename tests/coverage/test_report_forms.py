"""What each form of report promises: cells that are no formulas, valid XML, a page that needs nothing else."""

import csv
import io
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.coverage.reports import content, csvfile, html, junit, markdown, terminal
from bot.coverage.values import Rate
from bot.showing import one_line
from tests.coverage.madeup import COMPARISON, GATES, OUTCOMES, RUN, SKIPPED, asked, run_of
from tests.coverage.test_reports import HOSTILE, hostile

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)


def table_of(report: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(report.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_a_byte_order_mark_and_holds_every_row_of_the_list_in_order() -> None:
    report = csvfile.render(RUN, COMPARISON, GATES)
    assert report.startswith(b"\xef\xbb\xbf")
    header, *rows = table_of(report)
    assert tuple(header) == tuple(csvfile.COLUMNS)
    assert [int(row[1]) for row in rows] == [2, 3, 4, 5, 6, 7, 8]
    assert {len(row) for row in rows} == {len(header)}
    assert rows[1][header.index("change")] == "worse"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\t=", "＝", "\ufeff=", '"=', "\u3000＠", "﹦", "−"]
)
def test_a_cell_that_could_be_a_formula_begins_with_an_apostrophe(start: str) -> None:
    assert csvfile.cell(f"{start}1+1").startswith("'")
    assert csvfile.cell("2-1") == "2-1"


@settings(max_examples=60, deadline=None)
@given(ANY, st.sampled_from(["", "=", "+", "-", "@", "\t", "\r"]))
def test_no_cell_of_csv_begins_like_a_formula(text: str, start: str) -> None:
    for row in table_of(csvfile.render(*hostile(start + text)))[1:]:
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
        assert len(row) == len(csvfile.COLUMNS)


def test_a_cell_is_never_longer_than_excel_takes() -> None:
    assert len(csvfile.cell("=" + "a" * 50_000)) < 32_767


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_junit_is_xml_whatever_the_characters(text: str) -> None:
    root = ET.fromstring(junit.render(*hostile(text)))
    assert root.tag == "testsuites"
    assert len(root.findall(".//testcase")) == 3


def test_junit_has_a_case_for_each_row_and_each_gate_and_counts_them_right() -> None:
    root = ET.fromstring(junit.render(RUN, COMPARISON, GATES))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["faq.csv", "gates"]
    assert len(suites[0].findall("testcase")) == len(OUTCOMES) + len(SKIPPED)
    for element in (root, *suites):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            assert element.get(name) == str(len(element.findall(f".//{tag}")))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names)


def test_junit_tells_failures_of_labels_from_questions_without_a_label() -> None:
    root = ET.fromstring(junit.render(RUN, COMPARISON, GATES))
    kinds = {str(case.get("name")).split(":")[0]: [child.tag for child in case] for case in root.iter("testcase")}
    assert kinds["row 2"] == []
    assert kinds["row 3"] == kinds["row 4"] == ["failure"]
    assert kinds["row 6"] == kinds["row 7"] == ["skipped"]
    failure = root.find(".//failure[@type='missed']")
    assert failure is not None
    assert "tenderness" in str(failure.get("message"))
    assert "Since the baseline: worse" in str(failure.text)


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, its text, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*parts: object) -> Page:
    return Page(html.render(*parts))  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_text_adds_no_element_and_no_attribute_to_the_page(text: str) -> None:
    shown, plain = page(*hostile(f"a{text}")), page(*hostile("a"))
    assert shown.open == []
    assert [(tag, list(attributes)) for tag, attributes in shown.elements] == [
        (tag, list(attributes)) for tag, attributes in plain.elements
    ]


def test_the_page_needs_no_script_no_other_file_and_no_network() -> None:
    report = html.render(*hostile("https://example.org/x.png url(https://example.org)"))
    found = Page(report)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "use"} & {
        tag for tag, _ in found.elements
    }
    for _, attributes in found.elements:
        assert not {"src", "srcset", "style"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    styles = report[report.index("<style>") : report.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", styles)


def test_the_page_can_be_read_by_ear_and_on_a_phone() -> None:
    found = page(RUN, COMPARISON, GATES)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert found.all("html")[0]["lang"] == "en"
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in found.all("meta")
    assert all(head.get("scope") in ("col", "row") for head in found.all("th"))
    assert all(table.get("aria-label") for table in found.all("table"))
    for picture in found.all("svg"):
        assert picture.get("aria-hidden") == "true" or (picture.get("role") == "img" and picture.get("aria-label"))
    targets = {attributes.get("id") for _, attributes in found.elements}
    links = [str(link["href"])[1:] for link in found.all("a")]
    assert links
    assert set(links) <= targets


def test_the_page_shows_states_labels_and_headings_as_pictures() -> None:
    said = [str(picture.get("aria-label")) for picture in page(RUN, None, ()).all("svg")]
    assert "Questions by state: 3 answered (60%), 1 weak (20%), 1 not found (20%)" in said
    assert "Not meant to be answered: 1 answered, 0 not answered" in said
    assert "1 of 4 (25%) reached" in said


def test_every_part_of_a_bar_lies_within_it() -> None:
    edge = Rate(1.0, 3, 0.4385, 1.0)
    run = replace(RUN, figures=replace(RUN.figures, hit1=edge, false_refusals=Rate(0.0, 9, 0.0, 0.3)))
    for bar in page(run, None, ()).all("rect"):
        start, width = float(bar["x"] or 0), float(bar["width"] or 0)
        assert start >= 0
        assert width >= 0
        assert start + width <= 100.01


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_in_the_terminal_is_wider_than_asked(width: int) -> None:
    from rich.cells import cell_len

    run = asked("Was heißt 石灰沉着症? " + "Donaudampfschifffahrtsgesellschaft" * 4)
    report = terminal.render(run, COMPARISON, GATES, show_all=True, width=width)
    assert max(cell_len(line) for line in report.split("\n")) <= width


def test_the_terminal_report_says_the_same_with_and_without_colour() -> None:
    plain = terminal.render(RUN, COMPARISON, GATES)
    coloured = terminal.render(RUN, COMPARISON, GATES, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m" in coloured
    words = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).split("\n")]
    assert words == plain.split("\n")


def test_the_terminal_shows_square_brackets_and_colons_as_they_stand() -> None:
    report = terminal.render(asked("Is [red]it[/b] :smile: https://example.org ?"), None, (), show_all=True, width=120)
    assert "[red]it[/b] :smile: https://example.org" in report


def test_the_terminal_lists_the_questions_that_did_well_only_when_asked() -> None:
    assert "Does it hurt?  " not in terminal.render(run_of(OUTCOMES[0]), None, ()).split("Questions of which")[0]
    assert "answered, passed" in " ".join(terminal.render(RUN, None, (), show_all=True, width=120).split())


@settings(max_examples=60, deadline=None)
@given(ANY.filter(lambda text: bool(one_line(text))))
def test_markdown_shows_a_text_letter_for_letter(text: str) -> None:
    (inline,) = (token for token in MarkdownIt("gfm-like").parse(f"x{markdown.plain(text)}x") if token.type == "inline")
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    shown = "".join(child.content for child in inline.children or ()).replace("\u2060", "")
    assert shown == f"x{content.short(text, 400)}x".replace("\u2060", "")


@pytest.mark.parametrize("text", ["@everyone", "#12", "https://example.org", "www.example.org", "a@example.org"])
def test_markdown_mentions_nobody_and_links_nothing(text: str) -> None:
    report = markdown.render(asked(text, id="a"), None, ())
    assert text not in markdown.plain(text)
    assert not [token for token in MarkdownIt("gfm-like").parse(report) if "link" in str(token.children)]


def test_markdown_tables_keep_their_columns_whatever_stands_in_them() -> None:
    tokens = MarkdownIt("gfm-like").parse(markdown.render(*hostile(HOSTILE)))
    rows, cells = [], 0
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            cells += 1
        elif token.type == "tr_close":
            rows.append(cells)
            cells = 0
        assert token.type not in ("html_block", "fence", "code_block")
    assert len(rows) >= 10
    assert 0 not in rows


def test_markdown_stays_short_enough_for_a_comment() -> None:
    many = tuple(replace(OUTCOMES[1], row=replace(OUTCOMES[1].row, number=n, id=str(n))) for n in range(2, 3_000))
    report = markdown.render(run_of(*many), None, ())
    assert len(report) < 65_536
    assert "… and 2,948 more." in report
