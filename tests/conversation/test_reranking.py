"""The best passages ranked again by what is seen of them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import reranking
from bot.conversation.cues import read
from bot.conversation.inquiry import Inquiry, inquire
from bot.conversation.reranking import RERANKED, features, reranked
from bot.library import Library
from bot.retrieval.query import Hit
from bot.retrieval.search import search

LOGARITHMS = {"log_score", "length"}
QUESTION = "What helps against sneezing and itching of the nose?"


def found(question: str, library: Library) -> tuple[Inquiry, list[Hit]]:
    inquiry = inquire(question, library)
    hits = [hit for hit in search(library.index, inquiry.concepts) if hit.score > 0]
    return inquiry, sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def counting(monkeypatch: pytest.MonkeyPatch, library: Library, **counts: tuple[float, float, float]) -> None:
    inquiry, hits = found(QUESTION, library)
    names = features(library, inquiry, hits[0], hits[0].score)
    table = {"scale": 1.0, "counts": dict.fromkeys(names, (0.0, 0.0, 0.0)) | counts}
    monkeypatch.setattr(reranking, "read", lambda _: table)


def test_everything_that_is_seen_has_its_count(hay_fever: Library) -> None:
    inquiry, hits = found(QUESTION, hay_fever)
    assert set(features(hay_fever, inquiry, hits[0], hits[0].score)) == set(read("reranking.toml")["counts"])


@settings(max_examples=40)
@given(st.lists(st.sampled_from("what which calcinosis treat skin lumps pain gene the of my dose calcium why".split())))
def test_what_is_seen_is_shares_but_for_logarithms(words: list[str]) -> None:
    library = Library.open()
    inquiry, hits = found(" ".join(words), library)
    for hit in hits:
        seen = features(library, inquiry, hit, hits[0].score)
        assert all(0 <= value <= 1 + 1e-9 for name, value in seen.items() if name not in LOGARITHMS), seen


def test_where_only_the_score_counts_the_order_stays(hay_fever: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    counting(monkeypatch, hay_fever, score=(3.0, 0.0, 0.0))
    inquiry, hits = found(QUESTION, hay_fever)
    again = reranked(hay_fever, inquiry, hits)
    assert [hit.passage for hit in again] == [hit.passage for hit in hits]
    assert again[0].score == hits[0].score


def test_a_count_moves_the_passages_that_it_is_seen_of(hay_fever: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    counting(monkeypatch, hay_fever, score=(1.0, 0.0, 0.0), row=(9.0, 0.0, 0.0))
    monkeypatch.setattr(reranking, "CLOSE", 0.0)
    inquiry, hits = found(QUESTION, hay_fever)
    assert hay_fever.passages[hits[0].passage].kind != "table-row"
    assert hay_fever.passages[reranked(hay_fever, inquiry, hits)[0].passage].kind == "table-row"


def test_a_count_by_need_is_the_more_the_more_is_asked(hay_fever: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reranking, "CLOSE", 0.0)
    counting(monkeypatch, hay_fever, score=(1.0, 0.0, 0.0), length=(0.0, -1.0, 0.0))

    def lowered(question: str) -> float:
        inquiry, hits = found(question, hay_fever)
        longest = max(hits[:RERANKED], key=lambda hit: len(hay_fever.passages[hit.passage].text.split())).passage
        after = {hit.passage: hit.score for hit in reranked(hay_fever, inquiry, hits)}
        return after[longest] / after[min(after, key=lambda number: len(hay_fever.passages[number].text.split()))]

    assert lowered("Which nasal steroids and antihistamines relieve a blocked nose and itching?") < lowered("nose")


def test_a_passage_far_behind_stays_there(hay_fever: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    counting(monkeypatch, hay_fever, score=(1.0, 0.0, 0.0), row=(9.0, 0.0, 0.0))
    monkeypatch.setattr(reranking, "CLOSE", 1.0)
    inquiry, hits = found(QUESTION, hay_fever)
    assert [hit.passage for hit in reranked(hay_fever, inquiry, hits)] == [hit.passage for hit in hits]


def test_scores_fall_and_are_the_sum_of_what_matched() -> None:
    library = Library.open()
    inquiry, hits = found("What are the treatments of calcinosis in systemic sclerosis?", library)
    again = reranked(library, inquiry, hits)
    assert len(hits) > RERANKED > 1
    assert sorted(hit.passage for hit in again) == sorted(hit.passage for hit in hits)
    assert [hit.score for hit in again] == sorted((hit.score for hit in again), reverse=True)
    assert all(math.isclose(hit.score, sum(one.score for one in hit.matches.values())) for hit in again)
    assert again[0].score == hits[0].score


def test_one_passage_or_none_is_left_as_it_is(hay_fever: Library) -> None:
    inquiry, hits = found(QUESTION, hay_fever)
    assert reranked(hay_fever, inquiry, []) == []
    assert reranked(hay_fever, inquiry, hits[:1]) == hits[:1]
