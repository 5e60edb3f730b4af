"""What the commands do that ask for something first, or that take a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from bot.article import Article
from bot.errors import CitebotError
from bot.served import served
from bot.showing import shown_path

if TYPE_CHECKING:
    from bot.chat.notebook import Notebook
    from bot.keeping.record import Record

_LONG = 8.0  # seconds that a sentence stays that has to be read


async def export(app: App[None], notebook: Notebook, articles: Sequence[Article]) -> None:
    """Asks for a file name until the conversation is written, or the person gives up."""
    if not notebook.record.turns:
        app.notify("There is nothing to save yet: ask a question first.", markup=False)
        return
    written: list[Path] = []

    async def write(name: str) -> None:
        if served():
            hand_over(app, notebook.record, name)
        else:
            written.append(await notebook.export(Path(name).expanduser()))

    name = articles[0].name if len(articles) == 1 else "articles"
    about = "The end of the name says the form: .md, .txt or .json. The file holds your questions."
    if await _ask_until_done(app, "Save the conversation", about, f"citebot-{name}.md", write):
        said = f"Saved: {shown_path(written[0])}" if written else "Given to your browser."
        app.notify(said, markup=False, timeout=_LONG)


def hand_over(app: App[None], record: Record, name: str) -> None:
    """Gives the conversation to the browser of a visitor as a file. Raises `UsageError` when its form is not known."""
    from bot.keeping.forms import form_of

    path = Path(Path(name).name)
    app.deliver_text(StringIO(record.text(form_of(path))), save_filename=str(path))


async def keep(app: App[None], notebook: Notebook) -> str | None:
    """Asks for a name and keeps the conversation under it; returns the name, or None when it is not kept."""
    about = (
        "It is kept on this computer under this name, with what you ask from now on. "
        "To go on with it another day, start: citebot --keep NAME"
    )
    name = await _ask_until_done(app, "Keep this conversation", about, "", notebook.keep)
    if name:
        app.notify(f"Kept as {notebook.record.kept_as}.", markup=False)
    return notebook.record.kept_as if name else None


async def choose(app: App[None], articles: Sequence[Article], narrowed: Sequence[Article]) -> tuple[str, ...] | None:
    """Asks for an article; returns its name alone, no names for all of them, or None when nothing was chosen."""
    from bot.chat.dialogs import Picker

    return await app.push_screen_wait(Picker(articles, narrowed))


async def _ask_until_done(
    app: App[None], title: str, about: str, first: str, work: Callable[[str], Awaitable[None]]
) -> str | None:
    from bot.chat.dialogs import NameDialog

    said, problem = first, ""
    while True:
        answer = await app.push_screen_wait(NameDialog(title, about, said, problem))
        if answer is None:
            return None
        try:
            await work(answer)
        except CitebotError as error:
            said, problem = answer, str(error)
        else:
            return answer
