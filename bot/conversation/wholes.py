"""Of what a question asks: of the whole that the corpus is about, or of a part of it."""

from collections.abc import Iterable, Mapping, Sequence

from bot.article import Offsets
from bot.conversation.aspects import Asked, all_aspects
from bot.conversation.cues import cues
from bot.conversation.words import Reading
from bot.language.terms import Token, content
from bot.library import Library
from bot.retrieval.query import Concept

_CAUSE = "cause"  # the aspect


def is_whole(text: str, reading: Reading, asking: Offsets, aspects: Sequence[Asked], library: Library) -> bool:
    """Tells whether an asking sentence names what it asks about: what the corpus is about, or a part of that."""
    if cues("followup.toml").patterns["points_at"].search(text[slice(*asking)]):
        return False
    nouns = frozenset[str]().union(*(aspect.aspect.nouns for aspect in aspects))
    said = [c for c in reading.concepts if c.begins_in(asking) and nouns.isdisjoint(c.words.split())]
    first = [a.terms for c in said for a in c.alternatives[:1]]
    return any(terms and (library.subjects.issuperset(terms) or library.is_named(terms)) for terms in first)


def names_a_part(reading: Reading, asking: Offsets, aspects: Mapping[int, float], library: Library) -> bool:
    """Tells whether an asking sentence names a part of what the corpus is about, besides the words of an aspect."""
    return any(
        concept.begins_in(asking)
        and concept.span is not None
        and not any(place in aspects for place in range(*concept.span))
        and any(
            library.is_named(alternative.terms) and not library.subjects.issuperset(alternative.terms)
            for alternative in concept.alternatives[:1]
        )
        for concept in reading.concepts
    )


def asks_for_effects(aspect: Asked, words: Sequence[Token], library: Library) -> bool:
    """Tells whether what the corpus is about is the cause that is asked of: "does gout cause pain?"."""
    before = content(words[number] for number in range(min(aspect.words, default=0)))
    behind = content(words[max(aspect.words, default=0) + 1 :])
    return aspect.aspect.name == _CAUSE and bool(behind and before) and _are_the_whole(before, library)


def as_asked(aspect: Asked, words: Sequence[Token], library: Library) -> Asked:
    """Returns an aspect as it is asked of what the corpus is about: "can it *give you gout*?" asks for causes, and
    "what does gout *cause*?" for symptoms.
    """
    before = words[: min(aspect.words, default=0)]
    behind = content(words[max(aspect.words, default=len(words)) + 1 :])
    name = ""
    if behind and _are_the_whole(behind, library):
        name = aspect.aspect.brings
    elif not behind and _does(before, library):
        name = aspect.aspect.brought
    return aspect._replace(aspect=next(other for other in all_aspects() if other.name == name)) if name else aspect


def _are_the_whole(tokens: Iterable[Token], library: Library) -> bool:
    return all(token.term in library.subjects for token in tokens)


def _does(words: Sequence[Token], library: Library) -> bool:
    """Tells whether words end in a verb and what the corpus is about: "which problems *does gout*"."""
    told = cues("pivot.toml").words
    doing = told["do"] | told["can"] | told["will"]
    verb = max((number for number, token in enumerate(words) if token.word in doing), default=len(words))
    subject = content(words[verb + 1 :])
    return bool(subject) and _are_the_whole(subject, library)


def calls_the_whole(concept: Concept, library: Library) -> bool:
    """Tells whether a concept is what patients call the subject of the corpus: "chalky lumps"."""
    return any(a.origin == "synonym" and library.subjects.issuperset(a.terms) for a in concept.alternatives)
