"""What is written is read back as it was, whatever the text: nothing in it is markup."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adding.blocks import Draft, Facts, Grid, Heading, Item, Prose, Run
from bot.adding.checking import made_of
from bot.adding.writing import write
from bot.article import ItemList, Paragraph, Table
from bot.reading.characters import clean, fold
from tests.adding.made import tables

LETTERS = st.text(
    st.sampled_from("ab1 2.)(*_#-+>=|`~\\<>&;:![]^'\"/§é°µ²\u00a0\x1b[mAZ{}"), min_size=1, max_size=40
).map(lambda text: fold(clean(text)))
WORDS = LETTERS.filter(lambda text: any(letter.isalnum() for letter in text))


def draft(*blocks: Prose | Item | Grid | Heading) -> Draft:
    return Draft(Facts(title="A title", language="en"), blocks, "")


@settings(max_examples=400)
@given(WORDS)
def test_a_paragraph_is_read_back_as_it_was(text: str) -> None:
    article = made_of(draft(Prose((Run(text),))), "name").article
    ((block,),) = [section.blocks for section in article.sections]
    assert isinstance(block, Paragraph)
    assert block.text.text == text


@given(st.lists(WORDS, min_size=1, max_size=4), st.booleans())
def test_items_are_read_back_as_they_were(texts: list[str], numbered: bool) -> None:
    items = [Item((Run(text),), 0, number if numbered else None) for number, text in enumerate(texts, 1)]
    article = made_of(draft(*items), "name").article
    ((block,),) = [section.blocks for section in article.sections]
    assert isinstance(block, ItemList)
    assert [item.text.text for item in block.items] == texts


@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=4))
def test_cells_are_read_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    grid = Grid(tuple(tuple((Run(cell),) for cell in row) for row in rows))
    table = tables(made_of(draft(Prose((Run("Some text."),)), grid), "name").article)[0]
    assert isinstance(table, Table)
    assert table.header.text == " | ".join(rows[0])
    assert [row.text.text for row in table.rows] == [" | ".join(row) for row in rows[1:]]


@given(WORDS.filter(lambda text: fold(text).casefold() not in ("sources", "a title")))
def test_headings_are_read_back_as_they_were(text: str) -> None:
    article = made_of(draft(Heading((Run(text),), 2), Prose((Run("Some text."),))), "name").article
    assert article.sections[0].path == (text,)


@given(WORDS, WORDS)
def test_the_front_matter_is_read_back_as_it_was(title: str, publisher: str) -> None:
    facts = Facts(title=title, publisher=publisher, date="2025-01-02", language="en")
    article = made_of(Draft(facts, (Prose((Run("Some text."),)),), ""), "name").article
    assert (article.title, article.publisher, article.date) == (title, publisher, "2025-01-02")


@example(before="1<", bold="A>")
@example(before="a&", bold="amp;")
@example(before="[", bold="^1]")
@given(WORDS, WORDS)
def test_bold_never_adds_a_character(before: str, bold: str) -> None:
    runs = (Run(before), Run(bold, bold=True), Run(before))
    article = made_of(draft(Prose(runs)), "name").article
    (block,) = article.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.text.text == before + bold + before


def test_a_citation_is_one_and_a_link_is_kept() -> None:
    runs = (Run("It hurts "), Run("[2, 7]", cited=True), Run(", see "), Run("here", link="https://a.example/x(1)"))
    result = made_of(draft(Prose(runs)), "name")
    (block,) = result.article.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert [citation.numbers for citation in block.text.citations] == [(2, 7)]
    assert "[here](<https://a.example/x(1)>)" in result.text


def test_items_deeper_than_any_list_stay_items() -> None:
    items = [Item((Run(f"item {depth}"),), depth) for depth in range(300)]
    result = made_of(draft(*items), "name")
    assert len(result.article.sections[0].blocks[0].items) == 300  # type: ignore[union-attr]


def test_doubts_stand_at_the_lines_of_what_they_are_about() -> None:
    written = write(draft(Prose((Run("First."),)), Prose((Run("Second."),), doubts=("Why?",))))
    (doubt,) = written.doubts
    assert (written.lines[doubt.line - 1], doubt.text, doubt.reason) == ("Second.", "Second.", "Why?")
