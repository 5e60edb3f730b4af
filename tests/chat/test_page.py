"""An article is laid out as a page at any width: nothing is lost or too wide, and only what is seen is drawn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from bot.article import Article, Citation, ItemList, ListItem, Paragraph, Row, Section, Table, Text
from bot.chat.reader.blocks import Words
from bot.chat.reader.margin import Mark
from bot.chat.reader.page import Page, Place
from bot.chat.reader.sheet import CURRENT, HIT
from bot.chat.wrapping import breaks, height, wrapped
from bot.finding import Hit
from tests.chat.sample import ARTICLE, AVOID, GREEN, KINDS, SLEEP

MARKS = (Mark(1, SLEEP.lines), Mark(2, AVOID.lines), Mark(3, GREEN.lines))
# Latin, wide, combining, right to left, joined emoji, a selector, zero width, no-break.
TEXTS = st.text(alphabet="ab ,漢\u0301שم👩\u200d❤\ufe0f\u00a0-", max_size=60)


def lines(page: Page, width: int) -> list[str]:
    return [line.plain.rstrip() for y in range(page.height(width)) if (line := page.line(y, width)) is not None]


def of(*blocks: Paragraph | ItemList | Table) -> Article:
    return ARTICLE._replace(sections=(Section(("Part",), 2, 1, tuple(blocks)),), sources=())


def test_all_passages_are_marked_and_numbered_and_the_opened_one_most() -> None:
    shown = lines(Page(ARTICLE, MARKS, MARKS[1]), 70)
    first = shown.index("1│ Black tea keeps many people awake. Drunk in the evening, it can")
    assert shown[first + 1] == " │ delay sleep by an hour [2] [7]."
    assert "   Avoid the following:" in shown
    assert "2▌ • Black tea after noon [2]" in shown
    assert "3│ Green  Not oxidised    Grassy  [4]" in shown


def test_of_a_table_and_a_row_in_it_each_has_its_number() -> None:
    shown = lines(Page(ARTICLE, [Mark(1, KINDS.lines), Mark(2, GREEN.lines)], Mark(1, KINDS.lines)), 70)
    table = shown.index("1▌ Kind   Leaf            Taste   Sources")
    assert shown[table + 2 : table + 4] == [
        " ▌ Black  Fully oxidised  Strong  [3]",
        "2▌ Green  Not oxidised    Grassy  [4]",
    ]


def test_where_there_is_no_room_for_columns_a_row_is_a_block_that_keeps_its_number() -> None:
    shown = lines(Page(ARTICLE, [Mark(1, KINDS.lines), Mark(2, GREEN.lines)], Mark(2, GREEN.lines)), 24)
    first = shown.index("1│ ▪ Kind: Black")
    assert shown[first + 1 : first + 7] == [
        " │   Leaf: Fully",
        " │   oxidised",
        " │   Taste: Strong",
        " │   Sources: [3]",
        "2▌ ▪ Kind: Green",
        " ▌   Leaf: Not oxidised",
    ]


def test_rows_of_several_lines_are_told_apart_by_rules() -> None:
    rows = tuple(Row(Text("", (n, n)), ("word " * 5, "b")) for n in (2, 3))
    shown = lines(Page(of(Table(Text("A B", (1, 1)), ("A", "B"), rows))), 22)
    ruled = [line for line in shown if "┈" in line]
    assert len(ruled) == 1
    assert shown.index(ruled[0]) < len(shown) - 2
    assert "┈" not in "".join(lines(Page(of(Table(Text("A B", (1, 1)), ("A", "B"), rows))), 70))


def test_a_row_without_sources_leaves_the_others_theirs() -> None:
    cited = Row(Text("Toe | Most [2]", (4, 4), (Citation(11, 14, (2,)),)), ("Toe", "Most"))
    rows = (cited, Row(Text("Ankle | Some", (5, 5)), ("Ankle", "Some")), Row(Text("Knee", (6, 6)), ("Knee",)))
    table = Table(Text("Joint | How often", (2, 2)), ("Joint", "How often"), rows)
    assert lines(Page(of(table)), 40)[-5:] == [
        "  Joint  How often  Sources",
        "  ─────────────────────────",
        "  Toe    Most       [2]",
        "  Ankle  Some",
        "  Knee",
    ]


def test_items_hang_below_their_first_word_and_sources_are_listed() -> None:
    shown = lines(Page(of(ItemList((ListItem(Text("one two three four", (1, 1))),)))), 13)
    assert shown[-2:] == ["  • one two", "    three"] or shown[-3:-1] == ["  • one two", "    three"]
    assert "  [2] A. Nap: Evening drinks. 2019." in lines(Page(ARTICLE), 70)


@pytest.mark.parametrize("width", [12, 38, 75])
def test_a_place_is_found_again_at_its_own_width(width: int) -> None:
    page = Page(ARTICLE, MARKS, MARKS[0])
    for y in range(page.height(width)):
        assert page.line_of(page.place(y, width), width) == y


def test_hits_are_highlighted_wherever_they_stand_and_the_current_one_differs() -> None:
    page = Page(ARTICLE, MARKS)
    row = next(number for number, part in enumerate(page.parts) if part.lines == GREEN.lines)
    hits = [Hit(row, 0, 0, 5), Hit(row, 1, 4, 12)]
    page.highlight(hits, hits[1])
    for width in (70, 24):
        y = page.line_of_hit(hits[1], width)
        line = page.line(y, width)
        assert line is not None
        current = [line.plain[span.start : span.end] for span in line.spans if span.style == CURRENT]
        assert current == ["oxidised"]
        others = [span for y in range(page.height(width)) for span in (page.line(y, width) or Content()).spans]
        assert sum(span.style == HIT for span in others) == 1


def test_only_what_is_looked_at_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = Words.drawn
    monkeypatch.setattr(
        Words, "drawn", lambda self, texts, width: drawn.append(texts[0].plain) or draw(self, texts, width)
    )
    page = Page(of(*(Paragraph(Text(f"Paragraph {n}", (n, n))) for n in range(1, 5000))))
    assert page.height(60) > 5000
    y, _ = page.span((4000, 4000), 60) or (0, 0)
    assert [line.plain for n in range(4) if (line := page.line(y + n, 60))] == ["  Paragraph 4000", "  Paragraph 4001"]
    assert drawn == ["Paragraph 4000", "Paragraph 4001"]


def test_a_page_like_another_is_laid_out_as_if_it_were_alone() -> None:
    first = Page(ARTICLE)
    first.height(40)
    again = Page(ARTICLE, MARKS, MARKS[2], like=first)
    assert lines(again, 40) == lines(Page(ARTICLE, MARKS, MARKS[2]), 40)
    other = ARTICLE._replace(title="Other")
    assert lines(Page(other, like=first), 40)[0] == "  Other"


@given(TEXTS, TEXTS, st.integers(12, 40))
def test_no_line_is_too_wide_and_the_height_is_that_of_what_is_drawn(one: str, two: str, width: int) -> None:
    cited = Text(f"{one} [2, 7]", (1, 1), (Citation(len(one) + 1, len(one) + 7, (2, 7)),))
    table = Table(
        Text("A B", (4, 4)), (one[:9], "B"), (Row(Text("", (5, 5)), (two, one)), Row(Text("", (6, 6)), (one, two)))
    )
    items = ItemList((ListItem(Text(two, (3, 3))),), Text(one, (2, 2)))
    page = Page(of(Paragraph(cited), items, table), [Mark(1, (1, 1)), Mark(12, (5, 5))], Mark(12, (5, 5)))
    for part in page.parts:
        room = width - page.margin
        assert part.height(room) == len(part.drawn(part.texts(), room))
    for y in range(page.height(width)):
        line = page.line(y, width)
        assert line is not None
        assert line.cell_length <= width
    assert page.line(page.height(width), width) is None


@given(TEXTS, st.integers(2, 30))
def test_wrapping_keeps_every_character_but_the_spaces_at_which_it_breaks(text: str, width: int) -> None:
    pieces = wrapped(Content(text), width)
    assert len(pieces) == height(Content(text).plain, width)
    assert "".join("".join(piece.plain for piece in pieces).split()) == "".join(Content(text).plain.split())
    assert all(piece.cell_length <= width for piece in pieces)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=6), max_size=12), st.integers(6, 20))
def test_a_word_that_fits_is_never_cut_and_no_line_could_take_the_next_word(words: list[str], width: int) -> None:
    shown = [line.plain for line in wrapped(Content(" ".join(words)), width)]
    assert " ".join(shown).split() == words
    for line, following in pairwise(shown):
        assert len(line) + 1 + len(following.split()[0]) > width


def test_words_of_any_script_break_as_plain_ones_do() -> None:
    assert [len(piece) for piece in wrapped(Content("one two three"), 7)] == [7, 5]
    assert breaks("one twö thrée", 7) == breaks("öne двa three", 7) == [8]
    assert [piece.plain for piece in wrapped(Content("漢字漢字 漢"), 5)] == ["漢字", "漢字", "漢"]
    assert [piece.plain for piece in wrapped(Content("e\u0301" * 5), 3)] == ["e\u0301" * 3, "e\u0301" * 2]


def test_headings_are_the_outline_the_title_first() -> None:
    assert [(heading.level, heading.title) for _, heading in Page(ARTICLE).headings()] == [
        (1, ARTICLE.title), (2, "Effects of Tea"), (3, "Sleep"),
        (2, "Kinds of Tea"), (2, "Preparation"), (2, "Sources"),
    ]  # fmt: skip
    assert Page(ARTICLE).line_of(Place(0), 60) == 0
