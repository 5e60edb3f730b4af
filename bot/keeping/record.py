"""The record of a conversation: its answers so far, and where they are written, if anywhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.keeping.forms import Form, form_of, render
from bot.keeping.transcript import Narrowed, Stamp, Transcript, stamp_of
from bot.saving import write_whole
from bot.showing import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from bot.article import Article
    from bot.conversation.answer import Answer
    from bot.keeping.sessions import Sessions


_NO_PLACE = ("Conversations cannot be kept here.", "Export this one to a file instead.")


class Record:
    """The turns of this conversation so far, and where they are written, if anywhere."""

    def __init__(
        self,
        transcript: Path | None = None,
        sessions: Sessions | None = None,
        name: str | None = None,
        *,
        overwrite: bool = False,
    ) -> None:
        """`transcript` is written after every answer; `sessions` is where conversations are kept, from now on if named.

        Raises `UsageError` when the transcript's form is not known, or its file exists and may not be overwritten,
        and another `CitebotError` when what is kept cannot be read, or nothing can be kept.
        """
        self.turns: tuple[Answer, ...] = ()
        self.kept_as: str | None = None
        self.warning = ""
        if name is not None:
            if sessions is None:
                raise UsageError(*_NO_PLACE)
            sessions.check()
        hint = "Give another name, or --overwrite to replace it."
        self._form: Form = _form_of_new(transcript, overwrite=overwrite, hint=hint) if transcript else "md"
        self._transcript = transcript
        self._sessions = sessions
        self._name = sessions.checked(name) if sessions and name is not None else None
        self._articles: tuple[Stamp, ...] = ()
        self._earlier: tuple[Answer, ...] = ()  # of the conversations before this one, for the transcript
        self._asked_again: deque[str] = deque()
        self._unkept: tuple[Answer, ...] = ()
        self._begun = False  # the session is in the store
        self._narrowings: dict[int, tuple[str, ...]] = {}  # which articles answer, by the number of turns before

    @property
    def can_keep(self) -> bool:
        """Tells whether there is a place to keep conversations in."""
        return self._sessions is not None

    def begin(self, articles: Sequence[Article]) -> tuple[str | Narrowed, ...]:
        """Takes the articles that answers come from, and returns the questions of the session that is resumed.

        Each is asked again and its answer added, in order, before any other; this writes nothing a second time.
        Where other articles answered from then on, that stands between them. `warning` is then "" or one sentence.
        Raises `CitebotError` when the session cannot be read, or is about other articles.
        """
        self._articles = tuple(stamp_of(article) for article in articles)
        if self._sessions is None or self._name is None:
            return ()
        self.kept_as = self._name
        resumed = self._sessions.resumed(self._name, self._articles)
        if resumed is None:
            return ()
        self.kept_as, self.warning, self._begun = resumed.name, resumed.warning, True
        self._asked_again.extend(resumed.questions)
        self._narrowings = dict(resumed.narrowings)
        return tuple(self._steps(resumed.questions, [article.name for article in articles]))

    def _steps(self, questions: Sequence[str], at_hand: Sequence[str]) -> Iterator[str | Narrowed]:
        for number, question in enumerate((*questions, None)):
            if (names := self._narrowings.get(number)) is not None:
                here = tuple(name for name in names if name in at_hand)
                yield Narrowed(here if len(here) < len(at_hand) else ())
            if question is not None:
                yield question

    def add(self, answer: Answer) -> None:
        """Takes an answer and writes what is to be written, which takes some milliseconds: show the answer first.

        Raises `CitebotError` when it cannot be written; it is in `turns` all the same, and kept with the next one.
        """
        self.turns += (answer,)
        if self._asked_again:
            if answer.question == self._asked_again.popleft():
                if not self._asked_again:
                    self._write()
                return
            self._asked_again.clear()
        self._unkept += (answer,)
        try:
            self._keep()
        finally:
            self._write()

    def restart(self) -> None:
        """Begins a new conversation; what was kept stays kept, and the next answer begins a session of a new name.

        The same articles go on answering. Raises `CitebotError` when what is kept cannot be read: then the new
        conversation is not kept.
        """
        self._asked_again.clear()
        if self._transcript is not None:
            self._earlier += self.turns
        turns, kept_as = self.turns, self.kept_as
        self.turns = self._unkept = ()
        narrowed = next(reversed(self._narrowings.values()), ())
        self._narrowings = {0: narrowed} if narrowed else {}
        if self._sessions and kept_as and turns:
            self.kept_as, self._begun = None, False
            self.kept_as = self._sessions.unused(kept_as)

    def narrow(self, names: Sequence[str]) -> None:
        """Takes down that only the articles of these names answer from now on, or all of them (no names).

        Raises `CitebotError` when it cannot be written; it is then kept with the next answer.
        """
        self._narrowings[len(self.turns)] = tuple(names)
        if self._begun:
            self._keep()

    def export(self, path: Path) -> Path:
        """Writes this conversation to a new file, in the form that its name asks for, and returns its path.

        Raises `UsageError` when the form is not known, the file exists, or it cannot be written.
        """
        form = _form_of_new(path)
        write_whole(path, self.text(form).encode("utf-8"), private=True)
        return path

    def keep(self, name: str) -> None:
        """Keeps this conversation under a name from now on, with what was said so far.

        Raises `UsageError` when the name is taken or there is no place to keep conversations in, or another
        `CitebotError` when it cannot be kept.
        """
        if self._sessions is None:
            raise UsageError(*_NO_PLACE)
        self._sessions.begin(name, self._articles, self.turns, self._narrowings)
        self.kept_as, self._begun, self._unkept = self._sessions.checked(name), True, ()

    def text(self, form: Form) -> str:
        """Returns this conversation as a transcript."""
        return render(Transcript(self._articles, self.turns), form)

    def _keep(self) -> None:
        if self._sessions is None or self.kept_as is None:
            return
        try:
            self._sessions.add(self.kept_as, self._articles, self._unkept, self._narrowings, begun=self._begun)
            self._begun, self._unkept = True, ()
        except UsageError:
            self.kept_as = None  # it was deleted meanwhile: that is said once
            raise

    def _write(self) -> None:
        if self._transcript is not None:
            whole = Transcript(self._articles, (*self._earlier, *self.turns))
            write_whole(self._transcript, render(whole, self._form).encode("utf-8"), private=True)


def _form_of_new(path: Path, *, overwrite: bool = False, hint: str = "Give another name.") -> Form:
    form = form_of(path)
    try:
        exists, inside = path.exists(), path.absolute().parent.is_dir()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{shown_path(path)} cannot be written: {reason}.") from None
    if not inside:
        raise UsageError(f"There is no folder {shown_path(path.absolute().parent)} to write in.", "Check the path.")
    if exists and not overwrite:
        raise UsageError(f"The file {shown_path(path)} exists already.", hint)
    return form
