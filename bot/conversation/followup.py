"""What a turn leaves unsaid, taken from the turns before it, and only when it lacks something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.article import Passage
from bot.conversation.cues import cues
from bot.conversation.hints import MET
from bot.conversation.inquiry import Inquiry
from bot.language.terms import content, terms, tokenize
from bot.library import Library, is_summary
from bot.retrieval.query import Alternative, Concept

SUBJECT, ANSWER = 0.4, 0.6  # what the subject of the last question, and the name of its answer, count in ranking,
BARE = 1.5  # … and how much more in a turn that says nothing by itself ("is that common?")
BELIEVED = 0.4  # how far a passage on what was said before answers what is asked now
NAMING = 0.6  # the weight from which a synonym names a subject as the word itself does
LITTLE = 0.2  # the need from which a turn asks for something, be it unknown
NEAR_NO_MORE = 0.45  # the need of a turn's own known words from which it leaves the passage it was shown
SHORT = 4  # content words up to which a turn may be the rest of a question

INSTEAD = 0.5  # "what about surgery?" puts one subject in the place of another
FRAGMENT = 2  # content words up to which a turn is no question of its own ("avoidable?")
LIGHT = 0.4  # how much less they count in a turn that names a subject of its own

_ORDINALS = {
    **dict.fromkeys(["first", "1st", "former", "start", "top"], 0),
    **dict.fromkeys(["second", "2nd", "latter"], 1),
    **dict.fromkeys(["third", "3rd"], 2),
    "fourth": 3,
    **dict.fromkeys(["last", "end", "bottom"], -1),
}


def _cue(name: str) -> re.Pattern[str]:
    return cues("followup.toml").patterns[name]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was answered: what was asked, and the passages shown, best first."""

    inquiry: Inquiry
    passages: tuple[Passage, ...]
    subject: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Followup:
    """What earlier turns lend a question: concepts, and passages to prefer."""

    carried: tuple[Concept, ...] = ()
    near: tuple[Passage, ...] = ()


NOTHING = Followup()


def asks_for_more(text: str) -> bool:
    """Tells whether a turn only asks to go on."""
    return _cue("more").match(text) is not None


def follow(text: str, inquiry: Inquiry, turns: Sequence[Turn], library: Library) -> Followup:
    """Returns what the turns before, oldest first, lend a question; nothing when it is complete by itself."""
    if not turns or _cue("new_topic").search(text) or asks_for_more(text):
        return NOTHING
    strength = _dependence(text, inquiry, library)
    if strength <= 0:
        return NOTHING
    turn = _meant(text, turns)
    reach = turns if turn is turns[-1] else [turn]
    named = _other(text, reach, library)
    if named is None and not names_something(inquiry, library):
        named = _ordinal(text, reach, library)
    if named is not None:
        return Followup(named, turn.passages[:1])
    own = _own_need(inquiry, library)
    instead = bool(_cue("meant").search(text)) or (own > 0 and _cue("the_one").search(text) is not None)
    share = SUBJECT * strength / max(1, len(turn.subject))
    subject = [_carried(concept, share) for concept in ([] if instead else turn.subject)]
    answer = [] if instead or not turn.passages else _name_of(turn.passages[0], ANSWER * strength, library)
    if instead:
        near: tuple[Passage, ...] = ()
    elif _cue("of_those").search(text):
        near = _listed(turn, library)
    else:
        near = () if own > NEAR_NO_MORE else turn.passages[:1]
    return Followup(tuple(_once([*subject, *answer], inquiry)), near)


def _listed(turn: Turn, library: Library) -> tuple[Passage, ...]:
    """What "which of those" chooses from: the passages of the section whose list was shown, else what was shown."""
    table = _table_shown(turn)
    if table is None:
        return turn.passages
    return tuple(p for p in library.passages if p.article == table.article and table.heading[-1] in p.heading)


def _table_shown(turn: Turn) -> Passage | None:
    return next((passage for passage in turn.passages[:2] if passage.kind == "table"), None)


def _dependence(text: str, inquiry: Inquiry, library: Library) -> float:
    """How much a turn leans on what was said, in [0, 1]: 0 for a complete question."""
    plain = _cue("expletive").sub(" ", text)
    points_back, goes_on = _cue("points_back").search(plain) is not None, _cue("goes_on").match(text) is not None
    own = names_something(inquiry, library)
    words = len(content(tokenize(text)))
    if _cue("instead").match(text) and _own_need(inquiry, library) >= LITTLE:
        return LIGHT * INSTEAD if words <= 6 else 0.0
    if own:
        return LIGHT if (points_back or goes_on) and words <= 6 else 0.0
    if points_back or goes_on:
        return _strength(inquiry, library)
    unknown = sum(inquiry.needs[: len(inquiry.typed)]) - _own_need(inquiry, library)
    if unknown >= LITTLE and words > FRAGMENT:
        return 0.0  # it asks for something that the corpus does not know, and points nowhere
    return _strength(inquiry, library) if words <= SHORT else LIGHT


def _strength(inquiry: Inquiry, library: Library) -> float:
    """How much a turn that leans on another does so: the less, the more it says itself."""
    return max(LIGHT, BARE - (BARE - LIGHT) * _own_need(inquiry, library))


def _own_need(inquiry: Inquiry, library: Library) -> float:
    """How much of what a turn asks is in words of its own that the corpus knows."""
    return sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if any(a.weight > MET and library.index.knows(a.terms) for a in concept.alternatives)
    )


