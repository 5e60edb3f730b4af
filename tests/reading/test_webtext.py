"""The reader of text copied from a web page."""

import pytest

from bot.article import ItemList
from bot.reading.passages import split
from tests.reading.reading import fixture, paths, reasons, texts, web, with_text


def test_the_masthead_is_read_and_is_no_text() -> None:
    article = fixture("hay-fever.txt")
    assert article.title == "Hay Fever: Symptoms, Triggers, Diagnosis and Relief"
    assert (article.date, article.publisher) == ("March 3, 2024", "Meadow Health")
    assert article.description.startswith("Read about the signs")
    assert texts(article)[0].startswith("Hay fever is an allergy")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Conditions/November 9, 2025", "November 9, 2025"),
        ("Skin/9 November 2025", "9 November 2025"),
        ("Last updated: 2025-11-09", "2025-11-09"),
        ("Published on Nov. 9, 2025", "Nov. 9, 2025"),
    ],
)
def test_a_date_line_may_have_a_category_or_a_word_before_it(line: str, date: str) -> None:
    article = web(f"{line}\n\nBurns\n\nCool the burn.")
    assert (article.date, article.title, texts(article)) == (date, "Burns", ["Cool the burn."])


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Researched byConsensus— the AI search engine for science", "Consensus"),
        ("Researched by Meadow Health", "Meadow Health"),
        ("Published by The Meadow - a journal", "The Meadow"),
    ],
)
def test_who_researched_the_article_is_its_publisher(line: str, publisher: str) -> None:
    article = web(f"Burns\n\nA standfirst.\n\n{line}\n\nCool the burn.")
    assert (article.publisher, article.description) == (publisher, "A standfirst.")
    assert texts(article) == ["Cool the burn."]


def test_a_masthead_without_blank_lines_is_read_too() -> None:
    article = web(
        "Skin/May 1, 2024\nBurns: First Aid\n\nResearched byMeadow— plain\nTable of Contents\n\nCool the burn."
    )
    assert (article.title, article.date, article.publisher) == ("Burns: First Aid", "May 1, 2024", "Meadow")
    assert texts(article) == ["Cool the burn."]


def test_without_a_masthead_the_first_sentence_is_text() -> None:
    article = fixture("burns.txt")
    assert (article.title, article.date, article.description) == ("First Aid for Burns", "", "")
    assert texts(article)[0].startswith("Most burns are small")


def test_a_text_that_starts_right_away_is_named_after_its_file() -> None:
    article = web("Cool the burn at once.\n\nThen cover it.")
    assert article.title == "Sample"
    assert paths(article) == [("Sample",)]


def test_headings_form_two_levels() -> None:
    assert paths(fixture("hay-fever.txt")) == [
        ("Hay Fever: Symptoms, Triggers, Diagnosis and Relief",),
        ("Symptoms of Hay Fever",),
        ("Symptoms of Hay Fever", "Sneezing and Nose Symptoms"),
        ("Symptoms of Hay Fever", "Itchy Eyes"),
        ("Triggers of Hay Fever",),
        ("Triggers of Hay Fever", "Pollen Counts"),
        ("How Is Hay Fever Diagnosed?",),
        ("Relief from Hay Fever",),
        ("Relief from Hay Fever", "Medicines"),
        ("Relief from Hay Fever", "Measures at Home"),
        ("Conclusion",),
        ("Conclusion", "Key Facts:"),
    ]
    assert paths(fixture("kidney-stones.txt"))[1:] == [
        ("What Are the Symptoms of Kidney Stones?",),
        ("Types of Kidney Stones",),
        ("Types of Kidney Stones", "Calcium Oxalate Stones"),
        ("Types of Kidney Stones", "Struvite Stones"),
        ("Treatment of Kidney Stones",),
        ("Treatment of Kidney Stones", "Drinking Enough"),
    ]


def test_an_adjective_before_the_topic_does_not_raise_a_heading() -> None:
    article = web("Gout: Types\n\nIntro.\n\nTypes of Gout\n\nTwo.\n\nAcute Gout\n\nFast.\n\nChronic Gout\n\nSlow.")
    assert paths(article)[1:] == [
        ("Types of Gout",),
        ("Types of Gout", "Acute Gout"),
        ("Types of Gout", "Chronic Gout"),
    ]


def test_aspects_of_the_title_raise_a_heading_once() -> None:
    text = "Gout Symptoms\n\nPain.\n\nBig Toe\n\nRed.\n\nDrug Causes\n\nSome.\n\nCauses\n\nFood.\n\nRare Causes\n\nOne."
    article = web(f"Gout: Symptoms and Causes\n\nIt hurts.\n\n{text}")
    assert [path[-1] for path in paths(article)[1:] if len(path) == 1] == ["Gout Symptoms", "Causes"]


def test_a_table_of_contents_settles_the_levels() -> None:
    contents = "Contents\n\nFeeling It\n\nTreating It\n\n"
    text = "Gout\n\nFeeling It\n\nPain.\n\nBig Toe\n\nRed.\n\nTreating It\n\nRest."
    article = web(text.replace("Gout\n\n", f"Gout\n\n{contents}", 1))
    assert paths(article) == [("Feeling It",), ("Feeling It", "Big Toe"), ("Treating It",)]


def test_a_table_raises_its_heading_where_nothing_else_tells() -> None:
    table = "Sign Place\nPain Toe\nHeat Knee\nTable 1: Signs\n\n"
    article = web(
        f"Gout\n\nIt hurts.\n\nWhat Hurts\n\nMuch.\n\n{table}Big Toe\n\nRed.\n\nWhat Helps\n\nLittle.\n\n{table}"
    )
    assert paths(article)[1:] == [("What Hurts",), ("What Hurts", "Big Toe"), ("What Helps",)]


