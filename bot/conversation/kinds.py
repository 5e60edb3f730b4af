"""The kind of a question: what sort of passage would answer it.

A kind is told by its cues, which say how to answer and are therefore not searched for themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.aspects import inside

_DEFINITION = re.compile(
    r"^(?:\w+ ){0,3}?(?:what|whats|what s) (?:is|are|exactly is|does|do)(?: (?:a|an|the|this))? (?!the (?:best|cause|difference|treatment))"
    r"(?:\w+ ){0,3}\w+(?: exactly| mean| please| anyway| actually)?$|"
    r"\bdefin(?:e|ition)(?: of)?\b|\b(?:is|was|are) meant by\b|\bmeaning(?: of)?\b|\b(?:what|whats) (?:does|do|did|would)\b.{0,40}?\bmean\b|"
    r"\bmean by\b|\bsupposed to be\b|\bstands? for\b|\bin (?:plain|simple|other|easy) (?:words|terms|english|language)\b|"
    r"\bin (?:one|a) (?:sentence|nutshell)\b|\bwhat (?:sort|kind|type|class) of (?:thing|medicine|drug|condition|disease|illness|gland)s?\b|"
    r"\bwhat (?:is|does) .{2,40} (?:cover|include)\b"
)
_LIST = re.compile(
    r"\b(?:list|name|enumerate)(?: (?:all|the|me|them|every|some|of|out))*\b|\ball (?:of )?(?:the|them|these|those|types|kinds|"
    r"treatments?|options|symptoms|causes|possible)\b|\b(?:a |the )?(?:quick |short |brief |full |complete )?(?:rundown|overview|list|"
    r"summary|roundup)(?: of)?\b|\bin (?:short|brief|total|all)\b|\bbriefly\b|\bnames only\b|\bjust (?:the )?names\b|"
    r"\b(?:what|which) (?:are|were) (?:all |some of )?(?:the |its |their )?(?:main |different |various |possible |common |key |known )?"
    r"(?:\w+ )?(?:types|kinds|forms|sorts|symptoms|signs|causes|treatments|options|ways|medicines|drugs|therapies|genes|reasons|subtypes)\b|"
    r"\b(?:(?:which|how many)(?: \w+){0,2}|what(?: (?!are|is|was)\w+){1,2}) (?:types|kinds|forms|sorts|symptoms|signs|causes|treatments|options|ways|medicines|drugs|"
    r"therapies|genes|illnesses|diseases|conditions|tissues|jobs|tasks|techniques|methods|parts|organs|situations|consequences)\b|"
    r"\btogether\b|\beverything\b|\bput (?:it )?together\b"
)
_LIST_WORDS = frozenset(
    "list name names enumerate rundown overview summary roundup quick short brief full complete main different various "
    "possible key known together briefly single total everything".split()
)
_DEFINITION_WORDS = frozenset("define definition meaning sentence faq plain simple words english exactly supposed".split())
_SOURCES = re.compile(
    r"\b(?:which|what|whose|any|the|give me|show me|on which|from which)? ?(?:source|sources|reference|references|citation|citations|"
    r"papers?|stud(?:y|ies)|publications?|footnotes?|refs?)(?: (?:number|numbers|no|nr))?(?: (?:stand|stands|are|is|back|backs|support|"
    r"supports|behind|for|cited|given|quoted|credited|named|needed))*\b|\b(?:is|are|was|were|anything|do i|should i|to) (?:cited|cite|"
    r"credited|referenced)(?: for)?\b|\bcited\b|\bcite\b|\bbacks? up\b|\b(?:which|what|the|just the) numbers?\b|"
    r"\bwhere does the (?:claim|statement|sentence|fact|figure|information)\b(?: come from)?|\bwhere did (?:you|they) get (?:that|this)\b|"
    r"\bclaim\b|\bstatement\b|\bwho says\b"
)
_NUMBERED = re.compile(
    r"\b(?:sources?|references?|citations?|refs?|stud(?:y|ies)|papers?|footnotes?|number|no|nr|numbered)(?: (?:number|no|nr))? (\d{1,3})\b"
)
_COMPARES = re.compile(
    r"\b(?:difference|differences|different|differently|differs?|distinguish|compared?|comparison|versus|vs|apart|better|worse|same|similar|"
    r"either|both|split|muddle|mix up|mixed up|contrast|rather than|instead of|as opposed to|unlike|overlap)\b|\bor\b|\bbetween\b"
)
_SUMMARY = re.compile(
    r"\b(?:overall|overview|summary|summari[sz]e|in short|in brief|briefly|rundown|main|key|in general|generally|all|everything|"
    r"take ?away|conclusion|range|put together|together|altogether|several|how many)\b"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of answer is asked for, and which words only say so, as numbers of the question's words.

    `numbers` are the sources asked for by number.
    """

    definition: bool = False
    listing: bool = False
    sources: bool = False
    comparison: bool = False
    summary: bool = False
    numbers: tuple[int, ...] = ()
    spoken: frozenset[int] = frozenset()


def kind_of(words: Sequence[str]) -> Kind:
    """Returns the kind of a question, given its words in lower case, spelling mended, in order."""
    text = " ".join(words)
    numbers = tuple(dict.fromkeys(int(match.group(1)) for match in _NUMBERED.finditer(text)))
    cues = [match.span() for pattern in (_SOURCES, _NUMBERED) for match in pattern.finditer(text)]
    cues += [match.span() for match in _COMPARES.finditer(text)]
    definition = _DEFINITION.search(text)
    if definition and definition.start() > 0:
        cues.append(definition.span())
    spoken = inside(words, cues)
    if _LIST.search(text):
        spoken |= {number for number, word in enumerate(words) if word in _LIST_WORDS}
    if definition:
        spoken |= {number for number, word in enumerate(words) if word in _DEFINITION_WORDS}
    return Kind(
        definition=definition is not None,
        listing=_LIST.search(text) is not None,
        sources=_SOURCES.search(text) is not None or bool(numbers),
        comparison=_COMPARES.search(text) is not None,
        summary=_SUMMARY.search(text) is not None,
        numbers=numbers,
        spoken=frozenset(spoken),
    )
