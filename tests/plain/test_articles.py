"""The commands about the articles: sources, headings, sections, search, and which articles are asked."""

import io

import pytest

from bot.plain.app import run
from tests.chat.sample import ANSWERS, ARTICLE, SLEEP, FakeConversation, FakeLibrary
from tests.plain.talking import ABOUT_COFFEE, SLEEP_QUESTION, Shelf, reply, talk

TEA = "Tea: Kinds, Effects and Preparation"


@pytest.mark.parametrize("typed", ["/source 7", "/source [7]", "/s 7", "/SOURCE  7 "])
def test_source_shows_its_entry_and_where_it_is_cited(typed: str) -> None:
    said = talk(typed)
    assert (
        f"Source [7] of {TEA}: B. Doze: Caffeine. 2021.\n1 passage cites it:\n- Effects of Tea > Sleep (line 9)" in said
    )


def test_a_source_that_is_not_listed_shows_every_passage_that_cites_it() -> None:
    said = reply("/source 4")
    assert said.startswith(f"Source [4] of {TEA}: the article does not list it. 1 passage cites it:\n\nKinds of Tea (l")
    assert said.endswith("Kind: Green; Leaf: Not oxidised; Taste: Grassy; Sources: [4]")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/source 99", "There is no source [99] in this article."),
        ("/source seven", "Give the number of a source, such as: /source 7"),
        ("/source", f"Sources of {TEA}:\n[2] A. Nap: Evening drinks. 2019.\n[7] B. Doze: Caffeine. 2021."),
    ],
)
def test_source_without_a_good_number(typed: str, said: str) -> None:
    assert reply(typed) == said


def test_an_article_without_a_list_of_sources_says_which_numbers_it_cites() -> None:
    def library() -> FakeLibrary:
        return FakeLibrary((ARTICLE._replace(sources=()),), (SLEEP,))

    assert "no list of sources. It cites 2, 7; /source 2 says where." in reply("/source", library=library)


def test_in_a_library_a_source_is_that_of_the_article_just_quoted() -> None:
    assert f"Source [7] of {TEA}" in reply(SLEEP_QUESTION, "/source 7", library=Shelf)
    assert "of Coffee" not in reply(SLEEP_QUESTION, "/source 7", library=Shelf)
    assert "Source [7] of Coffee" in reply(ABOUT_COFFEE.question, "/source 7", library=Shelf)
    assert "Source [7] of Coffee" in reply(SLEEP_QUESTION, "/source 7 coffee", library=Shelf)


def test_before_any_question_a_source_of_a_library_is_that_of_every_article() -> None:
    said = reply("/source 7", library=Shelf)
    assert f"Source [7] of {TEA}" in said
    assert "Source [7] of Coffee" in said


def test_articles_are_listed_and_one_alone_is_named() -> None:
    listed = f"There are 2 articles. /article 1 asks only the first.\n1. {TEA} (The Kettle, May 4, 2024)\n2. Coffee"
    assert reply("/articles", library=Shelf) == listed
    assert reply("/article", library=Shelf) == listed
    assert reply("/articles") == f"There is one article: {TEA} (The Kettle, May 4, 2024)"


@pytest.mark.parametrize("typed", ["/article 2", "/article coffee", "/article COFF"])
def test_the_conversation_is_narrowed_to_an_article_and_widened_again(typed: str) -> None:
    opened: list[str] = []

    def conversation(library: Shelf) -> FakeConversation:
        opened.append(" ".join(article.name for article in library.articles))
        return FakeConversation(dict(ANSWERS))

    out = io.StringIO()
    lines = io.StringIO("\n".join([typed, "/articles", "/outline roasting", "/article all", "/articles"]))
    assert run(Shelf, lines, out, io.StringIO(), open_conversation=conversation) == 0
    assert opened == ["tea coffee", "coffee", "tea coffee"]
    assert "From now on only this article is asked: Coffee. /article all asks all of them again." in out.getvalue()
    assert out.getvalue().count("2. Coffee, asked now") == 1


def test_narrowing_forgets_what_was_asked_and_offers_questions_again() -> None:
    said = reply(SLEEP_QUESTION, "/article 2", library=Shelf)
    assert "What was asked before is forgotten.\n\nQuestions to start with" in said
    assert "Ask a question first." in reply(SLEEP_QUESTION, "/article 2", "/open 1", library=Shelf)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/article 3", "There is no such article. /articles lists them."),
        ("/article milk", "There is no such article. /articles lists them."),
        ("/article e", "Several articles are called so. Give its number; /articles lists them."),
    ],
)
def test_an_article_that_is_not_there_is_said(typed: str, said: str) -> None:
    assert reply(typed, library=Shelf) == said


