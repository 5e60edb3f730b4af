"""What went wrong with a question, one kind for each, and what to do about it in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.inquiry import LITTLE, inquire
from bot.conversation.ranking import rank
from bot.coverage.expected import Expectation
from bot.coverage.naming import listed, name_of
from bot.coverage.suggest import Suggester
from bot.coverage.values import Failure, Outcome
from bot.language.stems import stem
from bot.language.terms import content, tokenize
from bot.library import Library


@dataclass(frozen=True, slots=True)
class Advice:
    """The kind of a failure, the next step, and a line for `synonyms.toml` or ""."""

    failure: Failure
    next_step: str
    suggestion: str = ""


class Adviser:
    """Says what to do about the questions of a list that failed."""

    def __init__(self, library: Library) -> None:
        """Takes the library that was asked."""
        self._library = library
        self._suggester = Suggester(library)

    def advise(self, outcome: Outcome, expectation: Expectation, turns: Sequence[str]) -> Advice | None:
        """Returns the advice on an outcome, or None where nothing failed.

        `turns` are the questions of its conversation up to this one, which is the last.
        """
        if outcome.passed:
            return None
        if outcome.label == "unlabelled":
            return None if outcome.state in ("answered", "courtesy") or outcome.notice else self._unlabelled(outcome)
        if outcome.label == "unanswerable":
            return _false_answer(outcome)
        if expectation.lost:
            return Advice("outdated", _outdated(expectation))
        if self._is_first(outcome):
            return _below_line(outcome)
        return self._missed(outcome, turns)

    def _is_first(self, outcome: Outcome) -> bool:
        """Tells whether an accepted passage is the best, shown or not."""
        if outcome.found or outcome.is_followup or outcome.state == "courtesy":
            return outcome.rank == 1
        hits = rank(self._library, inquire(outcome.row.question, self._library))
        return bool(hits) and self._library.passages[hits[0].passage].id in outcome.gold

    def _missed(self, outcome: Outcome, turns: Sequence[str]) -> Advice:
        if outcome.state == "courtesy":
            return Advice("missed", "This is read as small talk and is not searched: ask it as a whole question.")
        name = name_of(self._suggester.target(outcome.row.question, outcome.gold))
        # Where the passage is shown below another that answers, its words are known: no synonym is missing.
        shown = outcome.rank > 0 and outcome.state == "answered"
        found = None if shown else self._suggester.suggest(turns, outcome.gold)
        if found is not None:
            does = "brings it there" if found.answers else "brings it there, still below the line"
            said = f"{name} should come first; the line for synonyms.toml {does}, if both mean the same."
            return Advice("missed", said, found.line)
        if outcome.found:
            said = f"{name_of(outcome.found[0])} comes before {name}: if it answers too, expect it as well"
            return Advice("missed", f"{said}; if not, say in the right passage what the question says.")
        words = listed(outcome.missing) or "what the question says"
        return Advice("missed", f"{name} is not found: say {words} there, or add a synonym for it.")

    def _unlabelled(self, outcome: Outcome) -> Advice:
        missing = listed(outcome.missing)
        if outcome.state == "not_found" and not self._says_anything(outcome.row.question):
            said = 'The article has no word of this question: expect "none" if it is not meant to answer it.'
            return Advice("out_of_scope", said)
        if missing and not any(self._has(words) for words in outcome.missing):
            said = f'The article does not say {missing}: add a sentence on it, or expect "none" here.'
            return Advice("not_in_article", said)
        if not outcome.found:
            said = f'The article says too little on {missing or "this"}: say more, or expect "none" here.'
            return Advice("below_line", said)
        first = outcome.found[0]
        said = f"The closest passage is {name_of(first)}{_lacking(outcome)}"
        said = f"{said}; if it does answer, expect it here, else add to it."
        return Advice("below_line", said)

    def _says_anything(self, question: str) -> bool:
        """Tells whether some telling word of a question is in the articles, be it by a synonym."""
        index = self._library.index
        return any(
            index.holds(alternative.terms)
            for concept in inquire(question, self._library).typed
            if concept.information > LITTLE
            for alternative in concept.alternatives
        )

    def _has(self, words: str) -> bool:
        """Tells whether the articles have one of the words in any form: its stem, or a part of a longer word."""
        return any(
            token.term in self._library.index
            or any(len(token.term) > 4 and stem(word).startswith(token.term) for word in self._library.words)
            for token in content(tokenize(words))
        )


def _false_answer(outcome: Outcome) -> Advice:
    if not outcome.found:
        return Advice("false_answer", "This counts as answered though nothing is shown: ask it in other words.")
    first = outcome.found[0]
    said = f"{name_of(first)} is shown as the answer: if it is one, expect it here"
    return Advice("false_answer", f"{said}; if not, say in the article what is not known.")


def _below_line(outcome: Outcome) -> Advice:
    if outcome.notice:
        kind = "an emergency" if outcome.notice == "emergency" else "a question about one's own case"
        said = f"The right passage comes first, but this is read as {kind}, for which nothing counts as answered."
        return Advice("below_line", said)
    said = "The right passage comes first" if outcome.found else "The right passage would come first"
    return Advice("below_line", f"{said}{_lacking(outcome)}: say it there, or add a synonym.")


def _lacking(outcome: Outcome) -> str:
    missing = listed(outcome.missing)
    return f", but it does not cover {missing}" if missing else ", but it covers too little of the question"


def _outdated(expectation: Expectation) -> str:
    places = listed(expectation.lost)
    if expectation.contradicts:
        return f'"none" and {places} are expected at once: keep one of them.'
    close = " or ".join(f"“{heading}”" for heading in expectation.close)
    return f"The article has no heading, row or phrase {places}: expect {close or 'another place'} here instead."
