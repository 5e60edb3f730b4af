"""`python -m tests.quality.fit`: fits what each trait counts in `bot/conversation/likelihood.toml`.

The sets named (folders of questions about the corpus that ships) are asked as they are measured; each question, or part
of one, that a decision has to be made on gives a row. A logistic regression with a ridge penalty is fitted to them by
Newton's method (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 4.4). So that the figures
printed are not those of questions it was fitted to, each set is judged by what was fitted to all others. A new
trait may be fitted beside what the others count (`--only`).
"""

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.conversation import dialogue
from bot.conversation.cues import read
from bot.conversation.dialogue import Conversation
from bot.conversation.likelihood import FILE, traits
from bot.conversation.subjects import Turn
from bot.language.english import is_generic
from bot.language.terms import terms
from bot.library import Library
from tests.arguments import positive
from tests.quality import article_files, public_sets

Floats = NDArray[np.float64]
QUESTIONS = Path(__file__).parent / "questions"
SEEN = (
    *("dev", "extra", "second", "third", "fourth", "lay", "fifth", "sixth", "seventh", "ninth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "twentieth"),
)
COST = 2.0  # what a false answer costs beside a false refusal,
FAR = 4.0  # … to a question about another subject altogether
PUBLIC = 0.2  # … and to one of a public set, of which there are many
RIDGE = 1.0  # of the penalty on each squared count, for traits in their own units
_STEPS = 50
_FAR = ("other-condition", "other-domain", "nonsense", "injection")
_LEFT_OUT = ("advice", "emergency", "smalltalk")  # kinds that are not for the passages to decide


@dataclass(frozen=True, slots=True)
class Row:
    """What was seen of one question, whether it has an answer, and which set it is of.

    Without traits, it is not for the fit to decide on: nothing was found, or the article lacks what is asked for.
    """

    traits: Mapping[str, float] | None
    answerable: bool
    folder: str
    turn: bool
    far: bool = False
    public: bool = False

    @property
    def cost(self) -> float:
        """What it costs to judge it wrongly."""
        if self.answerable:
            return 1.0
        return PUBLIC if self.public else FAR if self.far else COST


class Line(NamedTuple):
    """What traits count, and the start that the sums of what they count are added to."""

    counts: Mapping[str, float]
    start: float

    def sums(self, rows: Sequence[Row]) -> Floats:
        """Returns the sum for each row."""
        return _matrix(rows, list(self.counts)) @ np.array([*self.counts.values(), self.start])


NOTHING = Line({}, 0.0)


def counted_now(without: Collection[str]) -> Line:
    """Returns what the traits count as the program has it, but for some."""
    table = read(FILE)
    return Line({name: count for name, count in table["counts"].items() if name not in without}, table["start"])


class _Watched(Conversation):
    """A conversation that takes down what it found for each part of a question."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.found: list[dialogue._Found] = []

    def _find(self, text: str, turns: Sequence[Turn]) -> dialogue._Found:
        found = super()._find(text, turns)
        self.found.append(found)
        return found


def rows_of(folder: Path, library: Library) -> list[Row]:
    """Returns a row for each part of a labelled question that is for the passages to answer."""
    rows = []
    for questions in article_files.read_set(folder):
        conversation = _Watched(library)
        for number, question in enumerate(questions):
            conversation.found.clear()
            answer = conversation.ask(question.text)
            if question.answerable is None or question.style in _LEFT_OUT or answer.notice == "emergency":
                continue
            far = question.style in _FAR
            shown = _shown(conversation, library)
            rows += [Row(each, question.answerable, folder.name, number > 0, far) for each in shown]
    return rows


def rows_of_public(folder: Path, library: Library, limit: int | None) -> list[Row]:
    """Returns a row for each part of the queries of a public set about other subjects, of which at most `limit` are
    read: the library does not answer them. Queries about what the library has a word of are left out.
    """
    rows = []
    for query in public_sets.read_set(folder, limit).queries:
        subject = terms(query.get("scope", "").replace("_", " "))
        if query["history"] or any(term in library.index for term in subject if not is_generic(term)):
            continue
        conversation = _Watched(library)
        conversation.ask(query["text"])
        rows += [Row(shown, False, folder.name, False, True, True) for shown in _shown(conversation, library)]
    return rows


def _shown(conversation: _Watched, library: Library) -> Iterator[Mapping[str, float] | None]:
    """The traits of each part of the last question; None where nothing is left to decide."""
    for part in conversation.found:
        decided = part.verdict.state == "not_found" or part.verdict.unsaid or part.inquiry.reading.kind.numbers
        yield None if decided else traits(part.inquiry, part.hits, library)


def fit(rows: Sequence[Row], names: Sequence[str], ridge: float = RIDGE, kept: Line = NOTHING) -> Line:
    """Returns what each of the traits named counts, beside those that are kept as they are, with their start."""
    rows = [row for row in rows if row.traits is not None]
    values, answerable = _matrix(rows, names), np.array([row.answerable for row in rows], float)
    weights, before = np.array([row.cost for row in rows]), kept.sums(rows)
    found, penalty = np.zeros(values.shape[1]), ridge * np.eye(values.shape[1])
    if kept.counts:
        values[:, -1] = 0.0
    else:
        penalty[-1, -1] = 0.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-before - values @ found))
        slope = values.T @ (weights * (likely - answerable)) + penalty @ found
        curve = (values * (weights * likely * (1 - likely))[:, None]).T @ values + penalty
        found -= np.linalg.solve(curve, slope)
    return Line(dict(kept.counts) | dict(zip(names, found.tolist(), strict=False)), kept.start + float(found[-1]))


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    return np.array([[*((row.traits or {}).get(name, 0.0) for name in names), 1.0] for row in rows])


def judged(rows: Sequence[Row], names: Sequence[str], ridge: float = RIDGE, kept: Line = NOTHING) -> Floats:
    """Returns the sum for each row, by what was fitted to the rows of all other sets."""
    sums: Floats = np.zeros(len(rows))
    folders = np.array([row.folder for row in rows])
    for folder in dict.fromkeys(folders):
        others = [row for row in rows if row.folder != folder]
        own = [row for row in rows if row.folder == folder]
        sums[folders == folder] = fit(others, names, ridge, kept).sums(own)
    return np.where([row.traits is not None for row in rows], sums, -np.inf)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, prints what would come of other questions, and the table for `likelihood.toml`."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, default=[QUESTIONS / name for name in SEEN], metavar="SETS")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--public", nargs="*", type=Path, default=[], metavar="SETS", help="sets about other subjects")
    parser.add_argument("--limit", type=positive, metavar="N", help="ask N evenly spaced queries of each public set")
    parser.add_argument("--only", nargs="*", default=[], metavar="TRAITS", help="keep what all other traits count")
    options = parser.parse_args(arguments)
    library = Library.open(options.corpus)
    rows = [row for folder in options.sets for row in rows_of(folder, library)]
    rows += [row for folder in options.public for row in rows_of_public(folder, library, options.limit)]
    names = options.only or list(dict.fromkeys(name for row in rows for name in row.traits or ()))
    kept = counted_now(without=names) if options.only else NOTHING
    sums = judged(rows, names, kept=kept)
    for folder in dict.fromkeys(row.folder for row in rows):
        of_it = [(total, row) for total, row in zip(sums, rows, strict=True) if row.folder == folder]
        print(f"# {folder}: {_figures(of_it)}")
    both = list(zip(sums, rows, strict=True))
    print(f"# all: {_figures(both)}")
    print(f"# turns: {_figures([pair for pair in both if pair[1].turn])}")
    counts, start = fit(rows, names, kept=kept)
    print(f"start = {start:.2f}\n\n[counts]")
    print(*(f"{name} = {count:.2f}" for name, count in counts.items()), sep="\n")
    return 0


def _figures(judged: Sequence[tuple[float, Row]]) -> str:
    refused = [total <= 0 for total, row in judged if row.answerable]
    answered = [total > 0 for total, row in judged if not row.answerable]
    said = [f"{len(refused)} answerable, {sum(refused) / max(1, len(refused)):.3f} refused"]
    return ", ".join([*said, f"{len(answered)} not, {sum(answered) / max(1, len(answered)):.3f} answered"])


if __name__ == "__main__":
    sys.exit(main())