def test_the_outline_numbers_the_headings_and_says_what_each_stands_under() -> None:
    assert reply("/outline") == (
        f"{TEA}\n/read 1 reads the first; /read all reads everything. /source lists its sources.\n"
        f"1. {TEA}\n2. Effects of Tea\n3. Sleep (under Effects of Tea)\n4. Kinds of Tea\n5. Preparation"
    )


def test_the_outline_of_some_words_has_the_headings_below_them_too() -> None:
    said = "/read 1 reads the first.\n1. Effects of Tea\n2. Sleep (under Effects of Tea)"
    assert reply("/outline EFFECTS") == said


def test_in_a_library_the_outline_is_that_of_the_article_just_quoted() -> None:
    assert "Choose one with /article first." in reply("/outline", library=Shelf)
    assert reply(ABOUT_COFFEE.question, "/outline", library=Shelf).startswith("Coffee\n")
    assert f"1. {TEA}: Sleep (under Effects of Tea)\n2. Coffee: Sleep" in reply("/outline sleep", library=Shelf)


def test_a_section_is_read_by_its_heading_or_number_with_the_sections_under_it() -> None:
    whole = reply("/read effects of tea")
    assert whole.startswith("Effects of Tea (line 5)\n\nHeading: Sleep (under Effects of Tea)\n\nBlack tea keeps")
    assert whole.endswith("Avoid the following:\n- Black tea after noon [2]\n- Strong green tea")
    assert reply("/read 2") == reply("/outline", "/read 2") == reply("/read effects") == whole
    assert reply("/outline sleep", "/read 1") == reply("/read sleep") == reply("/read sleeep")


def test_headings_that_several_sections_share_are_listed_to_choose_from() -> None:
    listed = reply("/read sleep", library=Shelf)
    assert listed.startswith("Several headings fit. /read 1 reads the first.\n1. Tea")
    chosen = reply("/read sleep", "/read 2", library=Shelf)
    assert chosen == "Coffee: Effects of Coffee > Sleep (line 9)\n\nIt keeps many people awake."


def test_read_all_reads_the_whole_article_with_its_sources() -> None:
    said = reply("/read all")
    assert said.startswith(f"{TEA}\n\nTea is a drink made from leaves.")
    assert said.endswith("Sources:\n[2] A. Nap: Evening drinks. 2019.\n[7] B. Doze: Caffeine. 2021.")
    assert said.count("Step ") == 20
    assert "Choose one with /article first." in reply("/read all", library=Shelf)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/read", "Give a heading or its number. /outline lists the headings."),
        ("/read zzz", "No heading is called so. /outline lists the headings."),
        ("/outline zzz", "No heading is called so. /outline lists the headings."),
        ("/read 6", "There is no heading of that number. Give a number from 1 to 5."),
        ("/find", "Give the words to search for, such as: /find sleep"),
        ("/find pizza", "These words stand nowhere together in this article: pizza."),
    ],
)
def test_what_is_not_in_the_article_is_said(typed: str, said: str) -> None:
    assert reply(typed) == said


def test_find_lists_places_that_have_all_the_words_with_their_lines() -> None:
    assert reply("/find TEA black") == (
        "Found in 2 places; /read 1 reads the first where it stands.\n"
        "1. Effects of Tea > Sleep (line 9): Black tea keeps many people awake. "
        "Drunk in the evening, it can delay sleep by an hour [2] [7].\n"
        "2. Effects of Tea > Sleep (line 12): Black tea after noon [2]"
    )


def test_a_place_that_was_found_is_read_where_it_stands() -> None:
    said = reply("/find black tea", "/read 2")
    assert said.startswith("The lines that were found begin with >.\n\nEffects of Tea > Sleep (line 7)")
    assert "\n> - Black tea after noon [2]\n  - Strong green tea" in said


def test_find_counts_what_it_does_not_show_and_names_the_articles() -> None:
    said = reply("/find step", library=lambda: Shelf((ARTICLE, ARTICLE._replace(name="tea-2"))))
    assert said.startswith("Found in 40 places;")
    assert "\n20. " in said
    assert said.endswith("\nand 20 more; more words find fewer.")
    assert "1. Coffee: Roasting (line 5): Coffee is roasted" in reply("/find roasted", library=Shelf)


def test_accents_and_case_do_not_matter_in_a_search() -> None:
    assert "Found in 2 places" in reply("/find BLÁCK téa")
