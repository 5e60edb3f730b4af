"""Which earlier subject a turn points to: "the other", "the next one", "the second one", "back to the pain"."""

from collections.abc import Sequence, Set

from bot.conversation.cues import Cue, cues
from bot.conversation.inquiry import Inquiry
from bot.conversation.neighbours import neighbour
from bot.conversation.subjects import Turn, answer_of, carried, is_name, name_of, named_in, subjects_of, terms_of
from bot.library import Library
from bot.retrieval.query import Concept

PINNED = 1.5  # what a subject counts that a turn says it means ("the second one")

_ORDINALS = {
    **dict.fromkeys(["first", "1st", "former", "start", "top"], 0),
    **dict.fromkeys(["second", "2nd", "latter"], 1),
    **dict.fromkeys(["third", "3rd"], 2),
    **dict.fromkeys(["fourth", "4th"], 3),
    **dict.fromkeys(["fifth", "5th"], 4),
    **dict.fromkeys(["sixth", "6th"], 5),
    **{word: number for number, word in enumerate(["one", "two", "three", "four", "five", "six"])},
    **{str(number + 1): number for number in range(9)},
    **dict.fromkeys(["last", "end", "bottom"], -1),
}


def cue(name: str) -> Cue:
    """Returns how a turn says that it goes on from another, by its name in `followup.toml`."""
    return cues("followup.toml").patterns[name]


def meant(text: str, inquiry: Inquiry, turns: Sequence[Turn], library: Library) -> Turn:
    """The turn that a question points back to: the last one, but for "back to the pain" and "what I asked first"."""
    if cue("first_asked").search(text) is None:
        return turns[-1]
    named = terms_of([concept for concept in inquiry.typed if is_name(concept, library)])
    found = (turn for turn in reversed(turns) if not named.isdisjoint(_spoken_of(turn, library)))
    return next(found, turns[0])


def other(text: str, turns: Sequence[Turn], library: Library) -> tuple[Concept, ...] | None:
    """The subject that "the other" means: of two that were put side by side, the one that was not spoken of last."""
    if cue("the_other").search(text) is None:
        return None
    last = turns[-1]
    answer = terms_of(answer_of(last, 1.0, library))
    spoken_of = (_spoken_of(last, library), terms_of(last.inquiry.typed), answer)
    for turn in reversed(turns):
        other = _not_spoken_of(named_in(turn, library), spoken_of) or _not_spoken_of(
            subjects_of(turn, library), [answer]
        )
        if other:
            return tuple(carried(concept, PINNED) for concept in other)
    for turn in reversed(turns[:-1]):
        name = answer_of(turn, PINNED, library)
        if answer and terms_of(name) - library.subjects - answer:
            return tuple(name)
    return None


def next_to(text: str, turns: Sequence[Turn], library: Library) -> tuple[Concept, ...]:
    """The subject that "the next one" means."""
    return tuple(carried(concept, PINNED) for concept in neighbour(text, turns, library))


def ordinal(text: str, turns: Sequence[Turn], library: Library) -> tuple[Concept, ...] | None:
    """The subject that "the second one" means: of those that a question named or a list that was shown, else of the
    passages shown.
    """
    match = cue("ordinal").search(text)
    if match is None:
        return None
    number = _ORDINALS[match.group(match.lastindex or 0).lower()]
    just_said = number < 0 and match.group().lower().startswith("that ")  # "that last bit"
    for turn in turns[-1:] if just_said else reversed(turns):
        subjects = subjects_of(turn, library)
        if len(subjects) >= 2 and -len(subjects) <= number < len(subjects):
            return tuple(carried(concept, PINNED) for concept in subjects[number])
    turn = turns[-1]
    if turn.passages and -len(turn.passages) <= number < len(turn.passages):
        return tuple(name_of(turn.passages[number], 1.0, library))
    return None


def _not_spoken_of(subjects: Sequence[Sequence[Concept]], spoken_of: Sequence[Set[str]]) -> Sequence[Concept]:
    """The one of two subjects that was not spoken of, by the first of several ways to tell that tells it; else none."""
    for terms in spoken_of if len(subjects) == 2 else ():
        others = [subject for subject in subjects if terms.isdisjoint(terms_of(subject))]
        if len(others) == 1:
            return others[0]
    return ()


def _spoken_of(turn: Turn, library: Library) -> set[str]:
    """The terms of what a turn was about, as it was asked and as it was answered."""
    return terms_of([*turn.subject, *answer_of(turn, 1.0, library)])
