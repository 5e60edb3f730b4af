"""The kind of a question: what sort of passage would answer it.

A kind is told by its cues, which say how to answer and are therefore not searched for themselves.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.aspects import class_asked, inside
from bot.conversation.cues import cues
from bot.conversation.pivot import asks_of_it, form

_OF_IT = {"treatment": "treatment_of_it", "types": "type_of_it"}  # the cues by which an aspect is asked of it


class Kind(NamedTuple):
    """What sort of answer is asked for, and which words only say so, as numbers of the question's words.

    `numbers` are the sources asked for by number, `asks` is the form of the question (see `pivot.form`). `one_of` are
    the terms under whose heading a member of a list stands, where one is asked for ("which type …"). `of_it` is the
    name of the aspect that is asked of what was spoken of, if it is one of those ("how is it treated?"); `asks_of_it`
    tells that something else is asked of that ("is it inherited?").
    """

    definition: bool = False
    listing: bool = False
    sources: bool = False
    comparison: bool = False
    summary: bool = False
    overview: bool = False
    numbers: tuple[int, ...] = ()
    spoken: frozenset[int] = frozenset()
    asks: str = ""
    one_of: frozenset[str] = frozenset()
    of_it: str = ""
    asks_of_it: bool = False


def kind_of(words: Sequence[str]) -> Kind:
    """Returns the kind of a question, given its words in lower case, spelling mended, in order."""
    text, told = " ".join(words), cues("kinds.toml")
    found = {name: list(pattern.finditer(text)) for name, pattern in told.patterns.items()}
    # A definition asked in the usual words ("what is …") says in them what it is about; asked behind it, it does not.
    aside = [match for match in found["definition"] if match.start() > 0]
    spans = [match.span() for match in (*found["sources"], *found["numbered"], *found["comparison"], *aside)]
    spoken = set(inside(words, spans))
    for name, kept in (("listing", "list_words"), ("definition", "definition_words"), ("overview", "overview_words")):
        if found[name]:
            spoken |= {number for number, word in enumerate(words) if word in told.words[kept]}
    asked = class_asked(words)
    return Kind(
        definition=bool(found["definition"]),
        listing=bool(found["listing"]),
        sources=bool(found["sources"] or found["numbered"]),
        comparison=bool(found["comparison"]),
        summary=bool(found["summary"]),
        overview=bool(found["overview"]),
        numbers=tuple(dict.fromkeys(int(match.group(match.lastindex or 0)) for match in found["numbered"])),
        spoken=frozenset(spoken),
        asks=form(words),
        one_of=asked.headings if asked else frozenset(),
        of_it=next((aspect for aspect, cue in _OF_IT.items() if found[cue]), ""),
        asks_of_it=asks_of_it(words),
    )
