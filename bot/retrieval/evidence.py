"""The evidence: how much of a question's information a passage covers.

A raw BM25 score is not comparable between questions. Coverage is: each concept of the question needs
something in proportion to how telling it is, and a passage covers the concepts that it matches.
"""

import math
from collections.abc import Iterable, Sequence

from bot.retrieval.index import Index
from bot.retrieval.query import Concept, Hit

_SYNONYM_TRUST = 0.15  # a synonym covers a little more than its ranking weight says,
_MEANT = 0.45  # … but not a mere hint, which weighs less than this


def need(index: Index, concept: Concept, size: int) -> float:
    """Returns what a question needs of a concept, in [0, 1]: its information times its relative idf in the corpus.

    A word that most passages hold tells little here, whatever it tells elsewhere; a word that none holds counts
    in full. `size` is the number of passages.
    """
    idfs = [
        max(index.idf(term) for term in alternative.terms)
        for alternative in concept.alternatives
        if alternative.terms and not alternative.part and index.holds(alternative.terms)
    ]
    rarity = max(idfs) / math.log(size + 1) if idfs and size else 1.0
    return concept.information * rarity


def covered(concept: int, hits: Iterable[Hit]) -> float:
    """Returns how fully the passages cover a concept, in [0, 1]: as fully as the best of them."""
    weights = [hit.matches[concept].alternative.weight for hit in hits if concept in hit.matches]
    return worth(max(weights, default=0.0))


def worth(weight: float) -> float:
    """Returns how fully an alternative of this weight covers its concept, in [0, 1]."""
    return min(1.0, weight + (_SYNONYM_TRUST if weight >= _MEANT else 0.0))


def coverage(needs: Sequence[float], hits: Sequence[Hit]) -> float:
    """Returns the share of a question's information that the passages cover together, in [0, 1].

    `needs` holds what each concept needs. A question without information is not covered: 0.0.
    """
    return share(needs, [covered(number, hits) for number in range(len(needs))])


def share(needs: Sequence[float], met: Sequence[float]) -> float:
    """Returns the share of what is needed that is met, each in [0, 1]; 0.0 where nothing is needed."""
    total = sum(needs)
    return sum(need * part for need, part in zip(needs, met, strict=True)) / total if total > 0 else 0.0
