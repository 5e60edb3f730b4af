"""What the passage shown last speaks of, lent to a turn that goes on from it: relevance feedback.

The words of a relevant passage find others on the same matter (Rocchio 1971; for one passage's distinctive words,
Abdul-Jaleel et al., TREC 2004, "RM3"). In a large corpus they tell which of its many matters is spoken of. In one short
article all is about the same, so that they would only find the same passage again: a word counts by what its idf
exceeds that of a word in one passage of twenty.
"""

import math
from collections import Counter
from collections.abc import Sequence

from bot.article import Passage
from bot.holdings import tokens_in
from bot.library import Library
from bot.retrieval.query import Alternative, Concept

MOST = 20  # words of the passage
WEIGHT = 3.0  # what they count together, were all of them rare beyond measure
TELLING = 3.0  # the idf from which a word tells of which matter it is: ln 20


def fed_back(passage: Passage, lent: Sequence[Concept], library: Library) -> tuple[Concept, ...]:
    """Returns the words of a passage that tell what it is about, as concepts that only help to rank.

    Nothing is missing without them: their information is 0. What is `lent` already is left out.
    """
    size, index = len(library.passages), library.index
    tokens = tokens_in(passage)
    words = {token.term: token.word for token in reversed(tokens)}
    found = []
    for term, count in Counter(token.term for token in tokens).items():
        held_by = index.document_frequency(term)
        if held_by > 1 and term not in library.subjects:  # what no other passage has finds nothing
            idf = math.log((size + 1) / held_by)
            found.append((count * idf, count * max(0.0, idf - TELLING), term))
    best = sorted(found, reverse=True)[:MOST]
    total = sum(much for much, _, _ in best)
    known = {term for concept in lent for alternative in concept.alternatives for term in alternative.terms}
    return tuple(
        Concept(words[term], (Alternative((term,), 1.0, "carried over", words[term]),), WEIGHT * telling / total, 0.0)
        for _, telling, term in best
        if telling > 0 and term not in known
    )
