"""Postings answer with rank_bm25's own scores, rank as it does, and never trust a damaged file."""

import math
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from bot.cache.tables import Damaged
from bot.retrieval import postings_concepts
from bot.retrieval.index import Index
from bot.retrieval.numbered import Numbering
from bot.retrieval.postings import Postings
from bot.retrieval.postings_build import Builder, build
from bot.retrieval.postings_exact import Covered
from bot.retrieval.postings_sums import Scratch, where_in
from bot.retrieval.query import Alternative, Concept
from bot.retrieval.search import search

WORDS = [*"abcdef", "", "ÿ", "\ud800", "\x00", "ab", "a b", "ℵ", "\U0001f600", "\n"]
UNKNOWN = ["z", "aa", "\udfff"]
WORD = st.sampled_from(WORDS)
DOCUMENTS = st.lists(st.lists(WORD, max_size=9), max_size=14)
QUERY = st.lists(st.sampled_from([*WORDS, *UNKNOWN]), max_size=8)
# Few lengths and few words, so that many passages score the same.
TIED = st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=2), max_size=40)
WEIGHT = st.sampled_from([1.0, 0.7, 0.35, 0.1])
CONCEPTS = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.lists(st.sampled_from([*WORDS[:4], *UNKNOWN[:1]]), min_size=1, max_size=3), WEIGHT), max_size=4
        ),
        WEIGHT,
    ),
    max_size=4,
)
Documents = list[list[str]]


def reference(documents: Documents, query: Sequence[str], k: int) -> list[tuple[int, float]]:
    scores = BM25Plus(documents).get_scores(query).tolist()
    holding = [number for number, document in enumerate(documents) if set(query) & set(document)]
    return [(number, scores[number]) for number in sorted(holding, key=lambda number: (-scores[number], number))[:k]]


@given(DOCUMENTS)
def test_idf_and_frequencies_are_rank_bm25s(documents: Documents) -> None:
    postings = Postings.of(documents)
    held = {term for document in documents for term in document}
    assert sorted(postings.terms()) == sorted(held)
    assert len(postings) == len(documents)
    if held:
        assert {term: postings.idf(term) for term in held} == BM25Plus(documents).idf
    for term in held:
        assert term in postings
        assert postings.document_frequency(term) == sum(term in document for document in documents)
    for term in set(UNKNOWN) - held:
        assert term not in postings
        assert (postings.idf(term), postings.document_frequency(term)) == (0.0, 0)


@given(DOCUMENTS, QUERY)
def test_score_vectors_are_rank_bm25s_to_the_last_bit(documents: Documents, query: list[str]) -> None:
    vector = Postings.of(documents).score_vector(query)
    assert vector.shape == (len(documents),)
    if any(documents):
        assert vector.tolist() == BM25Plus(documents).get_scores(query).tolist()
    else:
        assert not vector.any()


@given(DOCUMENTS | TIED, QUERY, st.integers(1, 8))
def test_the_best_are_rank_bm25s_with_ties_in_article_order(documents: Documents, query: list[str], k: int) -> None:
    found = Postings.of(documents).top(query, k)
    assert found == (reference(documents, query, k) if any(documents) else [])


@given(DOCUMENTS, st.floats(0.1, 3), st.floats(0, 1), st.floats(0, 2))
def test_scores_of_a_term_are_the_indexs_with_its_parameters(
    documents: Documents, k1: float, b: float, delta: float
) -> None:
    index, postings = (kind(documents, k1=k1, b=b, delta=delta) for kind in (Index, Postings.of))
    for term in [*WORDS, *UNKNOWN]:
        passages, scores = postings.scores(term)
        assert dict(zip(passages.tolist(), scores.tolist(), strict=True)) == index.scores(term)


@given(DOCUMENTS, st.lists(WORD, max_size=3))
def test_passages_that_hold_all_terms(documents: Documents, terms: list[str]) -> None:
    holding = [number for number, document in enumerate(documents) if terms and set(terms) <= set(document)]
    postings = Postings.of(documents)
    assert postings_concepts.holding(postings._store, terms).tolist() == holding
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.retrieval.postings_concepts._AT_ONCE", 2)
        assert postings.holds(terms) == bool(holding)


