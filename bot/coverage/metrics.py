"""The figures of a run: ranks, shares, and how far they can be trusted.

nDCG after K. Järvelin and J. Kekäläinen (2002, "Cumulated gain-based evaluation of IR techniques"), in the form that
trec_eval computes: binary gains, the gain at rank r divided by log2(r + 1). Intervals after E. B. Wilson (1927,
"Probable inference, the law of succession, and statistical inference"). For a mean of scores in [0, 1] the mean stands
in the place of the share: the variance of the scores is then at most m (1 - m) (R. Bhatia and C. Davis 2000, "A better
bound on the variance"), so that the interval is, if anything, too wide, and never of width 0.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import get_args

from bot.conversation.answer import State
from bot.coverage.values import Failure, Figures, Label, Outcome, Rate, Worst

Z = 1.959963984540054  # the 97.5 % quantile of the normal distribution: a 95 % interval
_BEST_FIRST: tuple[State, ...] = ("answered", "weak", "not_found", "courtesy")


def rank_of(found: Iterable[str], gold: Collection[str]) -> int:
    """Returns the place, from 1, of the first accepted id among those found, or 0."""
    return next((place for place, passage in enumerate(found, start=1) if passage in gold), 0)


def hit(rank: int, k: int) -> float:
    """Returns 1.0 when the first accepted passage stands among the first `k`, else 0.0."""
    return float(0 < rank <= k)


def reciprocal_rank(rank: int) -> float:
    """Returns 1 / rank, and 0.0 where nothing accepted was found (rank 0)."""
    return 1 / rank if rank else 0.0


def ndcg(found: Sequence[str], gold: Collection[str], k: int = 5) -> float:
    """Returns the normalised discounted cumulated gain of the first `k`, in [0, 1]; 0.0 without gold."""
    accepted = set(gold)
    gains = [passage in accepted for passage in dict.fromkeys(found)][:k]
    gained = math.fsum(1 / math.log2(place + 1) for place, gain in enumerate(gains, start=1) if gain)
    ideal = math.fsum(1 / math.log2(place + 1) for place in range(1, min(k, len(accepted)) + 1))
    return gained / ideal if ideal else 0.0


def rate(scores: Iterable[float]) -> Rate:
    """Returns the mean of scores in [0, 1] with its Wilson interval; a share, where the scores are 0 and 1."""
    listed = [float(score) for score in scores]
    n = len(listed)
    if not n:
        return Rate(0.0, 0, 0.0, 1.0)
    mean = min(1.0, math.fsum(listed) / n)
    middle = mean + Z * Z / (2 * n)
    reach = Z * math.sqrt(mean * (1 - mean) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return Rate(mean, n, min(mean, max(0.0, (middle - reach) / whole)), max(mean, min(1.0, (middle + reach) / whole)))


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Returns the figures over some outcomes; the caller keeps follow-ups apart."""
    states = Counter(outcome.state for outcome in outcomes)
    failures = Counter(outcome.failure for outcome in outcomes if outcome.failure)
    table = Counter((outcome.label, _column(outcome)) for outcome in outcomes)
    judged = [outcome for outcome in outcomes if outcome.label == "answerable" and outcome.gold]
    return Figures(
        states={state: states[state] for state in get_args(State)},
        answered=rate(outcome.state == "answered" for outcome in outcomes),
        hit1=rate(hit(outcome.rank, 1) for outcome in judged),
        hit3=rate(hit(outcome.rank, 3) for outcome in judged),
        hit5=rate(hit(outcome.rank, 5) for outcome in judged),
        mrr=rate(reciprocal_rank(outcome.rank) for outcome in judged),
        ndcg5=rate(ndcg([found.id for found in outcome.found], outcome.gold) for outcome in judged),
        table={(label, column): table[label, column] for label in get_args(Label) for column in _COLUMNS},
        false_answers=rate(o.state == "answered" for o in outcomes if o.label == "unanswerable"),
        false_refusals=rate(o.state != "answered" for o in outcomes if o.label == "answerable"),
        worst=worst(outcomes),
        failures={failure: failures[failure] for failure in get_args(Failure) if failures[failure]},
    )


_COLUMNS = ("answered", "not_answered")


def _column(outcome: Outcome) -> str:
    return _COLUMNS[0] if outcome.state == "answered" else _COLUMNS[1]


def question_of(outcome: Outcome) -> str:
    """Returns the id of the question that an outcome's row is a wording of."""
    return outcome.row.variant_of or outcome.row.id


def worst(outcomes: Sequence[Outcome]) -> tuple[Worst, ...]:
    """Returns the questions with several wordings, those with the smallest share of passed wordings first.

    A wording without a label passes when it is answered.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(question_of(outcome), []).append(outcome)
    found = []
    for name, group in groups.items():
        if len(group) > 1:
            main = next((outcome for outcome in group if outcome.row.id == name), group[0])
            passed = sum(_passes(outcome) for outcome in group)
            found.append(Worst(name, main.row.question, len(group), passed, max(group, key=_badness).row.id))
    return tuple(sorted(found, key=lambda one: one.passed / one.wordings))


def _passes(outcome: Outcome) -> bool:
    return outcome.state == "answered" if outcome.passed is None else outcome.passed


def _badness(outcome: Outcome) -> tuple[bool, int, int, float]:
    """What makes one wording worse than another, the gravest first."""
    state = _BEST_FIRST.index(outcome.state)
    if outcome.label == "unanswerable":
        state = -state
    return not _passes(outcome), state, (outcome.rank or 1_000) if outcome.gold else 0, -outcome.margin
