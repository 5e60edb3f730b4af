"""The errors that a person can cause, each with a text that can be shown as it is.

CitebotError
├── UsageError        the command was called with something that makes no sense
└── CorpusError       the corpus cannot be used
    ├── CorpusNotFound    no such file or folder
    ├── NothingToRead     a folder without articles, a file without text
    └── Unreadable        binary, wrong encoding, no permission, unknown form

A question that the article does not answer is not an error: it is an `Answer` in the state `not_found`.
"""

from bot.showing import printable


class CitebotError(Exception):
    """Something went wrong that the person can put right.

    `message` is one plain sentence; `hint` says what to do about it ("" when there is nothing to add).
    """

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = printable(message), printable(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(CitebotError):
    """The command was called with something that makes no sense."""


class CorpusError(CitebotError):
    """The corpus cannot be used."""


class CorpusNotFound(CorpusError):
    """There is no such file or folder."""


class NothingToRead(CorpusError):
    """The folder holds no articles, or the file no text."""


class Unreadable(CorpusError):
    """The file is binary, in an unknown encoding or form, or may not be read."""
