"""Which words would reach a passage: a line for `synonyms.toml` that was tried before it is suggested."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.article import Passage
from bot.conversation.answer import Answer
from bot.conversation.inquiry import Inquiry, inquire
from bot.conversation.ranking import rank
from bot.conversation.verdict import TELLING
from bot.coverage.trial import Trial
from bot.language.english import information
from bot.language.terms import content, scene_words, terms, tokenize
from bot.library import Library
from bot.retrieval.passageterms import is_summary

LEFT, RIGHT = 3, 4  # expressions of the question, and of the passage, that are tried with each other
LONGEST = 4  # content words of a heading up to which it names what it is about


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line for `synonyms.toml` that brings an accepted passage first; `answers`: the question is then answered."""

    line: str
    answers: bool


class Suggester:
    """Finds synonyms for questions that miss their passage."""

    def __init__(self, library: Library) -> None:
        """Builds nothing yet: most lists need few suggestions."""
        self._library = library
        self._trial: Trial | None = None
        self._by_id = {passage.id: (number, passage) for number, passage in enumerate(library.passages)}

    def target(self, question: str, gold: Sequence[str]) -> Passage:
        """Returns the accepted passage (there is at least one) that comes nearest to a question."""
        return self._passage(inquire(question, self._library), gold)

    def suggest(self, turns: Sequence[str], gold: Sequence[str]) -> Suggestion | None:
        """Returns a line that brings an accepted passage first for the last of some turns, best one that also answers.

        None when none that was tried does.
        """
        inquiry = inquire(turns[-1], self._library)
        best: Suggestion | None = None
        for words, meaning in self._pairs(turns[-1], inquiry, self._passage(inquiry, gold)):
            self._trial = self._trial or Trial(self._library)
            answer = self._trial.ask(turns, words, meaning)
            if answer.quotes and answer.quotes[0].passage.id in gold:
                best = best or _line(words, meaning, answer)
                if answer.state == "answered":
                    return _line(words, meaning, answer)
        return best

    def _passage(self, inquiry: Inquiry, gold: Sequence[str]) -> Passage:
        numbers = [self._by_id[name][0] for name in gold]
        ranked = [hit.passage for hit in rank(self._library, inquiry) if hit.passage in numbers]
        return self._library.passages[(ranked or numbers)[0]]

    def _pairs(self, question: str, inquiry: Inquiry, passage: Passage) -> Iterator[tuple[str, str]]:
        said = set(terms(question))
        meanings = [name for name in self._meanings(passage) if not said.issuperset(terms(name))][:RIGHT]
        for words in self._unmet(inquiry, passage)[:LEFT]:
            yield from ((words, meaning) for meaning in meanings)

    def _unmet(self, inquiry: Inquiry, passage: Passage) -> list[str]:
        """The expressions of a question that a passage lacks: words that stand together first, then single ones.

        What the lexicon already gives a sense is left alone, and so is a single word that the articles use themselves.
        """
        number = self._by_id[passage.id][0]
        hit = next((hit for hit in rank(self._library, inquiry) if hit.passage == number), None)
        concepts = {concept.span[0]: (n, concept) for n, concept in enumerate(inquiry.typed) if concept.span}
        runs: list[list[str]] = [[]]
        single: dict[str, float] = {}
        for token in (word.token for word in inquiry.reading.words):
            n, concept = concepts.get(token.start, (-1, None))
            left_alone = token.word in scene_words() or not information(token.word)
            if concept is None or " " in concept.words or left_alone or (hit and n in hit.matches):
                runs.append([])
                continue
            runs[-1].append(token.word)
            if inquiry.needs[n] > TELLING:
                single[token.word] = 0.0 if token.term in self._library.index else inquiry.needs[n]
        together = [" ".join(run[-3:]) for run in runs if len(run) > 1 and not single.keys().isdisjoint(run[-3:])]
        alone = sorted((word for word in single if single[word]), key=lambda word: -single[word])
        return list(dict.fromkeys([*together, *alone]))

    def _meanings(self, passage: Passage) -> Iterator[str]:
        """What a passage is about: its label, its heading, then its most telling words."""
        names = [passage.row or "", "" if is_summary(passage) else passage.heading[-1]]
        for name in names:
            if 0 < len(terms(name)) <= LONGEST:
                yield " ".join(token.word for token in content(tokenize(name)))
        yield from telling(passage, self._library, RIGHT)


def telling(passage: Passage, library: Library, count: int) -> list[str]:
    """Returns the words of a passage's own text that tell it best from the others, the most telling first."""
    spans = [(start - passage.context, end - passage.context) for start, end in passage.citation_spans]
    tokens = content(tokenize(passage.text[passage.context :], spans))
    words: dict[str, str] = {}
    for token in tokens:
        if not token.word.isdigit() and len(token.word) > 2:
            words.setdefault(token.term, token.word)
    times = {term: sum(token.term == term for token in tokens) for term in words}
    order = sorted(words, key=lambda term: (-library.index.idf(term) * (1 + times[term]) / 2, -times[term]))
    return [words[term] for term in order[:count]]


def _line(words: str, meaning: str, answer: Answer) -> Suggestion:
    line = f"{json.dumps(words, ensure_ascii=False)} = [{json.dumps(meaning, ensure_ascii=False)}]"
    return Suggestion(line, answer.state == "answered")
