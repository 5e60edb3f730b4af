"""The values of FAQ coverage: the rows of a list, what came of each, and the run over all of them.

Frozen and without behaviour. A passage is named by its id, which survives edits elsewhere in the article.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.article import LineRange
from bot.conversation.answer import Notice, State

NONE = "none"  # what stands under "expected" where the article is not meant to answer
Reason = Literal["empty", "bad", "duplicate"]
Label = Literal["answerable", "unanswerable", "unlabelled", "outdated"]
Failure = Literal["not_in_article", "missed", "below_line", "outdated", "out_of_scope", "false_answer"]
Change = Literal["pass_to_fail", "fail_to_pass", "new", "removed", "changed_passage"]


@dataclass(frozen=True, slots=True)
class FaqRow:
    """A question of an FAQ list.

    `file` is the file's name and `number` the row in it, as a spreadsheet counts (the header is row 1), or the line of
    a text. `id` is unique in the list: as given, else made from the row's number. `expected` is what stands there, one
    item for each place: headings, phrases of the article, passage ids, or `NONE`; () where nothing is said.
    `variant_of` is the id of the question that this is another wording of. `conversation` names the conversation that
    the row is a turn of; turns stand in order.
    """

    file: str
    number: int
    id: str
    question: str
    expected: tuple[str, ...] = ()
    variant_of: str = ""
    topic: str = ""
    priority: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds no question to ask, why, and what to do about it; a duplicate names the row it repeats."""

    file: str
    number: int
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class FaqList:
    """FAQ files as they were read: `rows_in` = rows + skipped; `digest` is the SHA-256 of the files' bytes."""

    files: tuple[str, ...]
    rows: tuple[FaqRow, ...]
    skipped: tuple[Skipped, ...]
    rows_in: int
    digest: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage shown for a question: its id, where it stands, the beginning of its own text, and its score."""

    id: str
    heading: tuple[str, ...]
    row: str | None
    lines: LineRange
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    `found` are the passages shown, best first; `margin` is how far the first stands before the second, in [0, 1], as
    1 - score2 / score1 (1.0 with one passage, 0.0 with none). `label` says what was expected; `gold` are the ids of the
    passages that are accepted (from every place that `expected` names), () where no label names one; `rank` is the
    place of the first accepted passage among those found, from 1, or 0.
    `passed` is None for an unlabelled question; for an answerable one it says that the state is "answered" and an
    accepted passage stands first, for an unanswerable one that the state is not "answered". `failure` and `next_step`
    (one sentence) are set where it failed, or, without a label, where it is not answered; `suggestion` is a line for
    `synonyms.toml`, or "".
    `is_followup`: the question is a later turn of its conversation.
    """

    row: FaqRow
    state: State
    notice: Notice | None = None
    found: tuple[Found, ...] = ()
    margin: float = 0.0
    missing: tuple[str, ...] = ()
    label: Label = "unlabelled"
    gold: tuple[str, ...] = ()
    rank: int = 0
    passed: bool | None = None
    failure: Failure | None = None
    next_step: str = ""
    suggestion: str = ""
    is_followup: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean over `n` questions with its 95 % interval, all in [0, 1]; over none, its value is 0, from 0 to 1."""

    value: float
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Worst:
    """A question with several wordings: how many passed, and the row id of the worst one."""

    id: str
    question: str
    wordings: int
    passed: int
    worst: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a run; questions that are turns after the first are apart in `followups`.

    `states` counts every question by state. `hit1` … `ndcg5` are over the answerable questions with a label that names
    passages. `table` is answerable × answered: keys (label, "answered" | "not_answered"). `false_answers` is over the
    unanswerable, `false_refusals` over the answerable ones.
    """

    states: Mapping[str, int]
    answered: Rate
    hit1: Rate
    hit3: Rate
    hit5: Rate
    mrr: Rate
    ndcg5: Rate
    table: Mapping[tuple[str, str], int]
    false_answers: Rate
    false_refusals: Rate
    worst: tuple[Worst, ...] = ()
    failures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """A section of an article: how many of its passages some question reached, and those that none did, by lines."""

    article: str
    heading: tuple[str, ...]
    passages: int
    reached: int
    unreached: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Reverse:
    """The article seen from its passages.

    `busy` are passages that come first for suspiciously many questions, with their number; `shared` are passages that
    come first for several different questions, with the rows' ids; `hidden` are passages that are not found first even
    by their own words.
    """

    sections: tuple[Reached, ...]
    busy: tuple[tuple[Found, int], ...] = ()
    shared: tuple[tuple[Found, tuple[str, ...]], ...] = ()
    hidden: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Hashes:
    """What a run depended on, each as a SHA-256 in hexadecimal: articles, synonyms, settings and questions."""

    articles: str
    synonyms: str
    settings: str
    questions: str


@dataclass(frozen=True, slots=True)
class Run:
    """A whole evaluation. `articles` are (name, title, date); `version` is Citebot's."""

    version: str
    articles: tuple[tuple[str, str, str], ...]
    hashes: Hashes
    faq: FaqList
    outcomes: tuple[Outcome, ...]
    figures: Figures
    followups: Figures
    reverse: Reverse


@dataclass(frozen=True, slots=True)
class Difference:
    """How one question changed since the baseline: its id, the question, what happened, before and now in words."""

    id: str
    question: str
    change: Change
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside its baseline: the changes, worst first, and what else changed ("article", "synonyms", …)."""

    differences: tuple[Difference, ...]
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand on a run, as given on the command line: its name, whether it holds, and a sentence that says why."""

    name: str
    holds: bool
    said: str
