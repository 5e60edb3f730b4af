"""The parts of what was typed: the questions in it, and the story around them."""

import re
from dataclasses import dataclass

from bot.article import Offsets
from bot.language.terms import content, tokenize

# Where one sentence of a question ends: people write "…", "??", line breaks.
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$)|[^\n]+?(?:[.!?…](?=\s|$)|\n|$)")
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|or|also|then|plus|ok|okay|well|please|now|now then|actually|sorry|hi|hello|thanks|anyway)\b[\s,]*)*"
    r"(?:what|which|who|whose|whom|when|where|why|how|is|are|was|were|am|do|does|did|can|could|will|would|should|shall|may|might|"
    r"must|has|have|had|isn'?t|aren'?t|doesn'?t|don'?t|can'?t|won'?t|what's|whats|how's|hows|wat|wot|wich|"
    r"list|name|tell me|explain|describe|define|give me|show me|compare)\b",
    re.IGNORECASE,
)
# A second question in the same sentence: "…, and can it be fatal?"
_SECOND = re.compile(
    r"(?:,|;|\s[-–—]\s|\band\b|\bplus\b|\balso\b)[\s,]*(?:and |also |then |or )*(?=(?:what|which|who|when|where|why|how|is|are|do|does|did|"
    r"can|could|will|would|should|has|have)\s+(?:\w+\s+){0,2}\w+)",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:whether|wonder(?:ing)?|want(?:ed)? to know|like to know|don'?t (?:know|understand)|trying to understand|can you explain)\b",
    re.IGNORECASE,
)
_LONG = 16  # content words from which a text is a story with a question in it


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a text: where it stands, and whether the rest of the text is only its story."""

    span: Offsets
    whole: bool = False


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
    return text.rstrip().endswith("?") or _ASKS.match(text) is not None


def asking(text: str) -> Offsets:
    """Returns where a text asks: its last asking sentence, or all of it when none does."""
    spans = [span for span in sentences_of(text) if asks(text[slice(*span)])]
    return spans[-1] if spans else (0, len(text))


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
    asking = [span for span in spans if asks(text[slice(*span)]) or _INDIRECT.search(text[slice(*span)])]
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
    asking = [match.end() for match in _SECOND.finditer(text, start, end)]
    asking += [match.start() for match in _INDIRECT.finditer(text, start, end)]
    asking += [match.end() for match in re.finditer(r"\bso\b[\s,]*(?=\w+)", text[:end]) if match.start() >= start]
    late = [place for place in sorted(asking) if len(content(tokenize(text[place:end]))) >= 2]
    return (late[-1], end) if late else (start, end)


def split(text: str) -> list[Offsets]:
    """Returns the questions of a short text, one or two, in order; a story with a question is one."""
    spans = [span for span in sentences_of(text) if asks(text[slice(*span)])]
    if is_story(text):
        return [(0, len(text))]
    if len(spans) >= 2 and all(_says_something(text, span) for span in spans[:2]):
        return [(0, spans[0][1]), (spans[0][1], len(text))] if len(spans) == 2 else [(0, len(text))]
    if len(spans) == 1:
        start, end = spans[0]
        for match in _SECOND.finditer(text, start, end):
            first, second = (0, match.start()), (match.end(), len(text))
            if asks(text[start : match.start()] + "?") and _ASKS.match(text[start : match.start()]):
                if _says_something(text, first) and _says_something(text, second):
                    return [first, second]
    return [(0, len(text))]


def _says_something(text: str, span: Offsets) -> bool:
    return bool(content(tokenize(text[slice(*span)])))
