"""Articles, lists, notices and names with whatever could steer a terminal, in every way that a file can hold it."""

import json
import unicodedata
from pathlib import Path

SAFETY = Path(__file__).parent.parent.parent / "bot" / "conversation" / "safety.toml"
# What a terminal would obey, turn or hide, none of it white space; "zirkon" shows that a text did arrive.
STEERING = "\x1b[2J\x1b]0;owned\x07\x9b31m\x90\x08\x7f\u202e\u2066\u200b\ufeff\ufff9\U000e0041\ufffe"
RAW = f"zirkon {STEERING} zirkon\x0b\x85\u2028 zirkon"
ESCAPED = "".join(one if " " <= one <= "z" else f"\\U{ord(one):08x}" for one in RAW)  # as TOML and YAML can write it
SURROGATE = "zirkon \udcff\ud800 \udc9b"
LINKS = "[zirkon](javascript:alert(1)) <script>zirkon</script> &#27;[2J &#x202e;zirkon &ZeroWidthSpace;"
_DIRECTIONS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_HIDDEN = "\u200b\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"


def raw(text: str, *allowed: str) -> set[str]:
    """Returns the characters of a text that must not reach a terminal, but for line feeds and those allowed."""
    return {
        one
        for one in set(text) - {"\n", *allowed}
        if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(one) in _DIRECTIONS
        or one in _HIDDEN
        or 0xE0000 <= ord(one) < 0xE0080
    }


MARKDOWN = f"""---
title: "The zirkon {ESCAPED}"
publisher: "Clinic \\e]0;owned\\a \\x9b zirkon"
date: 2024-01-02
url: "javascript:alert(1)//\\e[2J"
---

# The zirkon {RAW}

Zirkon causes itching {RAW} and {LINKS} in most people [1, 2].

{"Zirkon lies in the ground for years. " * 20}

## Treatment of zirkon {RAW} {LINKS}

Avoid the following {RAW}:

- zirkon lamps {RAW} [2]
- zirkon dust [7]

| Medicine {RAW} | Dose |
|---|---|
| Zirkonol {RAW} | =HYPERLINK("zirkon") 10 mg {LINKS} |

## Sources

1. Zirkon and others {RAW} https://example.org/\x1b[2J
2. {LINKS} javascript:alert(2)
"""
WEB = (
    f"The zirkon stone {RAW}\n\nCauses of zirkon\n\nZirkon stones {RAW} come from salt 2 7.\n\n• salt {RAW}\n• sand\n"
    + "Salt. " * 99
)
QUESTION = f"What does zirkon cause {RAW}?"


def corpus(folder: Path) -> Path:
    """Makes a folder of articles with an escape sequence in its name and in theirs, and returns it."""
    made = folder / "art\x1b[2Jicles \u202e"
    made.mkdir(parents=True)
    (made / "zir\x1b]0;owned\x07kon\x9b.md").write_text(MARKDOWN, encoding="utf-8")
    (made / "stone\x7f.txt").write_text(WEB, encoding="utf-8")
    notices = f'[messages]\nemergency = "{ESCAPED}"\npersonal_advice = "{ESCAPED}"\n\n'
    signs = SAFETY.read_text(encoding="utf-8").partition("[messages]")[2].partition("\n\n")[2]
    (made / "safety.toml").write_text(notices + signs, encoding="utf-8")
    return made


def glossed(folder: Path) -> Path:
    """Makes an article with synonyms beside it, and returns it: to read them takes long, so that few tests do."""
    article = folder / "glossed.md"
    article.write_text(MARKDOWN, encoding="utf-8")
    (folder / "synonyms.toml").write_text(f'"{ESCAPED}" = ["zirkon"]\n"glitter" = ["{ESCAPED}"]\n', encoding="utf-8")
    return article


def lists(folder: Path) -> tuple[Path, ...]:
    """Makes FAQ lists in several forms, and returns them."""
    rows = [
        {"question": QUESTION, "expected": RAW, "topic": RAW, "priority": RAW, "id": RAW},
        {"question": "=zirkon treatment?", "expected": "none", "topic": "@x", "id": "+a"},
        {"question": f"Why {SURROGATE}?", "id": SURROGATE, "expected": "Treatment of zirkon"},
        {"question": "", "id": RAW},
        {"question": QUESTION},
    ]
    lines = folder / "li\x1b[2Jst.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    table = folder / "ta\x9bble.csv"
    cell = f"{'What about a stone and its dust, ' * 20}{RAW}"  # a list with too many of them is taken for binary
    cells = f'question,expected,topic\n"{cell} zirkon dose?","{cell}","{cell}"\n"-zirkon dust?",none,"{LINKS}"\n'
    table.write_text(cells, encoding="utf-8")
    text = folder / "text.md"
    asked = f"## What is zirkon {LINKS} {RAW}?\n\nA stone.\n\n## Why zirkon?\n"
    text.write_text(f"# Zirkon\n\n{'It lies there. ' * 40}\n\n{asked}", encoding="utf-8")
    return lines, table, text
