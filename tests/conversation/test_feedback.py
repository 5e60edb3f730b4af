"""In a corpus of many matters, a turn that goes on stays with what the passage shown is about."""

import math

import pytest

from bot.conversation.dialogue import Conversation
from bot.conversation.feedback import MOST, WEIGHT, fed_back
from bot.library import Library
from bot.reading.markdown import read_markdown

TRADES = ["baker", "tailor", "cooper", "miller", "potter", "glazier", "saddler", "printer", "weaver", "farrier"]
CARS = """The electric car stores its energy in a lithium battery of many cells.

Charging the lithium battery overnight is cheapest, as the charger then draws from spare power.

A charger in the street is dearer and wears the cells of the battery faster."""


@pytest.fixture(scope="module")
def almanac() -> Library:
    """A long article of which only three paragraphs are about cars."""
    trades = "\n\n".join(
        f"The {trade} of {town} has a long day, and the price of it is paid in coins of {town}.\n\n"
        f"What a {trade} in {town} pays for the guild depends on the overnight price of bread."
        for trade in TRADES
        for town in ("Ghent", "Lübeck", "Siena")
    )
    return Library.of([read_markdown(f"# Almanac\n\n{trades}\n\n{CARS}\n", "almanac", "0" * 64)])


def passage_with(library: Library, words: str) -> int:
    return next(number for number, passage in enumerate(library.passages) if words in passage.text)


def test_a_turn_that_goes_on_stays_with_the_matter(almanac: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> list[str]:
        conversation = Conversation(almanac)
        conversation.ask("How does an electric car store energy?")
        return [quote.passage.text for quote in conversation.ask("What does it cost overnight?").quotes]

    assert any("charger then draws" in text for text in shown()[:2])
    monkeypatch.setattr("bot.conversation.feedback.WEIGHT", 0.0)
    assert not any("charger then draws" in text for text in shown()[:2])


def test_the_words_that_tell_what_a_passage_is_about_are_lent_once(almanac: Library) -> None:
    shown = almanac.passages[passage_with(almanac, "Charging")]
    fed = fed_back(shown, [], almanac)
    words = [concept.words for concept in fed]
    assert {"lithium", "battery"} <= set(words)
    assert not {"overnight", "price"} & set(words)  # a third of the passages say so
    assert len(words) == len(set(words)) <= MOST
    assert 0 < math.fsum(concept.weight for concept in fed) < WEIGHT
    assert {concept.information for concept in fed} == {0.0}
    assert fed_back(shown, fed, almanac) == ()


def test_in_a_short_article_there_is_nothing_to_tell_apart(hay_fever: Library) -> None:
    assert [fed_back(passage, [], hay_fever) for passage in hay_fever.passages] == [()] * len(hay_fever.passages)
