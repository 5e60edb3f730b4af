"""A conversation: each question in the light of those before it, to an Answer."""

from bot.article import Passage
from bot.conversation.answer import Answer, Correction, Quote, State, Synonyms
from bot.conversation.quoting import quote
from bot.conversation.words import Reading, read
from bot.library import Library
from bot.retrieval.evidence import coverage, need
from bot.retrieval.query import Hit
from bot.retrieval.search import search

ANSWERED, WEAK = 0.55, 0.25


class Conversation:
    """Asks one library question after question; every front end talks to this."""

    def __init__(self, library: Library, top: int = 5) -> None:
        """`top` is the greatest number of passages in an answer, from 1."""
        self.library = library
        self.top = top

    def restart(self) -> None:
        """Forgets everything that was said."""

    def ask(self, text: str) -> Answer:
        """Returns the answer to a question; the same conversation gives the same answer every time."""
        reading = read(text, self.library)
        concepts = reading.concepts
        hits = [h for h in search(self.library.index, concepts) if self.library.passages[h.passage].kind != "table"]
        needs = [need(self.library.index, concept, len(self.library.passages)) for concept in concepts]
        share = coverage(needs, hits[:1])
        state: State = "answered" if share >= ANSWERED else "weak" if share >= WEAK else "not_found"
        best = hits[: self.top] if state != "not_found" else []
        quotes = tuple(quote(self.library.passages[hit.passage], hit, concepts) for hit in best)
        return Answer(
            question=text,
            state=state,
            quotes=quotes,
            corrections=tuple(Correction(*pair) for pair in reading.corrections),
            searched_for=" ".join(concept.words for concept in concepts),
        )