def test_without_any_sign_all_headings_stand_side_by_side() -> None:
    assert paths(web("Gout\n\nIt hurts.\n\nBig Toe\n\nRed.\n\nCold Packs\n\nThey help."))[1:] == [
        ("Big Toe",),
        ("Cold Packs",),
    ]


@pytest.mark.parametrize("heading", ["Main Points Covered:", "Key Facts:"])
def test_a_title_case_line_with_a_colon_alone_is_a_heading(heading: str) -> None:
    article = web(f"Gout\n\nIt hurts.\n\nConclusion\n\nRest.\n\n{heading}\n\n• Red.\n\nStay well.")
    assert paths(article)[-1] == ("Conclusion", heading)
    assert with_text(article, "Stay well").heading == ("Conclusion", heading)
    assert article.doubts == ()


def test_a_sentence_with_a_colon_leads_in_the_list_below_it() -> None:
    for gap in ("\n", "\n\n"):
        article = web(f"Gout\n\nIt hurts.\n\nAvoid the following:{gap}• beer\n• wine 3\n\nDrink water.")
        assert texts(article) == [
            *("It hurts.", "Avoid the following:\nbeer", "Avoid the following:\nwine 3", "Drink water."),
        ]


def test_one_word_with_a_colon_is_doubted() -> None:
    assert len(reasons(web("Gout\n\nIt hurts.\n\nSymptoms:\n\n• Pain"))) == 1


def test_a_line_that_goes_on_in_its_bullets_leads_them_in() -> None:
    article = fixture("burns.txt")
    assert with_text(article, "larger").text == "Call for help when the burn is\nlarger than the person's hand"
    assert with_text(article, "chemicals").text.splitlines()[:2] == ["Call for help when the burn is", "caused by:"]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "·", "‣", "–"])
def test_bullets_of_all_kinds_are_items_with_labels(bullet: str) -> None:
    article = web(f"Gout\n\nIt hurts.\n\n  {bullet} Cold Packs: They help 3.\n\n  {bullet} rest")
    assert [(p.kind, p.row, p.text) for p in split(article)[1:]] == [
        ("list-item", "Cold Packs", "Cold Packs: They help 3."),
        ("list-item", None, "rest"),
    ]


def test_wrapped_bullets_and_numbered_steps_are_put_together() -> None:
    found = with_text(fixture("burns.txt"), "cling film")
    assert (found.text, found.lines) == ("Cover it with cling film or a clean plastic bag.", (14, 15))
    article = web("Gout\n\nIt hurts.\n\n• a line that is\nwrapped here.\nA new paragraph follows it.")
    assert texts(article)[1:] == ["a line that is wrapped here.", "A new paragraph follows it."]


def test_hard_wrapped_paragraphs_are_one_and_short_lines_are_ends() -> None:
    article = fixture("burns.txt")
    assert split(article)[0].lines == (3, 5)
    text = "First paragraph is as wide\nas this and ends.\nSecond paragraph follows on\nand ends too."
    assert len(texts(web(f"Gout\n\n{text}"))) == 2


def test_lines_of_their_own_are_paragraphs_without_blank_lines_too() -> None:
    long = "The joint is red and hot, and it hurts at night. " * 6
    article = web(f"Gout\n{long}\nBig Toe\n{long}\nCold Packs\n{long}")
    assert [passage.kind for passage in split(article)] == ["paragraph"] * 3
    assert paths(article) == [("Gout",), ("Big Toe",), ("Cold Packs",)]


def test_a_list_of_sources_may_be_filled_empty_or_missing() -> None:
    article = fixture("hay-fever.txt")
    assert [source.number for source in article.sources] == list(range(1, 16))
    assert article.sources[10].text.endswith("a review of forty trials. 2022.")
    assert article.sources[10].line == 108
    assert fixture("kidney-stones.txt").sources == fixture("burns.txt").sources == ()


@pytest.mark.parametrize(
    "lines",
    ["1. One\n2. Two", "[1] One\n\n[2] Two", "1 One\n2 Two", "1\nOne\n2\nTwo", "One\n\nTwo", "(1) One\n(2) Two"],
)
def test_sources_are_numbered_in_several_ways(lines: str) -> None:
    article = web(f"Gout\n\nIt hurts 2.\n\nReferences:\n\n{lines}\n")
    assert [(source.number, source.text) for source in article.sources] == [(1, "One"), (2, "Two")]


def test_what_follows_the_sources_without_a_number_is_doubted() -> None:
    assert reasons(web("Gout\n\nIt hurts 1.\n\nSources\n\n1. One\n\nShare this page")) != []


def test_a_number_beyond_the_sources_is_doubted() -> None:
    assert [doubt.line for doubt in fixture("hay-fever.txt").doubts] == [67]


def test_a_cited_line_or_one_with_a_full_stop_is_no_heading() -> None:
    article = web("Gout\n\nIt hurts.\n\nPain in the toe 3\n\nRest well.\n\nEnd of it")
    assert paths(article) == [("Gout",)]
    assert reasons(article) == ["It may be a heading without a text."]


def test_lists_apart_stay_apart() -> None:
    article = web("Gout\n\nAvoid the following:\n\n• beer\n\nGood are:\n\n• milk")
    leads = [b.lead_in.text for b in article.sections[0].blocks if isinstance(b, ItemList) and b.lead_in]
    assert leads == ["Avoid the following:", "Good are:"]
