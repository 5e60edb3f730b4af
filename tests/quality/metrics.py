"""The figures: ranks, their means, and shares. A figure over no question at all is None, never 0."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def first_rank(ranked: Iterable[Hashable], accepted: Collection[Hashable]) -> int:
    """Returns the rank, from 1, of the first accepted item, or 0 when none is there."""
    return next((rank for rank, item in enumerate(ranked, start=1) if item in accepted), 0)


def hit_at(k: int, ranks: Sequence[int]) -> float | None:
    """Returns the share of questions whose first accepted passage stands among the first `k`."""
    return mean(1.0 if 0 < rank <= k else 0.0 for rank in ranks)


def mean_reciprocal_rank(ranks: Sequence[int]) -> float | None:
    """Returns the mean of 1 / rank, where a question without an accepted passage counts 0."""
    return mean(1 / rank if rank else 0.0 for rank in ranks)


def coverage(parts: Sequence[Collection[Hashable]], shown: Collection[Hashable]) -> float | None:
    """Returns the share of the parts of a question for which an accepted passage is shown."""
    return mean(float(any(item in shown for item in part)) for part in parts)


def mean(values: Iterable[float]) -> float | None:
    """Returns the mean, or None when there are no values."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def share(flags: Iterable[bool]) -> float | None:
    """Returns the share of the flags that are true, or None when there are none."""
    return mean(float(flag) for flag in flags)


def spaced(items: Sequence[T], limit: int | None) -> list[T]:
    """Returns at most `limit` items, evenly spaced, in their order; all of them without a limit."""
    if limit is None or limit >= len(items):
        return list(items)
    return [items[number * len(items) // limit] for number in range(limit)]
