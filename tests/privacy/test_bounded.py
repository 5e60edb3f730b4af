"""What is asked leaves memory bounded: tables of words that were looked up before do not grow with what is typed."""

import gc
import io
import json
import re
import string
import tracemalloc
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot import batch
from bot.batch import answers
from bot.conversation.dialogue import Conversation
from bot.language.stems import stem
from bot.language.terms import fold
from bot.library import Library
from tests.privacy.watched import ARTICLE

BOT = Path(__file__).parents[2] / "bot"
# What is remembered without a bound, and why that has an end: what it is asked for comes from the package alone.
WITHOUT_A_BOUND = {"_names", "_hints", "version", "shipped", "cues", "_words", "_parser"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    article = tmp_path_factory.mktemp("corpus") / "gout.md"
    article.write_text(ARTICLE, encoding="utf-8")
    return Library.open(article)


def ask(library: Library, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    return list(answers(io.BytesIO("".join(f"{json.dumps(line)}\n" for line in lines).encode()), library, 3))


def words(count: int) -> list[str]:
    random = Random(7)
    return ["n" + "".join(random.choices(string.ascii_lowercase + string.digits, k=9)) + "7" for _ in range(count)]


def test_lines_of_one_conversation_share_a_history_also_when_others_ask_between(library: Library) -> None:
    first, _, then, alone = ask(
        library,
        {"question": "What causes gout?", "conversation": 1},
        {"question": "What is colchicine?", "conversation": 2},
        {"question": "and what treats it?", "conversation": 1},
        {"question": "and what treats it?"},
    )
    assert first["state"] == "answered"
    assert then["carried_over"]
    assert not alone["carried_over"]


def test_of_many_conversations_those_that_asked_last_are_remembered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "REMEMBERED", 3)
    asked = [{"question": "What causes gout?", "conversation": name} for name in "abcadefa"]
    again = [{"question": "and what treats it?", "conversation": name} for name in "ab"]
    kept, forgotten = ask(library, *asked, *again)[-2:]
    assert kept["carried_over"]
    assert not forgotten["carried_over"]
    asked = [{"question": "What causes gout?", "conversation": number} for number in range(40)]
    found = answers(io.BytesIO("".join(f"{json.dumps(line)}\n" for line in asked).encode()), library, 3)
    for _ in range(39):
        next(found)
    gc.collect()
    assert sum(isinstance(one, Conversation) and one.library is library for one in gc.get_objects()) <= 5


def test_a_question_that_comes_again_after_many_others_gets_the_same_answer(library: Library) -> None:
    same = {"question": "What causes gout? And what treats it?"}
    found = ask(library, same, *({"question": f"What about {word}?"} for word in words(60)), same)
    assert found[0] == found[-1]


def test_words_that_nobody_knows_are_not_remembered_by_the_lexicon(library: Library) -> None:
    Conversation(library).ask("What causes gout?")
    before = len(library.lexicon._entries)
    Conversation(library).ask(" ".join(words(200)))
    assert len(library.lexicon._entries) == before


def test_what_is_too_long_for_a_word_is_not_remembered(library: Library) -> None:
    """A question may be one word of thousands of letters: a table of such would have no bound in bytes."""
    long = "x" * 5000
    Conversation(library).ask("What causes gout?")
    before = (fold.cache_info().misses, stem.cache_info().misses, library.speller._remembered.cache_info().misses)
    Conversation(library).ask(long)
    after = (fold.cache_info().misses, stem.cache_info().misses, library.speller._remembered.cache_info().misses)
    assert [now - then for now, then in zip(after, before, strict=True)] == [0, 0, 0]


@pytest.mark.parametrize("remembering", [fold, stem], ids=["fold", "stem"])
def test_memory_is_flat_after_some_thousand_words(remembering: Callable[[str], str]) -> None:
    """What was typed long ago is hardly asked again, and each word kept takes a fifth of a kilobyte or more."""
    asked = words(30_000)
    for word in asked[:10_000]:
        remembering(word)
    gc.collect()
    tracemalloc.start()
    try:
        for word in asked[10_000:]:
            remembering(word)
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept < 20_000 * 75  # what took the place of others counts, too


def test_corrections_of_a_few_thousand_words_are_remembered(library: Library) -> None:
    assert library.speller._remembered.cache_info().maxsize in range(1_000, 5_000)


def test_every_table_of_what_was_asked_before_has_a_bound() -> None:
    """`functools.cache` has none: it stands where there is no argument, or one that nobody types."""
    free = re.compile(r"^@cache\n(?:async )?def (\w+)\((.+?)\)", re.MULTILINE)
    found = {name for path in BOT.rglob("*.py") for name, _ in free.findall(path.read_text(encoding="utf-8"))}
    assert found <= WITHOUT_A_BOUND
    bounds = re.findall(
        r"lru_cache\((?:maxsize=)?([\w]*)\)", "".join(path.read_text(encoding="utf-8") for path in BOT.rglob("*.py"))
    )
    assert bounds
    assert all(bound.replace("_", "").isdecimal() for bound in bounds)
    assert isinstance(fold, _lru_cache_wrapper)
