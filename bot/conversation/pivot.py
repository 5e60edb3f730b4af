"""The pivot of a question: what it asks about ("does *vinegar* help?") or asks for ("which *cells* make it?").

A passage that lacks it does not answer, however everyday the word is; of the words that only tell a story, that is
not so.
"""

from collections.abc import Sequence
from functools import cache

from bot.conversation.cues import cues
from bot.language.terms import generic_words, scene_words, stop_words

_LONGEST = 2  # words of a name: "apple cider", "calcium carbonate"
VERBS = ("do", "be", "can", "will", "have")  # of questions that begin with a verb


def pivot(words: Sequence[str]) -> range:
    """Returns which words of a question it turns on, by their numbers: none where it asks about "it".

    `words` are those of the asking sentence, in lower case, spelling mended, in order.
    """
    told = cues("pivot.toml").words
    place = _skip(words, 0, told["openings"])
    if place < len(words) and words[place] in _auxiliaries():
        start = _skip(words, place + 1, told["determiners"])
        return _name(words, start, _LONGEST)
    under = place < len(words) and words[place] in told["prepositions"]
    place += under
    if place < len(words) and words[place] in told["asking"]:
        if words[place + 1 : place + 2] and words[place + 1] in told["being"]:
            return _name(words, _skip(words, place + 2, told["determiners"]), _LONGEST)
        # "what causes it?" asks for no "causes": only what stands before another verb is a name
        verb = next((word for word in words[place + 1 : place + _LONGEST + 2] if word in stop_words()), "")
        if under or words[place] == "which" or verb in _auxiliaries():
            return _name(words, place + 1, _LONGEST)[:1]
    return range(0)


def asks_of_it(words: Sequence[str]) -> bool:
    """Tells whether a question asks by yes or no of what was spoken of: "is it inherited?"; `words` as for `pivot`."""
    told = cues("pivot.toml").words
    verb, *rest = words[_skip(words, 0, told["openings"]) :] or [""]
    return verb in _auxiliaries() and bool(rest) and rest[0] in told["pronouns"]


def complement(words: Sequence[str]) -> range:
    """Returns which words stand behind the last preposition of a question: "the symptoms of *an ear infection*".

    `words` are those of the asking sentence, as `pivot` takes them; a preposition that opens it leads to its question
    word.
    """
    told = cues("pivot.toml").words["prepositions"]
    last = max((number for number, word in enumerate(words) if number and word in told), default=len(words))
    return range(last + 1, len(words))


def form(words: Sequence[str]) -> str:
    """Returns the form of a question: its question word, "how_much", or the sort of verb it begins with; "" for none.

    `words` are those of the asking sentence, as `pivot` takes them.
    """  # fmt: skip
    told = cues("pivot.toml").words
    place = next((number for number, word in enumerate(words) if word in told["interrogatives"]), None)
    if place is None:
        verb = next((word for word in words if word in _auxiliaries()), "")
        return next((name for name in VERBS if verb in told[name]), "")
    following = words[place + 1] if place + 1 < len(words) else ""
    return "how_much" if words[place] == "how" and following in told["amounts"] else words[place]


@cache
def _auxiliaries() -> frozenset[str]:
    """The words that a yes/no question begins with, of every form."""
    told = cues("pivot.toml").words
    return frozenset().union(*(told[name] for name in VERBS))


def _skip(words: Sequence[str], place: int, skipped: frozenset[str]) -> int:
    while place < len(words) and words[place] in skipped:
        place += 1
    return place


def _name(words: Sequence[str], start: int, longest: int) -> range:
    end = start
    while end < min(start + longest, len(words)) and words[end] not in stop_words():
        end += 1
    while end > start and words[end - 1] in generic_words() | scene_words():
        end -= 1
    return range(start, end) if end > start and words[start] not in scene_words() else range(0)
