"""The exact scores of some passages for the concepts of a question, as `bot.retrieval.search` has them, for all of
them at once.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.postings import Postings
from bot.retrieval.postings_list import Ids
from bot.retrieval.postings_rank import norms, term_scores, times_in
from bot.retrieval.postings_store import Store
from bot.retrieval.postings_sums import Doubles
from bot.retrieval.query import Concept, Hit, Match


class Scored(NamedTuple):
    """What passages (ascending) score for concepts: `scores` by concept and passage, 0.0 where it is not covered;
    `meant` the number of the alternative that covers it, -1 where none does.
    """

    concepts: Sequence[Concept]
    passages: Ids
    scores: Doubles
    meant: NDArray[np.int32]

    @property
    def totals(self) -> list[float]:
        """The score of each passage."""
        return [sum(column) for column in self.scores.T.tolist()]  # in the order in which a hit's matches are added up

    def hits(self, places: Sequence[int]) -> list[Hit]:
        """Returns the passages at some places as hits, without those that cover nothing."""
        scores, meant = self.scores[:, places].T.tolist(), self.meant[:, places].T.tolist()
        found = []
        for number, row, ways in zip(self.passages[places].tolist(), scores, meant, strict=True):
            matches = {
                n: Match(n, self.concepts[n].alternatives[way], score)
                for n, (score, way) in enumerate(zip(row, ways, strict=True))
                if way >= 0
            }
            if matches:
                found.append(Hit(number, sum(match.score for match in matches.values()), matches))
        return found


def numbers(passages: Iterable[int]) -> Ids:
    """Returns passages ascending, each once."""
    return np.unique(np.array(list(passages), np.int32))


def candidates(postings: Postings, concepts: Sequence[Concept], k: int) -> Ids:
    """Returns the k best passages for concepts, ascending; raises `Damaged`."""
    weighted = [[(one.terms, one.weight) for one in concept.alternatives if one.terms] for concept in concepts]
    return numbers(postings.candidates(weighted, k, [concept.weight for concept in concepts]))


def scored(store: Store, concepts: Sequence[Concept], passages: Ids) -> Scored:
    """Returns the scores of passages, which are given ascending; raises `Damaged`."""
    scores = np.zeros((len(concepts), len(passages)))
    meant = np.full((len(concepts), len(passages)), -1, np.int32)
    known: dict[str, Doubles] = {}
    normal = norms(store, passages) if len(passages) else np.zeros(0)
    for number, concept in enumerate(concepts):
        for way, alternative in enumerate(concept.alternatives):
            if not alternative.terms:
                continue
            found = [_added(store, term, passages, normal, known) for term in alternative.terms]
            best = found[0]
            if len(found) > 1:
                best = np.where(np.minimum.reduce(found) > 0, np.maximum.reduce(found), 0.0)
            weighted = best * alternative.weight * concept.weight
            better = weighted > scores[number]
            scores[number][better] = weighted[better]
            meant[number][better] = way
    return Scored(concepts, passages, scores, meant)


def _added(store: Store, term: str, passages: Ids, normal: Doubles, known: dict[str, Doubles]) -> Doubles:
    """What a term adds to each passage, 0.0 where it does not stand."""
    if term not in known:
        found = store.find(term)
        if found is None:
            known[term] = np.zeros(len(passages))
        else:
            times = times_in(found, passages)
            known[term] = np.where(times > 0, term_scores(store, found, times, normal), 0.0)
    return known[term]
