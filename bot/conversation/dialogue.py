"""A conversation: each question in the light of those before it, to an Answer."""

import copy
import itertools
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.conversation import followup, parts, verdict
from bot.conversation.answer import Answer, Correction, Quote, State, Synonyms
from bot.conversation.bounds import bounded
from bot.conversation.courtesy import Courtesy
from bot.conversation.inquiry import Inquiry, inquire
from bot.conversation.preamble import preambles, the_whole
from bot.conversation.quoting import quote
from bot.conversation.ranking import rank
from bot.conversation.safety import Safety
from bot.conversation.subjects import Turn, subject_of
from bot.conversation.suggestions import Suggestions
from bot.conversation.verdict import Verdict
from bot.library import Library
from bot.retrieval.query import Hit

REMEMBERED = 20  # turns


class _Found(NamedTuple):
    """What was found for one part of a question, and whether it lends something to later turns."""

    text: str
    inquiry: Inquiry
    hits: tuple[Hit, ...]
    verdict: Verdict
    lends: bool = True

    @property
    def lacks_it(self) -> bool:
        """Whether it asks what something is that the articles do not have, or asks something of that."""
        unknown = self.verdict.state != "answered" and bool(self.verdict.missing)
        return not self.lends or (self.inquiry.reading.kind.definition and unknown)


class Conversation:
    """Asks one library question after question; every front end talks to this."""

    def __init__(self, library: Library, top: int = 5) -> None:
        """`top` is the greatest number of passages in an answer, from 1.

        Raises `UsageError` when the hospital's own notices beside the articles are broken.
        """
        self.library = library
        self.top = top
        self._safety = _safety(library.notices)
        self._courtesy = _courtesy()
        self._turns: list[Turn] = []
        self._shown: set[int] = set()
        self._suggestions = Suggestions(library)

    def another(self) -> "Conversation":
        """Returns a conversation about the same library in which nothing was said; it costs next to nothing."""
        other = copy.copy(self)
        other._turns, other._shown = [], set()
        return other

    def starters(self) -> tuple[str, ...]:
        """Returns questions to start with, each of which the corpus answers."""
        return self._suggestions.starters()

    def restart(self) -> None:
        """Forgets everything that was said."""
        self._turns.clear()
        self._shown.clear()

    def ask(self, text: str) -> Answer:
        """Returns the answer to a question; the same conversation gives the same answer every time."""
        question, left_out = bounded(text)
        notice = self._safety.check(question)
        reply = None if notice else self._courtesy.reply(question)
        if reply is not None:
            return Answer(text, "courtesy", reply)
        plain = self._courtesy.strip(question) or question
        if notice == "personal_advice" and plain != question:
            notice = self._safety.check(plain)  # "my doctor asked me when surgery is done" asks for no advice
        answer = self._answer(plain, lends=notice != "emergency")
        message = f"{left_out} {answer.message}".strip()
        if notice and answer.state == "answered":
            answer = answer._replace(state="weak")  # no passage decides a person's own case
        notice_text = self._safety.message(notice) if notice else ""
        return answer._replace(question=text, message=message, notice=notice, notice_text=notice_text)

    def _answer(self, question: str, *, lends: bool) -> Answer:
        """`lends`: later turns may lean on this one; a report of an emergency is no subject to go on with."""
        if self._turns and followup.asks_for_more(question):
            return self._more(question)
        found: list[_Found] = []
        for start, end in parts.split(question):
            part = question[start:end]
            leans = followup.leans_on_a_part(part)
            said = [*map(self._turn, found)] if leans else []
            one = self._find(part, [*self._turns, *said])
            of_it = not one.inquiry.pivots and (leans or one.inquiry.names_nothing)
            if of_it and found and found[-1].lacks_it:  # "what is progeria, and is it inherited?"
                one = one._replace(verdict=found[-1].verdict, lends=False)
            found.append(one)
        hits = _interleave([part for part in found if part.verdict.state != "not_found"])[: self.top]
        answer = self._compose(question, found, hits)
        if lends:
            self._remember([part for part in found if part.lends], hits)
        return answer

    def _find(self, text: str, turns: Sequence[Turn]) -> _Found:
        turns, text = self._without_preamble(text, turns)
        inquiry = inquire(text, self.library)
        if turns and inquiry.says_only_what_not:
            inquiry = inquire(text, self.library, known=inquiry.reading._replace(concepts=()))
        lent = followup.follow(text, inquiry, turns, self.library)
        if lent.carried or lent.spent:
            again = inquire(text, self.library, lent.carried, lent.spent, lent.fed, inquiry.reading)
            inquiry = again._replace(pinned=lent.pinned)
        inquiry = inquiry._replace(unwanted=(*inquiry.unwanted, *lent.unwanted))
        hits = tuple(rank(self.library, inquiry, lent.near))
        return _Found(text, inquiry, hits, verdict.judge(inquiry, hits, self.library))

    def _without_preamble(self, text: str, turns: Sequence[Turn]) -> tuple[Sequence[Turn], str]:
        """Takes what only tells of the corpus' subject before a question as a turn before it."""
        for start, end in preambles(text):
            told = inquire(text[start:end], self.library)
            whole = the_whole(told, self.library)
            if whole:
                return [*turns, Turn(told, (), whole)], text[end:].lstrip(" ,;:–—-")
        return turns, text

    def _turn(self, found: _Found) -> Turn:
        """A part of a question that was looked for, as a turn for those behind it to lean on."""
        passages = tuple(self.library.passages[hit.passage] for hit in found.hits[: self.top])
        silent = found.verdict.state == "not_found" or bool(found.verdict.unsaid)
        return Turn(found.inquiry, passages, subject_of(found.inquiry, self.library), silent=silent)

    def _more(self, question: str) -> Answer:
        """The next-best passages for the last question, without those that were shown."""
        inquiry = self._turns[-1].inquiry
        hits = tuple(hit for hit in rank(self.library, inquiry) if hit.passage not in self._shown)
        if not hits:
            said = "That was all I found in the article on this."
            return Answer(question, "courtesy", said, suggestions=self.starters())
        found = _Found(question, inquiry, hits, verdict.judge(inquiry, hits, self.library))
        best = list(hits[: self.top])
        self._shown.update(hit.passage for hit in best)
        answer = self._compose(question, [found], [(inquiry, hit) for hit in best])
        return answer._replace(state="weak") if answer.state == "not_found" else answer

    def _compose(self, question: str, found: Sequence[_Found], hits: Sequence[tuple[Inquiry, Hit]]) -> Answer:
        readings = [part.inquiry.reading for part in found]
        searched = "; ".join(filter(None, (_in_words(part.inquiry) for part in found)))
        states = [part.verdict.state for part in found]
        typed = question.lower()  # a part may lean on the one before it
        state: State = "answered" if "answered" in states else "weak" if "weak" in states else "not_found"
        return Answer(
            question=question,
            state=state,
            message=self._message(found),
            searched_for=searched,
            corrections=tuple(Correction(*pair) for reading in readings for pair in reading.corrections),
            synonyms=_synonyms_used(hits),
            carried_over=_each_once(c.words for part in found for c in part.inquiry.carried if c.words not in typed),
            missing=_each_once(word for part in found for word in (*part.verdict.missing, *part.verdict.unsaid)),
            quotes=self._quotes(found, hits),
            suggestions=self._suggest(hits),
        )

    def _suggest(self, hits: Sequence[tuple[Inquiry, Hit]]) -> tuple[str, ...]:
        shown = [self.library.passages[hit.passage] for _, hit in hits]
        return self._suggestions.after(shown) if shown else self.starters()

    def _quotes(self, found: Sequence[_Found], hits: Sequence[tuple[Inquiry, Hit]]) -> tuple[Quote, ...]:
        quotes = []
        for inquiry, hit in hits:
            part = next((number for number, one in enumerate(found) if one.inquiry is inquiry), 0)
            shown = quote(self.library.passages[hit.passage], hit, inquiry.concepts)
            quotes.append(shown._replace(part=part))
        return tuple(quotes)

    def _message(self, found: Sequence[_Found]) -> str:
        sentences = []
        for part in found:
            if part.verdict.state == "answered":
                continue
            if len(found) > 1:
                sentences.append(f"On \u201c{part.text.strip(' ,;.')}\u201d:")
            if part.verdict.state == "weak":
                sentences.append(verdict.weak_message(part.verdict, part.inquiry, part.hits[0]))
            else:
                headings = verdict.nearest_headings(part.hits, self.library)
                sentences.append(verdict.not_found_message(part.verdict, _in_words(part.inquiry), headings))
        return " ".join(sentences)

    def _remember(self, found: Sequence[_Found], hits: Sequence[tuple[Inquiry, Hit]]) -> None:
        passages = tuple(self.library.passages[hit.passage] for _, hit in hits)
        silent = all(part.verdict.state == "not_found" or part.verdict.unsaid for part in found)
        asked = [(part.inquiry, subject_of(part.inquiry, self.library)) for part in found]
        # "… explain it like I'm twelve" is about what was asked before it
        inquiry, subject = next((pair for pair in reversed(asked) if pair[1]), asked[-1])
        if passages or subject:
            self._turns.append(Turn(inquiry, passages, subject, silent=silent))
            del self._turns[:-REMEMBERED]
        self._shown = {hit.passage for _, hit in hits}


