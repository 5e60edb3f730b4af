"""Web pages of all sorts: what is citation and what is value, what is article and what is around it."""

from pathlib import Path

import pytest

from tests.adding.made import headings, of_html, reasons, tables

SOURCES = "<h2>References</h2><ol><li id=r1>One A.</li><li id=r2>Two B.</li><li id=r3>Three C.</li></ol>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("pain.<sup>1,2</sup> More", "pain. [1, 2] More"),
        ("pain.<sup>[1]</sup><sup>[2]</sup> More", "pain. [1, 2] More"),
        ("pain<sup>1–3</sup>.", "pain [1, 2, 3]."),
        ("pain [1, 2].", "pain [1, 2]."),
        ('pain [<a href="#r2">2</a>].', "pain [2]."),
        ('pain <a href="#r2">[2]</a>.', "pain [2]."),
        ('as <a href="#r3">Cole 2019</a> says', "as Cole 2019 [3] says"),
        ("5 × 10<sup>9</sup>/L", "5 × 10⁹/L"),
        ("25 kg/m<sup>2</sup>", "25 kg/m²"),
        ("3 cm<sup>3</sup> of", "3 cm³ of"),
        ("per mm<sup>-1</sup> of", "per mm⁻¹ of"),
        ("Ca<sup>2+</sup> ions", "Ca²⁺ ions"),
        ("the 1<sup>st</sup> day", "the 1st day"),
        ("Advil<sup>®</sup> helps", "Advil® helps"),
        ("CO<sub>2</sub> and vitamin B<sub>12</sub>", "CO2 and vitamin B12"),
        ("the <sup>131</sup>I scan", "the ¹³¹I scan"),
        ("a word<sup>a</sup> with", "a word a with"),
        ("pain.<sup>9</sup> More", "pain.⁹ More"),
    ],
)
def test_a_raised_number_is_a_citation_or_part_of_a_value(tmp_path: Path, html: str, text: str) -> None:
    assert text in of_html(tmp_path, f"<h1>T</h1><p>Some words: {html}</p>{SOURCES}").text


def test_a_number_beyond_the_sources_is_doubted(tmp_path: Path) -> None:
    assert "9 was not read as a citation: the sources end at 3" in reasons(
        of_html(tmp_path, f"<h1>T</h1><p>It hurts.<sup>9</sup></p>{SOURCES}")
    )


def test_without_a_list_of_sources_raised_numbers_are_doubted_citations(tmp_path: Path) -> None:
    result = of_html(tmp_path, "<h1>T</h1><p>It hurts.<sup>4</sup> Below 10<sup>9</sup>/L.</p>")
    assert "It hurts. [4] Below 10⁹/L." in result.text
    assert "has no list of sources" in reasons(result)


def test_a_list_that_links_lead_to_is_a_list_of_footnotes(tmp_path: Path) -> None:
    result = of_html(
        tmp_path,
        '<h1>T</h1><p>It hurts.<sup><a href="#fn1" id="ref1">1</a></sup></p>'
        '<ol><li id="fn1">Not always. <a href="#ref1">↩</a></li></ol>',
    )
    assert "It hurts. [^1]" in result.text
    assert "[^1]: Not always.\n" in result.text


def test_entries_that_print_their_numbers_keep_them(tmp_path: Path) -> None:
    result = of_html(tmp_path, "<h1>T</h1><p>It hurts [7].</p><h2>Sources</h2><p>[4] Four.</p><p>[7] Seven.</p>")
    assert [(source.number, source.text) for source in result.article.sources] == [(4, "Four."), (7, "Seven.")]


def test_only_the_article_of_a_page_is_kept(tmp_path: Path) -> None:
    words = "Long enough to be the main part of the page, this is the text of the article itself. "
    result = of_html(
        tmp_path,
        f"""<body><header>Site</header><nav>Menu</nav><div class="cookie-consent">Accept</div>
        <div style="display: none">Gone</div><p hidden>Gone too</p><noscript>Scripts</noscript>
        <div id="share-bar">Tell friends</div><article><h1>T</h1><p>{words}</p>
        <div class="important">Never take two.</div><details><summary>More</summary>Inside.</details>
        <button>Print</button></article><footer>Imprint</footer><script>alert(1)</script></body>""",
    )
    assert result.text.partition("# T\n")[2].split() == f"{words} Never take two. More Inside.".split()
    assert "Menu" in reasons(result)
    assert "Gone" in reasons(result)


def test_a_title_comes_from_the_heading_before_the_head(tmp_path: Path) -> None:
    result = of_html(tmp_path, "<title>Hay fever | Clinic</title><h1>Hay fever</h1><p>It itches.</p>")
    assert result.article.title == "Hay fever"
    assert "another title" not in reasons(result)
    guessed = of_html(tmp_path, "<title>Hay fever</title><p>It itches.</p>")
    assert guessed.article.title == "Hay fever"
    assert "properties" in reasons(guessed)
    unnamed = of_html(tmp_path, "<p>It itches.</p>")
    assert unnamed.article.title == "Page"
    assert "file's name" in reasons(unnamed)


def test_bold_lines_are_headings_with_a_doubt(tmp_path: Path) -> None:
    result = of_html(tmp_path, "<h1>T</h1><p>One.</p><p><b>How to take it</b></p><p>Two.</p><p><b>Never stop.</b></p>")
    assert headings(result.article) == [("T",), ("How to take it",)]
    assert "all of it is bold" in reasons(result)


def test_linked_data_says_who_and_when(tmp_path: Path) -> None:
    data = '{"@graph": [{"@type": "MedicalWebPage", "dateModified": "2024-02-01", "publisher": {"name": "Clinic"}}]}'
    result = of_html(tmp_path, f"<script type='application/ld+json'>{data}</script><h1>T</h1><p>Text.</p>")
    assert (result.article.date, result.article.publisher) == ("2024-02-01", "Clinic")


def test_tables_without_a_header_or_with_lists_are_doubted(tmp_path: Path) -> None:
    html = "<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>"
    result = of_html(tmp_path, f"<h1>T</h1><p>Text.</p>{html}")
    (table,) = tables(result.article)
    assert table.rows[0].cells == ("1", "x; y")
    assert "marks no header" in reasons(result)
    assert "semicolons" in reasons(result)


def test_a_table_that_only_arranges_text_is_text(tmp_path: Path) -> None:
    result = of_html(tmp_path, "<h1>T</h1><table><tr><td><p>One.</p><p>Two.</p></td></tr></table>")
    assert tables(result.article) == []
    assert "One.\n\nTwo.\n" in result.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_a_page_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    from tests.adding.made import made

    mark = f'<meta charset="{encoding}">' if encoding != "utf-16" else ""
    file = tmp_path / "page.html"
    file.write_bytes(f"{mark}<h1>Über</h1><p>38.5 °C – “hot”.</p>".encode(encoding))
    assert "38.5 °C – “hot”." in made(file).text
