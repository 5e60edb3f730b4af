"""Saved runs, and what became better or worse since one of them."""

import json
import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from bot.codec import Mismatch, decode, encode
from bot.coverage.values import Change, Comparison, Difference, Found, Hashes, Outcome, Run
from bot.errors import UsageError
from bot.saving import write_whole
from bot.showing import json_text, shown_path

FORMAT, SCHEMA = "citebot coverage run", 1
_HINT = "Save a run anew with --save RUN.json."
_CHANGED = {"articles": "article"}  # where what changed is not called as the hash is
_STATES = {"answered": "answered", "weak": "weak", "not_found": "not found", "courtesy": "courtesy"}
_PUNCTUATION = re.compile(r"[\s?!.,;:'\"“”‘’…-]+")
Pair = tuple[Outcome, Outcome]


def save(run: Run, path: Path) -> None:
    """Writes a run as JSON: the same run is the same bytes. Raises `UsageError` when the file cannot be written."""
    write_whole(path, dumps(enveloped(run)))


def enveloped(run: Run) -> dict[str, Any]:
    """Returns a run as the object that is saved: its format, its schema's version, and the run."""
    return {"format": FORMAT, "schema": SCHEMA, "run": encode(run)}


def dumps(value: dict[str, Any]) -> bytes:
    """Returns an object as sorted JSON in UTF-8; what UTF-8 cannot hold, or would steer a terminal, is escaped."""
    return f"{json_text(value, indent=1, sort_keys=True)}\n".encode()


