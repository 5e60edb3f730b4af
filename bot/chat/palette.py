"""The articles and their headings in the command palette."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from bot.article import Article, Section
from bot.chat.screen import ChatScreen
from bot.conversation.wording import clean

_WITHIN = " › "


@dataclass(frozen=True, slots=True)
class Place:
    """What can be gone to: an article or one of its headings."""

    name: str
    help: str
    go: Callable[[], None]


class Places(Provider):
    """Finds articles and headings, and opens the article there."""

    async def discover(self) -> Hits:
        """Yields every place, before anything was typed."""
        for place in self._places():
            yield DiscoveryHit(Content(place.name), place.go, text=place.name, help=place.help)

    async def search(self, query: str) -> Hits:
        """Yields the places that match what was typed."""
        matcher = self.matcher(query)
        for place in self._places():
            score, offsets = matcher.fuzzy_search.match(query, place.name)
            if score > 0:
                shown = Content(place.name)
                for offset in offsets:
                    shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, place.go, text=place.name, help=place.help)

    def _places(self) -> Iterator[Place]:
        screen = self.screen
        articles = screen.articles if isinstance(screen, ChatScreen) else ()
        several = len(articles) > 1
        for article in articles:
            title = clean(article.title)
            if several:
                yield Place(title, "Open this article", partial(self._open, article))
            for section in article.sections:
                name = clean(_WITHIN.join((article.title, *section.path) if several else section.path))
                yield Place(name, "Open the article here", partial(self._open, article, section))

    def _open(self, article: Article, section: Section | None = None) -> None:
        screen = self.screen
        if isinstance(screen, ChatScreen):
            screen.open_article(article, (section.line, section.line) if section else None)
