"""The measurement measures what it says, shown on questions small enough to count by hand."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.article import Passage
from bot.conversation.answer import Answer
from tests.quality import __main__ as command
from tests.quality import article_files, article_sets, article_tables, failures
from tests.quality.cases import (
    FREEZE,
    INTRO,
    PAIN,
    PASSAGES,
    POINT,
    ROW,
    TITLE,
    WHOLE,
    asked,
    figures,
    gold,
    replies,
    write_set,
)
from tests.quality.labels import Gold, LabelError, key


@pytest.mark.parametrize(
    ("label", "passage"),
    [
        (Gold(TITLE, "intro"), INTRO),
        (Gold("Pain", "paragraph"), PAIN),
        (Gold("Symptoms", "table-row", "Black dots"), ROW),
        (Gold("Treatment", "bullet", "Freezing"), FREEZE),
        (Gold("Main Points:", "bullet", "Most warts vanish"), POINT),
    ],
)
def test_each_kind_of_label_names_exactly_one_passage(label: Gold, passage: Passage, tmp_path: Path) -> None:
    record = asked("q", "lay", gold(label.section, label.kind, label.row))
    dialogues = write_set(tmp_path, answerable=[record])
    accepted = article_sets.resolve("set", dialogues, PASSAGES)[dialogues[0][0]]
    assert accepted.passages == {key(passage)}


def test_labels_that_name_no_passage_are_all_listed(tmp_path: Path) -> None:
    wrong = [gold("Pain", "bullet"), gold("Symptoms", "table-row", "Blue dots"), gold("Pain", "paragraph")]
    dialogues = write_set(tmp_path, answerable=[asked("q1", "lay", *wrong), asked("q2", "lay", gold("Costs", "intro"))])
    with pytest.raises(LabelError) as caught:
        article_sets.measure("set", dialogues, PASSAGES, replies({}))
    assert caught.value.problems == (
        "q1: no passage is Pain / bullet",
        "q1: no passage is Symptoms / table-row / Blue dots",
        "q2: no passage is Costs / intro",
    )


@pytest.mark.parametrize(
    "line", ['{"id": "q"', "[]", '{"id": "q", "question": "?", "style": "lay", "gold": []}', '{"id": "q"}']
)
def test_a_broken_line_of_a_set_is_an_error_that_names_it(line: str, tmp_path: Path) -> None:
    (tmp_path / "answerable.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelError, match="line 2"):
        article_files.read_set(tmp_path)


def test_a_hit_a_miss_and_a_false_refusal_are_told_apart(tmp_path: Path) -> None:
    pain, dots = gold("Pain", "paragraph"), gold("Symptoms", "table-row", "Black dots")
    dialogues = write_set(
        tmp_path, answerable=[asked("hurt?", "lay", pain), asked("dots?", "exact", dots), asked("ache?", "lay", pain)]
    )
    ask = replies(
        {
            "hurt?": ("answered", [PAIN, INTRO], None),
            "dots?": ("answered", [WHOLE, ROW], None),
            "ache?": ("not_found", [], None),
        }
    )
    outcomes = article_sets.measure("set", dialogues, PASSAGES, ask)
    tables = article_tables.tables(outcomes)
    overall = figures(tables, "Retrieval", "single questions")
    assert (overall["n"], overall["citebot hit@1"], overall["tables hit@1"]) == (3, 1 / 3, 2 / 3)
    assert (overall["citebot hit@3"], overall["citebot MRR"]) == (2 / 3, 0.5)
    assert figures(tables, "Retrieval", "single: lay")["citebot hit@1"] == 0.5
    assert figures(tables, "Answerable questions", "single questions")["false refusals"] == 1 / 3
    assert [failures.problems(outcome) for outcome in outcomes] == [
        [],
        ["rank 2"],
        ["not shown", "false refusal (not_found)"],
    ]


def test_coverage_uses_the_labelled_parts_or_else_the_gold_paragraphs_and_items(tmp_path: Path) -> None:
    pain, freeze = gold("Pain", "paragraph"), gold("Treatment", "bullet", "Freezing")
    dots = gold("Symptoms", "table-row", "Black dots")
    dialogues = write_set(
        tmp_path,
        answerable=[
            asked("both?", "comparison", parts=[[pain, dots], [freeze]]),
            asked("all?", "list", pain, freeze, dots, gold("Main Points:", "bullet", "Most warts")),
        ],
    )
    ask = replies({"both?": ("answered", [ROW], None), "all?": ("answered", [ROW, PAIN, FREEZE], None)})
    tables = article_tables.tables(article_sets.measure("set", dialogues, PASSAGES, ask))
    title = "Coverage in the first five passages"
    assert figures(tables, title, "comparison: parts")["citebot"] == 0.5
    assert figures(tables, title, "list: gold passages")["citebot"] == 2 / 3


def test_follow_ups_are_asked_in_their_dialogue_and_counted_apart(tmp_path: Path) -> None:
    pain, freeze = gold("Pain", "paragraph"), gold("Treatment", "bullet", "Freezing")
    turns = [
        {"question": "hurt?", "gold": [pain], "answerable": True, "depends_on_history": False},
        {
            "question": "and then?",
            "gold": [freeze],
            "answerable": True,
            "depends_on_history": True,
            "standalone": "freezing?",
        },
        {"question": "cost?", "gold": [], "answerable": False, "depends_on_history": True, "kind": "near-topic"},
    ]
    heard: list[Sequence[str]] = []
    ask = replies(
        {
            "hurt?": ("answered", [PAIN], None),
            "and then?": ("weak", [POINT, FREEZE], None),
            "cost?": ("answered", [POINT], None),
            "freezing?": ("answered", [FREEZE], None),
        }
    )

    def listening(questions: Sequence[str]) -> Sequence[Answer]:
        heard.append(questions)
        return ask(questions)

    dialogues = write_set(tmp_path, dialogues=[{"id": "C1", "turns": turns}])
    tables = article_tables.tables(article_sets.measure("set", dialogues, PASSAGES, listening))
    assert heard == [["hurt?", "and then?", "cost?"], ["freezing?"]]
    assert figures(tables, "Retrieval", "dialogue turns")["citebot hit@1"] == 0.5
    follow_up = figures(tables, "Retrieval", "turns that depend on history")
    assert (follow_up["n"], follow_up["citebot hit@1"], follow_up["citebot hit@3"]) == (1, 0.0, 1.0)
    assert figures(tables, "Retrieval", "turns written out")["citebot hit@1"] == 1.0
    assert figures(tables, "Answerable questions", "turns that depend on history")["weak"] == 1.0
    assert figures(tables, "Unanswerable questions", "dialogue turns")["not answered"] == 0.0


def test_notices_are_counted_as_caught_and_as_false_alarms(tmp_path: Path) -> None:
    dialogues = write_set(
        tmp_path,
        unanswerable=[
            {"id": "U1", "question": "bleeding!", "kind": "emergency"},
            {"id": "U2", "question": "stop pills?", "kind": "advice"},
            {"id": "U3", "question": "pizza?", "kind": "other-domain"},
        ],
        safety=[
            {"id": "S1", "question": "choking!", "notice": "emergency"},
            {"id": "S2", "question": "burning mouth?", "notice": None},
        ],
    )
    ask = replies(
        {
            "bleeding!": ("not_found", [], "emergency"),
            "stop pills?": ("weak", [PAIN], "personal_advice"),
            "pizza?": ("not_found", [], None),
            "choking!": ("not_found", [], None),
            "burning mouth?": ("not_found", [], "emergency"),
        }
    )
    tables = article_tables.tables(article_sets.measure("set", dialogues, PASSAGES, ask))
    title = "Notices shown"
    assert figures(tables, title, "emergencies") == {"n": 2, "emergency": 0.5, "personal_advice": 0.0}
    assert figures(tables, title, "personal advice")["personal_advice"] == 1.0
    assert figures(tables, title, "ordinary, all") == {"n": 2, "emergency": 0.5, "personal_advice": 0.0}
    assert figures(tables, "Unanswerable questions", "other subjects")["not answered"] == 1.0


def test_an_faq_row_is_hit_by_any_passage_under_its_heading(tmp_path: Path) -> None:
    rows = "question,expected_section\nhurt?,Symptoms\ncold?,Treatment\ncost?,\n"
    (tmp_path / "faq.csv").write_text(rows, encoding="utf-8")
    ask = replies(
        {"hurt?": ("answered", [PAIN], None), "cold?": ("answered", [PAIN], None), "cost?": ("weak", [PAIN], None)}
    )
    outcomes = article_sets.measure("set", article_files.read_set(tmp_path), PASSAGES, ask)
    tables = article_tables.tables(outcomes)
    assert figures(tables, "FAQ", "rows with a section")["citebot hit@1"] == 0.5
    assert figures(tables, "FAQ", "rows without a section") == {"n": 1, "not answered": 1.0}


def test_failures_of_a_held_out_set_are_not_listed_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "heldout"
    folder.mkdir()
    dialogues = write_set(folder, answerable=[asked("secret?", "lay", gold("Pain", "paragraph"))])
    outcomes = article_sets.measure("set", dialogues, PASSAGES, replies({"secret?": ("not_found", [], None)}))
    monkeypatch.setattr(command, "run", lambda *_: (outcomes, article_tables.tables(outcomes)))
    assert command.main([str(folder), "--failures"]) == 0
    assert "secret?" not in capsys.readouterr().out
    assert command.main([str(folder), "--failures", "--even-heldout"]) == 0
    assert "secret?" in capsys.readouterr().out


def test_a_folder_without_questions_is_an_error_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(tmp_path)]) == 2
    assert "no question set" in capsys.readouterr().err


@pytest.mark.skipif(not command.DEFAULT.is_dir(), reason="the development questions are not here")
def test_citebot_finds_at_least_as_much_as_plain_bm25_on_the_development_questions(tmp_path: Path) -> None:
    """The floor: on the article that ships, the first passage is right at least as often as either baseline's."""
    target = tmp_path / "figures.json"
    assert command.main([str(command.DEFAULT), "--json", str(target)]) == 0
    overall = json.loads(target.read_text(encoding="utf-8"))["dev"]["Retrieval"]["single questions"]
    assert overall["n"] >= 50
    assert overall["citebot hit@1"] >= max(overall["okapi hit@1"], overall["plus hit@1"])
