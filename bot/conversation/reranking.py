"""The best passages ranked again by all that is seen of each: learning to rank.

BM25 and the weights beside it give a passage its score. How likely it is that people accept it also depends on how much
of the question it covers and by which words, and on what sort of passage it is. This is a conditional logit over the
passages of a question: each is accepted with a likelihood proportional to exp(the sum of what its features count), its
score being one of them (D. McFadden 1973, "Conditional Logit Analysis of Qualitative Choice Behavior"; as a loss of
ranking: Z. Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach"). What a feature counts,
what it counts besides the more a question asks for in words of its own, and what besides in a turn that leans on
another, stands in `reranking.toml`; it was fitted on labelled questions by `python -m tests.quality.fit_ranking`.
"""

import math
from collections.abc import Mapping, Sequence

from bot.conversation.cues import read
from bot.conversation.inquiry import Inquiry
from bot.conversation.scope import is_member
from bot.library import Library
from bot.retrieval.evidence import covered, share
from bot.retrieval.passageterms import enumerates, is_summary
from bot.retrieval.query import Hit

RERANKED = 12  # passages, the best,
CLOSE = 0.4  # … that score so much of the best score: what is far behind is not made up for
_LEAST = 1e-6  # a share of the best score below which none is told from another
_MUCH = 3.0  # a question that needs more than this says no more
_FILE = "reranking.toml"


def reranked(library: Library, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Hit]:
    """Returns hits, given best first, in their new order; the first of them has the best score there was."""
    count = sum(hit.score >= CLOSE * hits[0].score for hit in hits[:RERANKED])
    best, others = hits[:count], hits[count:]
    if len(best) < 2 or best[0].score <= 0:
        return list(hits)
    counts = _counts(inquiry)
    seen = [features(library, inquiry, hit, best[0].score) for hit in best]
    sums = [sum(value * counts[name] for name, value in each.items()) for each in seen]
    top, scale = max(sums), read(_FILE)["scale"]
    scores = [best[0].score * math.exp((total - top) / scale) for total in sums]
    found = [_scored(hit, score) for hit, score in zip(best, scores, strict=True)]
    # So that scores still fall, those behind are lowered as far as the last of these was.
    least = min(scores) / others[0].score if others and others[0].score > 0 else 1.0
    lowered = [_scored(hit, hit.score * least) for hit in others] if least < 1 else others
    return [*sorted(found, key=lambda hit: (-hit.score, hit.passage)), *lowered]


def _counts(inquiry: Inquiry) -> dict[str, float]:
    """What each feature counts for a question."""
    own, leaning = own_need(inquiry), float(bool(inquiry.carried))
    counts: Mapping[str, Sequence[float]] = read(_FILE)["counts"]
    return {name: always + own * by_need + leaning * in_turn for name, (always, by_need, in_turn) in counts.items()}


def own_need(inquiry: Inquiry) -> float:
    """Returns how much a question asks for in words of its own, in [0, 1]."""
    return min(sum(inquiry.needs[: len(inquiry.typed)]), _MUCH) / _MUCH


def features(library: Library, inquiry: Inquiry, hit: Hit, best: float) -> dict[str, float]:
    """Returns what is seen of a passage, each in [0, 1] but for logarithms; `best` is the best score, above 0."""
    score = max(hit.score / best, _LEAST)
    return {"score": score, "log_score": math.log(score), **_met(inquiry, hit), **_sort(library, inquiry, hit)}


def _met(inquiry: Inquiry, hit: Hit) -> Mapping[str, float]:
    """How much of what the question needs a passage covers, and by which words."""
    words, aspects, carried = len(inquiry.typed), len(inquiry.aspects), len(inquiry.carried)
    end = words + aspects + carried
    own, asked, lent = slice(words), slice(words, words + aspects), slice(words + aspects, end)
    needs, met = inquiry.needs[:end], [covered(number, [hit]) for number in range(end)]
    matched = {number: match.alternative.origin for number, match in hit.matches.items() if number < words}
    by_synonym = sum(needs[number] for number, origin in matched.items() if origin == "synonym")
    by_itself = sum(needs[number] for number, origin in matched.items() if origin != "synonym")
    total = sum(needs[own]) or 1.0
    return {
        "covered": share(needs, met),
        "covered_itself": share(needs[own], met[own]),
        "covered_aspects": share(needs[asked], met[asked]),
        "covered_carried": share(needs[lent], met[lent]),
        "lacks_aspects": float(aspects > 0 and not any(met[asked])),
        "typed": by_itself / total,
        "synonyms": by_synonym / total,
        "missed": max((need * (1 - part) for need, part in zip(needs[own], met[own], strict=True)), default=0.0),
        "pivots": float(bool(inquiry.pivots) and inquiry.pivots <= hit.matches.keys()),
    }


def _sort(library: Library, inquiry: Inquiry, hit: Hit) -> Mapping[str, float]:
    """What sort of passage it is, and whether that is the sort that was asked for."""
    passage = library.passages[hit.passage]
    return {
        "member": float(not inquiry.carried and is_member(passage, inquiry.reading.kind.one_of)),
        "row": float(passage.kind == "table-row"),
        "item": float(passage.kind == "list-item"),
        "summary": float(is_summary(passage)),
        "opening": float(library.is_opening(passage)),
        "length": math.log(1 + len(passage.text.split())),
        "cites": float(bool(passage.citations)),
        "counts_up": float(enumerates(passage)),
        "numbers": float(any(map(str.isdigit, passage.text))),
    }


def _scored(hit: Hit, score: float) -> Hit:
    """Returns a hit with another score, and what each concept adds to it in proportion."""
    factor = score / hit.score if hit.score else 0.0
    return hit.scaled(factor)._replace(score=score)
