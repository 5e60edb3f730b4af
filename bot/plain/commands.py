"""The commands of line mode: what each is called, what may stand behind it, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import UsageError
from bot.plain import answers, articles, kept, sources
from bot.plain.talk import Talk
from bot.showing import printable


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what may follow it, what it does in one sentence, and more of that for /help NAME.

    `do` is None for the command that leaves: there is nothing left to say. What it says is not broken into lines where
    it is said `whole`.
    """

    name: str
    argument: str
    does: str
    do: Callable[[Talk, str], str] | None
    more: str = ""
    whole: bool = False

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"/{self.name} {self.argument}".rstrip()


def _help(talk: Talk, argument: str) -> str:  # noqa: ARG001  # every command gets the talk
    if argument:
        command = find(argument.split()[0])
        return f"{command.usage}: {command.does}\n{command.more}".rstrip()
    return "\n".join([_INTRODUCTION, *(f"{command.usage}: {command.does}" for command in COMMANDS), _CLOSING])


COMMANDS = (
    Command("more", "", "shows the next passages for the same question.", answers.more),
    Command(
        "open",
        "N",
        "reads passage N where it stands in the article.",
        answers.open_passage,
        "Without a number it is the passage that was read last, or the first. The passage's own lines begin with >.",
    ),
    Command("next", "", "reads the next passage of the answer where it stands.", answers.next_passage),
    Command("previous", "", "reads the passage before it.", answers.previous_passage),
    Command("why", "N", "says which words brought up passage N.", answers.why),
    Command(
        "source",
        "N",
        "shows what source [N] is, and where it is cited.",
        sources.source,
        "Without a number it lists all sources. Where there are several articles, it is the source of those just "
        "quoted; /source 7 kidney names another.",
    ),
    Command(
        "copy",
        "N",
        "copies passage N with its place and sources, and shows what it copies; /copy all does the whole answer.",
        answers.copy,
        "Where the system offers no way to copy, the text is put into a file in the current folder.",
        whole=True,
    ),
    Command("answer", "", "shows the whole last answer again.", answers.answer),
    Command(
        "ask",
        "N",
        "asks the suggested question N, as the number alone does.",
        answers.ask,
        "Anything else behind it is asked as it is: so a question can begin with a slash.",
    ),
    Command("articles", "", "lists the articles.", articles.articles),
    Command(
        "article",
        "N",
        "asks only article N from now on; /article all asks all of them.",
        articles.article,
        "A name or a part of the title does as well. What was asked before is then forgotten.",
    ),
    Command(
        "outline",
        "[WORDS]",
        "lists the article's headings, or those with these words.",
        articles.outline,
        "Each has a number for /read.",
    ),
    Command(
        "read",
        "HEADING",
        "reads a section; /read all reads the whole article.",
        articles.read,
        "A number reads that entry of the last list that /outline, /find or /read gave.",
    ),
    Command(
        "find",
        "WORDS",
        "searches the article's text, and shows the places with their lines.",
        articles.find,
        "It finds paragraphs, list items, table rows and headings that have all the words, or parts of words.",
    ),
    Command(
        "export",
        "FILE",
        "writes the conversation to a file: .md, .txt or .json.",
        kept.export,
        "A file that is there already is never written over.",
    ),
    Command(
        "keep",
        "NAME",
        "keeps the conversation on this computer under a name.",
        kept.keep,
        "Nothing is kept unless you ask. 'citebot sessions' lists, searches and deletes what is kept.",
    ),
    Command("new", "", "starts a new conversation: what was asked is forgotten.", kept.new),
    Command("help", "[COMMAND]", "shows this list, or more about one command.", _help),
    Command("quit", "", "leaves, as the end of the input does, and Ctrl-C twice.", None),
)
_INTRODUCTION = (
    "Type a question and press Enter. A number alone asks the suggested question of that number.\n"
    "Commands (N stands for a number):"
)
_CLOSING = (
    "The beginning of a command is enough where it is the only one: /s 7 is /source 7.\n"
    "To write a question in several lines, end each line but the last with a backslash.\n"
    "A text of several lines that is pasted stays one question in most terminals."
)
_ALIASES = {"exit": "quit", "q": "quit", "prev": "previous", "n": "next", "p": "previous", "?": "help", "h": "help"}


def meant(entry: str) -> tuple[Command, str]:
    """Returns the command that was typed and what stands behind it; what is no command is a question."""
    if not entry.startswith("/"):
        return find("ask"), entry
    typed, *argument = entry.split(maxsplit=1)
    return find(typed), "".join(argument)


def find(typed: str) -> Command:
    """Returns the command of this name, or the only one that begins so. Raises `UsageError`, with the nearest one."""
    word = typed.removeprefix("/").casefold()
    word = _ALIASES.get(word, word)
    named = {command.name: command for command in COMMANDS}
    if word in named:
        return named[word]
    beginning = [command for command in COMMANDS if word and command.name.startswith(word)]
    shortest = min((command.name for command in beginning), key=len, default="")
    if beginning and all(command.name.startswith(shortest) for command in beginning):
        return named[shortest]  # the only one, or /article for /articles, which lists them too
    if beginning:
        names = " or ".join(f"/{command.name}" for command in beginning)
        raise UsageError(f"/{printable(word)} can be {names}.", "Type one letter more.")
    near = get_close_matches(word, named, 1)
    hint = f"Did you mean /{near[0]}? " if near else ""
    raise UsageError(f"There is no command /{printable(word)}.", f"{hint}/help lists them.")
