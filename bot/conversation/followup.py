"""What a turn leaves unsaid, taken from the turns before it, and only when it lacks something."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.article import Offsets, Passage
from bot.conversation import pointing
from bot.conversation.feedback import fed_back
from bot.conversation.hints import MET
from bot.conversation.inquiry import Inquiry
from bot.conversation.pointing import cue
from bot.conversation.subjects import (
    NAMING,
    Turn,
    answer_of,
    asked_for,
    back_to_the_whole,
    carried,
    is_name,
    name_of,
    named_in,
    names_something,
    sorts_of,
    table_shown,
    terms_of,
)
from bot.language.terms import content, tokenize
from bot.library import Library
from bot.retrieval.query import Concept

SUBJECT, ANSWER = 0.4, 0.6  # what the subject of the last question, and the name of its answer, count in ranking,
BARE = 1.5  # … and how much more in a turn that says nothing by itself ("is that common?")
LITTLE = 0.2  # the need from which a turn asks for something, be it unknown
LISTED = 0.4  # what the class counts that a turn chooses from: "which is the most common?", of the causes
ASKED_BEFORE = 0.3  # what counts that was asked of another subject: "and the ulcers?", how they are treated
NEAR_NO_MORE = 0.45  # the need of a turn's own known words from which it leaves the passage it was shown
SHORT = 4  # content words up to which a turn may be the rest of a question

ENOUGH = 1.0  # the need of a turn's own known words from which it lacks nothing, where it points nowhere
INSTEAD = 0.5  # "what about surgery?" puts one subject in the place of another
FRAGMENT = 2  # content words up to which a turn is no question of its own ("avoidable?")
LIGHT = 0.4  # how much less they count in a turn that names a subject of its own

_WHICH = ("ordinal", "the_other", "next_one", "one_before")  # the cues that only say which one is meant
_TREATMENT = "treatment"  # the list that a condition chooses from


class Followup(NamedTuple):
    """What earlier turns lend a question: concepts, passages to prefer, and what the passage shown is about (`fed`).

    `spent` are words of the question that only say which subject is meant ("the second one"); `pinned` tells that it
    says so at all. `unwanted` is what was spoken of where others of its sort are asked for.
    """

    carried: tuple[Concept, ...] = ()
    near: tuple[Passage, ...] = ()
    spent: tuple[Offsets, ...] = ()
    fed: tuple[Concept, ...] = ()
    pinned: bool = False
    unwanted: tuple[Concept, ...] = ()


NOTHING = Followup()


def asks_for_more(text: str) -> bool:
    """Tells whether a turn only asks to go on."""
    return cue("more").match(text) is not None


def leans_on_a_part(text: str) -> bool:
    """Tells whether a part of a question asks of the part before it: "what causes gout and how is it treated?"."""
    return cue("points_at").search(text) is not None and cue("only_how").match(text) is None


def follow(text: str, inquiry: Inquiry, turns: Sequence[Turn], library: Library) -> Followup:
    """Returns what the turns before, oldest first, lend a question; nothing when it is complete by itself."""
    if not turns or cue("new_topic").search(text) or asks_for_more(text):
        return NOTHING
    if not inquiry.reading.kind.sources:  # what is shown where the article is silent is nothing to go on from
        turns = [turn._replace(passages=()) if turn.silent else turn for turn in turns]
    if inquiry.reading.kind.numbers and turns[-1].inquiry.reading.kind.numbers:
        return NOTHING  # "What does source 8 say?" - "And number 1?"
    others = _others(text, inquiry, turns[-1], library)
    if others is not None:
        return others
    own = _own_need(inquiry, library)
    another = _another(text, inquiry, turns[-1], library) if own >= LITTLE else None
    if another is not None:
        return another
    strength = _dependence(text, inquiry, own, library)
    if strength <= 0:
        return NOTHING
    turn = pointing.meant(text, inquiry, turns, library)
    reach = turns if turn is turns[-1] else [turn]
    named = pointing.other(text, reach, library)
    if named is None and not names_something(inquiry, library):
        named = pointing.next_to(text, reach, library) or pointing.ordinal(text, reach, library)
    if named is not None:
        spent = [match.span() for name in _WHICH if (match := cue(name).search(text))]
        return Followup(named, turn.passages[:1], tuple(spent), pinned=True)
    if own >= LITTLE and cue("instead").match(text) and names_something(inquiry, library):
        return Followup(tuple(_asked_before(inquiry, turn)))
    otherwise = _otherwise(text, turn) if own > NEAR_NO_MORE else []
    if otherwise:
        return Followup(tuple(otherwise))
    instead = bool(cue("meant").search(text)) or (own > 0 and cue("the_one").search(text) is not None)
    pinned = turn is not turns[-1]
    all_of_them = inquiry.reading.kind.listing and own < LITTLE  # "what are they called?"
    classes = [] if pinned else _chosen_from(text, inquiry, turn, all_of_them=all_of_them)
    chosen_before = any(concept in turn.inquiry.carried for concept in classes)
    leaves = instead or chosen_before or (all_of_them and bool(classes))
    asks_another = bool(inquiry.aspects) and not set(inquiry.aspects) & set(turn.inquiry.aspects)
    about = [concept for concept in turn.subject if not (asks_another and turn.inquiry.asks_by(concept))]
    whole = () if pinned else back_to_the_whole(inquiry, turn, library, says_something=own >= LITTLE)
    about = list(whole) or about
    share = SUBJECT * strength / max(1, len(about))
    subject = [carried(concept, share) for concept in ([] if leaves else about)]
    answer = [] if leaves or whole else answer_of(turn, ANSWER * strength, library)
    if instead or whole:
        near: tuple[Passage, ...] = ()
    elif cue("of_those").search(text):
        near = _listed(turn, library)
    else:
        near = () if own > NEAR_NO_MORE else turn.passages[:1]
    again = _asked_before(inquiry, turn) if cue("meant").search(text) else []  # "no, I meant the kidney one"
    lent = [*(carried(concept, LISTED) for concept in classes), *again, *_once([*subject, *answer], inquiry)]
    fed = fed_back(turn.passages[0], [*inquiry.typed, *lent], library) if turn.passages and lent and not pinned else ()
    return Followup(tuple(lent), near, fed=fed, pinned=pinned)


def _asked_before(inquiry: Inquiry, turn: Turn) -> list[Concept]:
    """What "and the ulcers?" asks of another subject: what was asked of the last one ("how is it treated?")."""
    if not all(aspect.spoken for aspect in inquiry.aspects):
        return []
    return [carried(a.concept, ASKED_BEFORE) for a in turn.inquiry.aspects if a.nouns and not a.spoken]


def _another(text: str, inquiry: Inquiry, turn: Turn, library: Library) -> Followup | None:
    """What "which one is inherited?" takes from a question about one: of which sort it is, not that it is that one."""
    if cue("which_one").search(text) is None or asked_for(turn):
        return None
    said = terms_of(inquiry.typed)
    if len([name for name in named_in(turn, library) if terms_of(name) - said]) != 1:
        return None  # two that were put side by side are what it chooses from
    if _says_sort(inquiry):
        return NOTHING
    sorts = sorts_of(turn.passages[:1])
    return Followup(tuple(carried(sort, LISTED) for sort in sorts)) if sorts else None


def _otherwise(text: str, turn: Turn) -> list[Concept]:
    """What "and if the glands are the problem?" asks for, behind a treatment: another one."""
    if cue("condition").match(text) is None:
        return []
    return [carried(sort, LISTED) for sort in sorts_of(turn.passages[:1]) if sort.words == _TREATMENT]


def _others(text: str, inquiry: Inquiry, turn: Turn, library: Library) -> Followup | None:
    """What "what other types are there?" and "and without surgery?" take from the turn before: of which sort the others
    are, where they do not say so themselves, and that what was spoken of is not meant.
    """
    only_not = inquiry.asks_for_others
    others = cue("others").search(text)
    if others and cue("points_at").search(text[: others.start()] + text[others.end() :]):
        others = None  # "what other symptoms does it have?" is about what was spoken of
    if others is None and _asks_for_namesakes(text, inquiry, library):
        return Followup(unwanted=tuple(_not_said(turn.passages[:1], inquiry, library)))
    if not only_not and (others is None or names_something(inquiry, library)):
        return None
    shown = [passage for passage in turn.passages[:1] if not library.is_opening(passage)]
    names = [concept for concept in turn.subject if is_name(concept, library)]
    names = names or [concept for passage in shown for concept in name_of(passage, 1.0, library)]
    says_sort = _says_sort(inquiry)
    sorts = [] if says_sort else asked_for(turn) or sorts_of(shown)
    if not (says_sort or sorts):
        return None
    spent = [others.span()] if others and not any(aspect.spoken for aspect in inquiry.aspects) else []
    lent = tuple(carried(concept, LISTED) for concept in sorts)
    return Followup(lent, spent=tuple(spent), unwanted=() if only_not else tuple(names))


def _asks_for_namesakes(text: str, inquiry: Inquiry, library: Library) -> bool:
    """Tells whether a turn asks for another thing that is called as it says: "what other biologic is there?"."""
    other = cue("other_such").search(text)
    if other is None or cue("points_at").search(text):
        return False
    return any(concept.begins_in(other.span(1)) and is_name(concept, library) for concept in inquiry.typed)


def _not_said(passages: Sequence[Passage], inquiry: Inquiry, library: Library) -> list[Concept]:
    """What passages are called, but for what a question says itself."""
    said = {term for concept in inquiry.typed for a in concept.alternatives if a.weight >= NAMING for term in a.terms}
    names = [concept for passage in passages for concept in name_of(passage, 1.0, library)]
    return [concept for concept in names if said.isdisjoint(concept.alternatives[0].terms)]


def _chosen_from(text: str, inquiry: Inquiry, turn: Turn, *, all_of_them: bool) -> list[Concept]:
    """What a turn chooses from ("which is the most common?") where it does not say so itself: "causes"."""
    of_those = cue("of_those").search(text) is not None
    chooses = not _says_sort(inquiry) and (all_of_them or cue("chooses").search(text) is not None)
    return asked_for(turn) if of_those or chooses else []


def _says_sort(inquiry: Inquiry) -> bool:
    """Tells whether a question says itself of which list it speaks: "causes"."""
    return any(aspect.nouns for aspect in inquiry.aspects)


def _listed(turn: Turn, library: Library) -> tuple[Passage, ...]:
    """What "which of those" chooses from: the passages of the section whose list was shown, else what was shown."""
    table = table_shown(turn)
    if table is None:
        return turn.passages
    return tuple(p for p in library.passages_of(table.article) if table.heading[-1] in p.heading)


def _dependence(text: str, inquiry: Inquiry, own: float, library: Library) -> float:
    """How much a turn whose own known words need so much leans on what was said: 0 for a complete question."""
    plain = cue("expletive").sub(" ", text)
    points_back, goes_on = cue("points_back").search(plain) is not None, cue("goes_on").match(text) is not None
    words = len(content(tokenize(text)))
    same = cue("same_of").match(text) is not None
    if (same or cue("instead").match(text)) and own >= LITTLE:
        return LIGHT * INSTEAD if words <= 6 else 0.0
    if not (points_back or cue("rest_of").match(text)) and _names_the_whole(inquiry, library):
        return 0.0  # "what are the symptoms of calcinosis?" lacks nothing
    if not (points_back or goes_on) and plain != text and inquiry.reading.kind.listing and _says_sort(inquiry):
        return 0.0  # nor does "which types are there?"
    if names_something(inquiry, library):
        return LIGHT if (points_back or goes_on) and words <= 6 else 0.0
    if points_back or goes_on or cue("only_asks").match(text):
        return _strength(own)
    unknown = sum(inquiry.needs[: len(inquiry.typed)]) - own
    if unknown >= LITTLE and words > FRAGMENT:
        return 0.0  # it asks for something that the corpus does not know, and points nowhere
    if words <= SHORT:
        return _strength(own)
    return 0.0 if own > ENOUGH else LIGHT


def _names_the_whole(inquiry: Inquiry, library: Library) -> bool:
    """Tells whether a question names what the corpus is about, and asks something of it."""
    named = [{t for a in concept.alternatives[:1] for t in a.terms} <= library.subjects for concept in inquiry.typed]
    return any(named) and (not all(named) or bool(inquiry.aspects) or inquiry.reading.kind.definition)


def _strength(own: float) -> float:
    """How much a turn that leans on another does so: the less, the more it says itself."""
    return max(LIGHT, BARE - (BARE - LIGHT) * own)


def _own_need(inquiry: Inquiry, library: Library) -> float:
    """How much of what a turn asks is in words of its own that the corpus knows."""
    return sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if any(a.weight > MET and library.index.knows(a.terms) for a in concept.alternatives)
    )


def _once(concepts: Sequence[Concept], inquiry: Inquiry) -> list[Concept]:
    """The concepts without those that the question has itself, each once: one that was asked about and answered by
    counts for both.
    """
    own = {alternative.terms for concept in inquiry.typed for alternative in concept.alternatives[:1]}
    kept: dict[tuple[str, ...], Concept] = {}
    for concept in concepts:
        key = concept.alternatives[0].terms
        if key in kept:
            kept[key] = kept[key]._replace(weight=min(1.0, kept[key].weight + concept.weight))
        elif key not in own:
            kept[key] = concept
    return list(kept.values())
