"""A tiny article, conversations whose answers are written down, and the writing of sets: for the tests."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.article import Passage
from bot.conversation.answer import Answer, Notice, Quote, State
from tests.quality import article_files
from tests.quality.outcomes import Ask
from tests.quality.report import Table, as_values

TITLE = "Warts: An Overview"
INTRO = Passage("i", "warts", (TITLE,), "paragraph", "A wart is a small rough growth of the skin.", (3, 3))
PAIN = Passage("p", "warts", ("Symptoms", "Pain"), "paragraph", "Warts on the sole hurt when walking.", (9, 9))
ROW = Passage(
    "r", "warts", ("Symptoms",), "table-row", "Sign Meaning\nBlack dots Small clots", (6, 6), "Black dots", 12
)
FREEZE = Passage(
    "f", "warts", ("Treatment",), "list-item", "Options: Freezing: cold destroys it.", (12, 12), "Freezing", 9
)
POINT = Passage("m", "warts", ("Main Points:",), "list-item", "Most warts vanish within two years.", (15, 15))
WHOLE = Passage(
    "t",
    "warts",
    ("Symptoms",),
    "table",
    "Sign Meaning\nBlack dots Small clots",
    (5, 6),
    cells=(("Black dots", "Clots"),),
)
PASSAGES = (INTRO, WHOLE, ROW, PAIN, FREEZE, POINT)

Reply = tuple[State, Sequence[Passage], Notice | None]


def replies(by_question: dict[str, Reply]) -> Ask:
    """Returns a conversation that has its answers written down."""

    def answer(question: str) -> Answer:
        state, passages, notice = by_question[question]
        return Answer(question, state, notice=notice, quotes=tuple(Quote(p, 1.0, None, ()) for p in passages))

    return lambda questions: [answer(question) for question in questions]


def gold(section: str, kind: str, row: str = "") -> dict[str, str]:
    return {"section": section, "kind": kind, "row": row}


def write_set(folder: Path, **files: Sequence[dict[str, Any]]) -> list[article_files.Dialogue]:
    for name, records in files.items():
        text = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return article_files.read_set(folder)


def asked(question: str, style: str, *labels: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"id": question, "question": question, "style": style, "gold": list(labels), **more}


def figures(tables: Sequence[Table], title: str, label: str) -> dict[str, Any]:
    return as_values(tables)[title][label]
