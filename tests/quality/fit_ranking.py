"""`python -m tests.quality.fit_ranking`: fits what a passage's features count in `bot/conversation/reranking.toml`.

The answerable questions of the sets named are asked as they are measured, and of each the passages that were ranked
again are taken down. A conditional logit with a ridge penalty on standardised counts is fitted to them: the passages of
a question share a likelihood of 1, and the accepted ones are to have as much of it as can be (as several may be
accepted, by expectation and maximisation, each step of which is one of Newton's). So that the figures printed are not
those of questions it was fitted to, each set of questions is judged by what was fitted to all others. Public sets, of
other articles, keep the counts general; they count `PUBLIC`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bot.article import Passage
from bot.conversation import parts, ranking
from bot.conversation.dialogue import Conversation
from bot.conversation.inquiry import Inquiry
from bot.conversation.reranking import CLOSE, RERANKED, features, own_need
from bot.library import Library
from bot.retrieval.query import Hit
from tests.arguments import positive
from tests.quality import article_files, public_sets
from tests.quality.fit import QUESTIONS, SEEN
from tests.quality.labels import find, key

Floats = NDArray[np.float64]
SETS = SEEN[:11]  # those that there were: fitted with more, it is no better
PUBLIC = 0.1  # what a question of a public set counts
RIDGE = 10.0
_STEPS = 30
_TINY, _SMALL = 1e-12, 1e-4
_SCORES = ("score", "log_score")


class Seen(NamedTuple):
    """What is seen of the passages of one question, best first, before they are ranked again: their features; how much
    the question asks for by itself, and whether it leans on a turn before.
    """

    passages: list[Passage]
    features: list[dict[str, float]]
    own: float
    leaning: float


class Row(NamedTuple):
    """What is seen of the passages of one question, which of them are accepted, where it comes from, what it counts."""

    seen: Seen
    accepted: list[bool]
    folder: str
    weight: float = 1.0
    turn: bool = False


@contextmanager
def watched() -> Iterator[list[Seen]]:
    """Takes down what is ranked again."""
    taken: list[Seen] = []
    original = ranking.reranked

    def reranked(library: Library, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Hit]:
        if hits and hits[0].score > 0:
            best = hits[:RERANKED]
            found = [features(library, inquiry, hit, best[0].score) for hit in best]
            passages = [library.passages[hit.passage] for hit in best]
            taken.append(Seen(passages, found, own_need(inquiry), float(bool(inquiry.carried))))
        return original(library, inquiry, hits)

    with patch.object(ranking, "reranked", reranked):
        yield taken


def rows_of(folder: Path, library: Library) -> list[Row]:
    """Returns a row for each answerable question of a set about a library's article."""
    rows = []
    with watched() as taken:
        for questions in article_files.read_set(folder):
            conversation = Conversation(library)
            for number, question in enumerate(questions):
                taken.clear()
                conversation.ask(question.text)
                gold = {name for label in question.gold for name in find(label, library.passages)}
                if question.answerable and gold and taken and _is_whole(question.text):
                    accepted = [key(passage) in gold for passage in taken[0].passages]
                    rows.append(Row(taken[0], accepted, folder.name, turn=number > 0))
    return rows


def rows_of_public(folder: Path, limit: int | None) -> list[Row]:
    """Returns a row for each answerable query of a public set, of which at most `limit` are asked."""
    public, rows = public_sets.read_set(folder, limit), []
    with watched() as taken:
        for documents, queries in public_sets.shelves(public):
            articles = public_sets.articles_of(documents)
            library, ids = Library.of(articles), public_sets.ids_of(documents, articles)
            for query in (query for query in queries if query["answerable"]):
                conversation = Conversation(library)
                for text in (*query["history"], query["text"]):
                    taken.clear()
                    conversation.ask(text)
                if taken and _is_whole(query["text"]):
                    gold = public.accepted[query["query_id"]]
                    accepted = [ids[passage.article, passage.lines[0]] in gold for passage in taken[0].passages]
                    rows.append(Row(taken[0], accepted, folder.name, PUBLIC, bool(query["history"])))
    return rows


def _is_whole(question: str) -> bool:
    """Tells whether all of it is searched at once: of parts, no label says which passage is accepted for which."""
    return len(parts.split(question)) == 1


