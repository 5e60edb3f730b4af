"""In a library of several articles, a question that names what one is about is answered from that one."""

import pytest

from bot.article import Article
from bot.conversation.dialogue import Conversation
from bot.library import Library
from bot.reading.markdown import read_markdown

GOUT = """# Gout (podagra)

## Course

Gout comes in attacks, mostly at night, and settles within two weeks.

## Who gets it

Men over forty are at the greatest risk, and those who take water tablets.
"""
STONES = """# Kidney stones

## Course

Stones pass by themselves in most people.

## Who gets it

The risk of stones is greatest with gout: people at risk are those with gout, whose gout raises the risk of stones.
"""


def article(text: str, name: str) -> Article:
    return read_markdown(text, name, "0" * 64)


@pytest.mark.parametrize(
    ("question", "name"),
    [("Who is at risk of gout?", "gout"), ("Who is at risk of kidney stones?", "stones")],
)
def test_a_question_that_names_an_articles_title_is_answered_from_it(question: str, name: str) -> None:
    library = Library.of([article(STONES, "stones"), article(GOUT, "gout")])
    assert Conversation(library).ask(question).quotes[0].passage.article == name