@given(DOCUMENTS | TIED, CONCEPTS, st.integers(1, 6))
@settings(max_examples=300)
def test_candidates_are_the_best_of_a_search(
    documents: Documents, concepts: list[tuple[list[tuple[list[str], float]], float]], k: int
) -> None:
    check_candidates(documents, concepts, k)


def check_candidates(documents: Documents, concepts: list[tuple[list[tuple[list[str], float]], float]], k: int) -> None:
    query = [
        Concept("", tuple(Alternative(tuple(terms), weight, "typed", "") for terms, weight in alternatives), weight)
        for alternatives, weight in concepts
    ]
    found = Postings.of(documents).covering([one for one, _ in concepts], k, [weight for _, weight in concepts])
    assert ranked(found) == [(hit.passage, hit.score) for hit in search(Index(documents), query)[:k]]


def ranked(found: Covered) -> list[tuple[int, float]]:
    """The passages with their scores, best first."""
    return sorted(zip(found.passages.tolist(), found.totals, strict=True), key=lambda pair: (-pair[1], pair[0]))


@contextmanager
def as_if_large(few: int) -> Iterator[None]:
    """Small libraries, short queries and large libraries each have a way of their own; takes the last for all queries
    but those with few postings.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.retrieval.postings_small.PASSAGES", 0)
        patch.setattr("bot.retrieval.postings_levels.MOST", 0)
        for name, value in {"CACHED": 0, "DENSE": 1, "BUCKETS": 1, "SAMPLED": 4, "STRIDE": 2}.items():
            patch.setattr(f"bot.retrieval.postings_sums._{name}", value)
        patch.setattr("bot.retrieval.postings_rank._WORTH", 2)
        patch.setattr("bot.retrieval.postings.POSTINGS", few)
        yield


@given(DOCUMENTS | TIED, QUERY, st.integers(1, 8), st.sampled_from([0, 6, 100]))
@settings(max_examples=300)
def test_every_way_to_the_best_is_the_same(documents: Documents, query: list[str], k: int, few: int) -> None:
    with as_if_large(few):
        found = Postings.of(documents).top(query, k)
    assert found == (reference(documents, query, k) if any(documents) else [])


@given(DOCUMENTS | TIED, CONCEPTS, st.integers(1, 6))
@settings(max_examples=200)
def test_every_way_to_candidates_is_the_same(
    documents: Documents, concepts: list[tuple[list[tuple[list[str], float]], float]], k: int
) -> None:
    with as_if_large(0):
        check_candidates(documents, concepts, k)


@given(DOCUMENTS, st.lists(QUERY, max_size=6))
def test_rows_of_a_small_library_are_forgotten_where_they_are_too_many(
    documents: Documents, queries: list[list[str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.retrieval.postings_small._ROOM", 3 * len(documents))
        postings = Postings.of(documents)
        for query in queries:
            assert postings.top(query, 5) == (reference(documents, query, 5) if any(documents) else [])


def zipf(passages: int, seed: int = 7) -> Documents:
    """Passages long and many enough for every way of choosing."""
    drawn = np.random.default_rng(seed)
    words = np.minimum(drawn.zipf(1.3, passages * 12), 500).astype(str).tolist()
    return [words[12 * number : 12 * number + 3 + number % 10] for number in range(passages)]


@pytest.mark.parametrize("passages", [300, 5000])
def test_the_best_of_many_passages_are_rank_bm25s(passages: int) -> None:
    documents = zipf(passages)
    postings, library = Postings.of(documents), BM25Plus(documents)
    drawn = np.random.default_rng(1)
    for size in (1, 2, 3, 6, 30, 30, 80):
        for ranks in (drawn.integers(1, 8, size), drawn.integers(1, 500, size), drawn.integers(1, 60, size)):
            query = ranks.astype(str).tolist()
            scores = library.get_scores(query)
            held = [number for number, document in enumerate(documents) if set(query) & set(document)]
            best = sorted(held, key=lambda number: (-scores[number], number))
            for k in (1, 5, 200):
                assert postings.top(query, k) == [(number, scores[number]) for number in best[:k]]


def test_candidates_of_many_passages_are_the_best_of_a_search() -> None:
    documents = zipf(3000)
    postings, index = Postings.of(documents), Index(documents)
    drawn = np.random.default_rng(2)
    for most in (6, 60, 400):
        for _ in range(8):
            concepts = [
                [(tuple(drawn.integers(1, most, 1 + drawn.integers(3) // 2).astype(str).tolist()), float(weight))
                 for weight in 1 - drawn.random(1 + drawn.integers(12))]
                for _ in range(5)
            ]  # fmt: skip
            query = [Concept("", tuple(Alternative(*one, "typed", "") for one in concept)) for concept in concepts]
            expected = [(hit.passage, hit.score) for hit in search(index, query)]
            for k in (1, 20, 10_000):
                assert ranked(postings.covering(concepts, k)) == expected[:k]


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_index_is_an_index_that_matches_nothing(documents: Documents, tmp_path: Path) -> None:
    Postings.of(documents).save(tmp_path)
    for postings in (Postings.of(documents), Postings.open(tmp_path, "")):
        assert postings.top(["a"], 5) == []
        assert ranked(postings.covering([[(("a",), 1.0)]], 5)) == []
        assert postings.score_vector(["a"]).tolist() == [0.0] * len(documents)
        assert list(postings.terms()) == []


def test_none_of_the_best_are_asked_for() -> None:
    assert Postings.of([["a"]]).top(["a"], 0) == []
    assert ranked(Postings.of([["a"]]).covering([[(("a",), 1.0)]], 0)) == []


def test_documents_may_come_as_a_stream() -> None:
    assert Postings.of(iter([("a", "b"), ("b",)])).top(["a"], 5)[0][0] == 0


def test_portions_make_the_index_that_the_whole_makes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    documents = [*zipf(400), ["1"] * 300]
    (tmp_path / "whole").mkdir()
    (tmp_path / "portions").mkdir()
    Postings.of(documents).save(tmp_path / "whole")
    monkeypatch.setattr("bot.retrieval.postings_build._PORTION", 50)
    monkeypatch.setattr("bot.retrieval.postings_build._AT_ONCE", 3)
    Postings.of(documents).save(tmp_path / "portions")
    files = [(tmp_path / name / "postings.bin").read_bytes() for name in ("whole", "portions")]
    assert files[0] == files[1]


@pytest.mark.parametrize("times", [255, 256, 65_536])
def test_a_term_may_stand_very_often_in_a_passage(times: int) -> None:
    documents = [["a"] * times, ["a", "b"], ["c"]]
    assert Postings.of(documents).score_vector(["a"]).tolist() == BM25Plus(documents).get_scores(["a"]).tolist()


@given(documents=DOCUMENTS, query=QUERY)
def test_what_was_saved_answers_as_before(
    documents: Documents, query: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("saved")
    built = Postings.of(documents, key="k", k1=1.2, b=0.4, delta=0.5)
    built.save(folder)
    opened = Postings.open(folder, "k")
    assert sorted(opened.terms()) == sorted(built.terms())
    assert opened.top(query, 5) == built.top(query, 5)
    assert opened.score_vector(query).tolist() == built.score_vector(query).tolist()
    shutil.rmtree(folder)


def read_everything(folder: Path, key: str = "k") -> None:
    """Reads each piece of an index."""
    postings = Postings.open(folder, key)
    for term in postings.terms():
        postings.scores(term)
    len(postings.score_vector(["a"]))


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    Postings.of([["a", "b", "a"], ["b"], [], ["c", "ÿ"]], key="k").save(tmp_path)
    read_everything(tmp_path)
    return tmp_path


def test_a_flipped_bit_anywhere_is_damage(saved: Path) -> None:
    path = saved / "postings.bin"
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :])
        with pytest.raises(Damaged):
            read_everything(saved)


def test_a_file_that_is_cut_off_or_too_long_is_damage(saved: Path) -> None:
    path = saved / "postings.bin"
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(Damaged):
            Postings.open(saved, "k")
    path.write_bytes(data + b"\0")
    with pytest.raises(Damaged):
        Postings.open(saved, "k")


def test_a_file_of_another_key_or_program_is_damage(saved: Path) -> None:
    with pytest.raises(Damaged):
        Postings.open(saved, "other")
    (saved / "postings.bin").write_bytes(b"PK\x03\x04" * 100)
    with pytest.raises(Damaged):
        Postings.open(saved, "k")


def test_pieces_of_another_file_are_damage(saved: Path, tmp_path: Path) -> None:
    """The same documents under another key: every size and place is the same."""
    (tmp_path / "other").mkdir()
    Postings.of([["a", "b", "a"], ["b"], [], ["c", "ÿ"]], key="j").save(tmp_path / "other")
    own, other = ((folder / "postings.bin").read_bytes() for folder in (saved, tmp_path / "other"))
    begin = own.index(b"}") + 8
    (saved / "postings.bin").write_bytes(own[:begin] + other[begin:])
    with pytest.raises(Damaged):
        read_everything(saved)


def test_no_file_is_an_operating_system_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Postings.open(tmp_path, "k")


def test_threads_do_not_disturb_each_other() -> None:
    documents = zipf(3000)
    postings = Postings.of(documents)
    queries = [[str(number), str(number + 1), "1"] for number in range(1, 60)]
    expected = [postings.top(query, 5) for query in queries]
    wrong: list[list[str]] = []

    def ask() -> None:
        wrong.extend(query for query, best in zip(queries, expected, strict=True) if postings.top(query, 5) != best)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize(("size", "broken"), [(900, "postings_small.reduce"), (3000, "postings_rank.exact")])
def test_a_query_that_breaks_off_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, size: int, broken: str) -> None:
    monkeypatch.setattr("bot.retrieval.postings.POSTINGS", 1500)
    monkeypatch.setattr("bot.retrieval.postings_levels.MOST", 0)
    postings = Postings.of(zipf(size))
    expected = postings.top(["1", "2"], 5)
    with monkeypatch.context() as patch:
        patch.setattr(f"bot.retrieval.{broken}", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            postings.top(["1", "2"], 5)
    assert postings.top(["1", "2"], 5) == expected


def test_idf_grows_with_rarity() -> None:
    postings = Postings.of([["a", "b"], ["a"], ["a"]])
    assert postings.idf("b") == math.log(4) > postings.idf("a") == math.log(4 / 3) > 0


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=5), max_size=8), st.integers(0, 8))
def test_documents_of_several_numberings_make_one_index(documents: list[list[str]], cut: int) -> None:
    one, other, builder = Numbering(), Numbering(), Builder()
    for numbering, some in ((one, documents[:cut]), (other, documents[cut:])):
        for document in some:
            builder.add(numbering.numbered([document]))
    made, whole = builder.store("key", 1.5, 0.75, 1.0), build(documents, "key", 1.5, 0.75, 1.0)
    assert sorted(made.terms()) == sorted(whole.terms())
    for term in whole.terms():
        mine, theirs = made.find(term), whole.find(term)
        assert mine is not None and theirs is not None  # noqa: PT018
        assert mine.passages.tolist() == theirs.passages.tolist()
        assert mine.counts.tolist() == theirs.counts.tolist()


@pytest.mark.parametrize(("listed", "wanted"), [(900, 1500), (1500, 1500), (9000, 1100), (9000, 40)])
def test_marked_or_searched_for_passages_are_found_at_the_same_places(listed: int, wanted: int) -> None:
    random, scratch = np.random.default_rng(7), Scratch(10_000)
    for _ in range(3):  # nothing is left behind for the next query
        one, other = (
            np.sort(random.choice(10_000, count, replace=False)).astype(np.int32) for count in (listed, wanted)
        )
        places = scratch.places(one, other)
        assert places.tolist() == where_in(one, other).tolist()
        assert one[places].tolist() == sorted({*one.tolist()} & {*other.tolist()})