def names_something(inquiry: Inquiry, library: Library) -> bool:
    """Tells whether a question names a subject of the corpus by itself: what a heading, a row or an item is called."""
    return any(_is_name(concept, library) for concept in inquiry.typed)


def _is_name(concept: Concept, library: Library) -> bool:
    for alternative in concept.alternatives:
        if alternative.weight < NAMING or not library.index.knows(alternative.terms):
            continue
        frequency = min(library.index.document_frequency(term) for term in alternative.terms)
        named = any(all(term in names for term in alternative.terms) for names in library.names)
        if named and frequency <= max(2, len(library.passages) // 6):
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
        called = {term for listing in library.lists for term in listing.called}
        known = [concept for concept in known if not any(set(a.terms) <= called for a in concept.alternatives)]
    names = [concept for concept in known if _is_name(concept, library)]
    return tuple(names or known)


def _meant(text: str, turns: Sequence[Turn]) -> Turn:
    """The turn that a question points back to: the last one, unless it says the first."""
    return turns[0] if _cue("first_asked").search(text) and len(turns) > 1 else turns[-1]


def _other(text: str, turns: Sequence[Turn], library: Library) -> tuple[Concept, ...] | None:
    """The subject that "the other" means: of two that were put side by side, the one that was not spoken of last."""
    if _cue("the_other").search(text) is None:
        return None
    last = turns[-1]
    spoken_of = _terms_of(last.subject)
    if last.passages:
        spoken_of |= _terms_of(_name_of(last.passages[0], 1.0, library))
    for turn in reversed(turns):
        subjects = _subjects(turn, library)
        others = [subject for subject in subjects if spoken_of.isdisjoint(_terms_of(subject))]
        if len(subjects) == 2 and len(others) == 1:
            return tuple(_carried(concept, 1.0) for concept in others[0])
    return None


def _terms_of(subject: Sequence[Concept]) -> set[str]:
    return {term for concept in subject for term in concept.alternatives[0].terms}


def _ordinal(text: str, turns: Sequence[Turn], library: Library) -> tuple[Concept, ...] | None:
    """The subject that "the second one" means: of those that a question named or a list that was shown, else of the
    passages shown.
    """
    match = _cue("ordinal").search(text)
    if match is None:
        return None
    number = _ORDINALS[match.group(match.lastindex or 0).lower()]
    for turn in reversed(turns) if number >= 0 else turns[-1:]:
        subjects = _subjects(turn, library)
        if len(subjects) >= 2 and -len(subjects) <= number < len(subjects):
            return tuple(_carried(concept, 1.0) for concept in subjects[number])
    turn = turns[-1]
    if turn.passages and -len(turn.passages) <= number < len(turn.passages):
        return tuple(_name_of(turn.passages[number], 1.0, library))
    return None


def _subjects(turn: Turn, library: Library) -> list[Sequence[Concept]]:
    """The subjects that a turn put side by side: the rows of a list that it showed, else what its question named, else
    the items of one list among its passages, in the article's order.
    """
    table = _table_shown(turn)
    if table is not None:
        return [_called(cells[0], 1.0, library) for cells in table.cells if cells]
    named: list[Sequence[Concept]] = [(concept,) for concept in turn.inquiry.typed if _is_name(concept, library)]
    if len(named) > 1:
        return named
    items = [passage for passage in turn.passages if passage.kind == "list-item" and passage.row]
    beside = sorted((item for item in items if item.heading == items[0].heading), key=lambda item: item.lines)
    return [_called(item.row or "", 1.0, library) for item in beside] if len(beside) > 1 else named


def _name_of(passage: Passage, weight: float, library: Library) -> list[Concept]:
    """What a passage is called: its row or item, else its heading."""
    if passage.heading == (library.article_of(passage).title,) or (passage.row is None and is_summary(passage)):
        return []  # the title and a summary name everything
    name = passage.row or passage.heading[-1]
    if passage.row is None and set(terms(name)) <= {term for listing in library.lists for term in listing.called}:
        return []  # "Types of …" names a list, not what the turn was about
    return _called(name, weight, library)


def _called(name: str, weight: float, library: Library) -> list[Concept]:
    tokens = [token for token in content(tokenize(name)) if token.term in library.index]
    weight /= max(1, len(tokens))  # a long name counts no more than a short one
    return [
        Concept(token.word, (Alternative((token.term,), 1.0, "carried over", token.word),), weight, BELIEVED)
        for token in tokens
    ]


def _carried(concept: Concept, weight: float) -> Concept:
    alternatives = tuple(replace(alternative, origin="carried over") for alternative in concept.alternatives)
    return replace(concept, alternatives=alternatives, weight=weight, information=BELIEVED, span=None)


def _once(concepts: Sequence[Concept], inquiry: Inquiry) -> list[Concept]:
    """The concepts without those that the question has itself, each once: one that was asked about and answered by
    counts for both.
    """
    own = {alternative.terms for concept in inquiry.typed for alternative in concept.alternatives[:1]}
    kept: dict[tuple[str, ...], Concept] = {}
    for concept in concepts:
        key = concept.alternatives[0].terms
        if key in kept:
            kept[key] = replace(kept[key], weight=min(1.0, kept[key].weight + concept.weight))
        elif key not in own:
            kept[key] = concept
    return list(kept.values())
