"""An inquiry: one question, ready to be searched: its concepts, its aspects, and what it needs."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.article import Offsets
from bot.conversation import parts, telling
from bot.conversation.aspects import Asked, Aspect, all_aspects, asked
from bot.conversation.cues import cues
from bot.conversation.hints import associated, hints, supported
from bot.conversation.pivot import complement, pivot
from bot.conversation.wholes import as_asked, asks_for_effects, calls_the_whole, is_whole, names_a_part
from bot.conversation.words import SPOKEN, SUBJECT, Reading, read
from bot.language.english import information
from bot.language.terms import Token, content, stop_words
from bot.library import Library
from bot.retrieval.evidence import need
from bot.retrieval.query import Concept

STORY_WEIGHT, STORY_INFORMATION = 0.4, 0.1  # the words of the story around a question, beside those of the question
SLIGHT = 0.5  # a question that needs less than this says nothing without its story
LITTLE = 0.15  # a need up to which a word names nothing of its own
ASIDE = 0.4  # what a short text says before it asks
_NAMING = ("", "what")  # the forms of a question that may only name what it is about
ASKING = 0.2  # the words that ask for an aspect
BESIDE = 0.6  # what these count in ranking beside the name of a part: "what *causes* pain?"


class Inquiry(NamedTuple):
    """What is searched for one question.

    `concepts` are those of the words, then those of the aspects, then those carried over from earlier turns, then what
    only helps to rank (`hints`): what its words have to do with, and what the passage is about that it goes on from;
    `needs` holds what the question needs of each, in [0, 1]. `is_story` says that the question stands in a long text.
    `pivots` are the numbers of the concepts that it turns on: see `pivot.py`; `asked` are those of its asking sentence
    that are no talk, `complements` those of them behind its last preposition, `names` those written like a name.
    `pinned` tells that it says itself which earlier subject it means. `unwanted` is what it does not want to hear of.
    """

    reading: Reading
    aspects: tuple[Aspect, ...]
    concepts: tuple[Concept, ...]
    needs: tuple[float, ...]
    carried: tuple[Concept, ...] = ()
    is_story: bool = False
    pivots: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    complements: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    hints: tuple[Concept, ...] = ()
    pinned: bool = False
    unwanted: tuple[Concept, ...] = ()

    @property
    def asks_for_overview(self) -> bool:
        """Tells whether a summary is asked for, and nothing else that would need to be found."""
        nothing_else = not (self.aspects or self.carried or any(need > LITTLE for need in self.needs))
        return self.reading.kind.overview and not self.reading.kind.numbers and nothing_else

    @property
    def asks_what(self) -> bool:
        """Tells whether it asks what something is, if only by its name: "gout", "tell me about gout"."""
        kind = self.reading.kind
        asks_more = self.aspects or kind.listing or kind.sources or kind.comparison or kind.summary or kind.of_it
        return kind.definition or (kind.asks in _NAMING and not asks_more)

    @property
    def says_only_what_not(self) -> bool:
        """Tells whether all that is said is what is not wanted: "and without surgery?"."""
        said = [concept for concept in self.reading.concepts if concept.information > 0]
        return bool(said) and all(concept in self.reading.not_wanted for concept in said)

    @property
    def asks_for_others(self) -> bool:
        """Tells whether it has no words of its own to be searched, but something that it does not want to hear of."""
        return bool(self.unwanted) and not self.typed

    @property
    def names_nothing(self) -> bool:
        """Tells whether its words only say what is asked, not of what: "and which types are there?"."""
        asking = frozenset[str]().union(*(aspect.nouns | aspect.members for aspect in self.aspects))
        words = [word for concept in self.typed for word in concept.words.split()]
        return all(word in asking or self._is_asked_by(word) for word in words)

    def asks_by(self, concept: Concept) -> bool:
        """Tells whether a concept holds a word that only says what is asked: "how is it *treated*?"."""
        return any(map(self._is_asked_by, concept.words.split()))

    def _is_asked_by(self, word: str) -> bool:
        return any(aspect.says(word) for aspect in self.aspects)

    @property
    def lent(self) -> range:
        """The numbers of the concepts that earlier turns lend it."""
        start = len(self.typed) + len(self.aspects)
        return range(start, start + len(self.carried))

    @property
    def typed(self) -> tuple[Concept, ...]:
        """The concepts of the words that were typed."""
        return self.concepts[: len(self.concepts) - len(self.aspects) - len(self.carried) - len(self.hints)]


def inquire(
    text: str,
    library: Library,
    carried: Sequence[Concept] = (),
    spent: Sequence[Offsets] = (),
    fed: Sequence[Concept] = (),
    known: Reading | None = None,
) -> Inquiry:
    """Reads a question against a library.

    `carried` are concepts that earlier turns lend it, `fed` what the passage shown is about; what is `spent` of its
    words only says which. `known` is what `words.read` returned for it, if it was read before.
    """
    reading, size = _without(known or read(text, library), spent), len(library.passages)
    focus, asking = parts.focus(text), parts.asking(text)  # what is told before the question asks for nothing
    words = [w.token for w in reading.words if max(focus[0], asking[0]) <= w.token.start < min(focus[1], asking[1])]
    found = asked([token.word for token in words])
    told_of = reading.kind.listing and not found  # "There are several drugs. Which ones?"
    if told_of:
        words = [word.token for word in reading.words if focus[0] <= word.token.start < focus[1]]
        found = asked([token.word for token in words])

    def says_little(span: Offsets) -> bool:
        return sum(need(library.index, c, size) for c in reading.concepts if c.begins_in(span)) < SLIGHT

    if says_little(focus):
        focus = 0, len(text)  # "what is going on there?": the story is the question
    of_a_list = any(aspect.aspect.nouns for aspect in found)  # "Which types are there?" is a whole question
    defines = reading.kind.definition
    whole = (defines or of_a_list) and not parts.is_story(text) and is_whole(text, reading, asking, found, library)
    if focus != (0, len(text)) or (says_little(asking) and not (of_a_list or whole)):
        asking = focus
    asked_as = [as_asked(aspect, words, library) for aspect in found]
    reading = _of_what_it_does(reading, found, asked_as, words)
    found = asked_as
    effects = [aspect for aspect in found if asks_for_effects(aspect, words, library)]
    aspects = _asking(found, effects, words, library)
    found = [aspect for aspect in found if aspect not in effects]
    related = associated(reading, focus, library)
    places = [token.start for token in content(words)]

    def asking_for(concept: Concept) -> Offsets:
        named = told_of and any(library.is_named(a.terms) for a in concept.alternatives[:1])
        return focus if named else asking  # "There are two sorts of gout. Which are they?" asks for those of gout

    if names_a_part(reading, asking, aspects, library):
        aspects = {place: min(counts, BESIDE) for place, counts in aspects.items()}
    concepts = [_weighed(concept, focus, asking_for(concept), aspects, places) for concept in reading.concepts]
    if whole:  # "I'm a nursing student. What is gout?": the rest says who asks, and why
        concepts = [
            c if c.begins_in(asking) or not (defines or _is_unknown(c, library)) else _untold(c) for c in concepts
        ]
    asked_for = _of_the_whole([aspect.aspect for aspect in found], [*concepts, *carried], library)
    said = [token.word for token in words]
    verbs = frozenset[int]().union(*(effect.words for effect in effects))  # "does gout *cause* pain?" asks about gout
    name = _name([words[n] for n in pivot(said) if n not in verbs], library)
    pivots = frozenset(n for n in _holding(concepts, name) if concepts[n].information > 0)
    concepts = [_in_full(c) if n in pivots and not calls_the_whole(c, library) else c for n, c in enumerate(concepts)]
    same = cues("followup.toml").patterns["same_of"].match(text)
    if same is not None:
        concepts = [_asked_of(c) if c.begins_in(same.span(same.lastindex or 0)) else c for c in concepts]
    concepts = [supported(concept, related) for concept in concepts]
    concepts += [aspect.concept for aspect in asked_for]
    concepts += carried
    concepts += (hinted := (*hints(reading, related, library), *fed))
    needs = tuple(need(library.index, concept, size) for concept in concepts)
    return Inquiry(
        reading=reading,
        aspects=asked_for,
        concepts=tuple(concepts),
        needs=needs,
        carried=tuple(carried),
        is_story=parts.is_story(text),
        pivots=pivots,
        asked=_holding(reading.concepts, _telling(words)),
        complements=_holding(reading.concepts, _telling(words[n] for n in complement(said))),
        names=_holding(reading.concepts, _telling(telling.names(text, [word.token for word in reading.words]))),
        hints=hinted,
        unwanted=reading.not_wanted,
    )


def _without(reading: Reading, spent: Sequence[Offsets]) -> Reading:
    if not spent:
        return reading
    kept = [concept for concept in reading.concepts if not any(concept.begins_in(span) for span in spent)]
    kind = reading.kind._replace(numbers=())  # "number three" of a list is no source
    return reading._replace(concepts=tuple(kept), left_out=(*reading.left_out, *spent), kind=kind)


def _of_what_it_does(
    reading: Reading, found: Sequence[Asked], asked_as: Sequence[Asked], words: Sequence[Token]
) -> Reading:
    """Reads "what does gout cause?" as a question for a list that no word of it names."""
    for aspect, other in zip(found, asked_as, strict=True):
        if other is not aspect and other.aspect.name == aspect.aspect.brought:
            spans = [(words[number].start, words[number].end) for number in other.words]
            kept = [c for c in reading.concepts if not any(c.begins_in(span) for span in spans)]
            kind = reading.kind._replace(of_it=other.aspect.name)
            reading = reading._replace(concepts=tuple(kept), kind=kind)
    return reading


def _is_unknown(concept: Concept, library: Library) -> bool:
    return not any(library.index.knows(alternative.terms) for alternative in concept.alternatives)


def _untold(concept: Concept) -> Concept:
    return concept._replace(weight=0.0, information=0.0)


def _asked_of(concept: Concept) -> Concept:
    """A person or a place only sets a scene, but not where the same is asked of it: "and in children?"."""
    told = information(concept.words)
    return concept._replace(weight=max(concept.weight, told), information=max(concept.information, told))


def _of_the_whole(aspects: Sequence[Aspect], concepts: Sequence[Concept], library: Library) -> tuple[Aspect, ...]:
    """How common the corpus's own subject is, is asked of its numbers: that one kind of it is common says nothing."""
    named = any(
        concept.information > LITTLE and not {t for a in concept.alternatives[:1] for t in a.terms} <= library.subjects
        for concept in concepts
    )
    if named or not concepts or len(aspects) > 1:
        return tuple(aspects)
    others = {aspect.name: aspect for aspect in all_aspects()}
    return tuple(dict.fromkeys(others.get(aspect.of_the_whole, aspect) for aspect in aspects))


