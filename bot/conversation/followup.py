"""What a turn leaves unsaid, taken from the turns before it, and only when it lacks something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.article import Passage
from bot.conversation.inquiry import Inquiry
from bot.language.terms import content, tokenize
from bot.library import Library
from bot.retrieval.query import Alternative, Concept

SUBJECT, ANSWER = 0.3, 0.4  # what the subject of the last question, and the name of its answer, count in ranking,
BARE = 1.5  # … and how much more in a turn that says nothing by itself ("is that common?")
BELIEVED = 0.4  # how far a passage on what was said before answers what is asked now
NAMING = 0.95  # the weight from which a synonym names a subject as well as the word itself
LITTLE = 0.2  # the need of a turn's own known words below which it says nothing by itself
MUCH = 0.9  # the need of a turn's own known words from which it says much itself
LIGHT = 0.4  # how much less they count in a turn that names a subject of its own

_MORE = re.compile(
    r"^\W*(?:and |ok(?:ay)?,? |please,? |can you |could you )*(?:more|next|go on|continue|carry on|tell me more|show me more|show more|"
    r"more please|any(?:thing)? (?:more|else)|what else|keep going|say more|more details?|more (?:about|on) (?:it|this|that))"
    r"(?: please| about (?:it|this|that)| on (?:it|this|that))?\W*$",
    re.IGNORECASE,
)
_NEW_TOPIC = re.compile(
    r"\b(?:different|another|new|separate|unrelated) (?:question|topic|subject|thing|matter)\b|\bchang(?:e|ing) (?:of )?(?:the )?"
    r"(?:subject|topic)\b|\bsomething (?:else|different)\b|\bnow (?:for|to) something\b",
    re.IGNORECASE,
)
# Words that point back. "it" of "is it normal that" points nowhere.
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be|would|will|could|can|might) it (?:be )?(?:\w+ly )?(?:normal|true|possible|usual|common|ok|okay|important|safe|"
    r"necessary|likely|right|wrong|a good idea|bad|better|best|hard|easy|worth)\b(?= (?:that|to|for|if|when|whether|in|with))|"
    r"\b(?:does|will|would|did) it (?:matter|help|hurt|take|make sense)\b(?= (?:if|to|that|when|whether))|\bit (?:is|seems|looks|says)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|these|those|this|that|one|ones|the other|others|the same|both|either|neither|such|there|"
    r"then|he|him|his|she|her|hers|former|latter|else|instead|too|as well|also|alongside|together with)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:and|but|or|so|also|then|plus|ok(?:ay)?|right|fine|pity|what about|how about|what if|why|how come|how so|"
    r"in which case|for (?:what|which|who)|since when|no|sorry|i mean|i meant|not|which|where|when|who)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\b(?:i (?:mean|meant)|not (?:that|the|this)|wrong (?:one|word)|rather|no,)", re.IGNORECASE)
# "the inherited one": another of the kind that was spoken of
_THE_ONE = re.compile(r"\b(?:the|that)(?: \w+){1,2} (?:one|ones|kind|type|sort|form)\b", re.IGNORECASE)
_ORDINALS = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2, "fourth": 3, "last": -1}
_ORDINAL = re.compile(
    r"\b(?:the |that |this )?(first|1st|former|second|2nd|latter|third|3rd|fourth|last)"
    r"(?: (?:one|ones|kind|type|sort|form|option|thing|point|bit|item|of (?:those|them|these)|i (?:asked|mentioned)|you)\b|\W*$)",
    re.IGNORECASE,
)
_FIRST_ASKED = re.compile(r"\b(?:first|original|earlier|before)\b.{0,20}\b(?:asked|about|mentioned|said)\b|\bback to\b", re.IGNORECASE)
_OTHER = re.compile(r"\bthe other (?:one|kind|type|sort|form)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was answered: what was asked, and the passages shown, best first."""

    inquiry: Inquiry
    passages: tuple[Passage, ...]
    subject: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Followup:
    """What earlier turns lend a question: concepts, passages to prefer or to leave out, and whether to go on."""

    carried: tuple[Concept, ...] = ()
    near: tuple[Passage, ...] = ()
    more: bool = False
    instead: bool = False


NOTHING = Followup()


def asks_for_more(text: str) -> bool:
    """Tells whether a turn only asks to go on."""
    return _MORE.match(text) is not None


