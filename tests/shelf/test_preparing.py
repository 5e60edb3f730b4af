"""An article is written down small beside its passages, and read again as it was."""

import random
import string
from pathlib import Path

import pytest

from bot.language.lexicon import Lexicon
from bot.reading.files import parse_article
from bot.reading.passages import split
from bot.shelf.preparing import Preparer, article_of, outline_of


def markdown(paragraphs: int) -> str:
    draw = random.Random(paragraphs)
    lines = ["# An article"]
    for number in range(paragraphs):
        said = " ".join("".join(draw.choices(string.ascii_lowercase, k=6)) for _ in range(40))
        lines += [f"## Section {number}", f"{said.capitalize()} [{number + 1}]."]
    return "\n\n".join(lines)


@pytest.mark.parametrize("paragraphs", [1, 40, 400])
def test_an_article_of_any_length_is_read_as_it_was_written_and_takes_little_room(paragraphs: int) -> None:
    content = markdown(paragraphs).encode()
    article = parse_article(Path("article.md"), content)
    ready = Preparer(Lexicon.load(), several=True).ready(article, split(article))
    assert article_of(ready.body, ready.rows) == article
    assert outline_of(ready.outline) == [(section.path, section.level) for section in article.sections]
    assert len(ready.body) < 400 + len(content) / 4
