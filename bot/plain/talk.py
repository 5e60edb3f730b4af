"""What line mode remembers between two lines: the conversation, the answer that is spoken about, what was listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.article import Article
from bot.conversation.answer import Answer, Quote
from bot.conversation.titles import titles_in
from bot.errors import CitebotError, UsageError
from bot.plain.pages import Place
from bot.plain.rendering import offered, render
from bot.showing import printable

if TYPE_CHECKING:
    from bot.conversation.dialogue import Conversation
    from bot.keeping.record import Record
    from bot.library import Library


class Talk:
    """One conversation with a library, and where one is in it.

    `library` are the articles that are asked, `whole` all that there are. `answer` is the last one; `quoting` is the
    last that quoted, small talk aside, and `at` the number of its passage that was read last (0: none yet). `offers`
    are the questions that a number asks, `listed` the places that a number reads.
    """

    def __init__(self, library: Library, open_conversation: Callable[[Library], Conversation], record: Record) -> None:
        """Starts a conversation; raises `CitebotError` when it cannot be started."""
        self.whole = self.library = library
        self.record = record
        self._open_conversation = open_conversation
        self.conversation = open_conversation(library)
        self.answer: Answer | None = None
        self.quoting: Answer | None = None
        self.at = 0
        self.offers = tuple(self.conversation.starters())
        self.listed: tuple[Place, ...] = ()

    def ask(self, text: str) -> str:
        """Returns the answer in words, and what went wrong when it could not be given, or not be written down."""
        try:
            answer = self.conversation.ask(text)
        except CitebotError:
            raise
        except Exception as error:  # the next question may be answered
            raise CitebotError("This question could not be answered.", f"{type(error).__name__}: {error}") from error
        problem = self._take(answer)
        return f"{self.said_again()}\n\n{problem}" if problem else self.said_again()

    def resume(self) -> str:
        """Asks the questions of a kept conversation again, silently, and returns what is to be said of that."""
        steps = self.record.begin(self.whole.articles)
        notes = [printable(self.record.warning)] if self.record.warning else []
        for step in steps:
            if isinstance(step, str):
                notes += filter(None, [self._take(self.conversation.ask(step))])
            else:
                self._turn_to(step.names)
        questions = [step for step in steps if isinstance(step, str)]
        if self.record.kept_as:
            notes.append(f'This conversation is kept on this computer, as "{printable(self.record.kept_as)}".')
        if questions:
            count = "1 earlier question is" if len(questions) == 1 else f"{len(questions)} earlier questions are"
            notes.append(f"{count} remembered{'; /answer says the last answer again' if self.answer else ''}.")
        if len(self.library.articles) < len(self.whole.articles):
            titles = " and ".join(printable(article.title) for article in self.library.articles)
            notes.append(f"Only this article is asked: {titles}. /article all asks all of them.")
        return "\n".join(notes)

    def said_again(self) -> str:
        """Returns the last answer in words. Raises `UsageError` when there is none."""
        if self.answer is None:
            raise UsageError("There is no answer yet.", "Ask a question first.")
        return render(self.answer, titles_in(self.answer, self.whole.by_name), in_chat=True)

    def starters(self) -> str:
        """Returns questions to start with, which can be asked by their numbers."""
        return offered("Questions to start with", self.offers)

    def narrow(self, names: tuple[str, ...]) -> str:
        """Asks the articles of these names from now on, or all; what was asked before is forgotten.

        Returns what went wrong when it was written down.
        """
        self._turn_to(names)
        return self._written(lambda: self.record.narrow(names))

    def restart(self) -> str:
        """Forgets what was asked; what was kept of it stays kept. Returns what went wrong with that."""
        self.conversation.restart()
        self._forget()
        return self._written(self.record.restart)

    def quote(self, number: int) -> Quote:
        """Returns a passage of the last answer that quoted, and remembers that one is there."""
        quotes = self.quotes
        if not quotes:
            raise UsageError("The last answer shows no passage.", "Ask a question first.")
        if not 1 <= number <= len(quotes):
            raise UsageError(f"Give the number of a passage, from 1 to {len(quotes)}.")
        self.at = number
        return quotes[number - 1]

    @property
    def several(self) -> bool:
        """Tells whether articles have to be told apart."""
        return len(self.whole.articles) > 1

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that can be spoken about."""
        return self.quoting.quotes if self.quoting else ()

    def article(self, name: str) -> Article | None:
        """Returns the article of this name, if it is at hand."""
        return self.whole.by_name.get(name)

    def current_article(self) -> Article | None:
        """Returns the article that is meant where none is named: the only one, or that of the passage read last."""
        if len(self.library.articles) == 1:
            return self.library.articles[0]
        return self.article(self.quotes[max(self.at, 1) - 1].passage.article) if self.quotes else None

    def _take(self, answer: Answer) -> str:
        """Makes this the last answer, and returns what went wrong when it was written down."""
        self.answer = answer
        if answer.state != "courtesy":
            self.quoting, self.at = answer, 0
        if answer.suggestions:
            self.offers = answer.suggestions
        return self._written(lambda: self.record.add(answer))

    def _turn_to(self, names: tuple[str, ...]) -> None:
        self.library = self.whole.only(names) if names else self.whole
        self.conversation = self._open_conversation(self.library)
        self.listed = ()
        self._forget()

    def _written(self, work: Callable[[], None]) -> str:
        try:
            work()
        except CitebotError as error:
            return printable(str(error))
        return ""

    def _forget(self) -> None:
        self.answer = self.quoting = None
        self.at = 0
        self.offers = tuple(self.conversation.starters())