def follow(text: str, inquiry: Inquiry, turns: Sequence[Turn], library: Library) -> Followup:
    """Returns what the turns before, oldest first, lend a question; nothing when it is complete by itself."""
    if not turns or _NEW_TOPIC.search(text):
        return NOTHING
    if asks_for_more(text):
        return Followup(more=True)
    strength = _dependence(text, inquiry, library)
    if strength <= 0:
        return NOTHING
    turn = _meant(text, turns)
    named = _ordinal(text, turn, library)
    if named is not None:
        return Followup(named, turn.passages[:1])
    own = _own_need(inquiry, library)
    instead = bool(_MEANT.search(text)) or (own > 0 and _THE_ONE.search(text) is not None)
    subject = [_carried(concept, SUBJECT * strength) for concept in ([] if instead else turn.subject)]
    answer = [] if instead or not turn.passages else _name_of(turn.passages[0], ANSWER * strength, library)
    near = () if instead or own > MUCH / 2 else turn.passages[:1]
    return Followup(tuple(_once([*subject, *answer], inquiry)), near, instead=instead)


def _dependence(text: str, inquiry: Inquiry, library: Library) -> float:
    """How much a turn leans on what was said, in [0, 1]: 0 for a complete question."""
    plain = _EXPLETIVE.sub(" ", text)
    points_back, goes_on = _POINTS_BACK.search(plain) is not None, _GOES_ON.match(text) is not None
    own = names_something(inquiry, library)
    words = len(content(tokenize(text)))
    if own:
        return LIGHT if (points_back or goes_on) and words <= 6 else 0.0
    if points_back or goes_on:
        need = _own_need(inquiry, library)
        return LIGHT if need >= MUCH else 1.0 if need >= LITTLE else BARE
    return 1.0 if words <= 4 else LIGHT


def _own_need(inquiry: Inquiry, library: Library) -> float:
    """How much of what a turn asks is in words of its own that the corpus knows."""
    return sum(
        need
        for need, concept in zip(inquiry.needs, inquiry.typed, strict=False)
        if any(all(term in library.index for term in alternative.terms) for alternative in concept.alternatives)
    )


def names_something(inquiry: Inquiry, library: Library) -> bool:
    """Tells whether a question names a subject of the corpus by itself: what a heading, a row or an item is called."""
    return any(_is_name(concept, library) for concept in inquiry.typed)


def _is_name(concept: Concept, library: Library) -> bool:
    for alternative in concept.alternatives:
        if alternative.weight < NAMING or not all(term in library.index for term in alternative.terms):
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
        if any(term in library.index for alternative in concept.alternatives for term in alternative.terms)
        and concept.weight > 0.1
    ]
    if inquiry.reading.kind.listing:  # "how many types are there?" is about all of them, not about "types"
        called = {term for listing in library.lists for term in listing.called}
        known = [concept for concept in known if not any(set(a.terms) <= called for a in concept.alternatives)]
    names = [concept for concept in known if _is_name(concept, library)]
    return tuple(names or known)


def _meant(text: str, turns: Sequence[Turn]) -> Turn:
    """The turn that a question points back to: the last one, unless it says the first."""
    return turns[0] if _FIRST_ASKED.search(text) and len(turns) > 1 else turns[-1]


def _ordinal(text: str, turn: Turn, library: Library) -> tuple[Concept, ...] | None:
    """The subject that "the second one" means: of those the last question named, else of the passages shown."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    number = _ORDINALS[match.group(1).lower()]
    subjects = [concept for concept in turn.inquiry.typed if _is_name(concept, library)]
    if len(subjects) >= 2 and -len(subjects) <= number < len(subjects):
        return (_carried(subjects[number], 1.0),)
    if turn.passages and -len(turn.passages) <= number < len(turn.passages):
        return tuple(_name_of(turn.passages[number], 1.0, library))
    return None


def _name_of(passage: Passage, weight: float, library: Library) -> list[Concept]:
    """What a passage is called: its row or item, else its heading."""
    name = passage.row or passage.heading[-1]
    return [
        Concept(token.word, (Alternative((token.term,), 1.0, "carried over", token.word),), weight, BELIEVED)
        for token in content(tokenize(name))
        if token.term in library.index
    ]


def _carried(concept: Concept, weight: float) -> Concept:
    alternatives = tuple(replace(alternative, origin="carried over") for alternative in concept.alternatives)
    return replace(concept, alternatives=alternatives, weight=weight, information=BELIEVED, span=None)


def _once(concepts: Sequence[Concept], inquiry: Inquiry) -> list[Concept]:
    """The concepts without those that the question has itself, each once."""
    seen = {alternative.terms for concept in inquiry.typed for alternative in concept.alternatives[:1]}
    kept = []
    for concept in concepts:
        key = concept.alternatives[0].terms
        if key not in seen:
            seen.add(key)
            kept.append(concept)
    return kept
