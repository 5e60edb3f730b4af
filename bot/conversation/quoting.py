"""What of a passage to show: the words that matched, and the sentence that answers best."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from bot.article import Offsets, Passage
from bot.conversation.answer import Contribution, Quote
from bot.language.sentences import depends, qualifies, sentences
from bot.language.terms import Token, tokenize
from bot.retrieval.query import Concept, Hit


def quote(passage: Passage, hit: Hit, concepts: Sequence[Concept]) -> Quote:
    """Returns a hit as the answer shows it; `concepts` are those the hit's matches are numbered by."""
    tokens = _tokens(passage.text, passage.citation_spans)
    terms = _shown_terms(hit, concepts, {token.term for token in tokens})
    matches = tuple((token.start, token.end) for token in tokens if token.term in terms)
    contributions = tuple(
        Contribution(match.alternative.words, match.alternative.origin, match.score)
        for match in sorted(hit.matches.values(), key=lambda match: (-match.score, match.concept))
    )
    return Quote(passage, hit.score, _answer_span(passage, tokens, terms), matches, contributions)


def _shown_terms(hit: Hit, concepts: Sequence[Concept], present: set[str]) -> dict[str, float]:
    """The terms to mark in a passage, each with what its concept brings: every alternative that it meets in full."""
    terms: dict[str, float] = {}
    for number, match in hit.matches.items():
        for alternative in concepts[number].alternatives if number < len(concepts) else ():
            if all(term in present for term in alternative.terms):
                for term in alternative.terms:
                    terms[term] = max(terms.get(term, 0.0), match.score * alternative.weight)
    return terms


def _answer_span(passage: Passage, tokens: Sequence[Token], terms: dict[str, float]) -> Offsets | None:
    """The sentences that answer best; a table row answers as a whole, a whole table has no one sentence."""
    if passage.kind == "table":
        return None
    if passage.kind == "table-row":
        return passage.context, len(passage.text)
    spans = _sentences(passage.text, passage.context)
    if not spans:
        return None
    worth = [_worth(span, tokens, terms) for span in spans]
    first = last = max(range(len(spans)), key=lambda number: (worth[number], -number))
    while first > 0 and depends(passage.text, spans[first]):
        first -= 1
    while last + 1 < len(spans) and qualifies(passage.text, spans[last + 1]):
        last += 1
    return spans[first][0], spans[last][1]


def _worth(span: Offsets, tokens: Sequence[Token], terms: dict[str, float]) -> float:
    first = bisect_left(tokens, span[0], key=_start)
    last = bisect_left(tokens, span[1], key=_start)
    return sum(terms[term] for term in sorted({token.term for token in tokens[first:last]} & terms.keys()))


def _start(token: Token) -> int:
    return token.start


@lru_cache(maxsize=2048)
def _tokens(text: str, skip: tuple[Offsets, ...]) -> tuple[Token, ...]:
    return tuple(tokenize(text, skip))


@lru_cache(maxsize=2048)
def _sentences(text: str, start: int) -> tuple[Offsets, ...]:
    return tuple(sentences(text, start))
