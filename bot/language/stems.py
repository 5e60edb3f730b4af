"""The family of a word: what its inflections and close derivations have in common.

Snowball (Porter2, M. F. Porter 2001) joins inflections; suffix rules join what it keeps apart (calcified and
calcification, inflammation and inflammatory) and `families.txt` what no rule can know (child and children).
British and American spellings meet before that.
"""

import re
from _thread import get_ident
from collections import deque
from collections.abc import Callable
from functools import cache, lru_cache

from bot.language.rules import Rules, lines_of

# British and American spelling become one, on whole words in lower case. Both passages and questions go through it,
# so a rule that touches an odd word ("hour") does no harm as long as it does not merge two words.
_SPELLINGS = Rules(
    [
        (r"(?<=[a-z]{2})our(?=(s|ed|ing|al|less|ful|able|ite|ation)?$)(?<!four)(?<!hour)(?<!your)(?<!tour)", "or"),
        (r"rrhoea", "rrhea"),
        (r"haem", "hem"),
        (r"^(an|leuk|isch|bacter|septic|ur|tox)aem", r"\1em"),
        (r"aemi(?=[ac])", "emi"),
        (r"^paed|(?<=[a-z])paed", "ped"),
        (r"aesth", "esth"),
        (r"gynaec", "gynec"),
        (r"caec", "cec"),
        (r"faec", "fec"),
        (r"^oe(?=[dst])", "e"),
        (r"^foet", "fet"),
        (r"^coel", "cel"),
        (r"pnoea", "pnea"),
        (r"^orthopaed", "orthoped"),
        (r"^sulph", "sulf"),
        # The one rule that goes the other way: "excise" and "promise" have no spelling with z.
        (r"(?<=[a-z]{3}[iy])z(?=(e|ed|es|ing|ation|ations|er)$)", "s"),
        (r"(?<=[a-z]{2}[bt])re$", "er"),
        (r"(?<=[a-z]{2})ogue$", "og"),
        (r"ll(?=(ed|ing|er|est)$)", "l"),
    ]
)

# Most words hold nothing that is spelled in two ways: one look tells.
_MAY_DIFFER = re.compile(r"our|oea|ae|oe|ph|[iy]z|ly?s|ays|re$|ogue$|ll")

# Ends of Snowball's stems that still part one family.
_SUFFIXES = Rules(
    [
        (r"(?<=[a-z]{3})ifi(c|cat)?$", "if"),
        (r"(?<=[a-z]{4})ment$", ""),
        (r"(?<=[a-z]{2}(?:al|rd))is$", ""),
        (r"(?<=[a-z]{3})ot(ic)?$", "os"),
        (r"(?<=[a-z]{3})osi$", "os"),
        (r"(?<=[a-z]{3}m)atori$", ""),
        (r"(?<=[a-z]{4})(at)?ori$", ""),
        (r"(?<=[a-z]{2})rpt$", "rb"),
        (r"(?<=[a-z]{2})duct$", "duc"),
        (r"(?<=[a-z]{3}om)at$", ""),
        (r"(?<=[a-z]{3}sta)si$", "t"),
        (r"(?<=[a-z]{3})i$", ""),
        (r"([bdfgmnprt])\1$", r"\1"),
    ]
)
# What one of these rules asks for at the end, beside two equal letters: most stems have none of it.
_MAY_END = ("i", "ific", "ificat", "ment", "is", "ot", "otic", "rpt", "duct", "omat")


def one_spelling(word: str) -> str:
    """Returns a lower-case word with its British and American spellings made one, where a general rule knows them."""
    return _SPELLINGS.apply(word) if _MAY_DIFFER.search(word) else word


@cache
def _families() -> dict[str, str]:
    families = (line.split() for line in lines_of("families.txt"))
    # A family's name starts with "=" so that no stem can be mistaken for it.
    return {one_spelling(word): f"={family[0]}" for family in families for word in family}


@lru_cache(maxsize=64)
def _snowball(_thread: int) -> Callable[[str], str]:
    """Snowball's own library: it is ready in a thousandth of a second. What it gives serves one thread."""
    from Stemmer import Stemmer

    stemmed: Callable[[str], str] = Stemmer("english").stemWord
    return stemmed


_Lookup = Callable[[str], str | None]
_known: deque[_Lookup] = deque(maxlen=8)  # where stems were kept, the latest first


def remember(lookup: _Lookup) -> None:
    """Adds a place to look up what `stem` returned for a word: it need not be found again."""
    _known.appendleft(lookup)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Returns the family of a word: equal for words that search should not tell apart.

    `word` is one word in lower case without accents. The result is a key, not a word to show.
    """
    kept = (lookup(word) for lookup in _known)
    return next((found for found in kept if found is not None), None) or _found(word)


def _found(word: str) -> str:
    word = one_spelling(word)
    family = _families().get(word)
    if family is not None:
        return family
    if len(word) <= 3 or not word.isalpha() or not word.isascii():
        return word
    stemmed = _snowball(get_ident())(word)
    if stemmed.endswith(_MAY_END) or stemmed[-1:] == stemmed[-2:-1]:
        stemmed = _SUFFIXES.apply(stemmed)
    return _families().get(stemmed, stemmed)
