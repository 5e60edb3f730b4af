"""What stands next to what was spoken of: "and the next one?", "the row underneath it"."""

from collections.abc import Sequence
from itertools import chain

from bot.article import Passage
from bot.conversation.cues import cues
from bot.conversation.subjects import Turn, answer_of, called, subjects_of, terms_of
from bot.library import Library
from bot.retrieval.query import Concept

_STEPS = {"next_one": 1, "one_before": -1}


def neighbour(text: str, turns: Sequence[Turn], library: Library) -> Sequence[Concept]:
    """Returns the subject that stands before or behind what was spoken of last, where a turn asks for it: in the list
    that was shown, else in its table, list or section. Nothing where it asks for none, or there is none.
    """
    step = next((step for cue, step in _STEPS.items() if cues("followup.toml").patterns[cue].search(text)), 0)
    if not step or not turns:
        return ()
    last = turns[-1]
    spoken_of = [terms_of(subject) - library.subjects for subject in (answer_of(last, 1.0, library), last.subject)]
    listed = (subjects_of(turn, library) for turn in reversed(turns))
    beside = (_beside(passage, library) for passage in last.passages[:1])
    for subjects in chain(listed, beside):
        place = _place(subjects, spoken_of, library)
        if place is not None and 0 <= place + step < len(subjects):
            return subjects[place + step]
    return ()


def _place(subjects: Sequence[Sequence[Concept]], spoken_of: Sequence[set[str]], library: Library) -> int | None:
    """Where what was spoken of stands among several subjects: by what answered it, else by what was asked."""
    for said in spoken_of if len(subjects) > 1 else ():
        shared = [len(said & (terms_of(subject) - library.subjects)) for subject in subjects]
        if shared.count(max(shared)) == 1:
            return shared.index(max(shared))
    return None


def _beside(passage: Passage, library: Library) -> list[Sequence[Concept]]:
    """What a row or an item, else a section, and those beside it are called, in the article's order."""
    return [called(name, 1.0, library) for name in _names(passage, library)]


def _names(passage: Passage, library: Library) -> Sequence[str]:
    of_article = library.passages_of(passage.article)
    if passage.row:
        return [p.row for p in of_article if p.row and (p.kind, p.heading) == (passage.kind, passage.heading)]
    depth = len(passage.heading)
    parent = passage.heading[:-1]
    sections = (p.heading[-1] for p in of_article if len(p.heading) == depth and p.heading[:-1] == parent)
    return list(dict.fromkeys(sections))
