"""Measures in a text: what a passage must hold to say how much, how many, how long, how old or how dear.

Each kind of measure has a pseudo-term, indexed with the passage like a word; no word can be mistaken for one.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from bot.article import Offsets
from bot.language.remembered import Remembered
from bot.language.terms import plain_word

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|several|few"
_NUMBER = rf"(?:\d[\d.,]*|{_SMALL})"
_TIME = r"(?:second|minute|hour|day|night|week|month|year)s?"
_MASS = r"(?:mg|mcg|µg|μg|g|grams?|milligrams?|micrograms?|ml|iu)\b"
_PIECES = r"(?:millilit(?:er|re)s?|units?|drops?|tablets?|capsules?|puffs?|doses?)\b"
_STATE = r"(?:childhood|infancy|adolescence|adulthood)\b"
_COIN = r"(?:dollars?|pounds?|euros?)\b"
_AFTER = rf"(?:^|[\d.,]|{_SMALL})"  # what a unit follows: white space, or a number that it is written together with
_A_NUMBER, _DIGIT = rf"\d|{_SMALL}", r"\d"

# For each pseudo-term the forms of its measure; a number is looked at from its first digit only. Beside a form stand
# its signs: each is found between two white spaces of a text that has the form, which most texts are spared by. No form
# reaches over more white spaces than `_REACH`, so it is looked for that near to its last sign only.
_MEASURES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "#dose": [
        (rf"(?<![\d.,]){_NUMBER}\s*(?:(?:-|–|to)\s*\d+\s*)?{_MASS}", (_A_NUMBER, rf"{_AFTER}{_MASS}")),
        (rf"(?<![\d.,]){_NUMBER}\s*{_PIECES}", (_A_NUMBER, rf"{_AFTER}{_PIECES}")),
        (r"\d\s*%\s*(?:cream|gel|ointment|solution|lotion)", ("%", r"cream|gel|ointment|solution|lotion")),
        (
            rf"\b(?:once|twice|{_NUMBER}\s+times)\s+(?:a|per|each|every)\s+(?:day|week|month)\b",
            (r"\b(?:once|twice)$|^times$", r"^(?:a|per|each|every)$", r"^(?:day|week|month)\b"),
        ),
        (
            r"\b(?:given|taken|applied|injected|used|infused)\s+(?:\w+\s+)?(?:daily|weekly|monthly)\b",
            (r"\b(?:given|taken|applied|injected|used|infused)$", r"^(?:daily|weekly|monthly)\b"),
        ),
    ],
    "#duration": [
        (rf"(?=[\dotfsen])(?<![\d.,]){_NUMBER}\s*(?:(?:-|–|to)\s*\w+\s*)?{_TIME}\b", (_A_NUMBER, rf"{_TIME}\b")),
        (
            r"\b(?:within|for|after|over|takes?|lasts?)\s+(?:a\s+)?(?:few\s+|several\s+)?(?:minutes|hours|days|weeks|months|years)\b",
            (r"\b(?:within|for|after|over|takes?|lasts?)$", r"^(?:minutes|hours|days|weeks|months|years)\b"),
        ),
    ],
    "#share": [
        (r"\d\s*(?:%|percent|per\s+cent)", (_DIGIT, "%|percent|^cent")),
        (
            r"\b(?:one|two|three|\d{1,6})\s+(?:in|out\s+of|of)\s+(?:every\s+)?\d",
            (r"\b(?:one|two|three|\d{1,6})$", "^(?:in|of)$", r"^\d"),
        ),
        (r"\bper\s+\d", (r"\bper$", r"^\d")),
        (r"\b(?:half|a\s+third|a\s+quarter|two\s+thirds)\s+of\b", (r"\bhalf$|^(?:third|quarter|thirds)$", r"^of\b")),
        (r"\bmillions?\b|\b\d{1,3},\d{3}\b", (r"\bmillions?\b|\b\d{1,3},\d{3}\b",)),
    ],
    "#age": [
        (r"\b(?:aged?|ages)\s+(?:of\s+|between\s+|under\s+|over\s+|from\s+)?\d", (r"\b(?:aged?|ages)$", r"^\d")),
        (r"\d\s*(?:-\s*)?years?[\s-]olds?", (_DIGIT, "year", "old")),
        (r"\b(?:before|after|at|by)\s+(?:the\s+)?age\b", (r"\b(?:before|after|at|by)$", r"^age\b")),
        (r"\bolder\s+(?:adults?|people)\b", (r"\bolder$", r"^(?:adults?|people)\b")),
        (
            rf"\b(?:in|during|from)\s+(?:their\s+|early\s+|late\s+)?{_STATE}",
            (r"\b(?:in|during|from)$", rf"^{_STATE}"),
        ),
        (rf"\b{(_TENS := '(?:twenties|thirties|forties|fifties|sixties|seventies)')}\b", (rf"\b{_TENS}\b",)),
    ],
    "#money": [(rf"[$£€]\s*\d|\d\s*{_COIN}", (_DIGIT, rf"[$£€]|(?:^|\d){_COIN}"))],
    "#year": [(r"\b(?:1[6-9]|20)\d\d\b", (r"\b(?:1[6-9]|20)\d\d\b",))],
    "#gene": [(r"\b(?-i:[A-Z][A-Z0-9]+\d)\b", (r"\b(?-i:[A-Z][A-Z0-9]+\d)\b",))],
    "#number": [(r"(?<![\w.])\d[\d.,]*(?!\w)", (r"(?<![\w.])\d[\d.,]*(?!\w)",))],
}
_REACH = 4
_MANY = 8  # places of a sign: with more of them, all of the text is looked at
_SIGNS = list(dict.fromkeys(sign for forms in _MEASURES.values() for _, signs in forms for sign in signs))
_ANY_SIGN = re.compile("|".join(_SIGNS), re.IGNORECASE)


class _Form(NamedTuple):
    """A form of a measure: its pseudo-term, what is looked for, and the bits of all its signs and of the last one."""

    term: str
    written: str
    signs: int
    last: int

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Tells whether a text has the form; `re` compiles it when it is first needed."""
        return any(re.search(self.written, text, re.IGNORECASE) for text in texts)


