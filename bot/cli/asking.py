"""The commands that answer a question, and show what was read."""

from pathlib import Path

import click

from bot.cli import TOP
from bot.cli.exits import Exit
from bot.cli.options import FILE, corpus_option
from bot.errors import UsageError


@click.command(short_help="Answer one question, or a file of them.")
@click.argument("question", nargs=-1)
@corpus_option
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--explain", is_flag=True, help="Say which words matched, where they came from, what each added.")
@click.option(
    "--jsonl",
    type=FILE,
    is_flag=False,
    flag_value=Path("-"),
    metavar="[FILE]",
    help="Answer many questions: a line is bare text or an object with question, and id and conversation if you like. "
    "A conversation is remembered until 1,000 others were asked since.",
)
@click.option("--top", default=TOP, show_default=True, type=click.IntRange(1, 50), help="The most passages to show.")
@click.pass_context
def ask(
    context: click.Context,
    question: tuple[str, ...],
    corpus: Path | None,
    as_json: bool,
    explain: bool,
    jsonl: Path | None,
    top: int,
) -> None:
    """Answer one QUESTION ("-" reads it from standard input), or many with --jsonl.

    Exit code: 0 answered, 1 a weak match or not found, 2 usage or error. With --jsonl: 0 when every line was
    answered with an object, 2 when any line was bad (in its place stands an object with "error").
    """
    from bot import shell

    corpus = corpus or context.obj
    if jsonl is not None:
        if question:
            raise UsageError(
                "Give either a question or --jsonl, not both.", "With --jsonl, FILE comes right behind it."
            )
        if explain:
            raise UsageError("--explain goes with one question, not with --jsonl.")
        context.exit(Exit.ANSWERED if shell.ask_lines(jsonl, corpus, top) else Exit.ERROR)
    answered = shell.ask_one(question, corpus, top, as_json=as_json, explain=explain)
    context.exit(Exit.ANSWERED if answered else Exit.NOT_ANSWERED)


@click.command(short_help="Show what was read of the article.")
@corpus_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.pass_context
def inspect(context: click.Context, corpus: Path | None, as_json: bool) -> None:
    """Show what was read: headings, passages, tables, citations, and the lines that look doubtful."""
    from bot import shell

    shell.inspect(corpus or context.obj, as_json=as_json)
