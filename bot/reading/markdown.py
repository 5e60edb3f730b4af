"""The Markdown reader: a walk over blocks that know the lines they came from.

Plain blocks are read as they stand (markdownplain.py), all others by markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.article import Article
from bot.reading.characters import clean, readable, split_lines
from bot.reading.frontmatter import FrontMatter, read_front_matter
from bot.reading.markdownblocks import BlockReader
from bot.reading.markdownplain import Node, after_blank, plain_block
from bot.reading.markdownsources import SourceList, note_numbers
from bot.reading.markdowntext import NodeTexts, lines_of
from bot.reading.outline import Outline, is_title, with_doubts
from bot.reading.sources import dangling

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# Lines between two rulers, none of which may end them or begin a list: anything else is the parser's to judge.
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[^\s.-][^\n]*\n)*?[^\s.-][^\n]*)\n---[ \t]*(?:\n|\Z)")


def read_markdown(text: str, name: str, digest: str) -> Article:
    """Returns the article that a Markdown text holds; whatever the text, something is read and nothing raised."""
    text = clean(text)
    lines = split_lines(text)
    nodes, env, front = _parsed(text)
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


def _parsed(text: str) -> tuple[list[Node], dict[str, Any], FrontMatter]:
    """Returns the blocks, what the parser noted beside them, and the front matter."""
    env: dict[str, Any] = {}
    if not text.startswith("-"):  # to the parser, a ruler in an item of the first line begins front matter, too
        return list(_blocks(text, 0, 0, env)), env, FrontMatter()
    if found := _FRONT_MATTER.match(text):
        front = read_front_matter(found[1])
        if front.is_mapping:
            return list(_blocks(text, found.end(), found[0].count("\n"), env)), env, front
    return _parsed_whole(text)


def _blocks(text: str, at: int, line: int, env: dict[str, Any]) -> Iterator[Node]:
    """Yields the blocks from a place on: plain ones as they are, and what the parser makes of the others."""
    ended = text if text.endswith("\n") else f"{text}\n"
    parsed = None
    while (begin := after_blank(ended, at)) < len(ended):
        line += ended.count("\n", at, begin)
        if plain := plain_block(ended, begin, line):
            node, at = plain
            line += ended.count("\n", begin, at)
            yield node
        else:
            parsed = parsed or _BlockParser(text, env)
            nodes, line, at = parsed.block(line)
            yield from nodes


class _BlockParser:
    """Reads single blocks of a text with markdown-it's rules."""

    def __init__(self, text: str, env: dict[str, Any]) -> None:
        from markdown_it.rules_block import StateBlock

        parser = _parser(False)
        self._rules = parser.block.ruler.getRules("")
        self._state = StateBlock(text, parser, env, [])

    def block(self, line: int) -> tuple[list[SyntaxTreeNode], int, int]:
        """Returns the nodes of the block that begins at a line from 0, and the line and the place after it."""
        from markdown_it.tree import SyntaxTreeNode

        state = self._state
        state.line, state.tokens = line, []
        any(rule(state, line, state.lineMax, False) for rule in self._rules)  # the first that knows the block reads it
        return SyntaxTreeNode(state.tokens).children, state.line, state.bMarks[state.line]


def _parsed_whole(text: str) -> tuple[list[Node], dict[str, Any], FrontMatter]:
    """Does as `_parsed` does, but gives all to the parser."""
    from markdown_it.tree import SyntaxTreeNode

    env: dict[str, Any] = {}
    tokens, front = _parser(True).parse(text, env), FrontMatter()
    if tokens and tokens[0].type == "front_matter":
        front = read_front_matter(tokens[0].content)
        if not front.is_mapping:
            env = {}  # it is text between two rulers
            tokens, front = _parser(False).parse(text, env), FrontMatter()
    return [*SyntaxTreeNode(tokens).children], env, front


@cache
def _parser(front_matter: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": 100, "store_labels": True}).enable("table").use(footnote_plugin)
    # Inline text is parsed apart, behind a guard; footnotes stay where they stand, the uncited ones too.
    parser.disable(["inline", "text_join", "footnote_tail", "footnote_inline"])
    return parser.use(front_matter_plugin) if front_matter else parser
