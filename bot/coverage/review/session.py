"""What a review holds: the list, what came of it, the labels that are not saved yet, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bot
from bot.coverage.review import synonyms
from bot.coverage.review.synonyms import Edit
from bot.coverage.values import NONE, Comparison, FaqList, Outcome, Run
from bot.errors import UsageError
from bot.language.lexicon import Lexicon
from bot.library import SYNONYMS, Library, bundled_corpus

Expected = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a session works with: the parts of coverage, which a test may replace.

    `outcomes` asks a part of a list again; `write` saves expectations by row id and returns where they stand now.
    """

    evaluate: Callable[[FaqList, Library, Callable[[int], None] | None], Run]
    outcomes: Callable[[FaqList, Library], tuple[Outcome, ...]]
    compare: Callable[[Run, Run], Comparison]
    write: Callable[[FaqList, Mapping[str, Expected]], Path]


@dataclass(frozen=True, slots=True)
class _Relabelled:
    """A label that was given: which row, and what stood there before."""

    id: str
    before: Expected


@dataclass(frozen=True, slots=True)
class _Synonym:
    """A synonym that was added: the edit of the file, and the library and run before it."""

    edit: Edit
    library: Library
    run: Run


class Session:
    """One list under review. Everything that takes long says so: it is to be called in a thread."""

    def __init__(self, faq: FaqList, corpus: Path | None, tools: Tools) -> None:
        """Opens nothing yet."""
        self.faq = faq
        self.library: Library
        self.run: Run
        self.synonyms = _own_synonyms(corpus)  # None: there is no file that could be changed
        self.copy: Path | None = None  # where synonyms were written to instead
        self.kept: Path | None = None  # where labels were saved
        self._corpus = corpus
        self._tools = tools
        self._as_read = {row.id: row.expected for row in faq.rows}
        self._saved = dict(self._as_read)
        self._steps: list[_Relabelled | _Synonym] = []
        self.outcomes: dict[str, Outcome] = {}

    def open(self, progress: Callable[[int], None] | None = None) -> None:
        """Opens the library and asks every question; takes long. Raises `CitebotError`."""
        self.library = Library.open(self._corpus)
        self._take(self._tools.evaluate(self.faq, self.library, progress))

    @property
    def unsaved(self) -> int:
        """How many labels differ from what is saved."""
        return sum(row.expected != self._saved[row.id] for row in self.faq.rows)

    @property
    def can_undo(self) -> bool:
        """Tells whether there is a step to take back."""
        return bool(self._steps)

    def label(self, id: str, expected: Expected) -> None:
        """Says what is expected of a question: places, `NONE`, or () for nothing; it is asked again, in a thread."""
        before = self.outcomes[id].row.expected
        if before != expected:
            self._steps.append(_Relabelled(id, before))
            self._relabel(id, expected)

    def mark(self, id: str, passage: str) -> bool:
        """Makes a passage the expected one, or takes the label off where it is; tells whether it is expected now."""
        marked = self.outcomes[id].row.expected != (passage,)
        self.label(id, (passage,) if marked else ())
        return marked

    def mark_also(self, id: str, passage: str) -> bool:
        """Makes a passage one of those expected, or takes it from them; tells whether it is among them now."""
        row = self.outcomes[id].row
        meant = {row.id: row.expected for row in self.faq.rows}.get(row.variant_of, ())
        expected = tuple(place for place in row.expected or meant if place != NONE)
        marked = passage not in expected
        self.label(id, (*expected, passage) if marked else tuple(place for place in expected if place != passage))
        return marked

    def mark_none(self, id: str) -> bool:
        """Makes a question one that is not answered on purpose, or takes that off; tells whether it is one now."""
        marked = self.outcomes[id].row.expected != (NONE,)
        self.label(id, (NONE,) if marked else ())
        return marked

    def add_synonym(self, word: str, expressions: Sequence[str], path: Path) -> Comparison:
        """Adds a synonym to the file, asks every question again, and returns what changed; takes long.

        Where the evaluation fails, the file is as it was before. Raises `CitebotError`.
        """
        start = None if self.synonyms else _bundled_synonyms()
        if path.suffix != ".toml":
            raise UsageError("A file of synonyms has a name that ends in .toml.", "Name it synonyms.toml.")
        if _ships(path):
            raise UsageError("The files that ship with Citebot are not changed.", "Name a file of your own.")
        edit = synonyms.add(path, word, expressions, start)
        before = _Synonym(edit, self.library, self._current())
        try:
            library = self._with_synonyms(path)
            run = self._tools.evaluate(self.faq, library, None)
            comparison = self._tools.compare(run, before.run)
        except BaseException:
            edit.undo()
            raise
        self.library = library
        self._take(run)
        self._steps.append(before)
        self.copy = path
        return comparison

    def undo(self) -> str:
        """Takes the last step back and returns the id of its question, or "" for a synonym. Raises `CitebotError`."""
        if not self._steps:
            raise UsageError("There is nothing to take back.")
        step = self._steps[-1]
        if isinstance(step, _Synonym):
            step.edit.undo()
            self.library = step.library
            self._take(step.run)
        else:
            self._relabel(step.id, step.before)
        self._steps.pop()
        return step.id if isinstance(step, _Relabelled) else ""

    def save(self) -> Path:
        """Writes the labels that are not saved and returns where to. Raises `CitebotError`; nothing is lost then."""
        self.kept = self._tools.write(self.faq, self._changed())
        self._saved = {row.id: row.expected for row in self.faq.rows}
        return self.kept

    def _changed(self) -> dict[str, Expected]:
        # A copy is made from the list as it was read: it needs every label that was given, not only the latest.
        known = (self._as_read, self._saved)
        return {row.id: row.expected for row in self.faq.rows if any(row.expected != old[row.id] for old in known)}

    def _relabel(self, id: str, expected: Expected) -> None:
        rows = tuple(replace(row, expected=expected) if row.id == id else row for row in self.faq.rows)
        self.faq = replace(self.faq, rows=rows)
        # Other wordings without an expectation of their own have that of their question.
        affected = {id} | {row.id for row in rows if row.variant_of == id and not row.expected}
        needed = affected | {row.variant_of for row in rows if row.id in affected}
        talks = {row.conversation for row in rows if row.id in affected and row.conversation}
        part = tuple(row for row in rows if row.id in needed or row.conversation in talks)
        for outcome in self._tools.outcomes(replace(self.faq, rows=part), self.library):
            if outcome.row.id in affected:
                self.outcomes[outcome.row.id] = outcome

    def _current(self) -> Run:
        return replace(self.run, faq=self.faq, outcomes=tuple(self.outcomes[row.id] for row in self.faq.rows))

    def _take(self, run: Run) -> None:
        self.run = run
        self.outcomes = {outcome.row.id: outcome for outcome in run.outcomes}

    def _with_synonyms(self, path: Path) -> Library:
        if self.synonyms:
            return Library.open(self._corpus)
        library = Library.of(self.library.articles, Lexicon.load([path]))
        return library._replace(notices=self.library.notices)


def _own_synonyms(corpus: Path | None) -> Path | None:
    """The file beside a corpus of one's own; None for the one that ships, whose files are not touched."""
    if corpus is None or _ships(corpus):
        return None
    return (corpus if corpus.is_dir() else corpus.parent) / SYNONYMS


def _ships(path: Path) -> bool:
    return Path(bot.__file__).resolve().parent in path.resolve().parents


def _bundled_synonyms() -> bytes:
    path = bundled_corpus() / SYNONYMS
    return path.read_bytes() if path.is_file() else b""
