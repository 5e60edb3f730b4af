"""What `citebot add` does: convert, show, and write where nothing is lost by it."""

from collections.abc import Callable
from pathlib import Path

from bot.adding.checking import Made, made_of
from bot.adding.forms import draft_of_file
from bot.errors import CitebotError, UsageError
from bot.reading.characters import clean
from bot.reading.files import find_articles
from bot.saving import write_whole
from bot.showing import shown_path

_FIRST_LINES, _WIDEST = 12, 100
Ask = Callable[[str], bool]


def folder_for(corpus: Path | None) -> Path:
    """Returns the folder that articles are added to. Raises `UsageError` when none is named, or it is a file."""
    if corpus is None:
        raise UsageError(
            "Say which folder the article goes to.", "Name it with --corpus, or look first with --dry-run."
        )
    if corpus.exists() and not corpus.is_dir():
        raise UsageError(f"{shown_path(corpus)} is no folder.", "Name the folder of your articles with --corpus.")
    return corpus


def convert(path: Path) -> Made:
    """Returns the Markdown made of a file. Raises `CitebotError`."""
    return made_of(draft_of_file(path), path.stem)


def save(path: Path, made: Made, folder: Path, overwrite: bool, ask: Ask | None) -> tuple[bool, str]:
    """Writes what was made of a file to the folder; returns whether it stands there, and a sentence about it.

    What is there already is only replaced with `overwrite`, or where `ask` says yes to the question; without `ask`
    there is nobody to ask, and it is an error. Raises `UsageError`.
    """
    target = folder / f"{made.article.name}.md"
    shown = shown_path(target)
    data = made.text.encode("utf-8")
    if target.name.startswith(".") or target.name.casefold() == "readme.md":
        raise UsageError(
            f"An article named {shown_path(Path(target.name))} would not be read.", "Rename the file first."
        )
    try:
        if target.is_file() and target.read_bytes() == data:
            return True, f"{shown} is there already, just like this."
        if target.exists() and not overwrite:
            if ask is None:
                raise UsageError(f"{shown} is there already.", "To replace it, give --overwrite.")
            if not ask(f"{shown} is there already. Replace it?"):
                return False, f"{shown} was left as it is."
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{shown} cannot be written: {error.strerror}.", "Name another folder with --corpus."
        ) from None
    write_whole(target, data)
    return True, f"Written: {shown}{_beside(path, folder)}"


def _beside(path: Path, folder: Path) -> str:
    """Returns a word about a text file in the folder itself, which would be read beside its Markdown."""
    try:
        read = [one.resolve() for one in find_articles(folder)]
        twice = path.suffix.casefold() == ".txt" and path.resolve() in read
    except (CitebotError, OSError):
        return ""
    return f"\n{shown_path(path)} is in the folder, too: take it out, or both are read." if twice else ""


def preview(path: Path, made: Made) -> str:
    """Returns what a person should see of a conversion: its first lines, what is read in it, its doubts."""
    from bot.inspection import render, report_of
    from bot.reading.passages import split

    lines = clean(made.text).split("\n")
    first = [line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…" for line in lines[:_FIRST_LINES]]
    found = report_of([made.article], split(made.article))
    kept = f"Words: {made.kept} of the document's {made.words} stand in the article"
    head = [f"{shown_path(path)}, as Markdown ({len(lines) - 1} lines)", "", *(f"  {line}".rstrip() for line in first)]
    more = ["  …"] if len(lines) > _FIRST_LINES + 1 else []
    return clean("\n".join([*head, *more, "", "What is read in it:", "", render(found).rstrip(), "", kept, ""]))
