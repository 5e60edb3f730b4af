"""The code that compares engines works on tiny libraries; no time is judged here."""

from pathlib import Path

import pytest

from tests.benchmarks import search_corpus, search_library
from tests.benchmarks.search_corpus import COMMON, CONTENT, KINDS, corpus, load, queries, save
from tests.benchmarks.search_engines import Engine, Own, RankBm25, engines, missing
from tests.benchmarks.search_step import build, opened


@pytest.fixture(autouse=True)
def few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_corpus, "WORDS", 3000)
    monkeypatch.setattr(search_corpus, "_PORTION", 50)


@pytest.fixture(params=[engine for engine in engines() if engine.name != "bm25s (numba)"], ids=lambda one: one.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    if missing(found):
        pytest.skip(f"{found.name} is not installed")
    return found


def test_a_corpus_is_the_same_each_time_and_a_larger_one_begins_with_it(tmp_path: Path) -> None:
    small, large = corpus(60), corpus(130)
    assert len(list(small.passages())) == len(small) == 60
    assert list(large.passages())[:60] == list(small.passages())
    assert all(list(large.passages()))
    save(small, tmp_path)
    assert list(load(tmp_path).passages()) == list(small.passages())
    assert len(set(small.words)) == len(small.words)


@pytest.mark.parametrize("kind", KINDS)
def test_queries_are_of_their_kind(kind: str) -> None:
    found = corpus(60)
    rank = {word: number for number, word in enumerate(found.words)}
    for query in queries(found, kind, 10):
        common = [word for word in query if rank[word] < COMMON]
        content = [word for word in query if rank[word] >= CONTENT]
        assert len(common) + len(content) == len(query) == len(set(query))
        assert len(common) == (3 if kind == KINDS[2] else 0)
        assert len(content) == 30 if kind == KINDS[1] else 3 <= len(content) <= 10


def test_an_engine_finds_a_passage_by_all_of_its_words(engine: Engine, tmp_path: Path) -> None:
    found = corpus(60)
    engine.build(found, tmp_path)
    search = engine.open(tmp_path)
    passages = list(found.passages())
    assert [search(sorted(set(passages[number])), 1)[0] for number in (3, 30, 59)] == [3, 30, 59]


def test_the_steps_are_measured(tmp_path: Path) -> None:
    save(corpus(60), tmp_path)
    (tmp_path / "index").mkdir()
    built = build(Own.name, tmp_path, tmp_path / "index")
    assert built["build"] > 0 <= built["memory"]
    assert min(opened(Own.name, tmp_path, tmp_path / "index").values()) > 0


def test_engines_are_compared_query_by_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_library, "engines", lambda: [Own(), RankBm25()])
    monkeypatch.setattr(search_library, "_built", fake_built)
    found = list(search_library.tables(2, [60], count=3))
    assert [table.title.split(",")[0] for table in found[-3:]] == ["Search"] * 3
    for table in found[-3:]:
        assert [(one.name, len(one.seconds)) for one in table.figures] == [(Own.name, 6), (RankBm25.name, 6)]
        assert set(table.figures[0].ratios) == {1.0}


def fake_built(engine: Engine, folder: Path) -> dict[str, float]:
    index = search_library._folder(folder, engine.name)
    index.mkdir()
    engine.build(load(folder), index)
    return {"build": 1.0, "memory": 1.0, "open": 1.0, "first query": 1.0}


def test_a_peer_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = RankBm25()
    monkeypatch.setattr(absent, "needs", ("no_such_module",), raising=False)
    monkeypatch.setattr(search_library, "engines", lambda: [Own(), absent])
    monkeypatch.setattr(search_library, "_built", fake_built)
    found = list(search_library.tables(1, [60], count=2))
    assert "not installed (no_such_module)" in found[-1].note
    assert [one.name for one in found[-1].figures] == [Own.name]
