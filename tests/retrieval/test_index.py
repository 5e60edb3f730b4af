"""The index gives rank_bm25's scores to passages that match, and nothing to the others."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from bot.retrieval.index import Index
from bot.retrieval.query import Alternative, Concept
from bot.retrieval.search import search

DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), max_size=12)


def concept(*terms: str, weight: float = 1.0) -> Concept:
    return Concept(terms[0], tuple(Alternative((term,), weight, "typed", term) for term in terms))


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_index_is_an_index_that_matches_nothing(documents: list[list[str]]) -> None:
    index = Index(documents)
    assert index.scores("a") == {}
    assert index.idf("a") == 0.0
    assert search(index, [concept("a")]) == []


@given(DOCUMENTS, st.sampled_from("abcdefgz"))
def test_scores_are_rank_bm25s_for_passages_that_hold_the_term_and_for_no_other(
    documents: list[list[str]], term: str
) -> None:
    index = Index(documents)
    scores = index.scores(term)
    assert set(scores) == {number for number, document in enumerate(documents) if term in document}
    if scores:
        reference = BM25Plus(documents).get_scores([term])
        assert all(score == reference[number] and score > 0 for number, score in scores.items())


@given(DOCUMENTS)
def test_idf_is_positive_and_larger_for_rarer_terms(documents: list[list[str]]) -> None:
    index = Index(documents)
    by_df = sorted(index.vocabulary, key=index.document_frequency)
    assert all(index.idf(term) > 0 for term in by_df)
    assert all(index.idf(left) >= index.idf(right) for left, right in itertools.pairwise(by_df))
    assert all(
        math.isclose(index.idf(term), math.log((len(documents) + 1) / index.document_frequency(term))) for term in by_df
    )


@given(DOCUMENTS, st.lists(st.sampled_from("abcdefgz"), min_size=1, max_size=4, unique=True))
def test_hits_share_terms_best_first_ties_in_article_order(documents: list[list[str]], query: list[str]) -> None:
    hits = search(Index(documents), [concept(term) for term in query])
    assert {hit.passage for hit in hits} == {n for n, document in enumerate(documents) if set(query) & set(document)}
    assert [(-hit.score, hit.passage) for hit in hits] == sorted((-hit.score, hit.passage) for hit in hits)


def test_a_term_in_half_or_all_of_the_passages_still_counts() -> None:
    index = Index([["common", "half"], ["common", "half"], ["common"], ["common", "rare"]])
    assert all(score > 0 for score in index.scores("common").values())
    assert all(score > 0 for score in index.scores("half").values())


def test_a_concept_counts_once_by_its_best_alternative() -> None:
    index = Index([["lump"], ["lump", "nodule"], ["nodule"]])
    pair = Concept(
        "lump", (Alternative(("lump",), 1.0, "typed", "lump"), Alternative(("nodule",), 0.7, "synonym", "nodule"))
    )
    scores = {hit.passage: hit.score for hit in search(index, [pair])}
    alone = {hit.passage: hit.score for hit in search(index, [concept("lump")])}
    assert scores[1] == alone[1]
    assert 0 < scores[2] < scores[0]


def test_a_phrase_matches_only_where_all_its_terms_are() -> None:
    index = Index([["shock"], ["shock", "wave"], ["wave"]])
    phrase = Concept("shock wave", (Alternative(("shock", "wave"), 1.0, "typed", "shock wave"),))
    assert [hit.passage for hit in search(index, [phrase])] == [1]
