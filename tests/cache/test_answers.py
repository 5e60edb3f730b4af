"""Answers are the same with the cache and without it, and with it nothing heavy is loaded."""

import json
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import packing
from bot.article import Article, Passage
from bot.conversation.cues import _FILES, Cue, Needs, _kept, needs
from bot.library import Library

ROOT = Path(__file__).parents[2]
HEAVY = {"nltk", "numpy", "rank_bm25", "textual", "markdown_it", "yaml", "spellchecker", "rapidfuzz", "tomllib"}
QUESTIONS = """
What causes calcinosis?
does it hurt
dose it hurt alot?
Mam can't hold her knitting needles or work a zip any more, is that it?
how is it treated, and what are the types?
what about surgery instead of collchicine
I have chest pain and can't breathe
thanks!
""".strip().encode()


def answered(cache: str, *, question: str = "") -> tuple[str, set[str]]:
    """What is printed for the questions, or for one, and which modules were loaded by it."""
    arguments = ["ask", question] if question else ["ask", "--jsonl", "-"]
    unprepared = "from pathlib import Path\nfrom bot.cache import kept\nkept.PREPARED = Path('nowhere')\n"
    code = (
        f"import sys\n{unprepared}from bot.cli.main import run\nrun({arguments})\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=QUESTIONS, capture_output=True, check=True, cwd=ROOT,
        env={**os.environ, "CITEBOT_CACHE": cache},
    )  # fmt: skip
    return done.stdout.decode(), set(done.stderr.decode().split())


def test_answers_are_the_same_without_a_cache_with_a_new_one_and_with_an_old_one(tmp_path: Path) -> None:
    without, new, old = (answered(place)[0] for place in ("", str(tmp_path), str(tmp_path)))
    assert without == new == old
    assert len([json.loads(line) for line in old.splitlines()]) == len(QUESTIONS.splitlines())
    names = {path.name.split("-")[0] for path in tmp_path.rglob("*.cache")}
    assert names == {"cues", "english", "lexicon", "library", "signs", "suggestions"}


def test_nothing_of_a_question_is_kept(tmp_path: Path) -> None:
    def written() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.rglob("*.cache")}

    answered(str(tmp_path), question="Is calcinosis common in Zanzibarbados?")
    first = written()
    assert not any(b"zanzibarbados" in content.lower() for content in first.values())
    answered(str(tmp_path), question="What is a quuxifrob?")
    assert written() == first


def test_with_the_cache_a_question_of_known_words_loads_nothing_heavy(tmp_path: Path) -> None:
    answered(str(tmp_path), question="What causes calcinosis?")
    _, loaded = answered(str(tmp_path), question="What causes calcinosis?")
    assert "bot.conversation.dialogue" in loaded
    assert not HEAVY & loaded


def test_articles_and_passages_come_back_whole() -> None:
    library = Library.open()
    assert tuple(map(packing.article, json.loads(json.dumps(packing.packed(library.articles))))) == library.articles
    assert tuple(map(packing.passage, json.loads(json.dumps(packing.packed(library.passages))))) == library.passages
    assert isinstance(library.articles[0], Article)
    assert isinstance(library.passages[0], Passage)


@pytest.fixture(scope="module")
def patterns() -> dict[str, Needs]:
    return dict(_kept().items("needs"))


def test_only_few_cues_are_tried_on_every_question(patterns: dict[str, Needs]) -> None:
    assert len(patterns) > 300
    assert sum(needed is None for needed in patterns.values()) < len(patterns) / 50
    assert _FILES


WORDS = st.lists(
    st.sampled_from("how what is it the does hurt common dose much take surgery or and more hi thanks ſo ıs K".split())
    | st.text(st.characters(codec="utf-8"), max_size=5),
    max_size=12,
).map(" ".join)


def test_a_cue_matches_where_its_pattern_does(patterns: dict[str, Needs]) -> None:
    @settings(max_examples=25)
    @given(WORDS)  # in here, as the patterns are too many to be shown with a failing text
    def matches_alike(text: str) -> None:
        _same_matches(patterns, text)

    matches_alike()


def _same_matches(patterns: dict[str, Needs], text: str) -> None:
    for pattern, needed in patterns.items():
        for flags in (0, re.IGNORECASE):
            cue, plain = Cue([(pattern, needed)], flags), _compiled(pattern, flags)
            assert bool(cue.search(text)) == bool(plain.search(text))


@given(
    WORDS,
    st.lists(st.sampled_from([r"\bhow\b", "how common", r"it\b", "(?:is )?it", r"\w+ it", "^how", "more$"])),
)
def test_a_cue_of_several_patterns_matches_as_one_of_them_all(text: str, patterns: list[str]) -> None:
    cue, plain = Cue((pattern, needs(pattern)) for pattern in patterns), re.compile("|".join(patterns) or "(?!)")
    assert [match.span() for match in cue.finditer(text)] == [match.span() for match in plain.finditer(text)]
    assert cue.sub("+", text) == plain.sub("+", text)
    for start in (0, 4):
        found, expected = cue.match(text, start), plain.match(text, start)
        assert (found and found.span()) == (expected and expected.span())


def _compiled(pattern: str, flags: int, known: dict[tuple[str, int], re.Pattern[str]] = {}) -> re.Pattern[str]:  # noqa: B006
    if (pattern, flags) not in known:
        known[pattern, flags] = re.compile(pattern, flags)
    return known[pattern, flags]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bhow common\b", [["how common"]]),
        (r"\bdos(e|es|age)\b", [["dos"]]),
        (r"cats?|dogs?", [["cat", "dog"]]),
        (r"(?:big )?lump", [["lump"]]),
        (r"how (?:big|large) (?:is|are) \w+ lumps?", [[" lump"], ["how "], ["big", "large"]]),
        (r"(?:is|a)x?", [["a", "is"]]),
        (r"(?=lump)\w+", None),
        (r"(?:a|\w)", None),
        (r"lump(", None),
        (r"x*", None),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, needed: Needs) -> None:
    assert needs(pattern) == needed


def test_every_character_that_stands_for_a_letter_is_known() -> None:
    letters = re.compile(f"[{string.ascii_lowercase}]", re.IGNORECASE)
    for code in range(128, sys.maxunicode + 1):
        if letters.match(chr(code)):
            named = [letter for letter in string.ascii_lowercase if re.fullmatch(letter, chr(code), re.IGNORECASE)]
            assert Cue([(named[0], named)], re.IGNORECASE).search(chr(code)), hex(code)
