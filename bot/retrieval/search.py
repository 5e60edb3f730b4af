"""Ranks passages for a query of concepts."""

from collections.abc import Mapping, Sequence

from bot.retrieval.index import Index
from bot.retrieval.query import Alternative, Concept, Hit, Match


def search(index: Index, concepts: Sequence[Concept]) -> list[Hit]:
    """Returns every passage that shares a term with the query, best first, ties in article order; of a large library,
    the best of them.

    A concept counts once in a passage, by the best of its alternatives, so that a word and its synonyms
    in one passage are not paid twice.
    """
    best = index.best(concepts)
    if best is not None:
        return best
    matches: dict[int, dict[int, Match]] = {}
    for number, concept in enumerate(concepts):
        for alternative in concept.alternatives:
            for passage, score in alternative_scores(index, alternative).items():
                weighted = score * alternative.weight * concept.weight
                found = matches.setdefault(passage, {})
                if weighted > 0 and (number not in found or weighted > found[number].score):
                    found[number] = Match(number, alternative, weighted)
    hits = [
        Hit(passage, sum(match.score for match in found.values()), found) for passage, found in matches.items() if found
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def alternative_scores(index: Index, alternative: Alternative) -> Mapping[int, float]:
    """Returns what an alternative adds to each passage that holds all of its terms, before weighting.

    A phrase counts as one word would: as its most telling term.
    """
    postings = [index.scores(term) for term in alternative.terms]
    if len(postings) == 1:
        return postings[0]
    if not postings:
        return {}
    fewest = min(postings, key=len)
    return {
        passage: max(posting[passage] for posting in postings)
        for passage in fewest
        if all(passage in posting for posting in postings)
    }
