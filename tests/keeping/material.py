"""Articles, passages and answers to make transcripts of, real ones and hostile ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from bot.article import Article, Citation, ItemList, ListItem, Paragraph, Passage, Row, Section, Table, Text
from bot.conversation.answer import Answer, Correction, Quote, Synonyms
from bot.keeping.transcript import Transcript, stamp_of
from bot.reading.characters import clean, fold
from bot.reading.files import read_article
from bot.reading.passages import split

ROOT = Path(__file__).parent.parent.parent
FILES = (ROOT / "corpus" / "calcinosis.md", *sorted((ROOT / "tests" / "reading" / "fixtures").iterdir()))

# What a form could take for its own structure, and what a terminal could.
TRAPS = [
    ":", "# ", "## Question 1", "### 1.1 x", "```", "> ", "- ", "1. ", "[2]: x", "[2](x)", "[2][3]", "![a](b)", "<b>",
    "&lt;", "\\", "\\[", "|", "---", "===", "*", "_", "~~", "$x$", "From x, line 1:", "1.1 x", "Citebot: ", "You: ",
    "\n", "\r", "\n\n", "    ", "\t", "\x1b[31m", "\u2028", "\u202e", "\ud800", "\u0301", "\u4e2d", "[2, 7]", "\u00a0",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(max_size=4)), max_size=5).map("".join)
# What a reader of articles lets through: folded, without control characters, and something at all.
phrases = hostile.map(lambda text: fold(clean(text))).filter(bool)


@cache
def articles() -> tuple[Article, ...]:
    return tuple(read_article(path) for path in FILES)


@cache
def passages() -> tuple[Passage, ...]:
    return tuple(passage for article in articles() for passage in split(article))


def cited(words: str, line: int) -> Text:
    """A text that ends with two sources."""
    return Text(f"{words} [2, 7]", (line, line), (Citation(len(words) + 1, len(words) + 7, (2, 7)),))


@st.composite
def made_up(draw: st.DrawFn) -> Article:
    """An article whose every text is hostile."""
    lead_in, item, caption = (Text(draw(phrases), (line, line)) for line in (5, 6, 12))
    cells = tuple(draw(st.lists(phrases, min_size=1, max_size=3)))
    blocks = (
        Paragraph(cited(draw(phrases), 3)),
        ItemList((ListItem(item), ListItem(cited(draw(phrases), 7))), lead_in),
        Table(
            Text(" | ".join(cells), (9, 9)),
            cells,
            (Row(cited(" | ".join(cells), 10), cells),),
            draw(st.sampled_from([None, caption])),
        ),
    )
    heading = (draw(phrases), draw(phrases))
    return Article(
        draw(phrases), draw(phrases), (Section(heading, 2, 2, blocks),), (), "0" * 64, draw(hostile), draw(hostile)
    )


def quote(passage: Passage) -> Quote:
    return Quote(passage, 1.0, None, ())


def answers(pool: Sequence[Passage]) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        question=hostile,
        state=st.sampled_from(["answered", "weak", "not_found", "courtesy"]),
        message=hostile,
        notice=st.sampled_from([None, "emergency", "personal_advice"]),
        notice_text=st.sampled_from(["", "# Call\n> now"]),
        searched_for=hostile,
        corrections=st.sampled_from([(), (Correction("> a\n# b", "**c**"),)]),
        synonyms=st.sampled_from([(), (Synonyms("```", ("<b>\n",)),)]),
        missing=st.sampled_from([(), ("\n- a", "1. b")]),
        quotes=st.lists(st.sampled_from(pool).map(quote), max_size=4).map(tuple),
    )


@dataclass(frozen=True, repr=False)
class Case:
    """A transcript that quotes something, and the articles and passages that it is about."""

    transcript: Transcript
    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]

    def __repr__(self) -> str:
        return repr(self.transcript)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    read = (draw(st.one_of(made_up(), st.sampled_from(articles()))),)
    pool = tuple(passage for article in read for passage in split(article))
    turns = tuple(draw(st.lists(answers(pool), max_size=2)))
    sure = Answer("Why?", "answered", quotes=(quote(draw(st.sampled_from(pool))),))
    return Case(Transcript(tuple(stamp_of(article) for article in read), (*turns, sure)), read, pool)


def answer(question: str, *quoted: Passage) -> Answer:
    return Answer(question, "answered", quotes=tuple(quote(passage) for passage in quoted))
