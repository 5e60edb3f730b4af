"""The words of a question: corrected, joined into expressions, and each given what else it may be called."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from bot.article import Offsets
from bot.conversation import parts, telling
from bot.conversation.correcting import Word, corrected
from bot.conversation.kinds import Kind, kind_of
from bot.conversation.naming import named
from bot.language.lexicon import Expansion, Expression
from bot.language.stems import stem
from bot.language.terms import Token, content, scene_words, stop_words, tokenize
from bot.library import Library
from bot.retrieval.query import Alternative, Concept

_PART_OF_NAME = 0.4  # a part of the name of something else
_PART_OF_PHRASE = 0.5  # a phrase may be met by one of its words, at half its weight
SPOKEN = 0.3  # what a word that only tells the kind of question counts
MEDICAL, EVERYDAY = (0.7, 0.5), (0.3, 0.25)  # what an expression of the lexicon counts at least, found and missed
ABOUT = 0.2  # a term in more of the passages than this is near to what the corpus is about
GIVEN = 0.85  # what a word counts that a question takes as given
PLACE = 0.5  # what a word counts that says where in the body the subject is,
CALLED = 0.5  # … and what a phrase tells that is what patients call the corpus' own subject
DEFINITE = frozenset("the these those this that my his her their our your".split())
SUBJECT = 0.25  # a term in more of the passages than this is what the corpus is about
BESIDE_ITSELF = 0.7  # synonyms of a word that the corpus has itself count less


class Reading(NamedTuple):
    """A question read word by word: its words in order, the concepts they make, and where it says what to leave out.

    `not_wanted` are the concepts of what it does not want to hear of ("apart from surgery").
    """

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]
    kind: Kind = Kind()
    left_out: tuple[Offsets, ...] = ()
    not_wanted: tuple[Concept, ...] = ()

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
    words, described, places = named(corrected(text, tokenize(text), library), library)
    start, end = parts.asking(text)
    first = next((number for number, word in enumerate(words) if word.token.start >= start), 0)
    kind = kind_of([word.token.word for word in words[first:] if word.token.start < end])
    if not content(word.token for word in words[first:] if word.token.start < end):
        of_all = kind_of([word.token.word for word in words])
        if of_all.listing:  # "… the kinds of it. What are they?"
            first, kind = 0, of_all
    spoken = {first + number for number in kind.spoken}
    left_out = parts.excluded(text) + (parts.included(text) if kind.listing else [])
    concepts = _concepts(words, library, kind, spoken)
    concepts = [*(_of_a_place(c) if c.span and c.span[0] in places else c for c in concepts), *described]
    not_wanted = tuple(c for c in concepts for span in parts.not_wanted(text) if c.overlaps(span))
    return Reading(tuple(words), tuple(_without(concepts, left_out)), kind, tuple(left_out), not_wanted)


def _without(concepts: Sequence[Concept], spans: Sequence[Offsets]) -> Sequence[Concept]:
    """The concepts outside of what the question says to leave out; all of them when nothing would be left to ask."""
    kept = [concept for concept in concepts if not any(concept.overlaps(span) for span in spans)]
    return kept if any(concept.information > 0 for concept in kept) else concepts


def _concepts(words: Sequence[Word], library: Library, kind: Kind, spoken: Set[int]) -> list[Concept]:
    """One concept for each expression of the lexicon and for each content word outside of any, in order."""
    tokens = [word.token for word in words]
    precise = not kind.comparison and telling.is_precise(tokens, library)
    concepts: list[tuple[int, Concept]] = []
    taken: set[int] = set()
    for expression in library.lexicon.expressions(tokens):
        expansions = [found for found in expression.expansions if library.index.knows(found.terms)]
        says_something = expression.tells and sum(tokens[n].word not in stop_words() for n in expression.tokens) > 1
        leads_nowhere = not expansions and not says_something
        says_how = any(tokens[n].word not in stop_words() for n in spoken & set(expression.tokens))
        if (len(expression.tokens) == 1 and not expression.describes) or leads_nowhere or says_how:
            continue  # single words follow below; an everyday phrase that leads nowhere is searched word by word
        taken.update(expression.tokens)
        known = expression._replace(expansions=tuple(expansions))
        concepts.append((expression.tokens[0], _phrase([words[n] for n in expression.tokens], known, library, precise)))
    for number, word in enumerate(words):
        if number not in taken and word.token.word not in stop_words():
            concept = _single(word, library, precise)
            if number in spoken:  # it says how to answer, but may also stand in the passage
                concept = concept._replace(weight=concept.weight * SPOKEN, information=0.0)
            concepts.append((number, concept))
    given = _given(tokens)
    concepts = [(n, c._replace(weight=c.weight * GIVEN) if n in given else c) for n, c in concepts]
    found = _once([concept for _, concept in sorted(concepts, key=lambda pair: pair[0])])
    said = _said(found, tokens, library)
    return [c._replace(information=0.0) if c.alternatives and c.alternatives[0].terms in said else c for c in found]


def _of_a_place(concept: Concept) -> Concept:
    """Where in the body the subject is only sets the scene: "hard lumps on my *elbow*"."""
    return concept._replace(weight=concept.weight * PLACE, information=0.0)


def _given(tokens: Sequence[Token]) -> frozenset[int]:
    """The numbers of the words that a question takes as given ("these lumps"): it asks for something else."""
    given: set[int] = set()
    for number, token in enumerate(tokens):
        if token.word in DEFINITE:
            end = number + 1
            while end < len(tokens) and end <= number + 3 and tokens[end].word not in stop_words():
                end += 1
            said_of_it = end == len(tokens) and end > number + 2  # "do these lumps hurt": the last word asks
            given.update(range(number + 1, end - said_of_it))
    return frozenset(given)


def _said(concepts: Sequence[Concept], tokens: Sequence[Token], library: Library) -> Set[tuple[str, ...]]:
    """The terms of words that the corpus lacks and that only say what another word is: "the antibiotic minocycline"."""
    meant = {concept.alternatives[0].terms for concept in concepts if concept.alternatives}
    lacking = {terms for terms in meant if len(terms) == 1 and not library.index.knows(terms)}
    others = {(token.word, token.term): token for token in tokens} if lacking else {}
    return {
        other.terms
        for token in others.values()
        if token.term in library.index
        for expression in library.lexicon.expressions([token])
        for other in expression.expansions
        if other.terms in lacking and token.term not in other.terms
    }


def _single(word: Word, library: Library, precise: bool) -> Concept:
    token = word.token
    alternatives = [Alternative((token.term,), 1.0, word.origin, token.word)]
    alternatives += [
        Alternative(tuple(stem(part) for part in parts), 1.0, word.origin, " ".join(parts))
        for parts in library.compounds(token.word)
    ]
    share = library.index.document_frequency(token.term) / max(1, len(library.passages))
    if share < SUBJECT:  # what the whole article is about needs no other words for it
        for expression in library.lexicon.expressions([token]):
            found = [other for other in expression.expansions if library.index.knows(other.terms)]
            alternatives += _synonyms(found, BESIDE_ITSELF if share else 1.0)
    span = (token.start, token.end)
    loss = telling.loss([token], library, precise=precise)
    words = word.typed.lower() if word.origin == "synonym" else token.word
    return Concept(words, tuple(alternatives), telling.weight([token]), loss, span)


def _phrase(words: Sequence[Word], expression: Expression, library: Library, precise: bool) -> Concept:
    content = [word for word in words if word.token.word not in stop_words()]
    about = any(_is_about(found.terms, library) for found in expression.expansions)
    alternatives = []
    if content:
        terms = tuple(dict.fromkeys(word.token.term for word in content))
        # An idiom ("no known cause") does not mean its content words alone.
        meant = 1.0 if 2 * len(content) > len(words) else _PART_OF_PHRASE
        alternatives.append(Alternative(terms, meant, "typed", " ".join(word.token.word for word in content)))
        if len(terms) > 1 and not about:
            # "kidney stones", of which the corpus has not a word, is not met by its kidneys
            part = _PART_OF_PHRASE if expression.expansions else _PART_OF_NAME
            alternatives += [
                Alternative((word.token.term,), part, word.origin, word.token.word, part=True)
                for word in content
                if word.token.word not in scene_words()
            ]
    alternatives += _synonyms(expression.expansions)
    span: Offsets = (words[0].token.start, words[-1].token.end)
    names = " ".join(word.token.word for word in words)
    tokens = [word.token for word in words]
    weight, loss = telling.weight(tokens), telling.loss(tokens, library, precise=precise)
    least_weight, least_loss = MEDICAL if expression.tells else EVERYDAY
    weight, loss = max(least_weight, weight), max(least_loss, loss)
    if about:
        weight, loss = weight * GIVEN, loss * CALLED
    return Concept(names, tuple(alternatives), weight, loss, span)


def _is_about(terms: Sequence[str], library: Library) -> bool:
    """Tells whether terms are what the corpus is about: what patients call it tells no passage from another."""
    least = ABOUT * len(library.passages)
    return bool(terms) and all(library.index.document_frequency(term) >= least for term in terms)


def _synonyms(expansions: Sequence[Expansion], factor: float = 1.0) -> list[Alternative]:
    return [
        Alternative(found.terms, found.weight * factor, "synonym", found.words, opposite=found.relation == "opposite")
        for found in expansions
    ]


def _once(concepts: Sequence[Concept]) -> list[Concept]:
    """A concept said twice counts once, where it was said last."""
    last = {
        (concept.alternatives[:1] and concept.alternatives[0].terms) or concept.words: concept for concept in concepts
    }
    kept = set(map(id, last.values()))
    return [concept for concept in concepts if id(concept) in kept]
