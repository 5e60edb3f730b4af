"""Measures in a text: what a passage must hold to say how much, how many, how long, how old or how dear.

Each kind of measure has a pseudo-term, indexed with the passage like a word; no word can be mistaken for one.
"""

import re
from collections.abc import Iterable

from bot.article import Offsets

_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|few)"
_TIME = r"(?:second|minute|hour|day|night|week|month|year)s?"
# For each pseudo-term the forms of its measure; a number is looked at from its first digit only.
_MEASURES = {
    "#dose": [
        rf"(?<![\d.,]){_NUMBER}\s*(?:(?:-|–|to)\s*\d+\s*)?(?:mg|mcg|µg|μg|g|grams?|milligrams?|micrograms?|ml|iu)\b",
        rf"(?<![\d.,]){_NUMBER}\s*(?:millilit(?:er|re)s?|units?|drops?|tablets?|capsules?|puffs?|doses?)\b",
        r"\d\s*%\s*(?:cream|gel|ointment|solution|lotion)",
        rf"\b(?:once|twice|{_NUMBER}\s+times)\s+(?:a|per|each|every)\s+(?:day|week|month)\b",
        r"\b(?:given|taken|applied|injected|used|infused)\s+(?:\w+\s+)?(?:daily|weekly|monthly)\b",
    ],
    "#duration": [
        rf"(?<![\d.,]){_NUMBER}\s*(?:(?:-|–|to)\s*\w+\s*)?{_TIME}\b",
        r"\b(?:within|for|after|over|takes?|lasts?)\s+(?:a\s+)?(?:few\s+|several\s+)?(?:minutes|hours|days|weeks|months|years)\b",
    ],
    "#share": [
        r"\d\s*(?:%|percent|per\s+cent)",
        r"\b(?:one|two|three|\d{1,6})\s+(?:in|out\s+of|of)\s+(?:every\s+)?\d",
        r"\bper\s+\d",
        r"\b(?:half|a\s+third|a\s+quarter|two\s+thirds)\s+of\b|\bmillions?\b|\b\d{1,3},\d{3}\b",
    ],
    "#age": [
        r"\b(?:aged?|ages)\s+(?:of\s+|between\s+|under\s+|over\s+|from\s+)?\d|\d\s*(?:-\s*)?years?[\s-]olds?",
        r"\b(?:before|after|at|by)\s+(?:the\s+)?age\b|\bolder\s+(?:adults?|people)\b",
        r"\b(?:in|during|from)\s+(?:their\s+|early\s+|late\s+)?(?:childhood|infancy|adolescence|adulthood)\b",
        r"\b(?:twenties|thirties|forties|fifties|sixties|seventies)\b",
    ],
    "#money": [r"[$£€]\s*\d|\d\s*(?:dollars?|pounds?|euros?)\b"],
    "#year": [r"\b(?:1[6-9]|20)\d\d\b"],
    "#gene": [r"\b(?-i:[A-Z][A-Z0-9]+\d)\b"],
    "#number": [r"(?<![\w.])\d[\d.,]*(?!\w)"],
}
_PATTERNS = {term: re.compile("|".join(forms), re.IGNORECASE) for term, forms in _MEASURES.items()}


def measures(text: str, skip: Iterable[Offsets] = ()) -> list[str]:
    """Returns the pseudo-terms of the measures in a text, each once; the `skip` spans (citations) are left out."""
    shown = list(text)
    for start, end in skip:
        shown[start:end] = " " * (end - start)
    blanked = "".join(shown)
    return [term for term, pattern in _PATTERNS.items() if pattern.search(blanked)]
