"""Running texts give their questions, and no answers."""

from pathlib import Path

import pytest

from bot.coverage.questions import read
from bot.coverage.texts import read_text


def asked(text: str) -> list[tuple[int, str]]:
    return [(entry.number, entry.values["question"]) for entry in read_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: What is it?\nA: This. Is it?\n\nQ: Does it\nhurt?\nA: No.", [(1, "What is it?"), (4, "Does it hurt?")]),
        ("**Q:** What is it? **A:** This.\n\n**Q2.** Why?\n\nA2. So.\n", [(1, "What is it?"), (3, "Why?")]),
        ("Frage 1: Was ist das?\nAntwort: Dies.\nFrage 2: Warum?\n", [(1, "Was ist das?"), (3, "Warum?")]),
        ("Q:\nWhat is it\nA: This?\n", [(1, "What is it")]),
        ("# FAQ\n\n## What is it?\nIt is. Is it?\n\n### 2. Why?\nSo.\n", [(3, "What is it?"), (6, "Why?")]),
        ("What is it?\n===========\nThis.\n\nWhy?\n----\nSo.\n", [(1, "What is it?"), (5, "Why?")]),
        ("**What is it?** It is this.\n\n- **Why**? So.\n", [(1, "What is it?"), (3, "Why?")]),
        ("<details><summary>Why?</summary>\nSo.\n</details>\n", [(1, "Why?")]),
        ("1. What is it?\n   It is this.\n   - really?\n2) symptoms\n", [(1, "What is it?"), (4, "symptoms")]),
        ("- What?\n- [ ] Why does it\n  hurt?\n* lumps\n", [(1, "What?"), (2, "Why does it hurt?"), (4, "lumps")]),
        ("1. What is it?\n- It is a lump.\n2. Why?\n- So.\n", [(1, "What is it?"), (3, "Why?")]),
        ("What is it?\nIt is a lump.\n\nWhy?\nBecause of this.\n", [(1, "What is it?"), (4, "Why?")]),
        ("lumps\n\nWhy?\nTell me more.\ncost\n", [(1, "lumps"), (3, "Why?"), (4, "Tell me more."), (5, "cost")]),
        ("---\ntitle: Why?\n---\n<!-- Q: no?\n -->\nWhat *is* `it`?\n", [(6, "What is it?")]),
        ("```\nQ: code?\n```\nWhy?\n", [(4, "Why?")]),
        ("Does [it](http://x.y) hurt? And why?\r\nWhy?\r\n", [(1, "Does it hurt? And why?"), (2, "Why?")]),
    ],
)  # fmt: skip
def test_each_form_gives_its_questions_with_their_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert asked(text) == expected


def test_the_heading_above_is_the_topic() -> None:
    text = "# Our FAQ\n\n## Symptoms\n- Does it hurt?\n- Why?\n\n## Treatment\n- What helps?\n"
    assert [entry.values["topic"] for entry in read_text(text)] == ["Symptoms", "Symptoms", "Treatment"]


def test_a_repeated_question_is_a_duplicate_and_an_emoji_alone_is_bad(tmp_path: Path) -> None:
    (tmp_path / "faq.txt").write_text("What is it?\nWhy?\nwhat  is it?\n\N{FACE WITH TEARS OF JOY}\n", encoding="utf-8")
    faq = read([tmp_path / "faq.txt"])
    assert [(row.number, row.reason) for row in faq.skipped] == [(3, "duplicate"), (4, "bad")]
    assert [row.id for row in faq.rows] == ["line-1", "line-2"]
    assert faq.rows_in == 4
