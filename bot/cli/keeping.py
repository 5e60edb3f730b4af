"""The commands about what was kept: checking a transcript, and the kept conversations."""

import contextlib
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from bot.cli.exits import Exit
from bot.cli.options import FILE, corpus_option
from bot.errors import CitebotError, UsageError
from bot.showing import one_line, put, shown_path

_LONGEST = 100_000_000  # bytes of a transcript: of some 20,000 answers


@click.command(short_help="Check the quotations of a transcript.")
@click.argument("transcript", type=FILE)
@corpus_option
@click.pass_context
def verify(context: click.Context, transcript: Path, corpus: Path | None) -> None:
    """Check every quotation of a TRANSCRIPT (.md, .txt, .json) against the article as it is now.

    A quotation is ok when the article has these words and sources, under this heading; else it is changed, and the
    nearest passage is shown, or gone. The questions and Citebot's own words are not checked.

    Exit code: 0 all are ok, 1 some are not, 2 nothing could be checked.
    """
    from bot.keeping.parsing import parse
    from bot.keeping.verify import render
    from bot.keeping.verify import verify as check
    from bot.library import read_articles
    from bot.reading.passages import split

    written = parse(_text_of(transcript))
    articles = read_articles(corpus or context.obj)
    found = check(written, articles, [passage for article in articles for passage in split(article)])
    put(render(found))
    context.exit(Exit.GOOD if found.holds else Exit.WORSE)


def _text_of(path: Path) -> str:
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            data = file.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise UsageError(
                f"{shown_path(path)} is longer than {_LONGEST // 1_000_000} MB.", "Give a file that Citebot exported."
            )
        return data.decode("utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(
            f"{shown_path(path)} cannot be read: {reason}.", "Give a file that Citebot exported."
        ) from None


def _names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001  # click passes them
    """Completes the name of a kept conversation."""
    from bot.keeping.sessions import Sessions

    try:
        kept = Sessions().all()
    except CitebotError:
        return []
    return [CompletionItem(one_line(one.name)) for one in kept if one.name.casefold().startswith(incomplete.casefold())]


_name = click.argument("name", shell_complete=_names)


@click.group(invoke_without_command=True, short_help="List, search, show and delete what was kept.")
@click.pass_context
def sessions(context: click.Context) -> None:
    """List, search, show and delete the conversations that were kept (citebot --keep NAME).

    They stand in this user's own data folder, or in the folder that CITEBOT_DATA names; nobody else can read it.
    """
    if context.invoked_subcommand is not None:
        return
    from bot.keeping.sessions import Sessions

    kept = Sessions().all()
    if not kept:
        put("No conversation is kept. To keep one: citebot --keep NAME\n", sys.stderr)
    for one in kept:
        when = one.used.astimezone().strftime("%Y-%m-%d %H:%M")
        count = "1 question" if one.questions == 1 else f"{one.questions} questions"
        put(f"{one_line(one.name)}\t{when}\t{count}\t{one_line('; '.join(one.articles))}\n")


@sessions.command()
@click.argument("words", nargs=-1, required=True)
def search(words: tuple[str, ...]) -> int:
    """List the questions that have all the WORDS, in themselves or in the passages quoted for them.

    Exit code: 0 some have, 1 none has, 2 error.
    """
    from bot.keeping.sessions import Sessions

    found = Sessions().search(words)
    for mention in found:
        put(f"{one_line(mention.name)}\t{mention.number}\t{one_line(mention.question)}\n")
    return Exit.GOOD if found else Exit.WORSE


@sessions.command()
@_name
@click.option("--form", type=click.Choice(["md", "txt", "json"]), default="txt", show_default=True, help="Its form.")
def show(name: str, form: str) -> None:
    """Print the conversation kept as NAME, as a transcript."""
    from bot.keeping.forms import FORMS, render
    from bot.keeping.sessions import Sessions

    transcript = Sessions().transcript(name)
    put(next(render(transcript, known) for known in FORMS if known == form))


@sessions.command()
@click.argument("name", required=False, shell_complete=_names)
@click.option("--all", "every", is_flag=True, help="Delete every conversation, and the file they stand in.")
@click.option("--yes", is_flag=True, help="With --all: do not ask.")
def delete(name: str | None, every: bool, yes: bool) -> int:
    """Delete the conversation kept as NAME, or with --all every one, for good."""
    if (name is None) != every:
        raise UsageError("Give either the name of a conversation or --all.", "'citebot sessions' lists the names.")
    from bot.keeping.sessions import Sessions

    kept = Sessions()
    if name is not None:
        kept.delete(name)
        return Exit.GOOD
    count = len(kept.all())
    said = "the one conversation" if count == 1 else f"all {count} conversations"
    if count and not yes and not _confirmed(f"Delete {said} for good?"):
        put("Nothing was deleted.\n", sys.stderr)
        return Exit.WORSE
    kept.delete_all()
    return Exit.GOOD


def _confirmed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort as broken_off:
        if isinstance(broken_off.__context__, EOFError):  # else it was Ctrl-C
            put("\n", sys.stderr)
            raise UsageError("Nothing was deleted, as nobody confirmed it.", "--yes deletes without asking.") from None
        raise
