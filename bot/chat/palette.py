"""The article's headings in the command palette."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from bot.article import Article, Section
from bot.chat.screen import ChatScreen
from bot.conversation.wording import clean


class Headings(Provider):
    """Finds headings, and opens the article there."""

    async def discover(self) -> Hits:
        """Yields every heading, before anything was typed."""
        for name, article, section in self._headings():
            yield DiscoveryHit(Content(name), partial(self._open, article, section), text=name, help="Open the article")

    async def search(self, query: str) -> Hits:
        """Yields the headings that match what was typed."""
        matcher = self.matcher(query)
        for name, article, section in self._headings():
            score, offsets = matcher.fuzzy_search.match(query, name)
            if score > 0:
                shown = Content(name)
                for offset in offsets:
                    shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, partial(self._open, article, section), text=name, help="Open the article")

    def _headings(self) -> list[tuple[str, Article, Section]]:
        screen = self.screen
        articles = screen.articles if isinstance(screen, ChatScreen) else ()
        return [
            (clean(" › ".join(section.path)), article, section) for article in articles for section in article.sections
        ]

    def _open(self, article: Article, section: Section) -> None:
        screen = self.screen
        if isinstance(screen, ChatScreen):
            screen.open_article(article, (section.line, section.line))
