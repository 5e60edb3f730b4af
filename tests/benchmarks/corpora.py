"""Made-up corpora of any size: Markdown articles of English words by their real frequency, the same for every run.

`python -m tests.benchmarks.corpora FOLDER --articles 400` writes one. An article has front matter, headings,
paragraphs, lists, a table, citations and amounts; a passage is about fifty words long.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from tests.arguments import positive

PASSAGES = 25  # of an article, exactly
_WORDS = 60_000  # commonest words of English that are used
_LENGTH = 50  # words of a passage, in the mean
_AMOUNTS = ("10 mg", "3 to 5 days", "twice a day", "25%", "two in 10", "age of 40", "1998", "5 ml", "12 weeks", "7")
_NAMES = ("calcinosis", "colchicine", "nodules", "scleroderma", "warfarin", "inflammation", "x-ray", "T cells", "men’s")
_HEADINGS = ("Symptoms", "Causes", "Types", "Treatment", "Diagnosis", "Outlook", "Prevention", "Living with it")
_FOLDER = 1000  # files of one folder


class Writer:
    """Writes articles; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        """Takes the words from the list that Citebot itself uses."""
        from bot.language.english import counts

        ranked = sorted(counts().items(), key=lambda pair: (-pair[1], pair[0]))[:_WORDS]
        self._words = [word for word, _ in ranked]
        # Film talk, which was counted, has more small words than an article.
        self._weights = list(accumulate(count**0.9 for _, count in ranked))
        self._random = random.Random(seed)

    def article(self, number: int) -> str:
        """Returns the next article, of `PASSAGES` passages; `number` is in its title."""
        title = f"{self._named(2)} {number}"
        front = ["---", f'title: "{title}"', "publisher: A Publisher", f"url: https://example.org/{number}", "---", ""]
        parts = [*front, f"# {title}", "", self._paragraph(), "", *self._section(1), *self._section(2)]
        parts += [*self._table(), *self._section(3), *self._section(4), *self._section(5)]
        return "\n".join(parts)

    def _section(self, number: int) -> list[str]:
        # Together with the paragraph above them (1) and the table (4), the five sections make 25 passages.
        heading = f"## {self._random.choice(_HEADINGS)} of {self._named(1)}"
        lines = [heading, "", self._paragraph(), "", f"### {self._named(3)}", "", self._paragraph(), ""]
        if number % 2:
            items = [f"- {self._label()}{self._sentences(_LENGTH)}" for _ in range(2)]
            return [*lines, f"{self._named(4)}:", "", *items, ""]
        return [*lines, self._paragraph(), "", self._paragraph(), ""]

    def _table(self) -> list[str]:
        rows = [f"| {self._named(2)} | {self._sentences(20)} | {self._citation()} |" for _ in range(3)]
        return ["| Name | What it is | Source(s) |", "| --- | --- | --- |", *rows, ""]

    def _label(self) -> str:
        return self._random.choice(("", f"{self._named(2)}: ", f"**{self._named(2)}:** "))

    def _paragraph(self) -> str:
        return self._sentences(self._random.randint(_LENGTH - 20, _LENGTH + 20))

    def _sentences(self, length: int) -> str:
        words = self._drawn(length)
        for place in range(11, length, 13):
            words[place] += "." if place % 2 else ","
            if place % 2 and place + 1 < length:
                words[place + 1] = words[place + 1].capitalize()
        chosen = self._random.random()
        if chosen < 0.5:
            words[length // 2] = self._random.choice(_AMOUNTS)
        if chosen > 0.3:
            words[length // 3] = self._random.choice(_NAMES)
        if chosen < 0.03:
            words[1] = f"*{words[1]}*"
        return f"{words[0].capitalize()} {' '.join(words[1:])}{f' {self._citation()}' if chosen < 0.6 else ''}."

    def _citation(self) -> str:
        return str(sorted(self._random.sample(range(1, 30), self._random.randint(1, 4))))

    def _named(self, length: int) -> str:
        return " ".join(self._drawn(length)).capitalize()

    def _drawn(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """Yields made-up articles as Markdown."""
    writer = Writer(seed)
    return (writer.article(number) for number in range(1, count + 1))


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Writes articles into a folder that is made where it is missing, and returns their files; raises `OSError`."""
    paths = [folder / f"{number // _FOLDER:03}" / f"article-{number:06}.md" for number in range(count)]
    for parent in dict.fromkeys(path.parent for path in paths):
        parent.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, articles(count, seed), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes a corpus into a folder and returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.corpora", description="Write a made-up corpus.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--articles", type=positive, default=400, metavar="N", help="25 passages each (default: 400)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    write(options.folder, options.articles, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
