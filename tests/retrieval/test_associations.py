"""What the words of a question have to do with, by the lexicon as a thesaurus."""

import pytest

from bot.conversation.dialogue import Conversation
from bot.language.lexicon import Lexicon
from bot.language.terms import terms
from bot.library import Library
from bot.retrieval.associations import Associations
from bot.retrieval.index import Index

GROUPS = {
    "one-way": {
        "fiddly buttons": ["dexterity"],
        "hold a needle": ["dexterity"],
        "work the zip": ["dexterity"],
        "thread a needle": ["fine movement"],
        "needle through skin": ["injection"],
    },
    "opposites": {"dexterity": ["fiddly zip needle"]},
}


@pytest.fixture
def associations() -> Associations:
    lexicon = Lexicon()
    lexicon.add(GROUPS)
    texts = ["dexterity is lost", "an injection helps", "common word", "common thing", "common sense"]
    return Associations(lexicon, Index([terms(text) for text in texts]), most=1)


def test_words_of_several_expressions_point_to_what_they_share(associations: Associations) -> None:
    found = associations.related(terms("she cannot hold needles or close her zip"))
    assert [related.words for related in found] == ["dexterity"]
    assert found[0].support == frozenset(terms("hold needle zip"))
    assert found[0].score > 0


def test_a_single_word_points_nowhere(associations: Associations) -> None:
    assert associations.related(terms("needle")) == []


def test_what_the_corpus_does_not_speak_of_is_not_found(associations: Associations) -> None:
    assert "fine movement" not in [related.words for related in associations.related(terms("thread the needle"))]


def test_a_word_said_twice_counts_once(associations: Associations) -> None:
    once, twice = (associations.related(terms(text)) for text in ("hold zip", "hold hold zip zip"))
    assert once == twice != []


def test_opposites_say_nothing_alike(associations: Associations) -> None:
    found = associations.related(terms("fiddly zip"))
    assert [related.support for related in found] == [frozenset(terms("fiddly zip"))]
    lexicon = Lexicon()
    lexicon.add({"opposites": GROUPS["opposites"]})
    assert Associations(lexicon, Index([terms("dexterity")]), most=1).related(terms("fiddly zip")) == []


def test_an_empty_lexicon_has_nothing_to_say() -> None:
    assert Associations(Lexicon(), Index([]), most=1).related(["zip"]) == []


def test_a_description_leads_to_the_passage_and_the_answer_says_how() -> None:
    answer = Conversation(Library.open()).ask("Mam can't hold her knitting needles or work a zip any more, is that it?")
    assert answer.quotes[0].passage.heading[-1] == "Functional Disability"
    assert any("needles" in synonyms.word for synonyms in answer.synonyms)
