"""The commands that write the conversation down, and that begin another."""

from pathlib import Path

from bot.errors import UsageError
from bot.plain.talk import Talk
from bot.showing import one_line, shown_path


def export(talk: Talk, argument: str) -> str:
    """Writes the conversation so far to a file."""
    name = argument[1:-1] if len(argument) > 1 and argument[0] == argument[-1] and argument[0] in "'\"" else argument
    if not name:
        raise UsageError("Give the name of a file that ends in .md, .txt or .json, such as: /export talk.md")
    if not talk.record.turns:
        raise UsageError("There is nothing to write yet.", "Ask a question first.")
    try:
        written = talk.record.export(Path(name).expanduser())
    except RuntimeError:  # nobody of that name has a home
        raise UsageError(f"There is no such folder: {one_line(name)}.") from None
    except OSError as error:
        raise UsageError(f"The file cannot be written: {error.strerror}.", "Give another name.") from None
    return f"Written to {shown_path(written)}. It holds what you asked: mind who can read it."


def keep(talk: Talk, argument: str) -> str:
    """Keeps the conversation under a name from now on."""
    if not argument:
        kept = talk.record.kept_as
        raise UsageError(
            f'This conversation is kept as "{kept}".' if kept else "This conversation is not kept.",
            "" if kept else "To keep it, give it a name, such as: /keep my questions",
        )
    talk.record.keep(argument)
    return f'This conversation is kept on this computer from now on, as "{talk.record.kept_as}".'


def new(talk: Talk, argument: str) -> str:  # noqa: ARG001  # every command gets what was typed after it
    """Starts a new conversation."""
    problem = talk.restart()
    said = "A new conversation. What was asked before is forgotten."
    return "\n\n".join(filter(None, [said, talk.starters(), problem]))
