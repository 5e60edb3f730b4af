"""Takes the README's pictures from the real program: `python -m tests.pictures` writes them into .github.

A test compares what they show with what the program shows now, so they cannot go stale.
"""

import asyncio
import html
import io
import re
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console
from rich.text import Text

from bot.chat.app import ChatApp
from bot.chat.prompt import Prompt
from bot.cli.commands import cli
from bot.library import Library
from tests.chat.conftest import ask, settle

FOLDER = Path(__file__).parent.parent / ".github"
QUESTION = "does it hurt alot?"
WIDTH = 100
# The pictures are looked at offline too: a font of the machine takes the place of one from the web.
_WEB_FONT = re.compile(r"\s*@font-face \{[^}]*\}")
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


def chat() -> str:
    """Returns the chat over the article that ships: one question answered, the article open beside it."""

    async def picture() -> str:
        app = ChatApp(Library.open)
        async with app.run_test(size=(110, 34)) as pilot:
            app.screen.query_one(Prompt).cursor_blink = False
            await settle(app, pilot)
            await ask(app, pilot, QUESTION)
            await pilot.press("tab", "enter")
            await settle(app, pilot)
            return app.export_screenshot(title="citebot")

    return asyncio.run(picture())


def usage() -> str:
    """Returns what `citebot --help` prints."""
    printed = CliRunner().invoke(
        cli, ["--help"], prog_name="citebot", terminal_width=WIDTH, max_content_width=WIDTH, catch_exceptions=False
    )
    return _printed(printed.output, "citebot --help")


PICTURES: dict[str, Callable[[], str]] = {"chat": chat, "help": usage}


def take(name: str) -> str:
    """Returns a picture as SVG."""
    return _WEB_FONT.sub("", PICTURES[name]())


def words_of(svg: str) -> str:
    """Returns the text that a picture shows, white space folded."""
    return " ".join(html.unescape(" ".join(_TEXT.findall(svg))).split())


def _printed(text: str, title: str) -> str:
    console = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text(text.rstrip()))
    return console.export_svg(title=title)


def main() -> None:
    """Writes the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(take(name), encoding="utf-8")
        print(f"{name}.svg is written.")


if __name__ == "__main__":
    main()