def _asking(
    found: Sequence[Asked], effects: Sequence[Asked], words: Sequence[Token], library: Library
) -> Mapping[int, float]:
    """Where the words stand that ask for an aspect, and what they count: "which medicines" wants names, and so does
    "the dystrophic form". `effects` are those of them that ask for what the subject does.
    """
    said: dict[int, float] = {}
    for aspect in found:
        spoken = aspect.aspect.spoken or aspect in effects
        for place in (words[number].start for number in aspect.words):
            said[place] = min(said.get(place, 1.0), SPOKEN if spoken else 1.0)
        for before, word in pairwise(words if aspect.aspect.spoken else ()):
            named = before.word not in stop_words() and library.is_named((before.term,))
            if named and word.word in aspect.aspect.members:
                said[word.start] = SPOKEN
    return said


def _name(tokens: Sequence[Token], library: Library) -> Sequence[Token]:
    """Of the words where a name may stand, those that are one: "aluminum hydroxide", "calcium chews", but "lupus" in
    "does lupus lead to it?".
    """
    subject = tokens and library.index.document_frequency(tokens[0].term) > SUBJECT * len(library.passages)
    return tokens if subject else tokens[:1]


def _telling(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if not telling.is_talk(token)]


def _holding(concepts: Sequence[Concept], tokens: Iterable[Token]) -> frozenset[int]:
    """The numbers of the concepts that hold one of these words, which are in order."""
    places = [token.start for token in tokens]
    spans = ((number, concept.span) for number, concept in enumerate(concepts) if concept.span is not None)
    return frozenset(n for n, span in spans if bisect_left(places, span[0]) < bisect_left(places, span[1]))


def _in_full(concept: Concept) -> Concept:
    """What a question turns on counts in full, also when it is an everyday word."""
    return concept._replace(information=max(concept.information, information(concept.words)))


def _weighed(
    concept: Concept, focus: Offsets, asking: Offsets, aspects: Mapping[int, float], places: Sequence[int]
) -> Concept:
    """The story around a question helps to find the passage but need not be covered; nor need the words that only
    ask for an aspect ("how common"), which has its own place in the query. `places` are where the content words stand.
    """  # fmt: skip
    if concept.span is None:
        return concept
    start, end = concept.span
    if not concept.begins_in(focus):
        weight, told = concept.weight * STORY_WEIGHT, concept.information * STORY_INFORMATION
        return concept._replace(weight=weight, information=told)
    if not concept.begins_in(asking):
        concept = concept._replace(information=concept.information * ASIDE)
    inside = places[bisect_left(places, start) : bisect_left(places, end)]
    if inside and all(place in aspects for place in inside):
        said = min(aspects[place] for place in inside)
        return concept._replace(weight=concept.weight * said, information=concept.information * ASKING)
    return concept