def load(path: Path) -> Run:
    """Returns a saved run, or the run of a JSON report. Raises `UsageError` for a file that holds none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"The baseline {shown_path(path)} cannot be read: {error.strerror or error}.", _HINT) from None
    except UnicodeDecodeError:
        raise UsageError(f"{shown_path(path)} is not a saved run: it is not UTF-8 text.", _HINT) from None
    if not text.strip():
        raise UsageError(f"{shown_path(path)} is empty.", _HINT)
    try:
        saved = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UsageError(f"{shown_path(path)} is not a saved run: it is not JSON, or was cut off.", _HINT) from None
    return _checked(saved, path)


def _no_number(name: str) -> float:
    raise ValueError(name)


def _checked(saved: Any, path: Path) -> Run:
    if not isinstance(saved, dict) or saved.get("format") != FORMAT:
        raise UsageError(f"{shown_path(path)} is JSON, but not a saved run.", _HINT)
    if saved.get("schema") != SCHEMA or isinstance(saved["schema"], bool):
        raise UsageError(
            f"{shown_path(path)} was saved by another version of Citebot, in a form that this one cannot read.", _HINT
        )
    try:
        return decode(Run, saved.get("run"), "run")
    except (Mismatch, RecursionError) as error:
        raise UsageError(f"{shown_path(path)} is not a whole run: {error}.", _HINT) from None


def stands(outcome: Outcome) -> bool:
    """Tells whether a question does well: it passed or, where no label says what to expect, it is answered."""
    if outcome.passed is not None:
        return outcome.passed
    return outcome.state == "answered" and outcome.label != "outdated"


def regressed(comparison: Comparison) -> tuple[Difference, ...]:
    """Returns the questions that did well in the baseline and do no longer."""
    return tuple(difference for difference in comparison.differences if difference.change == "pass_to_fail")


def compare(run: Run, baseline: Run) -> Comparison:
    """Returns what changed since the baseline: what became worse first, then in the order of the list.

    Rows belong together by id and question, else by question, else by id. Raises `UsageError` when the baseline shares
    no article (by name or title) or no question with the run, so that nothing can be compared.
    """
    if not _articles(run) & _articles(baseline):
        raise UsageError("The baseline is a run over another article.", f"Nothing can be compared. {_HINT}")
    pairs = _paired(run.outcomes, baseline.outcomes)
    if not pairs:
        raise UsageError("The baseline has no question in common with the list.", f"Nothing can be compared. {_HINT}")
    found = list(_differences(run.outcomes, baseline.outcomes, pairs))
    order = {change: place for place, change in enumerate(get_args(Change))}
    return Comparison(tuple(sorted(found, key=lambda difference: order[difference.change])), _changed(run, baseline))


def _articles(run: Run) -> set[tuple[str, str]]:
    named = {("name", name) for name, _, _ in run.articles}
    return named | {("title", title) for _, title, _ in run.articles if title}


def _changed(run: Run, baseline: Run) -> tuple[str, ...]:
    names = [field.name for field in fields(Hashes)]
    differ = [_CHANGED.get(n, n) for n in names if getattr(run.hashes, n) != getattr(baseline.hashes, n)]
    return (*differ, "version") if run.version != baseline.version else tuple(differ)


def _differences(now: Iterable[Outcome], before: Iterable[Outcome], pairs: list[Pair]) -> Iterator[Difference]:
    earlier = {id(later): first for later, first in pairs}
    for outcome in now:
        first = earlier.get(id(outcome))
        if first is None:
            yield Difference(outcome.row.id, outcome.row.question, "new", "", _in_words(outcome))
        elif change := _change(outcome, first):
            yield Difference(outcome.row.id, outcome.row.question, change, _in_words(first), _in_words(outcome))
    known = {id(first) for _, first in pairs}
    for outcome in before:
        if id(outcome) not in known:
            yield Difference(outcome.row.id, outcome.row.question, "removed", _in_words(outcome), "")


def _change(now: Outcome, before: Outcome) -> Change | None:
    was, is_ = stands(before), stands(now)
    if (now.passed is None) != (before.passed is None):  # labelled since, or no longer: only the states compare
        was, is_ = before.state == "answered", now.state == "answered" or now.passed is True
    if was != is_:
        return "pass_to_fail" if was else "fail_to_pass"
    return "changed_passage" if _first_id(now) != _first_id(before) else None


def _first_id(outcome: Outcome) -> str:
    return outcome.found[0].id if outcome.found else ""


def _in_words(outcome: Outcome) -> str:
    state = _STATES[outcome.state]
    judged = {True: "passed, ", False: "failed, ", None: ""}[outcome.passed]
    return f"{judged}{state}: {_place(outcome.found[0])}" if outcome.found else f"{judged}{state}"


def _place(found: Found) -> str:
    row = f" ({found.row})" if found.row else ""
    return f"{' › '.join(found.heading)}{row}, line {found.lines[0]}"


def _paired(now: Iterable[Outcome], before: Iterable[Outcome]) -> list[Pair]:
    """Rows of both runs that are the same question, in the order of the first."""
    rest, left = list(now), list(before)
    pairs: list[Pair] = []
    by_number = {outcome.row.id for outcome in (*rest, *left) if _is_row_number(outcome)}
    keys: tuple[Callable[[Outcome], Hashable], ...] = (
        lambda outcome: (outcome.row.id, fold(outcome.row.question)),
        lambda outcome: (fold(outcome.row.question), outcome.row.conversation),
        # An id that was made from a row's number says nothing once the question differs: rows move.
        lambda outcome: id(outcome) if outcome.row.id in by_number else outcome.row.id,
    )
    for key in keys:
        waiting: dict[Hashable, deque[Outcome]] = defaultdict(deque)
        for outcome in left:
            waiting[key(outcome)].append(outcome)
        matched = [(outcome, waiting[key(outcome)].popleft()) for outcome in rest if waiting[key(outcome)]]
        pairs += matched
        taken = {id(outcome) for pair in matched for outcome in pair}
        rest = [outcome for outcome in rest if id(outcome) not in taken]
        left = [outcome for outcome in left if id(outcome) not in taken]
    return pairs


def _is_row_number(outcome: Outcome) -> bool:
    """Tells whether an id was made from the row's number, as the reader of lists makes them."""
    return re.search(rf"\b(row|line)-{outcome.row.number}\b", outcome.row.id) is not None


def fold(question: str) -> str:
    """Returns a question in a form that is the same for the same words: case, spaces and punctuation aside."""
    return _PUNCTUATION.sub(" ", unicodedata.normalize("NFKC", question).casefold()).strip()
