"""Searching: a whole answer and the index alone, next to rank_bm25 on the same passages, inside one process; and the
index for large libraries next to other engines.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks import search_library
from tests.benchmarks.questions import questions
from tests.benchmarks.rounds import Figure, Round, figure, measure, timed
from tests.benchmarks.tables import Table

if TYPE_CHECKING:
    from bot.library import Library
    from bot.retrieval.query import Concept

COUNT, TOP = 50, 5
PLUS = "rank_bm25 BM25Plus.get_top_n"
OKAPI = "rank_bm25 BM25Okapi.get_top_n"
WORDS = "the index, the same terms"
INDEX = "the index, with synonyms"
ASK = "Conversation.ask"
Search = Callable[[str], object]


def tables(runs: int, largest: int = search_library.LARGEST) -> Iterator[Table]:
    """Measures the bundled library, and then engines on synthetic ones of up to so many passages."""
    yield from bundled(runs)
    yield from search_library.tables(runs, [size for size in search_library.SIZES if size <= largest])


def bundled(runs: int, count: int = COUNT) -> list[Table]:
    """Measures questions that a library hears for the first time, and again when it has heard them."""
    from bot.library import Library

    asked = questions(count)
    library = Library.open()
    _once(asked, library)  # loads word lists and stems, which no library has of its own
    first, again = [], []
    for _ in range(runs):
        fresh = Library.of(library.articles, library.lexicon)
        searches = _searches(fresh, asked)
        first += _once(asked, fresh, searches)
        again += _once(asked, fresh, searches)
    peer = f"{PLUS}, question by question"
    note = f"{len(asked)} questions, {len(library.passages)} passages; n is questions x runs, so the median is the p50."
    return [
        Table("Search: each question for the first time", _rows(first), peer, note),
        Table("Search: each question once more", _rows(again), peer, note),
    ]


def _rows(rounds: Sequence[Round]) -> tuple[Figure, ...]:
    return tuple(figure(rounds, name, PLUS) for name in (PLUS, OKAPI, WORDS, INDEX, ASK))


def _once(asked: Sequence[str], library: "Library", searches: Mapping[str, Search] | None = None) -> list[Round]:
    """One round for each question: all searches for it in turn."""
    found = searches or _searches(library, asked)
    return [
        round_
        for question in asked
        for round_ in measure([timed(name, partial(search, question)) for name, search in found.items()], 1, warm_up=0)
    ]


def _searches(library: "Library", asked: Sequence[str]) -> dict[str, Search]:
    from rank_bm25 import BM25Okapi, BM25Plus

    from bot.conversation.dialogue import Conversation
    from bot.conversation.inquiry import inquire
    from bot.language.terms import terms
    from bot.library import Library
    from bot.retrieval.index import Index
    from bot.retrieval.passageterms import passage_terms
    from bot.retrieval.search import search

    documents = [passage_terms(passage, library.lexicon) for passage in library.passages]
    plus, okapi = BM25Plus(documents), BM25Okapi(documents)
    queries = {question: terms(question) for question in asked}
    bare = {question: [_word(term) for term in dict.fromkeys(query)] for question, query in queries.items()}
    # An index remembers the scores of terms it was asked for: each of the three has one of its own.
    for_words, for_concepts = Index(documents), Index(documents)
    reader = Library.of(library.articles, library.lexicon)
    concepts = {question: inquire(question, reader).concepts for question in asked}
    conversation = Conversation(library)

    def ask(question: str) -> object:
        conversation.restart()
        return conversation.ask(question)

    return {
        PLUS: lambda question: plus.get_top_n(queries[question], library.passages, TOP),
        OKAPI: lambda question: okapi.get_top_n(queries[question], library.passages, TOP),
        WORDS: lambda question: search(for_words, bare[question])[:TOP],
        INDEX: lambda question: search(for_concepts, concepts[question])[:TOP],
        ASK: ask,
    }


def _word(term: str) -> "Concept":
    from bot.retrieval.query import Alternative, Concept

    return Concept(term, (Alternative((term,), 1.0, "typed", term),))
