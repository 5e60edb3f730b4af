"""What is typed into the question line and is no question: a number, a command, a word that means to leave."""

import re
from dataclasses import dataclass

_MOST_DIGITS = 2
_COMMAND = re.compile(r"/([a-z]+)(\s.*)?", re.DOTALL | re.IGNORECASE)
_LEAVING = ("quit", "exit", ":q")
COMMANDS = {  # the names are those of line mode, so that whoever knows one knows the other
    "help": "help",
    "copy": "copy",
    "article": "choose",
    "articles": "choose",
    "read": "open_article",
    "outline": "open_article",
    "export": "export",
    "save": "export",
    "keep": "keep",
    "new": "new_conversation",
    "quit": "quit",
    "exit": "quit",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """At most one of these is set: a number that chooses, an action of the app, a command that is not known."""

    number: int | None = None
    action: str = ""
    unknown: str = ""


def meant(text: str) -> Typed:
    """Returns what is meant by a text; nothing is set for a question."""
    if text.isdecimal() and len(text) <= _MOST_DIGITS:
        return Typed(number=int(text))
    if text.casefold() in _LEAVING:
        return Typed(action="quit")
    if command := _COMMAND.fullmatch(text):
        name = command[1].casefold()
        if name in COMMANDS:
            return Typed(action=COMMANDS[name])
        if not command[2]:
            return Typed(unknown=f"/{name}")
    return Typed()
