"""All targets by name, with the longest input that is tried and how many executions of a million are a target's."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.fuzz import articles, asking, kept, lists, words

CORPUS = Path(__file__).parent / "corpus"


class Target(NamedTuple):
    """What is tried: a function that raises where something does not hold."""

    check: Callable[[bytes], None]
    longest: int = 1_000  # bytes
    share: int = 20_000  # of a million executions

    @property
    def about(self) -> str:
        """What the target holds, in one line."""
        return (self.check.__doc__ or "").strip().split("\n")[0]


TARGETS = {
    "markdown": Target(articles.markdown, 2_000, 10_000),
    "webtext": Target(articles.webtext, 2_000, 10_000),
    "citations": Target(articles.citations, 64, 400_000),
    "page": Target(articles.page, 2_000, 3_000),
    "tokens": Target(words.tokens, 48, 300_000),
    "sentences": Target(words.sentence_ends, 64, 130_000),
    "spelling": Target(words.spelling, 40, 5_000),
    "faq-csv": Target(lists.csv, 600, 20_000),
    "faq-tsv": Target(lists.tsv, 600, 12_000),
    "faq-xlsx": Target(lists.workbook, 1_500, 2_000),
    "faq-jsonl": Target(lists.json_lines, 600, 20_000),
    "faq-json": Target(lists.json_array, 600, 20_000),
    "faq-markdown": Target(lists.markdown, 600, 20_000),
    "faq-text": Target(lists.text, 600, 20_000),
    "question": Target(asking.conversation, 400, 1_500),
    "jsonl": Target(asking.lines, 400, 1_500),
    "cache": Target(kept.cache_file, 400, 16_000),
    "record": Target(kept.record_file, 300, 3_000),
    "shelf": Target(kept.shelf, 60, 2_000),
    "transcript": Target(kept.transcript, 2_000, 4_000),
}


def seeds(name: str) -> list[Path]:
    """Returns the kept inputs of a target: where a fuzzer starts, and what it found."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.is_file())
