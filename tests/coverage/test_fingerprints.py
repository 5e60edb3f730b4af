"""The hashes: equal where nothing changed, and different for what did."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import verdict
from bot.coverage import fingerprints
from bot.coverage.values import Hashes
from bot.library import Library
from tests.coverage.small import faq, library

STUNG = library()


def changed(other: Library) -> set[str]:
    before, after = fingerprints.of(faq(), STUNG), fingerprints.of(faq(), other)
    return {name for name in Hashes.__slots__ if getattr(before, name) != getattr(after, name)}


def test_nothing_changed() -> None:
    assert changed(library()) == set()


def test_another_article_is_told() -> None:
    article = STUNG.articles[0]._replace(digest="f" * 64)
    assert changed(STUNG._replace(articles=(article,))) == {"articles"}


def test_the_order_of_the_articles_does_not_count() -> None:
    one, two = STUNG.articles[0], STUNG.articles[0]._replace(name="other")
    there, back = (STUNG._replace(articles=pair) for pair in ((one, two), (two, one)))
    assert fingerprints.of(faq(), there) == fingerprints.of(faq(), back)


def test_a_synonym_is_told() -> None:
    assert changed(library(synonyms={"stinger mark": ["redness"]})) == {"synonyms"}


def test_a_moved_decision_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints.of(faq(), STUNG)
    monkeypatch.setattr(verdict, "ANSWERED", 0.51)
    after = fingerprints.of(faq(), STUNG)
    assert (before.settings != after.settings, before.synonyms == after.synonyms) == (True, True)


def test_a_hospitals_own_notices_are_told(tmp_path: Path) -> None:
    notices = tmp_path / "safety.toml"
    notices.write_text('[emergency]\nmessage = "Call."\n', encoding="utf-8")
    assert changed(STUNG._replace(notices=notices)) == {"settings"}


def test_other_questions_are_told() -> None:
    assert fingerprints.of(replace(faq(), digest="2" * 64), STUNG).questions == "2" * 64


def test_every_process_gives_the_same_hashes() -> None:
    script = """
from bot.coverage import fingerprints
from bot.language.lexicon import Lexicon
from bot.library import Library
from tests.coverage.small import faq
lexicon = Lexicon()
lexicon.add({"nodule": ["lump", "hard bits"], "medicine-names": {"cetirizine": ["zyrtec"], "aspirin": ["asa"]}})
print(fingerprints.of(faq(), Library.of([], lexicon)))
"""
    printed = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert printed[0].startswith("Hashes(")
