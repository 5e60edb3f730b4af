"""How close together a passage has what matched: words of one sentence tell more than words of one page.

A heading stands above every sentence: what a passage is named by is near to all of its words. So is, of several
articles, the title.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from bot.retrieval.query import Concept, Match

WINDOW = 16  # content words, about a sentence

_Places = Mapping[str, Sequence[int]]  # by term, where it stands, ascending


class Words(NamedTuple):
    """The content terms of a passage as they follow each other, those it is named by, and those of its title where
    that tells articles apart.
    """

    order: Sequence[str]
    names: Set[str] = frozenset()
    title: Set[str] = frozenset()


def closeness(words: Words, matches: Mapping[int, Match]) -> float:
    """Returns the share of what matched that stands together, in [0, 1]: the most in any `WINDOW` content words."""
    total = sum(match.score for match in matches.values())
    if total <= 0:
        return 0.0
    above = words.names | words.title
    needed = [(frozenset(match.alternative.terms) - above, match.score) for match in matches.values()]
    together = (sum(score for terms, score in needed if terms <= inside) for inside in _windows(words.order, needed))
    return max(together) / total


def nearness(words: Words, matches: Mapping[int, Match], concepts: Sequence[Concept]) -> float:
    """Returns what is added for words standing near each other that do so in the question too, in units of score.

    For each two concepts that follow each other in the question, the smaller of their scores divided by the square of
    the distance of their words: 1 where they adjoin (Y. Rasolofo and J. Savoy 2003, "Term Proximity Scoring for
    Keyword-Based Retrieval Systems", who take all pairs); and so for the words of one concept ("pale fingers"), with
    its score. `concepts` are those of the question's own words.
    """
    said = [(concept.span, matches[n]) for n, concept in enumerate(concepts) if concept.span and n in matches]
    met = [match for _, match in sorted(said, key=itemgetter(0))]
    near = [(match.alternative.terms, match.score) for match in met if len(match.alternative.terms) > 1]
    near += [
        ((*left.alternative.terms, *right.alternative.terms), min(left.score, right.score))
        for left, right in pairwise(met)
    ]
    places = _places(words.order, {term for terms, _ in near for term in terms})
    above, added = words.names | words.title, 0.0
    for terms, score in near:
        below = [term for term in terms if term not in words.title]
        distance = 1 if above >= set(terms) else _distance([places.get(term, ()) for term in below])
        if distance is not None:
            added += score / distance**2
    return added


def _places(order: Sequence[str], wanted: Set[str]) -> _Places:
    places: dict[str, list[int]] = {}
    for place, term in enumerate(order):
        if term in wanted:
            places.setdefault(term, []).append(place)
    return places


def _windows(order: Sequence[str], needed: Sequence[tuple[Set[str], float]]) -> Iterator[Set[str]]:
    """Yields which of the needed terms stand within a window: nothing, then of each window that ends with one."""
    wanted = {term for terms, _ in needed for term in terms}
    inside: deque[tuple[int, str]] = deque()
    yield frozenset()
    for place, term in enumerate(order):
        if term in wanted:
            inside.append((place, term))
            while inside[0][0] <= place - WINDOW:
                inside.popleft()
            yield {term for _, term in inside}


def _distance(places: Sequence[Sequence[int]]) -> int | None:
    """Returns how far apart terms stand where they are closest: 1 where they adjoin; None where one is missing."""
    if not all(places):
        return None
    last: dict[int, int] = {}
    least: int | None = None
    for place, number in sorted((place, number) for number, each in enumerate(places) for place in each):
        last[number] = place
        if len(last) == len(places):
            span = place - min(last.values())
            least = span if least is None else min(least, span)
    return None if least is None else max(1, least - len(places) + 2)
