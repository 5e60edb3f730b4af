"""The command palette: the commands, then the articles and their headings."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.style import Style

from bot.article import Article, Section
from bot.chat.screen import ChatScreen
from bot.conversation.titles import short_titles
from bot.finding import places_of
from bot.showing import printable

_WITHIN = " › "
_COMMAND, _PLACE = 2.0, 1.0  # scores: commands stand first


class Place(NamedTuple):
    """What can be gone to: an article or one of its headings."""

    name: str
    help: str | None
    go: Callable[[], None]


class Places(Provider):
    """Finds articles and headings, and opens the article there."""

    async def discover(self) -> Hits:
        """Yields every place, before anything was typed."""
        for place in self._places():
            yield DiscoveryHit(Content(place.name), place.go, text=place.name, help=place.help)

    async def search(self, query: str) -> Hits:
        """Yields the places that have every word that was typed."""
        for place in self._places():
            if spans := places_of(query, place.name):
                shown = _highlighted(place.name, spans, self.match_style)
                yield Hit(_PLACE, shown, place.go, text=place.name, help=place.help)

    def _places(self) -> Iterator[Place]:
        screen = self.screen
        articles = screen.articles if isinstance(screen, ChatScreen) else ()
        several, titles = len(articles) > 1, short_titles(articles)
        for article in articles:
            title = printable(article.title)
            if several:
                yield Place(title, "Open this article", partial(self._open, article))
            for section in article.sections:
                name = printable(_WITHIN.join((titles[article.name], *section.path) if several else section.path))
                yield Place(name, None, partial(self._open, article, section))

    def _open(self, article: Article, section: Section | None = None) -> None:
        screen = self.screen
        if isinstance(screen, ChatScreen):
            screen.open_article(article, (section.line, section.line) if section else None)


class Everything(Places):
    """Finds commands, in the order in which the app names them, and then places.

    One provider for both: what several yield stands in no certain order.
    """

    async def discover(self) -> Hits:
        """Yields all of it, before anything was typed."""
        for title, told, run, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(Content(title), run, text=title, help=escape(told))
        async for hit in super().discover():
            yield hit

    async def search(self, query: str) -> Hits:
        """Yields what has every word that was typed."""
        for title, told, run, _ in self.app.get_system_commands(self.screen):
            if spans := places_of(query, title):
                shown = _highlighted(title, spans, self.match_style)
                yield Hit(_COMMAND, shown, run, text=title, help=escape(told))
        async for hit in super().search(query):
            yield hit


def _highlighted(name: str, spans: list[tuple[int, int]], style: Style | None) -> Content:
    shown = Content(name)
    for start, end in spans:
        shown = shown.stylize(style or "bold", start, end)
    return shown
