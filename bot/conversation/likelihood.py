"""How likely it is that the passages found answer a question: a logistic line over what can be seen of both.

Coverage alone does not tell: a long story leaves more words uncovered than a short question that asks for something
the article lacks, and who asks "how often" mostly wants a number that is not there. What each trait counts stands in
`likelihood.toml`; it was fitted on the labelled questions by `python -m tests.quality.fit`.
"""

import math
from collections.abc import Mapping, Sequence

from bot.conversation.cues import read
from bot.conversation.inquiry import LITTLE, Inquiry
from bot.language.english import information, is_generic, is_term_of_art
from bot.language.stems import stem
from bot.language.terms import scene_words, stop_words
from bot.library import Library
from bot.retrieval.evidence import coverage, covered
from bot.retrieval.query import Concept, Hit

LOOKED_AT = 5  # passages that may cover the question together
AMONG = 12  # passages of which one may cover most of it
DECISIVE = 0.66  # a concept that needs this much is what a question is about,
BROADER = 0.62  # … and lacking where it is covered less: a drug is, so far, by its class (`class-of` in the lexicon)
LENT, SAYS = 0.3, 0.15  # what is carried over counts so much in a turn that needs at least this of its own
ASPECT = 0.3  # what an aspect counts that is met: "which medicines are tried" is half answered by a medicine
_MANY = 4  # concepts, or their needs together, from which on more tell no more
_FEW = 60  # passages of an article of some length
_SOME = 0.1  # what a word tells that is not everybody's,
_MUCH = 0.3  # … and one that a question may be about
FILE = "likelihood.toml"


def traits(inquiry: Inquiry, hits: Sequence[Hit], library: Library) -> dict[str, float]:
    """Returns what is seen of a question and of the hits on it, best first, in a library.

    Each trait is in [0, 1], but for the scores.
    """
    best, first = hits[:LOOKED_AT], hits[:1]
    own, needed = inquiry.needs[: len(inquiry.typed)], counted(inquiry, best)
    met = [covered(n, best) for n in range(len(own))]
    missed = sorted((need * (1 - part) for need, part in zip(own, met, strict=True)), reverse=True)
    first_words = (a.terms for concept in inquiry.typed for a in concept.alternatives[:1])
    of_all = any(terms and library.subjects.issuperset(terms) for terms in first_words)
    told = [_told(concept) for concept in inquiry.typed]
    scores = [_score(hit, library) for hit in hits[:2]] + [0.0, 0.0]
    origins = [match.alternative.origin for hit in first for n, match in hit.matches.items() if n < len(own)]
    synonyms = origins.count("synonym")
    kind = inquiry.reading.kind
    shown: dict[str, float] = {
        "covered": coverage(needed, best),
        "covered_by_first": coverage(needed, first),
        "covered_by_one": max((coverage(own, [hit]) for hit in hits[:AMONG]), default=0.0),
        "needs": min(sum(own), _MANY) / _MANY,
        "missed": sum(missed[:1]),
        "missed_next": sum(missed[1:2]),
        "missed_word": max((much * (1 - part) for much, part in zip(told, met, strict=True)), default=0.0),
        "missed_complement": max((told[n] * (1 - met[n]) for n in inquiry.complements), default=0.0),
        "missed_name": max((1 - met[n] for n in inquiry.names), default=0.0),
        "missed_term": max((1 - met[n] for n in inquiry.asked if _of_art(inquiry.typed[n])), default=0.0),
        "lacks": float(any(need >= DECISIVE and part < BROADER for need, part in zip(own, met, strict=True))),
        "one_word": float(sum(much > _SOME for much in told) < 2),
        "score": scores[0],
        "lead": scores[0] - scores[1],
        "names_the_subject": float(of_all),
        "is_nowhere": float(not of_all and not inquiry.carried and _is_nowhere(inquiry, told, met)),
        "turns_on_something": float(bool(inquiry.pivots)),
        "turns_on_missed": max((1 - met[n] for n in inquiry.pivots), default=0.0),
        "typed": min(len(origins) - synonyms, _MANY) / _MANY,
        "synonyms": min(synonyms, _MANY) / _MANY,
        "story": float(inquiry.is_story),
        "carried": float(bool(inquiry.carried)),
        "definition": float(kind.definition),
        "listing": float(kind.listing),
        "sources": float(kind.sources),
        "comparison": float(kind.comparison),
        "more_than": float(any(word.token.word == "than" for word in inquiry.reading.words)),
    }
    # Where the very passage about it says for how long, "how long does it last" is a question like any other.
    wanted = [covered(n, first) for n, aspect in enumerate(inquiry.aspects, start=len(own)) if aspect.required]
    if wanted and all(wanted):
        return shown
    return shown | {f"asks_{'aspect_elsewhere' if wanted else kind.asks or 'nothing'}": 1.0}


def likelihood(shown: Mapping[str, float]) -> float:
    """Returns how likely it is that a question with these traits is answered, in (0, 1): the logistic function of
    the sum of what they count. As a false answer is dearer than a refusal, the fit made it less than the odds are.
    """
    table = read(FILE)
    counts: Mapping[str, float] = table["counts"]
    total = table["start"] + sum(counts.get(name, 0.0) * value for name, value in shown.items())
    return 1 / (1 + math.exp(-total))


def _score(hit: Hit, library: Library) -> float:
    """Returns the score of a hit over the logarithm of the number of passages: the idf of a term that one of them has.

    Few passages cannot tell how rare a word is: fewer than `_FEW` count as so many, of which the others lack it.
    """
    size, score = len(library.passages), hit.score
    if size < _FEW:
        for match in hit.matches.values():
            rarest = min((library.index.document_frequency(term) for term in match.alternative.terms), default=0) or 1
            own, reckoned = math.log((size + 1) / rarest), math.log((_FEW + 1) / rarest)
            score += match.score * (reckoned / own - 1) if own > 0 else 0.0
    return score / math.log(max(size, _FEW) + 1)


def _told(concept: Concept) -> float:
    """What the most telling word of a concept tells anywhere, in [0, 1]; what only sets the scene tells nothing."""
    words = (word for word in concept.words.split() if word not in stop_words() and word not in scene_words())
    return max((information(word) for word in words if not is_generic(stem(word))), default=0.0)


def _is_nowhere(inquiry: Inquiry, told: Sequence[float], met: Sequence[float]) -> bool:
    """Tells whether all that is asked about is missed, or met by a hint only: "what are the types of *pasta*?"."""
    named = [n for n in inquiry.asked if inquiry.needs[n] > LITTLE and told[n] > _MUCH]
    about = [n for n in named if not inquiry.asks_by(inquiry.typed[n])]
    return bool(about) and all(met[n] < BROADER for n in about)


def _of_art(concept: Concept) -> bool:
    """Tells whether a concept holds a term of some trade."""
    return any(is_term_of_art(word) for word in concept.words.split())


def counted(inquiry: Inquiry, hits: Sequence[Hit]) -> list[float]:
    """Returns what counts of each concept, in [0, 1], beside what was found.

    What a turn leaves unsaid counts less where it says something by itself, as the passages will be about that anyway.
    """
    words = len(inquiry.typed)
    own, lent = inquiry.needs[:words], inquiry.needs[words + len(inquiry.aspects) :]
    met = [ASPECT * covered(number, hits) for number, _ in enumerate(inquiry.aspects, start=words)]
    factor = LENT if sum(own) >= SAYS else 1.0
    return [*own, *met, *(need * factor for need in lent)]
