"""The fixed words that every front end says, and the small text helpers they share."""

import re
from collections.abc import Iterable, Sequence

from bot.article import Citation, Passage
from bot.conversation.answer import Answer, Notice, State
from bot.retrieval.query import Origin
from bot.showing import printable

DISCLAIMER = "General information, not medical advice"
NOTICES: dict[Notice, str] = {"emergency": "URGENT", "personal_advice": "PLEASE NOTE"}
STATES: dict[State, str] = {
    "answered": "Answered from the article",
    "weak": "Closest passages",
    "not_found": "Not found in this article",
    "courtesy": "",
}
ORIGINS: dict[Origin, str] = {
    "typed": "your question",
    "corrected": "your question, spelling corrected",
    "synonym": "another word for yours",
    "carried over": "your earlier question",
}
# Sentences of a message that say no more than the state, which is shown above it.
_SAID_BY_STATE: dict[State, str] = {
    "weak": "These are the closest passages.",
    "not_found": "I did not find this in the article.",
}
_NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_LONGEST_RANGE = 50


def state_words(answer: Answer) -> str:
    """Returns the answer's state, and the words that the article does not cover where the message leaves them out."""
    state = STATES[answer.state]
    if not state or all(word in answer.message for word in answer.missing):
        return state
    return printable(f"{state}; the article does not cover: {', '.join(answer.missing)}")


def message_words(answer: Answer) -> str:
    """Returns the answer's message without what its state says already."""
    said = _SAID_BY_STATE.get(answer.state, "")
    return printable(" ".join(answer.message.replace(said, " ").split()) if said else answer.message)


def search_notes(answer: Answer) -> list[str]:
    """Returns what was searched: the words, how they were read, what was added; nothing that the message says."""
    notes = [f'"{correction.written}" read as "{correction.read_as}"' for correction in answer.corrections]
    notes += [f'"{synonym.word}" also as {", ".join(synonym.added)}' for synonym in answer.synonyms]
    if answer.carried_over:
        notes.append(f"from your earlier question: {', '.join(answer.carried_over)}")
    told = not answer.searched_for or f"searched for: {answer.searched_for}" in answer.message
    return [printable(note) for note in (notes if told else [f"Searched for: {answer.searched_for}", *notes])]


def heading_words(passage: Passage, separator: str) -> str:
    """Returns the passage's headings, outermost first, as one line; a colon that ends a heading is left out."""
    return printable(separator.join(heading.rstrip(" :") or heading for heading in passage.heading))


def place_words(passage: Passage) -> str:
    """Returns where the passage stands in its file: "line 31" or "lines 31 to 34"."""
    first, last = passage.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def cited(numbers: Iterable[int]) -> str:
    """Returns source numbers as they are shown: "[2] [7] [14]"."""
    return " ".join(f"[{number}]" for number in numbers)


def citations_of(passage: Passage) -> tuple[Citation, ...]:
    """Returns the passage's citations, with the numbers that stand at each place."""
    return tuple(Citation(start, end, _numbers(passage.text[start:end])) for start, end in passage.citation_spans)


def numbered(text: str, citations: Sequence[Citation]) -> tuple[str, list[int]]:
    """Returns the text with its citations as "[2] [7]", and the new offset of every old offset, its end included."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = position = 0
    for citation in citations:
        if citation.start < position or not citation.numbers:
            continue
        before, mention = text[position : citation.start], cited(citation.numbers)
        offsets.extend(range(length, length + len(before)))
        length += len(before)
        offsets.extend([length] * (citation.end - citation.start))
        length += len(mention)
        pieces += [before, mention]
        position = citation.end
    pieces.append(text[position:])
    offsets.extend(range(length, length + len(text) - position + 1))
    return printable("".join(pieces)), offsets


def _numbers(mention: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for first, last in _NUMBERS.findall(mention):
        start, stop = int(first), int(last or first)
        numbers.extend(range(start, stop + 1) if start <= stop < start + _LONGEST_RANGE else (start, stop))
    return tuple(numbers)
