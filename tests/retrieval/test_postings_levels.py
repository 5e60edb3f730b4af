"""Whole numbers choose the passages, and every way of choosing finds rank_bm25's best."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from bot.retrieval.postings import Postings
from bot.retrieval.postings_best import best_of_all, best_of_blocks, best_of_some

WORDS = "abcdef"
WORD = st.sampled_from(WORDS)
# Few lengths and few words too, so that many passages score the same.
DOCUMENTS = st.lists(st.lists(WORD, max_size=9), max_size=14) | st.lists(
    st.lists(st.sampled_from("ab"), min_size=1, max_size=2), max_size=40
)
QUERY = st.lists(st.sampled_from([*WORDS, "z"]), max_size=8)
Documents = list[list[str]]


def reference(documents: Documents, query: Sequence[str], k: int) -> list[tuple[int, float]]:
    if not any(documents):
        return []
    scores = BM25Plus(documents).get_scores(query).tolist()
    holding = [number for number, document in enumerate(documents) if set(query) & set(document)]
    return [(number, scores[number]) for number in sorted(holding, key=lambda number: (-scores[number], number))[:k]]


@given(DOCUMENTS, QUERY, st.integers(1, 12), st.data())
@settings(max_examples=400)
def test_every_way_to_the_best_is_rank_bm25s(
    documents: Documents, query: list[str], k: int, data: st.DataObject
) -> None:
    ways = {"_CACHED": [0, 1 << 17], "_BROAD": [0, 2, 1000], "_ALWAYS": [0, 100], "_SHORT": [0, 3], "_JOINED": [0, 100],
            "_ONE_BY_ONE": [0, 12], "_BROAD_OF_MANY": [0, 2, 1000], "WIDTH": [1, 4, 1024], "_ROOM": [1, 1 << 20],
            "_STEPS": [8, 1024, 20_000]}  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.retrieval.postings_levels.PASSAGES", 0)
        for name, values in ways.items():
            patch.setattr(f"bot.retrieval.postings_levels.{name}", data.draw(st.sampled_from(values), name))
        postings = Postings.of(documents)
        for _ in range(2):  # the second time from memory
            assert postings.top(query, k) == reference(documents, query, k)


NUMBERS = st.lists(st.integers(0, 20), min_size=1, max_size=60)


@given(NUMBERS, st.integers(1, 12), st.integers(0, 4))
def test_the_largest_numbers_are_found(numbers: list[int], k: int, slack: int) -> None:
    bound = max(1, (sorted(numbers)[-k] if k <= len(numbers) else 0) - slack)
    wanted = {place for place, number in enumerate(numbers) if number >= bound}
    sums = np.array(numbers, np.uint16)
    places = np.concatenate([sums.nonzero()[0]] * 2)
    padded = np.zeros(-(-len(sums) // 4) * 4, np.uint16)
    padded[: len(sums)] = sums
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"_SAMPLED": 8, "_STRIDE": 2, "_FEW": 5, "_MANY": 7}.items():
            patch.setattr(f"bot.retrieval.postings_best.{name}", value)
        some = best_of_some(places, sums[places], k, slack)
        assert wanted <= set(some)
        assert len(some) == len(set(some))
        assert wanted <= set(best_of_blocks(padded.reshape(-1, 4), k, slack))
        found = best_of_all(sums, k, slack)
    assert wanted <= set(found)
    assert len(found) == len(set(found))


def test_a_passage_may_hold_a_term_more_often_than_is_remembered() -> None:
    documents = [["a"] * 70_000, ["a", "b"], ["b", "c"], ["c", "a"], ["d"]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.retrieval.postings_levels.PASSAGES", 0)
        patch.setattr("bot.retrieval.postings_levels._ONE_BY_ONE", 0)
        assert Postings.of(documents).top(["a", "c"], 3) == reference(documents, ["a", "c"], 3)
