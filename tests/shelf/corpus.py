"""Small corpora that are kept as large ones are, and what they answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot import library as rooms
from bot.conversation.answer import to_json
from bot.conversation.dialogue import Conversation
from bot.library import Library

CALCIUM = """---
title: "Calcium: what it does"
publisher: A Publisher
---

# Calcium: what it does

Calcium keeps bones firm and lets muscles move [1, 2].

## Symptoms of low calcium

### Cramps

Low calcium makes muscles cramp, often at night [3]. However, a cramp alone proves nothing.

### Tingling

Fingers and lips may tingle when there is too little calcium [1].

## Types of calcium tablets

| Type | What it is | Source(s) |
| --- | --- | --- |
| Carbonate | Taken with food, three times a day, 500 mg | [2] |
| Citrate | Taken at any time, also without food | [4] |

## Conclusion

Tablets help those who eat too little calcium [2, 4].
"""
SLEEP = """# Sleep

Sleep restores the body and the mind [1].

## Causes of poor sleep

Coffee, noise and worry keep people awake [2, 3].

- Coffee: it keeps people awake for six hours [2].
- Pain: cramps wake people at night [5].

## Treatment of poor sleep

Going to bed at the same time every day helps most people sleep better [3].
"""
SUN = """# Sun and skin

The sun burns skin and makes vitamin D, which calcium needs [1].

## Symptoms of sunburn

Red and sore skin, blisters, fever.
"""
ARTICLES = {"calcium.md": CALCIUM, "sleep.md": SLEEP, "sun.md": SUN}
QUESTIONS = (
    "What does calcium do?",
    "What are the symptoms of low calcium?",
    "Which types of tablets are there?",
    "why do I cramp at night?",
    "Is carbonate better than citrate?",
    "what helps me sleep",
    "Which passages cite source 2?",
    "Summarise the article",
    "does coffee keep me awake?",
    "how do I repair a bicycle?",
    "what is sunburn?",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles."""
    return write(tmp_path / "corpus", ARTICLES)


def write(folder: Path, articles: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, *, large: bool) -> Library:
    """Returns the library of a folder, kept as a large one or not."""
    monkeypatch.setattr(rooms, "LARGE", 0 if large else 10**12)
    library = Library.open(folder)
    assert (library.shelf is not None) == large
    return library


def answers(library: Library, questions: Sequence[str] = QUESTIONS) -> list[object]:
    """What a library answers, all but what it suggests to ask next."""
    found = [to_json(Conversation(library).ask(question)) for question in questions]
    return [{name: value for name, value in answer.items() if name != "suggestions"} for answer in found]
