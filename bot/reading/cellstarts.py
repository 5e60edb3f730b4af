"""Where the cells of a flattened table row begin, told by its capitals."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

_BINDERS = frozenset(
    """of by to in with the and for from or a an due like as at on than vs vs. versus & per de via without into
    between including such is are plus + under over after before during against nor if when around""".split()
)
_LETTERED = frozenset("vitamin hepatitis type group stage grade class influenza factor protein phase omega".split())
_MODIFIERS = frozenset(
    """main common key typical usual possible primary first other best side risk early late daily body age average
    recommended active warning next clinical what how when why where who home self time blood follow-up example
    potential important new total onset peak safe""".split()
)
_PRONOUNS = frozenset("it is are they you to do does can the your its i of".split())
_TRAILING = _PRONOUNS | {"for", "in", "by", "with", "on", "at", "from"}
_ENDINGS = ("ed", "al", "ic", "ive", "ous", "ary", "ical")
_NUMERAL = re.compile(r"[IVX]+[a-c]?$")

STRONG, LAST, INSIDE = 3.0, 2.0, 1.0
_ACRONYM = {STRONG: 1.5, LAST: 1.5, INSIDE: 0.5}  # names in the middle of a cell are often acronyms


@dataclass(frozen=True, slots=True)
class Columns:
    """A flattened table's columns: their number, their names where they could be told apart, and if that is sure.

    `digits` says that a number may begin a cell too.
    """

    count: int
    names: tuple[str, ...]
    digits: bool = False
    sure: bool = True


def split_row(text: str, columns: Columns) -> tuple[tuple[str, ...], bool]:
    """Returns the cells of a row, and whether they are certain.

    A capital after a small letter is a strong sign; in a run of capitalised words the cell begins at the last
    of them ("Skin Ulcers | Open sores"). Where the signs do not suffice, there are two cells: the first, the rest.
    """
    words, count = text.split(), columns.count
    if count < 2 or not words:
        return (text,), count < 2
    found = _candidates(words, columns.digits)
    if len(found) < count - 1:
        return _first_and_rest(words, found), False
    ranked = sorted(found, key=lambda place: (-found[place], place))
    chosen, others = ranked[: count - 1], ranked[count - 1 :]
    lowest = min(found[place] for place in chosen)
    if others and (found[others[0]] >= LAST or found[others[0]] >= lowest):
        return _first_and_rest(words, found), False
    bounds = [0, *sorted(chosen), len(words)]
    return tuple(" ".join(words[a:b]) for a, b in itertools.pairwise(bounds)), True


def _first_and_rest(words: Sequence[str], found: dict[int, float]) -> tuple[str, ...]:
    """Returns the best guess at the first cell, and what follows it."""
    if not found:
        return (" ".join(words),)
    place = 1
    while place + 1 in found and place in found:
        place += 1
    place = place if place in found else min(found)
    return " ".join(words[:place]), " ".join(words[place:])


def _candidates(words: Sequence[str], digits: bool) -> dict[int, float]:
    """Returns the places of words that may begin a cell, with how strongly they look like it."""
    found: dict[int, float] = {}
    named: set[int] = set()  # words of a name after a small word
    depth = 0
    for place, word in enumerate(words):
        inside = depth > 0
        depth = max(0, depth + word.count("(") - word.count(")"))
        if place == 0 or inside or not _may_begin(words, place, digits):
            if not inside and place and _capital(word) and words[place - 1].casefold() in _BINDERS:
                named.add(place)
            continue
        following = words[place + 1 : place + 2]
        if place - 1 in named:  # "by Mayo Clinic"
            named.add(place)
            weight = INSIDE
        elif not _capital(words[place - 1]) and not _numbers_a_name(words, place - 1):
            weight = STRONG
        elif following and _capital(following[0]) and word[-1] not in ",;":
            weight = INSIDE
        else:
            weight = LAST
        found[place] = _ACRONYM[weight] if _is_acronym(word) else weight
    return found


def _numbers_a_name(words: Sequence[str], place: int) -> bool:
    """Returns whether a word is the number of a name, as in "Type 2 Diabetes"."""
    return place > 0 and words[place][0].isdigit() and words[place - 1].casefold() in _LETTERED


def _is_acronym(word: str) -> bool:
    return any(sum(letter.isupper() for letter in part) > 1 for part in re.split(r"[/-]", word))


def _may_begin(words: Sequence[str], place: int, digits: bool) -> bool:
    word, previous = words[place], words[place - 1]
    if previous[-1] in ",;:/&–-+(" or previous.casefold() in _BINDERS:
        return False
    if digits and word[0].isdigit():
        return previous.casefold() not in _LETTERED
    if not _capital(word) or word[0] in "([":
        return False
    if _NUMERAL.match(word) and word not in ("I", "V", "X") and previous.casefold() in _LETTERED:
        return False
    if len(word.strip(".,;")) == 1:
        following = words[place + 1][:1] if place + 1 < len(words) else ""
        return word == "A" and following.islower() and previous.casefold() not in _LETTERED
    return True


def _capital(word: str) -> bool:
    letters = word.lstrip("\"“‘'([")
    return letters[:1].isupper()


def columns_of(header: Sequence[str], rows: Sequence[str]) -> Columns:
    """Returns the columns that a header's words and the rows speak for.

    No row has fewer cell starts than the table has columns; a name of several words shows itself by a modifier
    ("Common Causes") or a question word ("How It Works").
    """
    names = _capital_groups(header)
    bound = _bind(names, 1)
    for digits in (False, True):
        least = min((count for row in rows if (count := _starts(row, digits)) > 1), default=len(bound))
        if least >= len(bound):
            return Columns(len(bound), tuple(bound), digits)
    count = min((count for row in rows if (count := _starts(row, False)) > 1), default=1)
    exact = _bind(names, count)
    return Columns(count, tuple(exact) if len(exact) == count else (), sure=False)


def _starts(row: str, digits: bool) -> int:
    return 1 + len(_candidates(row.split(), digits))


def _capital_groups(words: Sequence[str]) -> list[str]:
    """Returns the header's words, small ones joined to the name before ("What it feels like", "Best For")."""
    names: list[str] = []
    for word in words:
        last = names[-1].split()[-1] if names else ""
        joins = (
            not word[:1].isupper()
            or word.casefold() in _TRAILING
            or last.casefold() in _PRONOUNS
            or last in _BINDERS
            or last[-1:] in ("/", "&", "-")
        )
        if names and joins:
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def _bind(names: Sequence[str], count: int) -> list[str]:
    """Returns the names with modifiers joined to what they modify, as long as there are more than `count`."""
    left = list(names)
    place = 0
    while place < len(left) - 1 and len(left) > count:
        last = left[place].split()[-1].casefold()
        if last in _MODIFIERS or (len(last) > 4 and last.endswith(_ENDINGS)):
            left[place : place + 2] = [f"{left[place]} {left[place + 1]}"]
        else:
            place += 1
    return left
