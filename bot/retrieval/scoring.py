"""The best passages for the concepts of a question, and what these score, as `bot.retrieval.search` has it."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings import Postings
from bot.retrieval.postings_exact import Covered, Weighted, covered
from bot.retrieval.postings_list import Ids
from bot.retrieval.postings_store import Store
from bot.retrieval.query import Concept, Hit, Match


def numbers(passages: Iterable[int]) -> Ids:
    """Returns passages ascending, each once."""
    return np.unique(np.array(list(passages), np.int32))


def candidates(postings: Postings, concepts: Sequence[Concept], k: int) -> Covered:
    """Returns the k best passages for concepts; raises `Damaged`."""
    return postings.covering(_weighted(concepts), k, [concept.weight for concept in concepts])


def scored(store: Store, concepts: Sequence[Concept], passages: Ids) -> Covered:
    """Returns the scores of passages, which are given ascending; raises `Damaged`."""
    return covered(store, _weighted(concepts), [concept.weight for concept in concepts], passages)


def hits(found: Covered, concepts: Sequence[Concept], places: NDArray[np.intp] | Sequence[int]) -> list[Hit]:
    """Returns the passages at some places as hits, without those that cover nothing."""
    scores, meant = found.scores[:, places].T.tolist(), found.meant[:, places].T.tolist()
    chosen = []
    for number, row, ways in zip(found.passages[places].tolist(), scores, meant, strict=True):
        matches = {
            n: Match(n, concepts[n].alternatives[way], score)
            for n, (score, way) in enumerate(zip(row, ways, strict=True))
            if way >= 0
        }
        if matches:
            chosen.append(Hit(number, sum(match.score for match in matches.values()), matches))
    return chosen


def _weighted(concepts: Sequence[Concept]) -> list[list[Weighted]]:
    return [[(one.terms, one.weight) for one in concept.alternatives] for concept in concepts]
