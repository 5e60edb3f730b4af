"""Which numbers in a text name its sources.

Bracketed: "[2, 7]", "[2-4]", "[^7]". Bare: "... uncomfortable 2 7 14.", as left over when the small raised
numbers of a web page are copied as text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.article import Citation
from bot.reading.characters import fold

HIGHEST = 300  # no article of this kind has more sources; larger numbers are amounts and years

_BRACKET = re.compile(r"\[\^?\d{1,4}(?:\s{0,3}[,;–-]\s{0,3}\^?\d{1,4}){0,99}\]")
_NUMBERS = re.compile(r"[\d\s,;^–-]{1,400}")
_RUN = re.compile(r"(?<!\S)\d+(?: \d+)*(?![^\s.!?,;:)\]\"”’])")
# Without going back: it would end before white space all the same.
_SENTENCE_END = re.compile(r"[)\]\"”’]*+[.!?]*+[)\]\"”’]*+(?=\s|$)")
_CLAUSE_END = re.compile(r"[)\]\"”’]*+[,;:](?=\s)")
_INTERVALS = frozenset("ci range interval iqr between".split())
_COUNTED = frozenset(
    # small words that a number after them belongs to
    """a about above after aged ages all an and any approximately are around as at be been before below beneath
    between but by call costs covid dial equals every exactly exceeds few first for from gcs had has hba1c highest
    if ige il in into is its just last lowest minus nearly next no nos number numbered numbers of on only or over
    per phone plus reached reaches ring roughly scored scores some spf than the their these those through til till
    times to towards under until was were when while with within x bmi bp ecog nyha hla ph cm tables figures pages
    vitamin""".split()
)
_LABELS = frozenset(
    # nouns that are followed by the number of one of their kind
    """age appendix category chapter class day dose figure grade group hour item level line magnitude minute month
    option page part phase point question room rule score section stage step table temperature total type version
    ward week year""".split()
)
_UNSURE = frozenset("dose group item line month option part point question room rule section total ward".split())
_ONE_OF = frozenset("a an another any each either every one per same that this which".split())


@dataclass(frozen=True, slots=True)
class Finding:
    """A place with bare numbers: the citation they were read as, if any, and what is not certain about it."""

    citation: Citation | None
    doubt: str = ""


def bare_citations(text: str) -> tuple[Citation, ...]:
    """Returns the citations written as bare numbers at the end of a sentence, line or cell, in order."""
    return tuple(found.citation for found in bare_findings(text) if found.citation)


def bare_doubts(text: str) -> tuple[str, ...]:
    """Returns what is not certain about the bare numbers in a text, one sentence each."""
    return tuple(found.doubt for found in bare_findings(text) if found.doubt)


def bare_findings(text: str) -> tuple[Finding, ...]:
    """Returns what was made of each run of bare numbers in a text; clear non-citations are left out."""
    findings = (_judge(text, match) for match in _RUN.finditer(text))
    return tuple(found for found in findings if found.citation or found.doubt)


def _judge(text: str, match: re.Match[str]) -> Finding:
    ends = _SENTENCE_END.match(text, match.end()) if _at_sentence_end(text, match.end()) else None
    numbers = _numbers(match)
    if not ends:
        return _judge_inside(text, match, numbers)
    before = _word_before(text, match.start())
    kept = _valid_tail(numbers)
    if not kept or _is_enumeration(before):
        return Finding(None)
    if not before or before[-1] in ".!?":
        # A number that starts a line is its numbering; several in a row are a cell or follow the full stop.
        return Finding(_citation(kept)) if len(kept) > 1 and match.end() == len(text) else Finding(None)
    doubt = ""
    if len(kept) == len(numbers) and _counts(text, match.start(), before):
        unsure = len(kept) > 1 or before.casefold() in _UNSURE
        doubt = f'The number right after "{before}" was not read as a source.' if unsure else ""
        kept = kept[1:]
        if not kept:
            return Finding(None, doubt)
    ascending = _ascending_tail(kept)
    if len(ascending) < len(kept):
        doubt = "The numbers do not ascend: only the last of them were read as sources."
    return Finding(_citation(ascending), doubt)


def _judge_inside(text: str, match: re.Match[str], numbers: list[tuple[int, int, int]]) -> Finding:
    """Judges a run inside a sentence, where the form has no citations: several before a comma may be one."""
    kept = _valid_tail(numbers)
    if len(kept) < 2 or len(_ascending_tail(kept)) < len(kept):
        return Finding(None)
    before = _word_before(text, match.start())
    if not before or _is_enumeration(before) or _counts(text, match.start(), before):
        return Finding(None)
    if _CLAUSE_END.match(text, match.end()):
        return Finding(_citation(kept), "The numbers stand inside a sentence and were read as sources.")
    return Finding(None, "The numbers stand inside a sentence and were not read as sources.")


def _at_sentence_end(text: str, at: int) -> bool:
    match = _SENTENCE_END.match(text, at)
    if match is None:
        return False
    return match.end() == len(text) or any(mark in ".!?" for mark in match.group())


def _numbers(match: re.Match[str]) -> list[tuple[int, int, int]]:
    """Returns (value, start, end) of each number; a value that cannot be a source's is 0."""
    found = []
    for part in re.finditer(r"\d+", match.group()):
        digits = part.group()
        good = digits.isascii() and len(digits) <= 3 and digits[0] != "0" and int(digits) <= HIGHEST
        found.append((int(digits) if good else 0, match.start() + part.start(), match.start() + part.end()))
    return found


