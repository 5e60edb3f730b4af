"""A question that describes what the corpus is about is read as if it named it."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.conversation.inquiry import inquire
from bot.library import Library

NAMES = ["chalky bumps on my elbow", "hard white lumps", "lumps as hard as stone", "gritty bits in my fingers"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("What are {}?", {13}),
        ("Can {} be lasered?", {127, 147}),
        ("Are {} passed down in families?", {83, 93, 109}),
        ("Do {} come back after surgery?", {148}),
        ("Can autoimmune disease cause {}?", {94, 113}),
    ],
)
def test_what_is_described_is_found_as_what_is_named(bundled: Library, name: str, asked: str, lines: set[int]) -> None:
    answer = Conversation(bundled).ask(asked.format(name))
    assert answer.state == "answered", answer.message
    assert answer.quotes[0].passage.lines[0] in lines


def test_the_answer_says_what_it_took_the_description_for(bundled: Library) -> None:
    answer = Conversation(bundled).ask("Do chalky bumps hurt?")
    assert answer.searched_for == "chalky bumps hurt"
    assert ("chalky bumps", ("calcinosis",)) in [(each.word, each.added) for each in answer.synonyms]


def test_where_in_the_body_it_is_only_sets_the_scene(bundled: Library) -> None:
    told = {c.words: c.information for c in inquire("Do chalky bumps on my knee hurt?", bundled).typed}
    assert told["knee"] == 0
    assert {c.words: c.information for c in inquire("Does my knee hurt?", bundled).typed}["knee"] > 0


def test_beside_its_name_a_description_is_of_a_part(bundled: Library) -> None:
    concepts = inquire("How big do the hard lumps of calcinosis get?", bundled).typed
    assert "hard lumps" in [concept.words for concept in concepts]


def test_a_corpus_about_something_else_is_not_described_by_it(hay_fever: Library) -> None:
    concepts = inquire("Do hard white lumps hurt?", hay_fever).typed
    assert not any(hay_fever.subjects.issuperset(concept.alternatives[0].terms) for concept in concepts)
