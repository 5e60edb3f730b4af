"""The command that makes articles of documents in other forms."""

import sys
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.errors import CitebotError


@click.command(short_help="Convert documents into articles.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="CITEBOT_CORPUS",
    metavar="FOLDER",
    help="The folder that the articles go to; it is made if it is missing.  [env: CITEBOT_CORPUS]",
)
@click.option("--dry-run", is_flag=True, help="Print the Markdown to standard output, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Replace articles of the same name without asking.")
@click.pass_context
def add(context: click.Context, files: tuple[Path, ...], corpus: Path | None, dry_run: bool, overwrite: bool) -> None:
    """Convert web pages, Word documents, PDF and text FILEs into Markdown in the folder that --corpus names.

    Each article is shown as it was understood, with what was left out or is not sure: read the file against the
    document before patients ask it. Nothing is fetched from anywhere. Needs: pip install "citebot[documents]"

    Exit code: 0 all are converted, 1 one was left as it was, 2 one could not be converted (the others are).
    """
    from bot.adding.command import convert, folder_for, preview, put
    from bot.reading.characters import shown_path

    folder = None if dry_run else folder_for(corpus or context.obj)
    worst = Exit.GOOD
    for file in files:
        try:
            made = convert(file)
            if folder is None:
                _print(f"<!-- {shown_path(file).replace('--', '-')} -->\n" * (len(files) > 1) + made.text)
            _print(preview(file, made), err=dry_run)
            if folder is not None:
                stands, said = put(file, made, folder, overwrite, _ask if sys.stdin.isatty() else None)
                _print(f"{said}\n\n")
                worst = max(worst, Exit.GOOD if stands else Exit.WORSE)
        except CitebotError as error:
            _complain(str(error))
            worst = Exit.ERROR
    context.exit(worst)


def _complain(sentence: str) -> None:
    """Says on stderr what is wrong with a file, while others are still converted."""
    printable = "".join(char if char.isprintable() else "�" for char in sentence)
    click.echo(f"citebot: {printable}", err=True)


def _ask(question: str) -> bool:
    return click.confirm(question, err=True)


def _print(text: str, err: bool = False) -> None:
    """Prints a text as UTF-8, whatever the terminal's own encoding."""
    stream = sys.stderr if err else sys.stdout
    stream.flush()
    stream.buffer.write(text.encode("utf-8", "backslashreplace"))
    stream.buffer.flush()
