"""What turns were about: the subjects that a question names, and the names of the passages that answered it."""

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.article import Passage
from bot.conversation.aspects import all_aspects
from bot.conversation.hints import MET
from bot.conversation.inquiry import Inquiry
from bot.language.terms import content, terms, tokenize
from bot.library import Library
from bot.retrieval.passageterms import UNDER, is_summary
from bot.retrieval.query import Alternative, Concept

BELIEVED = 0.4  # how far a passage on what was said before answers what is asked now
NAMING = 0.6  # the weight from which a synonym names a subject as the word itself does


class Turn(NamedTuple):
    """A turn: what was asked, and the passages shown, best first; `silent` tells that the corpus says nothing on it."""

    inquiry: Inquiry
    passages: tuple[Passage, ...]
    subject: tuple[Concept, ...]
    silent: bool = False


def names_something(inquiry: Inquiry, library: Library) -> bool:
    """Tells whether a question names a subject of the corpus by itself: what a heading, a row or an item is called."""
    return any(is_name(concept, library) for concept in inquiry.typed)


def is_name(concept: Concept, library: Library) -> bool:
    """Tells whether a concept names a subject: a heading, a row or an item is called so, and few others are."""
    for alternative in concept.alternatives:
        if alternative.weight < NAMING or not library.index.knows(alternative.terms):
            continue
        frequency = min(library.index.document_frequency(term) for term in alternative.terms)
        if frequency <= max(2, len(library.passages) // 6) and library.is_named(alternative.terms):
            return True
        if library.is_called(alternative.terms):
            return True
    return False


def subject_of(inquiry: Inquiry, library: Library) -> tuple[Concept, ...]:
    """Returns the concepts of a question that a later one may lean on: those that its corpus knows."""
    known = [
        concept
        for concept in (*inquiry.typed, *inquiry.carried)
        if any(term in library.index for a in concept.alternatives if a.weight > MET for term in a.terms)
        and concept.weight > 0.1
        and concept.information > 0  # persons and times only set a scene
    ]
    if inquiry.reading.kind.listing:  # "how many types are there?" is about all of them, not about "types"
        known = [concept for concept in known if not any(set(a.terms) <= library.called for a in concept.alternatives)]
    names = [concept for concept in known if is_name(concept, library)]
    return tuple(names or known)


def subjects_of(turn: Turn, library: Library) -> list[Sequence[Concept]]:
    """The subjects that a turn put side by side: the rows of a list that it showed, else what its question named, else
    the items of one list among its passages, in the article's order.
    """
    table = table_shown(turn)
    if table is not None:
        return [called(cells[0], 1.0, library) for cells in table.cells if cells]
    named = named_in(turn, library)
    if len(named) > 1:
        return named
    items = [passage for passage in turn.passages if passage.kind == "list-item" and passage.row]
    beside = sorted((item for item in items if item.heading == items[0].heading), key=lambda item: item.lines)
    return [called(item.row or "", 1.0, library) for item in beside] if len(beside) > 1 else named


def named_in(turn: Turn, library: Library) -> list[Sequence[Concept]]:
    """The subjects that a question named, in the order in which it did; two sorts of one subject are two.

    What it put beside them without naming it ("how does it differ from gout?") is the first.
    """
    said = [concept for concept in turn.inquiry.typed if is_name(concept, library)]
    named: list[Sequence[Concept]] = []
    for concept in sorted(said, key=lambda concept: _first_said(concept, turn.inquiry)):
        if named and _adjoin(named[-1][-1], concept):  # "nasal steroids" are one subject
            named[-1] = (*named[-1], concept)
        else:
            named.append((concept,))
    if len(named) > 1:
        return named
    lent = tuple(concept for concept in turn.inquiry.carried if not _is_the_whole(concept, library))
    if turn.inquiry.reading.kind.comparison and named and lent and any(is_name(concept, library) for concept in lent):
        return [lent, *named]
    return _sides(turn.inquiry, named, library) or named


_TREATMENT, _TYPES = "treatment", "types"  # the aspects
_PRONOUNS = frozenset(["it", "this"])
_JOINED = frozenset(["and", "or", "vs", "versus", "from", "than"])


def _sides(inquiry: Inquiry, named: Sequence[Sequence[Concept]], library: Library) -> list[Sequence[Concept]]:
    """Two sorts of what a question names: "primary and secondary gout" are the primary and the secondary one."""
    words = [word.token for word in inquiry.reading.words]
    begins = {
        concept.span[0]: concept
        for concept in inquiry.typed
        if concept.span is not None
        and is_known(concept, library)
        and not set(concept.alternatives[0].terms) <= library.subjects
    }
    for number, word in enumerate(words[1:], start=1):
        left = begins.get(words[number - 1].start)
        right = next((begins[other.start] for other in words[number + 1 : number + 4] if other.start in begins), None)
        if word.word not in _JOINED or left is None or right is None:
            continue
        rest = [concept for subject in named for concept in subject if concept not in (left, right)]
        return [(left, *rest), (right, *rest)]
    return []


def is_known(concept: Concept, library: Library) -> bool:
    """Tells whether the corpus has a concept, in words that name it."""
    return any(a.weight >= NAMING and library.index.knows(a.terms) for a in concept.alternatives)


def _first_said(concept: Concept, inquiry: Inquiry) -> int:
    """Where a concept was named first: one that was said twice stands where it was said last."""
    named = {term for alternative in concept.alternatives[:1] for term in alternative.terms}
    places = (number for number, word in enumerate(inquiry.reading.words) if word.token.term in named)
    return next(places, len(inquiry.reading.words))


def _adjoin(left: Concept, right: Concept) -> bool:
    """Tells whether a concept stands right behind another in the question."""
    return left.span is not None and right.span is not None and 0 < right.span[0] - left.span[1] <= 1


def table_shown(turn: Turn) -> Passage | None:
    """Returns the whole table that led an answer, if one did."""
    return next((passage for passage in turn.passages[:2] if passage.kind == "table"), None)


def asked_for(turn: Turn) -> list[Concept]:
    """Returns of what a turn asked for a list ("causes") or was shown one, or chose from one that was asked for before
    it.
    """
    table = table_shown(turn)
    if turn.inquiry.reading.kind.listing or table is not None:
        said = {word.token.word for word in turn.inquiry.reading.words}
        listed = [aspect for aspect in turn.inquiry.aspects if aspect.nouns]
        found = [a.concept for a in listed if said.isdisjoint(a.members) or not said.isdisjoint(a.nouns)]
        if found or table is not None:
            return found or sorts_of([table] if table is not None else [])
    return [concept for concept in turn.inquiry.carried if is_class(concept)]


def sorts_of(passages: Sequence[Passage]) -> list[Concept]:
    """Returns of which lists passages are a part, as concepts: that on rituximab stands under "Treatment"."""
    headings = {f"{UNDER}{term}" for passage in passages for heading in passage.heading for term in terms(heading)}
    concepts = [aspect.concept for aspect in all_aspects() if aspect.nouns]
    return [concept for concept in concepts if any(headings >= {*each.terms} for each in concept.alternatives)]


def is_class(concept: Concept) -> bool:
    """Tells whether a concept stands for all that a list counts up: for what stands under a heading."""
    return any(term.startswith(UNDER) for alternative in concept.alternatives for term in alternative.terms)


def name_of(passage: Passage, weight: float, library: Library) -> list[Concept]:
    """What a passage is called: its row or item, else its heading."""
    if library.is_opening(passage) or (passage.row is None and is_summary(passage)):
        return []  # the title and a summary name everything
    name = passage.row or passage.heading[-1]
    if passage.row is None and set(terms(name)) <= library.called:
        return []  # "Types of …" names a list, not what the turn was about
    return called(name, weight, library)


def answer_of(turn: Turn, weight: float, library: Library) -> list[Concept]:
    """What the passage is called that answered a turn; nothing where none was shown."""
    return name_of(turn.passages[0], weight, library) if turn.passages else []


def back_to_the_whole(inquiry: Inquiry, turn: Turn, library: Library, *, says_something: bool) -> tuple[Concept, ...]:
    """Returns what the corpus is about, where a turn asks of that again: "and the treatment?", "can it be cured?".

    `says_something`: it has words of its own that the corpus knows.
    """
    said = {word.token.word for word in inquiry.reading.words}
    listing = any(aspect.nouns & said and aspect.name != _TYPES for aspect in inquiry.aspects)
    again = (listing or inquiry.reading.kind.of_it == _TREATMENT) and _was_of_the_whole(turn, library)
    yes_or_no = inquiry.reading.kind.asks_of_it and says_something and _was_of_nothing_else(turn, library)
    concepts = (*turn.inquiry.typed, *turn.inquiry.carried)
    return tuple(c for c in concepts if _is_the_whole(c, library))[:1] if again or yes_or_no else ()


def _was_of_the_whole(turn: Turn, library: Library) -> bool:
    """Tells whether what a turn named first is what the corpus is about: "does *gout* hurt?", "does *it* hurt?"."""
    told = [c for c in turn.inquiry.typed if c.information > 0 and c.span is not None and not turn.inquiry.asks_by(c)]
    first = min(told, key=lambda concept: concept.span or (0, 0), default=None)
    if first is not None and _is_the_whole(first, library):
        return True
    lent = turn.inquiry.carried
    end = first.span[0] if first is not None and first.span is not None else sys.maxsize
    pronoun = any(w.token.word in _PRONOUNS and w.token.start < end for w in turn.inquiry.reading.words)
    return pronoun and bool(lent) and all(_is_the_whole(concept, library) for concept in lent)


def _was_of_nothing_else(turn: Turn, library: Library) -> bool:
    """Tells whether a turn only asked for something of what the corpus is about: "what causes gout?"."""
    told = [c for c in (*turn.inquiry.typed, *turn.inquiry.carried) if c.information > 0]
    return all(turn.inquiry.asks_by(concept) or _is_the_whole(concept, library) for concept in told)


def _is_the_whole(concept: Concept, library: Library) -> bool:
    return bool(concept.alternatives) and library.subjects.issuperset(concept.alternatives[0].terms)


def called(name: str, weight: float, library: Library) -> list[Concept]:
    """Returns the words of a name that the corpus has, as concepts that together count as much as `weight`."""
    tokens = [token for token in content(tokenize(name)) if token.term in library.index]
    weight /= max(1, len(tokens))  # a long name counts no more than a short one
    return [
        Concept(token.word, (Alternative((token.term,), 1.0, "carried over", token.word),), weight, BELIEVED)
        for token in tokens
    ]


def terms_of(subject: Iterable[Concept]) -> set[str]:
    """Returns the terms by which a subject is called."""
    return {term for concept in subject for term in concept.alternatives[0].terms}


def carried(concept: Concept, weight: float) -> Concept:
    """Returns a concept of an earlier turn as it counts in a later one."""
    alternatives = tuple(alternative._replace(origin="carried over") for alternative in concept.alternatives)
    return concept._replace(alternatives=alternatives, weight=weight, information=BELIEVED, span=None)
