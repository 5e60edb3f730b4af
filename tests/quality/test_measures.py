"""The figures, the baselines and the public sets, on cases small enough to count by hand."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.article import Article, Passage
from tests.quality import article_tables, public_sets, public_tables
from tests.quality.baseline import Baseline, terms
from tests.quality.cases import figures, replies
from tests.quality.metrics import coverage, first_rank, hit_at, mean_reciprocal_rank, spaced
from tests.quality.outcomes import Ask, Outcome
from tests.quality.report import Row, Table, as_text


def test_ranks_hits_and_mrr_are_those_counted_by_hand() -> None:
    assert [first_rank("abc", {"a"}), first_rank("abc", {"c", "b"}), first_rank("abc", {"x"})] == [1, 2, 0]
    ranks = [1, 2, 4, 0]
    assert hit_at(1, ranks) == 0.25
    assert hit_at(3, ranks) == 0.5
    assert mean_reciprocal_rank(ranks) == (1 + 1 / 2 + 1 / 4) / 4
    assert hit_at(1, []) is None


def test_coverage_is_the_share_of_parts_with_an_accepted_passage() -> None:
    assert coverage([{"a", "b"}, {"c"}, {"d"}, {"e"}], ["b", "d"]) == 0.5


def test_a_limit_takes_questions_from_all_over_the_file() -> None:
    assert spaced(range(10), 4) == [0, 2, 5, 7]
    assert spaced(range(3), 9) == [0, 1, 2]


def test_the_baseline_always_ranks_and_breaks_ties_in_reading_order() -> None:
    assert terms("What hurts?  Warts do, 3 of them") == ["hurt", "wart", "3"]
    index = Baseline(["a wart", "freezing a wart", "a sole", "walking"], "okapi")
    assert index.rank("freezing", 2) == [1, 0]
    assert index.rank("pizza", 9) == [0, 1, 2, 3]


def test_a_public_set_is_asked_of_the_article_in_its_scope(tmp_path: Path) -> None:
    documents = [
        {"doc_id": "w0", "title": "Warts", "section": "pain", "text": "Warts on the sole hurt."},
        {"doc_id": "a0", "title": "Acne", "section": "", "text": "Acne begins in the teens."},
        {"doc_id": "w1", "title": "Warts", "section": "care", "text": "Cold destroys them."},
    ]
    queries = [
        {"query_id": "1", "text": "what hurts", "answerable": True, "scope": "Warts"},
        {"query_id": "2", "text": "what hurts", "answerable": False, "scope": "Acne"},
    ]
    for name, records in (("corpus", documents), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("1\tw1\t1\n", encoding="utf-8")

    def ask_of(articles: Sequence[Article]) -> Ask:
        article = articles[0]
        second = [
            Passage("x", article.name, section.path, "paragraph", "…", (2, 2)) for section in article.sections[1:]
        ]
        return replies({"what hurts": ("answered", second, None)})

    assert public_sets.is_public(tmp_path)
    outcomes = public_sets.measure(public_sets.read_set(tmp_path), ask_of)
    assert [(o.ranks["citebot"], o.first) for o in outcomes] == [(1, "w1"), (0, "")]
    assert outcomes[0].ranks["plus"] == 2
    tables = public_tables.tables(outcomes)
    assert figures(tables, "Retrieval", "single")["citebot hit@1"] == 1.0
    assert figures(tables, "States", "single, all unanswerable")["right"] == 0.0


def test_a_table_is_printed_aligned_with_n_in_every_row() -> None:
    table = Table(
        "Figures", ("ours hit@1", "count"), (Row("all", 12, {"ours hit@1": 0.5, "count": 3}), Row("none", 0, {}))
    )
    assert as_text(table).splitlines() == [
        "Figures",
        "             ours",
        "         n  hit@1  count",
        "  all   12  0.500      3",
        "  none   0      -      -",
    ]


def test_two_rows_of_a_table_never_share_a_label() -> None:
    with pytest.raises(ValueError, match="share a label"):
        Table("Figures", (), (Row("all", 1, {}), Row("all", 2, {})))


def test_the_states_of_an_unanswerable_kind_are_counted_apart_from_the_same_kind_in_dialogues() -> None:
    single = [Outcome(str(n), "single", "nonsense", "", False, "not_found") for n in range(3)]
    turn = Outcome("C.1", "turn", "nonsense", "", False, "answered")
    tables = article_tables.tables([*single, turn])
    title = "Unanswerable questions"
    assert figures(tables, title, "other subjects: nonsense")["n"] == 3
    in_dialogues = figures(tables, title, "turns: nonsense")
    assert (in_dialogues["n"], in_dialogues["answered"]) == (1, 1.0)
