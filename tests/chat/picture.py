"""Takes the picture of the chat for the README: `python -m tests.chat.picture` writes .github/chat.svg."""

import asyncio
import re
from pathlib import Path

from bot.chat.app import ChatApp
from bot.chat.prompt import Prompt
from bot.library import Library
from tests.chat.conftest import ask, settle

PICTURE = Path(__file__).parent.parent.parent / ".github" / "chat.svg"
QUESTION = "does it hurt alot?"
SIZE = (110, 34)
# The picture is looked at offline too: a font of the machine takes the place of one from the web.
_WEB_FONT = re.compile(r"\s*@font-face \{[^}]*\}")


async def picture() -> str:
    """Returns the chat as SVG, over the article that ships, one question answered and the article open beside it."""
    app = ChatApp(Library.open)
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(Prompt).cursor_blink = False
        await settle(app, pilot)
        await ask(app, pilot, QUESTION)
        await pilot.press("tab", "enter")
        await settle(app, pilot)
        return _WEB_FONT.sub("", app.export_screenshot(title="citebot"))


def main() -> None:
    """Writes the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
    print(f"{PICTURE.name} is written.")


if __name__ == "__main__":
    main()
