"""Trying a synonym without writing it down: a conversation that knows one group of words more."""

from collections.abc import Iterator, Sequence

from bot.conversation.answer import Answer
from bot.conversation.dialogue import Conversation
from bot.language.lexicon import Expansion, Expression, Lexicon
from bot.language.terms import Token
from bot.library import Library


class Trial:
    """Asks questions as if a group of words stood in the staff's own synonyms."""

    def __init__(self, library: Library) -> None:
        """Leaves the library as it is."""
        self._library = library
        self._lexicon = _Extended(library.lexicon)

    def ask(self, turns: Sequence[str], words: str, meaning: str) -> Answer:
        """Returns the answer to the last of some turns of a conversation, if `words` also stood for `meaning`."""
        self._lexicon.suppose(words, meaning)
        conversation = Conversation(self._library._replace(lexicon=self._lexicon))
        answers = [conversation.ask(turn) for turn in turns]
        return answers[-1]


class _Extended(Lexicon):
    """A lexicon and one group beside it, which can be changed without building the lexicon again."""

    def __init__(self, base: Lexicon) -> None:
        super().__init__()
        self._base, self._own = base, Lexicon()
        self.words = base.words

    def suppose(self, words: str, meaning: str) -> None:
        self._own = Lexicon()
        self._own.add({words: [meaning]}, own=True)

    def knows(self, term: str) -> bool:
        return self._own.knows(term) or self._base.knows(term)

    def pairs(self) -> Iterator[tuple[tuple[str, ...], Expansion]]:
        yield from self._base.pairs()
        yield from self._own.pairs()

    def medicines(self, terms: Sequence[str]) -> frozenset[tuple[str, ...]]:
        return self._base.medicines(terms)

    def expressions(self, tokens: Sequence[Token]) -> list[Expression]:
        own, base = self._own.expressions(tokens), self._base.expressions(tokens)
        if not own:
            return base
        found: list[Expression] = []
        same = {expression.tokens: expression for expression in base}
        for expression in sorted([*own, *base], key=lambda one: (-len(one.tokens), one.tokens)):
            if all(set(expression.tokens).isdisjoint(other.tokens) for other in found):
                known = same.get(expression.tokens)
                found.append(_joined(expression, known) if known and known is not expression else expression)
        return sorted(found, key=lambda expression: expression.tokens)


def _joined(own: Expression, base: Expression) -> Expression:
    best: dict[tuple[str, ...], Expansion] = {}
    for expansion in (*base.expansions, *own.expansions):
        if expansion.terms not in best or best[expansion.terms].weight < expansion.weight:
            best[expansion.terms] = expansion
    return Expression(own.tokens, tuple(best.values()), own.tells or base.tells)
