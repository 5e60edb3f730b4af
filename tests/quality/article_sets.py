"""Asks a question set about one article: every question of Citebot and of the baselines, over the same passages."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.article import Passage
from bot.conversation.answer import Answer
from tests.quality.article_files import Dialogue, Question
from tests.quality.baseline import Baseline
from tests.quality.labels import Gold, LabelError, describe, find, folded, in_table, key
from tests.quality.metrics import coverage, first_rank
from tests.quality.outcomes import CITEBOT, OKAPI, PLUS, TABLES, Ask, Outcome

TOP = 5
# Styles whose full answer is several passages, measured even where the set does not say which parts there are.
SPREAD_STYLES = ("comparison", "list")
Rank = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The keys of the passages accepted for a question; `tables` adds the whole tables that hold a gold row."""

    passages: frozenset[str]
    tables: frozenset[str]
    parts: tuple[frozenset[str], ...]
    part_tables: tuple[frozenset[str], ...]


def measure(name: str, dialogues: Sequence[Dialogue], passages: Sequence[Passage], ask: Ask) -> list[Outcome]:
    """Returns what came of every question, in order.

    Raises LabelError, naming every one, when a gold label or an expected section matches no passage.
    """
    accepted = resolve(name, dialogues, passages)
    ranks = baselines(passages)
    outcomes = []
    for dialogue in dialogues:
        answers = ask([question.text for question in dialogue])
        for question, answer in zip(dialogue, answers, strict=True):
            outcomes.append(_outcome(question, answer, accepted[question], ranks))
    return outcomes


def resolve(name: str, dialogues: Iterable[Dialogue], passages: Sequence[Passage]) -> dict[Question, Accepted]:
    """Returns which passages each question accepts; LabelError when a label names no passage."""
    problems: list[str] = []
    accepted: dict[Question, Accepted] = {}
    for question in (question for dialogue in dialogues for question in dialogue):
        labels = [*question.gold, *(label for part in question.parts for label in part)]
        missing = dict.fromkeys(str(label) for label in labels if not find(label, passages))
        problems += [f"{question.id}: no passage is {label}" for label in missing]
        accepted[question] = _accepted(question, passages)
        if question.section and not accepted[question].passages:
            problems.append(f"{question.id}: no heading is {question.section}")
    if problems:
        raise LabelError(name, problems)
    return accepted


def baselines(passages: Sequence[Passage]) -> dict[str, Rank]:
    """Returns the baselines over the passages. Whole tables are left out, as each of their rows is a passage."""
    units = [passage for passage in passages if passage.kind != "table"]
    texts = [passage.text for passage in units]
    headed = [" ".join([*passage.heading, passage.text]) for passage in units]
    indexes = {OKAPI: Baseline(texts, "okapi"), PLUS: Baseline(headed, "plus")}

    def ranker(index: Baseline) -> Rank:
        return lambda question, depth: [key(units[position]) for position in index.rank(question, depth)]

    return {system: ranker(index) for system, index in indexes.items()}


def _accepted(question: Question, passages: Sequence[Passage]) -> Accepted:
    if question.section:
        section = folded(question.section)
        below = frozenset(key(p) for p in passages if section in [folded(heading) for heading in p.heading])
        return Accepted(below, below, (), ())
    parts = question.parts
    if not parts and question.style in SPREAD_STYLES:
        parts = tuple((label,) for label in question.gold if label.kind != "table-row")
    found = [_keys(part, passages) for part in parts]
    tables = [keys | _tables(part, passages) for part, keys in zip(parts, found, strict=True)]
    gold = _keys(question.gold, passages)
    return Accepted(gold, gold | _tables(question.gold, passages), tuple(found), tuple(tables))


def _keys(labels: Iterable[Gold], passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset(found for label in labels for found in find(label, passages))


def _tables(labels: Collection[Gold], passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset(key(passage) for passage in passages if any(in_table(label, passage) for label in labels))


def _outcome(question: Question, answer: Answer, accepted: Accepted, rank: dict[str, Rank]) -> Outcome:
    shown = {CITEBOT: [key(quote.passage) for quote in answer.quotes]}
    shown[TABLES] = shown[CITEBOT]
    if question.answerable:
        shown |= {system: list(ranker(question.text, TOP)) for system, ranker in rank.items()}
    return Outcome(
        id=question.id,
        group=question.group,
        style=question.style,
        question=question.text,
        answerable=question.answerable,
        state=answer.state,
        notice=answer.notice,
        wanted_notice=question.notice,
        ranks={s: first_rank(r, accepted.tables if s == TABLES else accepted.passages) for s, r in shown.items()},
        coverage={
            s: coverage(accepted.part_tables if s == TABLES else accepted.parts, r[:TOP]) for s, r in shown.items()
        }
        if accepted.parts
        else None,
        coverage_of="parts" if question.parts else "gold passages",
        first=describe(answer.quotes[0].passage) if answer.quotes else "",
        expected=question.section or "; ".join(str(label) for label in question.gold),
    )
