"""The text between HTML tags."""

from html.parser import HTMLParser

from bot.reading.characters import clean, fold


class _TextOnly(HTMLParser):
    """Collects the text outside of tags, scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def text_of_html(html: str) -> str:
    """Returns the text of a piece of HTML, white space folded."""
    parser = _TextOnly()
    parser.feed(html)
    parser.close()
    return fold(clean(" ".join(parser.parts)))
