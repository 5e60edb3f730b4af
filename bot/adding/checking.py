"""The Markdown read back with the project's own reader, and compared with the document."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.adding.blocks import Draft, Grid, Heading, runs_of, text_of
from bot.adding.writing import write
from bot.article import Article, Doubt, Table
from bot.reading.characters import clean
from bot.reading.files import parse_article
from bot.reading.outline import with_doubts
from bot.reading.sources import texts_of

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SMALL = str.maketrans({raised: f" {digit} " for raised, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)})
_LABEL = re.compile(r"\[\^\w+\]")
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Made:
    """A Markdown text made of a document, and the article that Citebot reads in it, with all doubts.

    `kept` and `words` count the document's words: those that stand in the article, and all.
    """

    text: str
    article: Article
    kept: int
    words: int


def made_of(draft: Draft, name: str) -> Made:
    """Returns the Markdown of a draft, read back and compared. Raises `NothingToRead` when no text is in it."""
    written = write(draft)
    text = written.text
    article = parse_article(Path(f"{name}.md"), text.encode("utf-8"), name)
    given, found = Counter(_words_of(clean(draft.words))), _words_in(article, draft)
    said = (article.title, article.date, article.publisher, article.url, article.description)
    lost = given - found - Counter(word for fact in (*said, *draft.labels) for word in _words_of(fact))
    new = found.keys() - given.keys()
    doubts = [*written.doubts, *(Doubt(1, "", said) for said in _differences(draft, article, lost, new))]
    return Made(text, with_doubts(article, *dict.fromkeys(doubts)), given.total() - lost.total(), given.total())


def _words_of(text: str) -> Iterable[str]:
    return _WORD.findall(text.translate(_SMALL).casefold())


def _words_in(article: Article, draft: Draft) -> Counter[str]:
    """Returns the words of an article as it was read: text, headings, sources, but not its title."""
    texts = [_LABEL.sub(" ", text.text) for text in texts_of(article)]
    texts += [draft.sources_heading] * bool(draft.sources)
    texts += [section.path[-1] for section in article.sections if section.path != (article.title,)]
    texts += [source.text for source in article.sources]
    return Counter(word for text in texts for word in _words_of(text))


def _differences(draft: Draft, article: Article, lost: Counter[str], new: Iterable[str]) -> list[str]:
    """Returns what differs between the document and the article, a sentence each."""
    said = []
    numbers = sorted(word for word in lost if word.isdigit())
    words = sorted(word for word in lost if not word.isdigit())
    if words:
        said.append(f"{_counted(words)} of the document {_are(words)} not in the article: {_named(words)}")
    if numbers:
        said.append(f"These numbers stand less often in the article than in the document: {_named(numbers)}")
    if added := sorted(new):
        said.append(f"These do not stand in the document as such: {_named(added)}")
    grids = sum(isinstance(block, Grid) for block in draft.blocks)
    tables = sum(isinstance(block, Table) for section in article.sections for block in section.blocks)
    if grids != tables:
        said.append(f"The document has {grids} tables, the article {tables}.")
    cited = sum(run.cited for block in draft.blocks for runs in runs_of(block) for run in runs)
    read = sum(len(text.citations) for text in texts_of(article))
    if read < cited:
        said.append(f"The document has at least {cited} citations, the article {read}.")
    if len(article.sources) != len(draft.sources) + len(draft.notes):
        both = len(draft.sources) + len(draft.notes)
        said.append(f"The document has {both} sources and footnotes, the article {len(article.sources)}.")
    headings = [text_of(block.runs) for block in draft.blocks if isinstance(block, Heading)]
    paths = {section.path[-1] for section in article.sections}
    missing = [heading for heading in headings if heading not in paths and heading != article.title]
    if missing:
        said.append(f"These headings were not read as such: {'; '.join(missing[:_MOST_NAMED])}")
    return said


def _counted(words: list[str]) -> str:
    """Returns how many words there are, in words."""
    return "One word" if len(words) == 1 else f"{len(words)} words"


def _are(words: list[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _named(words: list[str]) -> str:
    more = len(words) - _MOST_NAMED
    return ", ".join(words[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