def fit(rows: Sequence[Row], names: Sequence[str], ridge: float = RIDGE) -> Floats:
    """Returns what each feature counts always, and besides by the question's own need, and besides in a turn that leans
    on another: three times as many numbers as there are names.

    Rows none of whose passages is accepted say nothing, nor do those all of whose are.
    """
    used = [row for row in rows if any(row.accepted) and not all(row.accepted)]
    values = [matrix(row.seen, names) for row in used]
    spread = np.concatenate(values).std(0) + _TINY
    found: Floats = np.zeros(3 * len(names))
    for _ in range(_STEPS):
        slope, curve = 2 * ridge * spread**2 * found, np.diag(2 * ridge * spread**2 + _TINY)
        for row, seen in zip(used, values, strict=True):
            likely = _likely(seen @ found)
            wanted = likely * row.accepted
            mean = likely @ seen
            slope -= row.weight * (wanted / wanted.sum() - likely) @ seen
            curve += row.weight * ((seen * likely[:, None]).T @ seen - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step * spread).max() < _SMALL:
            break
    return found


def matrix(seen: Seen, names: Sequence[str]) -> Floats:
    """Returns a line for each passage: its features, those times the question's need, and those in a leaning turn."""
    plain = np.array([[each.get(name, 0.0) for name in names] for each in seen.features])
    return np.hstack([plain, seen.own * plain, seen.leaning * plain])


def scale(rows: Sequence[Row], counts: Floats, names: Sequence[str]) -> float:
    """Returns what the score counts near the best one, in the mean over the rows: the slope of its two features."""
    always, by_need, in_turn = (sum(each[names.index(name)] for name in _SCORES) for each in np.split(counts, 3))
    return float(np.mean([always + row.seen.own * by_need + row.seen.leaning * in_turn for row in rows]))


def _likely(sums: Floats) -> Floats:
    likely: Floats = np.exp(sums - sums.max())
    return likely / likely.sum()


def hits(rows: Sequence[Row], counts: Floats, names: Sequence[str]) -> list[bool]:
    """Tells for each row whether an accepted passage comes first."""
    found = []
    for row in rows:
        close = np.array([each["score"] >= CLOSE for each in row.seen.features])
        sums = np.where(close, matrix(row.seen, names) @ counts, -np.inf)
        found.append(row.accepted[int(np.argmax(sums))])
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, prints what would come of other questions, and the table for `reranking.toml`."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_ranking", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, default=[QUESTIONS / name for name in SETS], metavar="SETS")
    parser.add_argument("--public", nargs="*", type=Path, default=[], metavar="SETS", help="sets of other articles")
    parser.add_argument("--limit", type=positive, metavar="N", help="ask N evenly spaced queries of each public set")
    options = parser.parse_args(arguments)
    library = Library.open()
    own = [row for folder in options.sets for row in rows_of(folder, library)]
    public = [row for folder in options.public for row in rows_of_public(folder, options.limit)]
    rows = [*own, *public]
    names = list(dict.fromkeys(name for row in rows for each in row.seen.features for name in each))
    before, after = [row.accepted[0] for row in rows], judged(rows, names)
    for folder in dict.fromkeys(row.folder for row in rows):
        print(f"# {folder}: {_figures(rows, before, after, folder)}")
    counts = fit(rows, names)
    print(f"scale = {scale(rows, counts, names):.2f}\n\n[counts]")
    for name, *each in zip(names, *np.split(counts, 3), strict=True):
        print(f"{name} = [{', '.join(f'{count:.2f}' for count in each)}]")
    return 0


def judged(rows: Sequence[Row], names: Sequence[str]) -> list[bool]:
    """Tells for each row whether an accepted passage comes first, by what was fitted to all other sets."""
    found: dict[int, bool] = {}
    for folder in dict.fromkeys(row.folder for row in rows):
        counts = fit([row for row in rows if row.folder != folder], names)
        of_it = [(number, row) for number, row in enumerate(rows) if row.folder == folder]
        found |= dict(zip((n for n, _ in of_it), hits([row for _, row in of_it], counts, names), strict=True))
    return [found[number] for number in range(len(rows))]


def _figures(rows: Sequence[Row], before: Sequence[bool], after: Sequence[bool], folder: str) -> str:
    said = []
    for turn, label in ((False, "questions"), (True, "turns")):
        of_it = [number for number, row in enumerate(rows) if row.folder == folder and row.turn is turn]
        if of_it:
            was, now = (sum(first[n] for n in of_it) / len(of_it) for first in (before, after))
            said.append(f"{len(of_it)} {label}, hit@1 {was:.3f} before, {now:.3f} after")
    return "; ".join(said)


if __name__ == "__main__":
    sys.exit(main())