@lru_cache(maxsize=8)
def _safety(path: Path | None) -> Safety:
    return Safety.load(path)


@cache
def _courtesy() -> Courtesy:
    return Courtesy.load()


def _interleave(found: Sequence[_Found]) -> list[tuple[Inquiry, Hit]]:
    """The passages of all parts, the best of each part first; a passage that two parts share stands once."""
    seen: set[int] = set()
    woven = []
    for row in itertools.zip_longest(*(part.hits for part in found)):
        for part, hit in zip(found, row, strict=True):
            if hit is not None and hit.passage not in seen:
                seen.add(hit.passage)
                woven.append((part.inquiry, hit))
    # Scores of different parts cannot be compared; they are lifted so that they fall in the order shown.
    best = 0.0
    for place in reversed(range(len(woven))):
        inquiry, hit = woven[place]
        best = max(best, hit.score)
        woven[place] = (inquiry, hit._replace(score=best))
    return woven


def _in_words(inquiry: Inquiry) -> str:
    """What was searched, in words: those of the question, mended, those carried over, and what was not wanted."""
    searched = " ".join(_each_once(concept.words for concept in (*inquiry.typed, *inquiry.carried)))
    unwanted = " or ".join(_each_once(each.words for c in inquiry.unwanted for each in c.alternatives[:1]))
    return f"{searched} without {unwanted}" if searched and unwanted else searched


def _synonyms_used(hits: Sequence[tuple[Inquiry, Hit]]) -> tuple[Synonyms, ...]:
    """The words of the question that a shown passage met by another word, and which."""
    used: dict[str, list[str]] = {}
    for inquiry, hit in hits:
        for number, match in sorted(hit.matches.items()):
            said, found = inquiry.concepts[number].words, match.alternative.words
            if match.alternative.origin == "synonym" and found != said:
                words = used.setdefault(said, [])
                if found not in words:
                    words.append(found)
    return tuple(Synonyms(word, tuple(added)) for word, added in used.items())


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
