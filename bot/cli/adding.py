"""The command that makes articles of documents in other forms."""

import sys
from pathlib import Path

import click

from bot.cli.exits import Exit, complain
from bot.errors import CitebotError
from bot.showing import put


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
    from bot.adding.command import convert, folder_for, preview, save
    from bot.showing import shown_path

    folder = None if dry_run else folder_for(corpus or context.obj)
    worst = Exit.GOOD
    for file in files:
        try:
            made = convert(file)
            if folder is None:
                put(f"<!-- {shown_path(file).replace('--', '-')} -->\n" * (len(files) > 1) + made.text)
            put(preview(file, made), sys.stderr if dry_run else None)
            if folder is not None:
                stands, said = save(file, made, folder, overwrite, _ask if sys.stdin.isatty() else None)
                put(f"{said}\n\n")
                worst = max(worst, Exit.GOOD if stands else Exit.WORSE)
        except CitebotError as error:
            complain(error)
            worst = Exit.ERROR
    context.exit(worst)


def _ask(question: str) -> bool:
    return click.confirm(question, err=True)
