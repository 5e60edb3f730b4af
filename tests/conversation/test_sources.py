"""Where a source number leads."""

import pytest

from bot.article import Article
from bot.conversation.sources import source_of
from bot.errors import UsageError
from bot.library import Library
from tests.chat.sample import ARTICLE


@pytest.fixture(scope="module")
def tea() -> Library:
    return Library.of([ARTICLE])


def test_a_number_leads_to_its_entry_and_to_every_passage_that_cites_it(tea: Library) -> None:
    found = source_of(tea, "tea", 2)
    assert found
    assert found.entry == ARTICLE.sources[0]
    assert [passage.lines for passage in found.passages] == [(9, 9), (12, 12)]


def test_a_number_without_an_entry_leads_to_its_passages(tea: Library) -> None:
    found = source_of(tea, "tea", 3)
    assert found
    assert found.entry is None
    assert [passage.row for passage in found.passages] == ["Black"]


@pytest.mark.parametrize(("article", "number"), [("tea", 99), ("tea", 0), ("coffee", 2)])
def test_a_number_that_leads_nowhere_is_said_to(tea: Library, article: str, number: int) -> None:
    assert source_of(tea, article, number) is None


def test_a_library_can_be_narrowed_to_one_of_its_articles() -> None:
    other = Article("coffee", "Coffee", ARTICLE.sections, (), "1" * 64)
    both = Library.of([ARTICLE, other])
    narrow = both.only(["coffee"])
    assert narrow.articles == (other,)
    assert {passage.article for passage in narrow.passages} == {"coffee"}
    assert narrow.lexicon is both.lexicon
    with pytest.raises(UsageError, match=r"There are: tea, coffee\."):
        both.only(["cocoa"])
