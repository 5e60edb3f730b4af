"""Makes once, when the package is built, what its first question would have to make: `python -m bot.prepare FOLDER`."""

import shutil
import sys
import tempfile
from pathlib import Path

from bot.cache.kept import PREPARED, preparing
from bot.cli import helping
from bot.conversation.dialogue import Conversation
from bot.library import Library
from bot.showing import put

_QUESTION = "What is calcinosis?"


def prepare(folder: Path = PREPARED) -> list[str]:
    """Fills a folder with all that answering from the corpus that ships keeps in a cache; returns the files' names.

    What is there is replaced. To be called in a fresh process: what was once made is not made again. Raises `OSError`.
    """
    with tempfile.TemporaryDirectory() as cache:
        with preparing(Path(cache)):
            Conversation(Library.open()).ask(_QUESTION)
            helping.known()
        made = sorted(Path(cache).glob("*/*.cache"))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in made:
            shutil.copyfile(path, folder / path.name)
    return [path.name for path in made]


if __name__ == "__main__":
    put("".join(f"{line}\n" for line in prepare(*map(Path, sys.argv[1:]))))
