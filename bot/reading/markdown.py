"""The Markdown reader: a walk over markdown-it's tokens, which know the lines they came from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from bot.article import Article
from bot.reading.characters import clean, readable, split_lines
from bot.reading.frontmatter import FrontMatter, read_front_matter
from bot.reading.markdownblocks import BlockReader
from bot.reading.markdownsources import SourceList, note_numbers
from bot.reading.markdowntext import NodeTexts, lines_of
from bot.reading.outline import Outline, is_title, with_doubts
from bot.reading.sources import dangling

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def read_markdown(text: str, name: str, digest: str) -> Article:
    """Returns the article that a Markdown text holds; whatever the text, something is read and nothing raised."""
    from markdown_it.tree import SyntaxTreeNode

    text = clean(text)
    lines = split_lines(text)
    tokens, env, front = _parsed(text)
    nodes = SyntaxTreeNode(tokens).children
    notes = note_numbers([label[1:] for label in env.get("footnotes", {}).get("refs", {})], lines)
    texts = NodeTexts(_parser(False), lines, env, notes)
    first = next((node for node in nodes if node.type == "heading" and node.tag == "h1"), None)
    first_text = texts.inline(first).text if first else ""
    title = front.values.get("title") or first_text or readable(name)
    outline = Outline(title, lines_of(first)[0] if first and is_title(first_text, title) else 1)
    sources = SourceList(texts, notes, env)
    BlockReader(outline, texts, sources).walk(nodes)
    listed, doubts = sources.found()
    article = Article(
        name=name,
        title=title,
        sections=outline.sections(),
        lines=lines,
        digest=digest,
        date=front.values.get("date", ""),
        publisher=front.values.get("publisher", ""),
        url=front.values.get("url", ""),
        language=front.values.get("language") or "en",
        description=front.values.get("description", ""),
        sources=listed,
    )
    found = dict.fromkeys((*front.doubts, *texts.doubts, *outline.doubts, *doubts, *dangling(article)))
    return with_doubts(article, *found)


def _parsed(text: str) -> tuple[list[Token], dict[str, Any], FrontMatter]:
    """Returns the block tokens, what the parser noted beside them, and the front matter."""
    env: dict[str, Any] = {}
    tokens = _parser(True).parse(text, env)
    if not tokens or tokens[0].type != "front_matter":
        return tokens, env, FrontMatter()
    front = read_front_matter(tokens[0].content)
    if front.is_mapping:
        return tokens, env, front
    env = {}  # it is text between two rulers
    return _parser(False).parse(text, env), env, front


@cache
def _parser(front_matter: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 100, "store_labels": True}).enable("table").use(footnote_plugin)
    # Inline text is parsed apart, behind a guard; footnotes stay where they stand, the uncited ones too.
    parser.disable(["inline", "text_join", "footnote_tail", "footnote_inline"])
    return parser.use(front_matter_plugin) if front_matter else parser
