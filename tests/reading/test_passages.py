"""Articles cut into passages."""

from bot.reading.passages import split
from tests.reading.reading import fixture, markdown, texts

ARTICLE = """# Gout

It hurts [1].

## Signs

| Sign | Place | Source(s) |
|---|---|---|
| Pain | Toe | 2 |
| Heat | Knee | 3 |

Table 1: Signs

## Advice

Avoid the following [4]:

- Beer: also light beer [5]
- Wine

Rest.
"""


def test_passages_come_in_reading_order_with_the_table_after_its_rows() -> None:
    kinds = ["paragraph", "table-row", "table-row", "table", "list-item", "list-item", "paragraph"]
    assert [passage.kind for passage in split(markdown(ARTICLE))] == kinds


def test_a_whole_table_has_its_header_rows_and_caption_one_a_line() -> None:
    table = split(markdown(ARTICLE))[3]
    assert table.text == "Sign | Place | Source(s)\nPain | Toe | 2\nHeat | Knee | 3\nTable 1: Signs"
    assert (table.lines, table.context, table.row) == ((7, 12), 0, None)
    assert (table.columns, table.cells) == (("Sign", "Place"), (("Pain", "Toe"), ("Heat", "Knee")))
    assert [table.text[a:b] for a, b in table.citation_spans] == ["2", "3"]


def test_a_row_and_an_item_have_their_own_line_and_what_they_need_before_it() -> None:
    passages = split(markdown(ARTICLE))
    row, item = passages[1], passages[4]
    assert (row.text, row.lines, row.row) == ("Sign | Place | Source(s)\nPain | Toe | 2", (9, 9), "Pain")
    assert row.text[row.context :] == "Pain | Toe | 2"
    assert (item.lines, item.row, item.citations) == ((18, 18), "Beer", (4, 5))
    assert item.text[item.context :] == "Beer: also light beer [5]"


def test_ids_name_the_article_and_the_heading_and_are_unique() -> None:
    ids = [passage.id for passage in split(markdown(ARTICLE.replace("- Wine", "- Wine\n- Wine\n- Wine")))]
    assert len(set(ids)) == len(ids)
    assert ids[0].startswith("sample:gout:")
    wine = [name for name in ids if name.rpartition(":")[2].partition("-")[0] == ids[5].rpartition(":")[2]]
    assert wine == [ids[5], f"{ids[5]}-2", f"{ids[5]}-3"]


def test_a_long_heading_is_cut_in_the_id() -> None:
    (passage,) = split(markdown(f"# {'long word ' * 20}\n\nText."))
    assert len(passage.id.split(":")[1]) <= 40
    assert split(markdown("# ***\n\n## ??\n\nText."))[0].id.split(":")[1] == "text"


def test_an_edit_elsewhere_leaves_ids_alone() -> None:
    before = {passage.id for passage in split(markdown(ARTICLE))}
    edited = ARTICLE.replace("It hurts [1].", "It hurts a lot [1].\n\nMore text.").replace(
        "Table 1: Signs", "Table 1: All"
    )
    after = {passage.id for passage in split(markdown(edited))}
    assert len(before - after) == 2  # the paragraph and the table that were edited


def test_an_edit_of_the_header_or_the_lead_in_leaves_rows_and_items_alone() -> None:
    edited = ARTICLE.replace("Place", "Where").replace("Avoid the", "Shun the")
    before, after = split(markdown(ARTICLE)), split(markdown(edited))
    assert [a.id == b.id for a, b in zip(before, after, strict=True)] == [True, True, True, False, True, True, True]


def test_a_table_without_names_has_no_empty_line_above_its_rows() -> None:
    assert texts(markdown("# T\n\n| | |\n|---|---|\n| a | b |\n")) == ["a | b", "a | b"]


def test_no_passage_is_a_heading_alone() -> None:
    for name in ("gout.md", "hay-fever.txt", "kidney-stones.txt", "burns.txt"):
        article = fixture(name)
        headings = {section.path[-1] for section in article.sections} | {article.title}
        assert not headings & set(texts(article))