def _valid_tail(numbers: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Returns what follows the last number that cannot be a source's ("in 2014 3 9": 3 9)."""
    for place in range(len(numbers) - 1, -1, -1):
        if not numbers[place][0]:
            return numbers[place + 1 :]
    return numbers


def _ascending_tail(numbers: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    start = len(numbers) - 1
    while start > 0 and numbers[start - 1][0] < numbers[start][0]:
        start -= 1
    return numbers[start:]


def _citation(numbers: list[tuple[int, int, int]]) -> Citation:
    return Citation(numbers[0][1], numbers[-1][2], tuple(dict.fromkeys(number for number, _, _ in numbers)))


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 60) : at].split()
    return words[-1] if words else ""


def _is_enumeration(before: str) -> bool:
    """Returns whether the token before makes the numbers part of a list or a sum ("1, 2, 3.", "n = 3.")."""
    number = before.strip("([,;").replace(".", "")
    return before[-1:] in set("=<>≥≤×+/-–~≈±") or (before[-1:] in ",;" and number.isdigit())


def _counts(text: str, at: int, before: str) -> bool:
    """Returns whether the word before takes the number as its own."""
    word = before.strip("([\"“‘'.,;:").casefold()
    earlier = ["", *text[max(0, at - 60) : at].casefold().split()[:-1]]
    if word in ("least", "most"):
        return earlier[-1] == "at"
    if word in _LABELS:  # "in stage 3", but "twice a day 3" and "15 minutes 9"
        return earlier[-1] not in _ONE_OF
    return word in _COUNTED or (len(word) == 1 and earlier[-1] == "vitamin")


def bracketed_citations(text: str) -> tuple[Citation, ...]:
    """Returns the citations in square brackets, in order; a range stands for all its numbers."""
    found = []
    for match in _BRACKET.finditer(text):
        numbers = number_list(match.group()[1:-1])
        before = _word_before(text, match.start()).strip("([:,").casefold()
        if numbers and before not in _INTERVALS:
            found.append(Citation(match.start(), match.end(), numbers))
    return tuple(found)


def web_citations(text: str) -> tuple[Citation, ...]:
    """Returns the citations of a text copied from a web page, bare and bracketed, in order."""
    bracketed = bracketed_citations(text)
    covered = bytearray(len(text))
    for citation in bracketed:
        covered[citation.start : citation.end] = b"\1" * (citation.end - citation.start)
    bare = [citation for citation in bare_citations(text) if not covered[citation.start]]
    return tuple(sorted((*bracketed, *bare), key=lambda citation: citation.start))


def number_list(text: str) -> tuple[int, ...]:
    """Returns the numbers of a list such as "2, 7, 14", "2 7 14" or "2-4"; () when it is anything else."""
    return _listed(text) if _NUMBERS.fullmatch(text) else ()


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[–-]\s*", "-", text.strip())):
        ends = [end.removeprefix("^") for end in part.split("-")]
        if len(ends) > 2 or not all(re.fullmatch(r"[1-9][0-9]{0,2}", end) for end in ends):
            return ()
        first, last = int(ends[0]), int(ends[-1])
        if not first <= last <= first + 50:
            return ()
        numbers.extend(range(first, last + 1))
    return tuple(dict.fromkeys(numbers))


def without_citations(text: str, citations: tuple[Citation, ...]) -> str:
    """Returns the text with its citations taken out."""
    kept = []
    at = 0
    for citation in citations:
        kept.append(text[at : citation.start])
        at = citation.end
    kept.append(text[at:])
    return re.sub(r" +([.,;:!?])", r"\1", fold("".join(kept))) if citations else text
