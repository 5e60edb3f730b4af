"""The parts of what was typed: the questions in it, and the story around them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.article import Offsets
from bot.conversation.cues import Cue, cues
from bot.language.terms import content, tokenize

# Where one sentence of a question ends: people write "…", "??", line breaks.
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$)|[^\n]+?(?:[.!?…](?=\s|$)|\n|$)")
_ASIDE = 4  # words of a sentence behind a question that only says how to answer it
_LONG = 16  # content words from which a text is a story with a question in it


def _cue(name: str) -> Cue:
    return cues("parts.toml").patterns[name]


def sentences_of(text: str) -> list[Offsets]:
    """Returns the sentences of a typed text, as offsets, without white space around them."""
    spans = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end and any(char.isalnum() for char in text[start:end]):
            spans.append((start, end))
    return spans


def asks(text: str) -> bool:
    """Tells whether a sentence asks something."""
    return text.rstrip().endswith("?") or begins_asking(text)


def begins_asking(text: str) -> bool:
    """Tells whether a text begins like a question or a request."""
    return _cue("asks").match(text) is not None


def asking(text: str) -> Offsets:
    """Returns where a text asks: its last asking sentence, with "Names only." behind it; all of it when none does."""
    spans = sentences_of(text)
    asking = [number for number, span in enumerate(spans) if asks(text[slice(*span)])]
    if not asking:
        return 0, len(text)
    end = spans[asking[-1]][1]
    for start, stop in spans[asking[-1] + 1 :]:
        if len(text[start:stop].split()) > _ASIDE:
            break
        end = stop
    return spans[asking[-1]][0], end


@lru_cache(maxsize=256)
def is_story(text: str) -> bool:
    """Tells whether a text is so long that its question stands in a story."""
    return len(content(tokenize(text[:5000]))) >= _LONG


def focus(text: str) -> Offsets:
    """Returns where a text asks its question: all of it when it is short, else from its first asking sentence on.

    In a long story the question is what ends with a question mark or begins like one; without any, the last
    sentence is taken.
    """
    if not is_story(text):
        return 0, len(text)
    spans = sentences_of(text)
    asking = [span for span in spans if asks(text[slice(*span)]) or _cue("indirect").search(text[slice(*span)])]
    if not asking:
        return spans[-1] if spans else (0, len(text))
    start, end = asking[-1]
    if len(asking) > 1 and len(content(tokenize(text[start:end]))) < 3:
        start = asking[-2][0]  # "… is that normal?" leans on the question before it
    return _last_clause(text, start, end)


def _last_clause(text: str, start: int, end: int) -> Offsets:
    """Of a sentence that runs on and on, the clause that asks."""
    if len(content(tokenize(text[start:end]))) < _LONG:
        return start, end
    asking = [match.end() for match in _cue("second").finditer(text, start, end)]
    asking += [match.start() for match in _cue("indirect").finditer(text, start, end)]
    asking += [match.end() for match in re.finditer(r"\bso\b[\s,]*(?=\w+)", text[:end]) if match.start() >= start]
    late = [place for place in sorted(asking) if len(content(tokenize(text[place:end]))) >= 2]
    return (late[-1], end) if late else (start, end)


def split(text: str) -> list[Offsets]:
    """Returns the questions of a short text, one or two, in order; a story with a question is one."""
    whole = [(0, len(text))]
    spans = [span for span in sentences_of(text) if asks(text[slice(*span)])]
    if is_story(text) or len(spans) > 2:
        return whole
    if len(spans) == 2:
        return [(0, spans[0][1]), (spans[0][1], len(text))] if _all_say_something(text, spans) else whole
    for start, end in spans:
        for match in _cue("second").finditer(text, start, end):
            halves = [(0, match.start()), (match.end(), len(text))]
            if begins_asking(text[start : match.start()]) and _all_say_something(text, halves):
                return halves
    return whole


def _all_say_something(text: str, spans: Sequence[Offsets]) -> bool:
    return all(content(tokenize(text[slice(*span)])) for span in spans)


def included(text: str) -> list[Offsets]:
    """Returns what a text says to be part of the list that it asks for, as offsets: the whole list has it."""
    return [match.span(match.lastindex or 0) for match in _cue("including").finditer(text)]


def excluded(text: str) -> list[Offsets]:
    """Returns what is not searched for, as offsets: what a text says to leave out ("apart from surgery"), and what it
    says of the talk itself ("I haven't a clue").
    """
    return not_wanted(text) + [match.span(match.lastindex or 0) for match in _cue("framing").finditer(text)]


def not_wanted(text: str) -> list[Offsets]:
    """Returns what a text says to leave out, as offsets: "apart from surgery"."""
    return [match.span(match.lastindex or 0) for match in _cue("excluding").finditer(text)]
