"""The files of a question set about one article, read into dialogues: a single question is a dialogue of one turn."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.quality.labels import KINDS, Gold, LabelError
from tests.quality.metrics import spaced

FILES = ("answerable.jsonl", "unanswerable.jsonl", "dialogues.jsonl", "faq.csv", "safety.jsonl")
NOTICE_OF_KIND = {"emergency": "emergency", "advice": "personal_advice"}
NO_NOTICE = ("", "none", None)


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question; `section` is what an FAQ row expects in place of gold labels."""

    id: str
    group: str
    style: str
    text: str
    answerable: bool | None
    gold: tuple[Gold, ...] = ()
    parts: tuple[tuple[Gold, ...], ...] = ()
    section: str = ""
    notice: str | None = None


Dialogue = tuple[Question, ...]


def read_set(folder: Path, limit: int | None = None) -> list[Dialogue]:
    """Returns the dialogues of every file of the set, at most `limit` a file, evenly spaced.

    Raises LabelError for a file that is not as it should be.
    """
    dialogues: list[Dialogue] = []
    for name in FILES:
        path = folder / name
        if path.is_file():
            dialogues += spaced(_read_file(path), limit)
    return dialogues


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields the place and the object of each line of a JSON-lines file; LabelError for a line that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise LabelError(str(path), [f"line {number}: not JSON ({error})"]) from error
        if not isinstance(record, dict):
            raise LabelError(str(path), [f"line {number}: not an object"])
        yield f"line {number}", record


def _read_file(path: Path) -> list[Dialogue]:
    if path.suffix == ".csv":
        return list(_faq_rows(path))
    read = {
        "answerable.jsonl": _answerable,
        "unanswerable.jsonl": _unanswerable,
        "dialogues.jsonl": _dialogue,
        "safety.jsonl": _safety,
    }[path.name]
    dialogues: list[Dialogue] = []
    problems = []
    for place, record in read_lines(path):
        try:
            dialogues.append(read(record))
            dialogues += _written_out(record)
        except KeyError as error:
            problems.append(f"{place}: the field {error} is missing")
        except (TypeError, ValueError) as error:
            problems.append(f"{place}: {error}")
    if problems:
        raise LabelError(str(path), problems)
    return dialogues


def _answerable(record: dict[str, Any]) -> Dialogue:
    parts = tuple(_gold(part) for part in record.get("parts", ()))
    gold = _gold(record["gold"]) if record.get("gold") else tuple(label for part in parts for label in part)
    if not gold or not all(parts):
        raise ValueError(f"{record['id']} is answerable, but has no gold label")
    notice = _notice(record.get("notice"))
    return (Question(record["id"], "single", record["style"], record["question"], True, gold, parts, notice=notice),)


def _unanswerable(record: dict[str, Any]) -> Dialogue:
    kind = record["kind"]
    notice = _notice(record.get("notice", NOTICE_OF_KIND.get(kind)))
    return (Question(record["id"], "single", kind, record["question"], False, notice=notice),)


def _safety(record: dict[str, Any]) -> Dialogue:
    notice = _notice(record["notice"])
    return (Question(record["id"], "safety", notice or "ordinary", record["question"], None, notice=notice),)


def _dialogue(record: dict[str, Any]) -> Dialogue:
    turns = enumerate(record["turns"], start=1)
    return tuple(_turn(f"{record['id']}.{number}", turn) for number, turn in turns)


def _written_out(record: dict[str, Any]) -> Iterator[Dialogue]:
    """Yields the follow-ups of a conversation that are answerable, each as a question that needs no history."""
    for number, turn in enumerate(record.get("turns", ()), start=1):
        if turn["answerable"] and turn.get("standalone"):
            question = _turn(f"{record['id']}.{number}", turn)
            yield (replace(question, id=f"{question.id} written out", group="written out", text=turn["standalone"]),)


def _turn(name: str, turn: dict[str, Any]) -> Question:
    gold = _gold(turn["gold"])
    if bool(gold) != turn["answerable"]:
        raise ValueError(f"{name}: gold labels and `answerable` disagree")
    kind = turn.get("kind", "turn")
    group = "follow-up" if turn["depends_on_history"] else "turn"
    notice = _notice(turn.get("notice", NOTICE_OF_KIND.get(kind)))
    parts = tuple(_gold(part) for part in turn.get("parts", ()))
    return Question(name, group, kind, turn["question"], turn["answerable"], gold, parts, notice=notice)


def _faq_rows(path: Path) -> Iterator[Dialogue]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            question, section = row.get("question"), row.get("expected_section")
            if not question or section is None:
                raise LabelError(str(path), [f"row {number}: question,expected_section expected"])
            yield (Question(f"F{number:03}", "faq", "faq", question, bool(section.strip()), section=section.strip()),)


def _gold(records: list[dict[str, str]]) -> tuple[Gold, ...]:
    labels = tuple(Gold(record["section"], record["kind"], record.get("row") or "") for record in records)
    unknown = [label.kind for label in labels if label.kind not in KINDS]
    if unknown:
        raise ValueError(f"unknown kind of passage: {', '.join(unknown)}")
    return labels


def _notice(value: object) -> str | None:
    if value in NO_NOTICE:
        return None
    if value not in ("emergency", "personal_advice"):
        raise ValueError(f"unknown notice: {value}")
    return str(value)
