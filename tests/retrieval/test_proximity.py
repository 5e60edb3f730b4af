"""Words that stand together in a passage count for more than words that are scattered over it."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.proximity import WINDOW, Words, closeness, nearness
from bot.retrieval.query import Alternative, Concept, Match

FILLER = ["filler"] * WINDOW
TERMS = st.sampled_from(["lump", "hurt", "skin", "other"])


def asked(*said: str) -> list[Concept]:
    """The concepts of a question, each a word or, with spaces, words that must all occur; in the order said."""
    return [
        Concept(words, (Alternative(tuple(words.split()), 1.0, "typed", words),), span=(10 * n, 10 * n + 5))
        for n, words in enumerate(said)
    ]


def matched(concepts: Sequence[Concept], *scores: float) -> dict[int, Match]:
    return {n: Match(n, concept.alternatives[0], score) for n, (concept, score) in enumerate(zip(concepts, scores))}  # noqa: B905  # fewer scores, fewer matches


def brute_nearness(order: Sequence[str], matches: Mapping[int, Match]) -> float:
    """The formula for single words, as it stands in the paper, of neighbours in the question."""
    added = 0.0
    for left, right in zip(sorted(matches), sorted(matches)[1:], strict=False):
        one, other = matches[left].alternative.terms[0], matches[right].alternative.terms[0]
        apart = [abs(i - j) for i, x in enumerate(order) for j, y in enumerate(order) if (x, y) == (one, other)]
        if apart:
            added += min(matches[left].score, matches[right].score) / max(1, min(apart)) ** 2
    return added


def test_what_stands_in_one_sentence_is_together() -> None:
    concepts = asked("lump", "hurt")
    matches = matched(concepts, 2.0, 1.0)
    assert closeness(Words(["lump", "may", "hurt"]), matches) == 1.0
    assert closeness(Words(["lump", *FILLER, "hurt"]), matches) == pytest.approx(2 / 3)


def test_the_window_is_as_long_as_it_is_said_to_be() -> None:
    matches = matched(asked("lump", "hurt"), 1.0, 1.0)
    assert closeness(Words(["lump", *FILLER[2:], "hurt"]), matches) == 1.0
    assert closeness(Words(["lump", *FILLER[1:], "hurt"]), matches) == 0.5


def test_what_a_passage_is_named_by_is_near_to_all_of_its_words() -> None:
    concepts = asked("lump", "hurt")
    matches = matched(concepts, 1.0, 1.0)
    assert closeness(Words(["hurt"], {"lump"}), matches) == 1.0
    assert closeness(Words([], {"lump", "hurt"}), matches) == 1.0
    assert nearness(Words([], {"lump", "hurt"}), matches, concepts) == 1.0


def test_the_title_is_near_to_every_word_that_stands_below_it() -> None:
    concepts = asked("risk", "gout")
    matches = matched(concepts, 1.0, 1.0)
    assert nearness(Words(["risk"], title={"gout"}), matches, concepts) == 1.0
    assert nearness(Words(["risk"], names={"gout"}), matches, concepts) == 0.0
    assert closeness(Words(["risk"], title={"gout"}), matches) == 1.0


def test_a_phrase_is_together_when_all_of_it_is() -> None:
    matches = matched(asked("blood vessel"), 1.0)
    assert closeness(Words(["blood", "vessel"]), matches) == 1.0
    assert closeness(Words(["blood", *FILLER, "vessel"]), matches) == 0.0


@pytest.mark.parametrize(("between", "added"), [(0, 1.0), (1, 1 / 4), (2, 1 / 9)])
def test_neighbours_add_less_the_further_apart_they_stand(between: int, added: float) -> None:
    concepts = asked("lump", "hurt")
    order = ["lump", *FILLER[:between], "hurt"]
    assert nearness(Words(order), matched(concepts, 3.0, 1.0), concepts) == pytest.approx(added)
    assert nearness(Words(order[::-1]), matched(concepts, 1.0, 3.0), concepts) == pytest.approx(added)


def test_the_words_of_a_phrase_are_neighbours_and_the_phrase_of_what_adjoins_it() -> None:
    concepts = asked("blood vessel", "wall")
    assert nearness(Words(["wall", "blood", "vessel"]), matched(concepts, 3.0, 1.0), concepts) == 4.0
    assert nearness(Words(["vessel", "of", "blood"]), matched(concepts, 3.0), concepts) == 3 / 4


def test_only_what_follows_each_other_in_the_question_are_neighbours() -> None:
    concepts = asked("lump", "skin", "hurt")
    order = ["lump", "hurt", *FILLER, "skin"]
    assert nearness(Words(order), matched(concepts, 1.0, 1.0, 1.0), concepts) < 0.02


def test_what_was_lent_by_an_earlier_turn_has_no_neighbour() -> None:
    lent = Concept("skin", (Alternative(("skin",), 1.0, "carried over", "skin"),))
    concepts = asked("lump")
    matches = {**matched(concepts, 1.0), 1: Match(1, lent.alternatives[0], 1.0)}
    assert nearness(Words(["lump", "skin"]), matches, [*concepts, lent]) == 0.0


@given(st.lists(TERMS, max_size=40), st.lists(st.floats(0.1, 9), min_size=1, max_size=3))
def test_nearness_is_the_formula(order: list[str], scores: list[float]) -> None:
    concepts = asked("lump", "hurt", "skin")
    matches = matched(concepts, *scores)
    assert nearness(Words(order), matches, concepts) == pytest.approx(brute_nearness(order, matches))


@given(st.lists(TERMS, max_size=60), st.sets(TERMS), st.lists(st.floats(0, 9), max_size=3))
def test_closeness_is_a_share_that_grows_with_what_a_passage_is_named_by(
    order: list[str], names: set[str], scores: list[float]
) -> None:
    matches = matched(asked("lump", "hurt skin", "skin"), *scores)
    alone, named = closeness(Words(order), matches), closeness(Words(order, names), matches)
    assert 0.0 <= alone <= named <= 1.0 + 1e-12