# A form that is its own sign needs no second look.
_FORMS = [
    _Form(
        term,
        "" if signs == (form,) else form,
        sum(1 << _SIGNS.index(sign) for sign in signs),
        1 << _SIGNS.index(signs[-1]),
    )
    for term, forms in _MEASURES.items()
    for form, signs in forms
]


def measures(text: str, skip: Collection[Offsets] = (), parted: Sequence[str] | None = None) -> list[str]:
    """Returns the pseudo-terms of the measures in a text, each once; the `skip` spans (citations) are left out.

    `parted` is what stands between white spaces outside of these, where it is at hand.
    """
    parted = _blanked(text, skip).split() if parted is None else parted
    signs = list(map(_SIGNS_OF.__getitem__, parted))
    found: dict[str, None] = {}
    for form in _forms(reduce(or_, set(signs), 0)):
        if form.term in found:
            continue
        if not form.written or form.stands_in(_near(form, signs, parted) or [_blanked(text, skip)]):
            found[form.term] = None
    return list(found)


@lru_cache(maxsize=4096)
def _forms(signs: int) -> list[_Form]:
    """Returns the forms all of whose signs are among these."""
    return [form for form in _FORMS if signs & form.signs == form.signs]


def _near(form: _Form, signs: Sequence[int], parted: Sequence[str]) -> list[str]:
    """Returns the texts around the places of the form's last sign; none where that would be no shorter than the whole.

    What stands around is joined by single spaces, which would not do for a form that asks for one itself.
    """
    places = [place for place, seen in enumerate(signs) if seen & form.last] if r"[\s" not in form.written else []
    around = (slice(max(0, place - _REACH), place + _REACH + 1) for place in places)
    return [" ".join(parted[some]) for some in around] if len(places) <= _MANY else []


def _blanked(text: str, spans: Iterable[Offsets]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _signs_of(piece: str) -> int:
    """Returns the signs in what stands between two white spaces, as bits; marks around a word add none to it."""
    word = plain_word(piece)
    if word and word != piece and not _SIGNS_OF[word]:
        return 0
    if not _ANY_SIGN.search(piece):
        return 0
    return sum(1 << place for place, sign in enumerate(_SIGNS) if re.search(sign, piece, re.IGNORECASE))


_SIGNS_OF = Remembered(_signs_of)
