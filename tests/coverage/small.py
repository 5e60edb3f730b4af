"""A small article about bee stings, and the making of rows and lists: for the tests."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from bot.coverage.values import FaqList, FaqRow, Outcome
from bot.language.lexicon import Lexicon
from bot.library import Library
from bot.reading.markdown import read_markdown

STINGS = """---
title: "Bee Stings"
date: "May 4, 2023"
---

# Bee Stings

A bee sting is a wound made by the stinger of a bee, which leaves venom in the skin [1].

## Signs of a Sting

| Sign | How often | Source(s) |
| --- | --- | --- |
| Redness | Nearly always | [1] |
| Hives | Rarely | [2] |

Table 1: Signs

### Swelling

The skin around the stinger swells within minutes, and the swelling fades after two days [1, 2]. Rings are taken off.

## Remedies

### First Aid

- **Cooling:** A cold compress eases the burning and the swelling [3].
- **Antihistamines:** Cetirizine relieves the itching of the skin [3, 4].

### Allergy

Adrenaline is injected into the thigh when a severe allergic reaction begins [4].
"""


@cache
def bundled() -> Lexicon:
    return Lexicon.load()


def library(text: str = STINGS, synonyms: Mapping[str, Any] = MappingProxyType({})) -> Library:
    lexicon = bundled()
    if synonyms:
        with TemporaryDirectory() as folder:
            own = Path(folder, "synonyms.toml")
            own.write_text("\n".join(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in synonyms.items()))
            lexicon = Lexicon.load([own])
    return Library.of([read_markdown(text, "stings", "0" * 64)], lexicon)


def row(question: str, *expected: str, **more: Any) -> FaqRow:
    return FaqRow("faq.csv", 2, more.pop("id", question), question, expected, **more)


def faq(*rows: FaqRow) -> FaqList:
    return FaqList(("faq.csv",), rows, (), len(rows), "1" * 64)


def outcome(question: str = "q", **more: Any) -> Outcome:
    state = more.pop("state", "answered")
    return Outcome(row(question, **more.pop("row", {})), state, **more)
