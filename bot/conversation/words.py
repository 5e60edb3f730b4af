"""The words of a question: corrected, joined into expressions, and each given what else it may be called."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.article import Offsets
from bot.language.english import information
from bot.language.lexicon import Expansion
from bot.language.stems import stem
from bot.language.terms import Token, scene_words, stop_words, tokenize
from bot.library import Library
from bot.retrieval.query import Alternative, Concept, Origin

_PART_OF_PHRASE = 0.5  # a phrase may be met by one of its words, at half its weight
_MAX_TOKENS = 600  # of a pasted page, the words beyond tell nothing more


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question as it is searched, where it stands, and what was typed in its place."""

    token: Token
    typed: str
    origin: Origin = "typed"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read word by word: its words in order, and the concepts they make."""

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Pairs of what was typed and what it was read as, each once."""
        pairs: dict[str, list[str]] = {}
        for word in self.words:
            if word.origin == "corrected" and word.token.word not in pairs.setdefault(word.typed, []):
                pairs[word.typed].append(word.token.word)
        return tuple((typed, " ".join(read)) for typed, read in pairs.items())


def read(text: str, library: Library) -> Reading:
    """Reads a question against a library: corrects its words and finds the concepts to search."""
    words = _corrected(text, tokenize(text)[:_MAX_TOKENS], library)
    return Reading(tuple(words), tuple(_concepts(words, library)))


def _corrected(text: str, tokens: Sequence[Token], library: Library) -> list[Word]:
    words = []
    for token in tokens:
        typed = text[token.start : token.end]
        known = token.term in library.index or (typed.isupper() and len(typed) < 6)
        meant = None if known else library.speller.correct(token.word)
        if meant is None:
            words.append(Word(token, typed))
            continue
        for part in meant.split():
            words.append(Word(replace(token, word=part, term=stem(part)), typed, "corrected"))
    return words


def _concepts(words: Sequence[Word], library: Library) -> list[Concept]:
    """One concept for each expression of the lexicon and for each content word outside of any, in order."""
    tokens = [word.token for word in words]
    concepts: list[tuple[int, Concept]] = []
    taken: set[int] = set()
    for expression in library.lexicon.expressions(tokens):
        expansions = [found for found in expression.expansions if all(term in library.index for term in found.terms)]
        if len(expression.tokens) == 1 or not expansions:
            continue  # single words follow below; a phrase that leads nowhere is searched word by word
        taken.update(expression.tokens)
        concepts.append((expression.tokens[0], _phrase([words[number] for number in expression.tokens], expansions)))
    for number, word in enumerate(words):
        if number not in taken and word.token.word not in stop_words():
            concepts.append((number, _single(word, library)))
    return _once([concept for _, concept in sorted(concepts, key=lambda pair: pair[0])])


def _single(word: Word, library: Library) -> Concept:
    token = word.token
    alternatives = [Alternative((token.term,), 1.0, word.origin, token.word)]
    alternatives += [
        Alternative(tuple(stem(part) for part in parts), 1.0, word.origin, " ".join(parts))
        for parts in library.compounds(token.word)
    ]
    for expression in library.lexicon.expressions([token]):
        alternatives += _synonyms(
            [found for found in expression.expansions if all(term in library.index for term in found.terms)]
        )
    return Concept(token.word, tuple(alternatives), 1.0, _information([token.word]), (token.start, token.end))


def _phrase(words: Sequence[Word], expansions: Sequence[Expansion]) -> Concept:
    content = [word for word in words if word.token.word not in stop_words()]
    alternatives = []
    if content:
        terms = tuple(dict.fromkeys(word.token.term for word in content))
        alternatives.append(Alternative(terms, 1.0, "typed", " ".join(word.token.word for word in content)))
        if len(terms) > 1:
            alternatives += [
                Alternative((word.token.term,), _PART_OF_PHRASE, word.origin, word.token.word) for word in content
            ]
    alternatives += _synonyms(expansions)
    span: Offsets = (words[0].token.start, words[-1].token.end)
    names = [word.token.word for word in words]
    return Concept(" ".join(names), tuple(alternatives), 1.0, max(0.5, _information(names)), span)


def _synonyms(expansions: Sequence[Expansion]) -> list[Alternative]:
    return [Alternative(found.terms, found.weight, "synonym", found.words) for found in expansions]


def _information(words: Sequence[str]) -> float:
    """How telling a concept is: as its most telling word; persons, times and places only set the scene."""
    return max(0.0 if word in scene_words() else information(word) for word in words)


def _once(concepts: Sequence[Concept]) -> list[Concept]:
    """A concept said twice counts once, where it was said last."""
    last = {
        (concept.alternatives[:1] and concept.alternatives[0].terms) or concept.words: concept for concept in concepts
    }
    return [concept for concept in concepts if any(concept is kept for kept in last.values())]
